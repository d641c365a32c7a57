"""Blind scoring: what neither company may know before both have closed, and what follows."""

from io import BytesIO

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from python_calamine import CalamineWorkbook

from assessed import LOW, RED, YELLOW, a_document, a_risk, line_of, score, version_of
from blinded import LEAD, a_revealed_round, a_round, close, score_blind
from catchball.kernel.errors import NotFound, Stale
from catchball.trust.door import command
from catchball.trust.journal import JournalFilters, read_journal, walk_journal
from catchball.trust.models import Change, Entry
from catchball.trust.permissions import Permission, Role, Side
from catchball.trust.queries import list_happenings
from catchball.trust.wall import opened
from catchball.trust.webhooks.models import WebhookCall
from catchball.workplace.risks import commands, queries
from catchball.workplace.risks.models import BlindScore, Scoring, ScoringRound
from catchball.workplace.risks.rules import MayNotAssess, Moved, RiskIncomplete, RoundState
from hooked import a_webhook
from machines import a_machine
from world import NOW, scope_for

MANAGER = Role.PROGRAM_MANAGER
SECRET = "Only we know this."
EITHER = pytest.mark.parametrize(("own", "other"), [(MANAGER, LEAD), (LEAD, MANAGER)])


@pytest.fixture
def scored(acme, zenith):
    """Return a round in which whoever asks has scored the first risk, for a reason of their own."""

    def made(own):
        document, risks = a_round(acme)
        score_blind(acme, risks[0], RED, own, why=SECRET)
        return document, risks

    return made


@EITHER
class TestBeforeTheReveal:
    def test_the_database_gives_the_other_company_no_row(self, acme, scored, own, other):
        scored(own)
        with opened(scope_for(acme, own)):
            assert BlindScore.objects.count() == 1
        with opened(scope_for(acme, other)):
            assert BlindScore.objects.count() == 0

    def test_the_database_changes_and_adds_no_row_of_the_other_company(
        self, acme, scored, own, other
    ):
        _document, risks = scored(own)
        taken = scope_for(acme, own).side

        @command(may=Permission.RISK_ASSESS, event="risks.risk-scored-blind")
        def meddle(scope, *, by):
            return by()

        scope = scope_for(acme, other)
        assert meddle(scope, by=lambda: BlindScore.objects.update(why="Mine")) == 0
        with pytest.raises(DatabaseError, match="row-level security"):
            meddle(
                scope,
                by=lambda: BlindScore.objects.create(
                    client_id=acme.id,
                    round=ScoringRound.objects.get(),
                    risk_id=risks[1],
                    side=taken,
                    audience="internal" if taken is Side.CMO else "client",
                    probability=1,
                    quality=1,
                    schedule=1,
                    cost=1,
                    supply=1,
                    scored_at=NOW,
                ),
            )

    def test_the_database_lets_nobody_close_for_the_other_company(self, acme, scored, own, other):
        scored(own)
        field = f"{scope_for(acme, own).side}_closed_at"

        @command(may=Permission.RISK_ASSESS, event="risks.round-closed")
        def meddle(scope):
            ScoringRound.objects.update(**{field: NOW})

        with pytest.raises(DatabaseError, match="each company closes its own"):
            meddle(scope_for(acme, other))

    def test_the_query_tells_how_many_and_no_more(self, acme, scored, own, other):
        document, _risks = scored(own)
        page = queries.get_round(scope_for(acme, other), document)
        assert (page.line.ours.scored, page.line.theirs.scored, page.line.risks) == (0, 1, 2)
        assert [(one.ours, one.theirs, one.gap) for one in page.items] == [(None, None, None)] * 2
        assert [one.number for one in page.items] == [1, 2]
        mine = queries.get_round(scope_for(acme, own), document)
        assert [one.ours.why if one.ours else None for one in mine.items] == [SECRET, None]

    def test_no_page_or_export_tells(self, acme, scored, browse, own, other):
        document, risks = scored(own)
        browser = browse(acme, other)
        for name, which in (
            ("round-page", {"assessment": document}),
            ("assessment-page", {"assessment": document}),
            ("assessment-list", {}),
            ("risk-page", {"risk": risks[0]}),
            ("risk-score-blind", {"risk": risks[0]}),
            ("journal", {}),
            ("home", {}),
        ):
            text = browser.get(reverse(name, kwargs={"client": acme.slug, **which})).content
            assert SECRET not in text.decode()
            assert "scored a risk blind" not in text.decode()
        text = browser.get(
            reverse("round-page", kwargs={"client": acme.slug, "assessment": document})
        ).content.decode()
        assert "The other company: 1 of 2 scored" in text
        file = browser.get(
            reverse("assessment-xlsx", kwargs={"client": acme.slug, "assessment": document})
        )
        rows = CalamineWorkbook.from_filelike(BytesIO(file.content)).get_sheet_by_index(0)
        assert SECRET not in str(rows.to_python())
        assert 16 not in [cell for row in rows.to_python() for cell in row]

    def test_no_answer_of_the_api_tells(self, acme, scored, own, other):
        document, risks = scored(own)
        machine = a_machine(acme, other)
        for path in (
            f"risks/{document}/round/",
            f"risks/{document}/",
            f"risks/of/{risks[0]}/",
            "journal/",
        ):
            answer = machine.get(f"{acme.slug}/{path}")
            assert answer.status_code == 200
            assert SECRET not in answer.content.decode()
            assert "risk-scored-blind" not in answer.content.decode()

    def test_the_journal_tells_ones_own_company_alone(self, acme, scored, own, other):
        scored(own)
        event = "risks.risk-scored-blind"
        for role, count in ((own, 1), (other, 0)):
            scope = scope_for(acme, role)
            shown = read_journal(scope, filters=JournalFilters(event=event))
            walked = walk_journal(scope, filters=JournalFilters(), after=None, limit=500)
            assert len(shown.page.items) == count
            assert [one.event for one in walked].count(event) == count
            with opened(scope):
                assert Entry.objects.filter(event=event).count() == count
                assert Change.objects.filter(table_name="risks_blindscore").count() == count
                assert (
                    SECRET in str(list(Change.objects.values_list("new", flat=True))) or not count
                )

    def test_no_news_tells_the_other_company(self, acme, scored, own, other):
        scored(own)
        for role, is_told in ((own, True), (other, False)):
            news = list_happenings(scope_for(acme, role), limit=50)
            assert ("risks.risk-scored-blind" in {one.event for one in news}) is is_told


def test_no_webhook_of_the_manufacturer_tells_how_the_client_scores(acme, zenith):
    cmo, client = (a_webhook(acme, role, events=()) for role in (MANAGER, LEAD))
    _document, risks = a_round(acme)
    score_blind(acme, risks[0], RED, LEAD)
    score_blind(acme, risks[1], RED)
    assert told(acme, MANAGER, cmo) == 1
    assert told(acme, LEAD, client) == 1


def told(company, role, webhook):
    with opened(scope_for(company, role)):
        rows = WebhookCall.objects.filter(webhook_id=webhook, event="risks.risk-scored-blind")
        return rows.count()


class TestScoringBlind:
    def test_keeps_the_newest_of_a_company_and_counts_it_once(self, acme, zenith):
        document, risks = a_round(acme)
        score_blind(acme, risks[0], LOW)
        score_blind(acme, risks[0], RED, Role.QUALITY)
        page = queries.get_round(scope_for(acme), document)
        assert page.items[0].ours.score == RED
        assert page.items[0].ours.version == 2
        assert page.line.ours.scored == 1

    def test_notices_that_a_colleague_was_quicker(self, acme, zenith):
        _document, risks = a_round(acme)
        score_blind(acme, risks[0])
        with pytest.raises(Stale):
            commands.score_blind(scope_for(acme), risk=risks[0], version=0, score=RED)

    def test_ends_for_a_company_with_its_close(self, acme, zenith):
        document, risks = a_round(acme)
        score_blind(acme, risks[0])
        close(acme, document, MANAGER)
        with pytest.raises(MayNotAssess, match="has closed"):
            score_blind(acme, risks[1])
        score_blind(acme, risks[1], RED, LEAD)

    def test_leaves_no_other_way_to_score_the_risk(self, acme, zenith):
        document, risks = a_round(acme)
        with pytest.raises(MayNotAssess, match="blind"):
            score(acme, risks[0])
        score(acme, a_risk(acme, document))

    def test_knows_nothing_of_another_client(self, acme, zenith):
        document, risks = a_round(zenith)
        with pytest.raises(NotFound):
            commands.score_blind(scope_for(acme), risk=risks[0], version=0, score=RED)
        with pytest.raises(NotFound):
            commands.close_round(scope_for(acme), assessment=document)
        with pytest.raises(NotFound):
            queries.get_round(scope_for(acme), document)

    def test_is_of_open_risks_of_the_document_alone(self, acme, zenith):
        with pytest.raises(RiskIncomplete):
            commands.begin_round(
                scope_for(acme),
                assessment=a_document(acme),
                risks=[a_risk(acme, a_document(acme, title="B"))],
            )
        document, _risks = a_round(acme)
        outside = a_risk(acme, document)
        with pytest.raises(NotFound):
            commands.score_blind(scope_for(acme), risk=outside, version=0, score=RED)

    def test_is_called_off_for_a_reason_and_reveals_nothing(self, acme, zenith):
        document, risks = a_round(acme)
        score_blind(acme, risks[0])
        with pytest.raises(RiskIncomplete):
            commands.call_off_round(scope_for(acme), assessment=document)
        commands.call_off_round(scope_for(acme, LEAD, reason="Later."), assessment=document)
        with opened(scope_for(acme, LEAD)):
            assert BlindScore.objects.count() == 0
        score(acme, risks[0])
        commands.begin_round(scope_for(acme), assessment=document, risks=risks)
        page = queries.get_round(scope_for(acme), document)
        assert (page.line.number, page.line.state) == (2, RoundState.SCORING)


class TestTheReveal:
    def test_waits_for_both(self, acme, zenith):
        document, risks = a_round(acme)
        score_blind(acme, risks[0], LOW)
        score_blind(acme, risks[0], RED, LEAD)
        close(acme, document, MANAGER)
        page = queries.get_round(scope_for(acme), document)
        assert page.line.state is RoundState.SCORING
        assert page.items[0].theirs is None
        close(acme, document, LEAD)
        page = queries.get_round(scope_for(acme), document)
        assert page.line.state is RoundState.REVEALED
        assert page.items[0].theirs.score == RED

    @pytest.mark.parametrize("role", [MANAGER, LEAD])
    def test_puts_the_largest_gap_first(self, acme, zenith, role):
        document, [far, same, alone] = a_revealed_round(acme)
        page = queries.get_round(scope_for(acme, role), document)
        assert [one.risk for one in page.items] == [far, same, alone]
        assert [one.gap.points if one.gap else None for one in page.items] == [14, 0, None]
        assert page.same == 1

    def test_changes_no_score_by_itself(self, acme, zenith):
        _document, [far, *_others] = a_revealed_round(acme)
        assert line_of(acme, far).score is None

    def test_keeps_what_each_gave_for_ever(self, acme, zenith):
        a_revealed_round(acme)

        @command(may=Permission.RISK_ASSESS, event="risks.risk-scored-blind")
        def meddle(scope):
            BlindScore.objects.filter(side=scope.side).update(probability=1)

        with pytest.raises(DatabaseError, match="is refused"), transaction.atomic():
            meddle(scope_for(acme))


class TestAgreeing:
    def test_keeps_both_originals_and_who_moved(self, acme, zenith):
        document, [far, *_others] = a_revealed_round(acme)
        scope = scope_for(acme, reason="The client saw it happen.")
        commands.reconcile_score(scope, risk=far, version=version_of(acme, far), score=RED)
        assert line_of(acme, far).score == RED
        [kept] = queries.get_risk(scope_for(acme, LEAD), far).scorings
        assert (kept.originals.cmo, kept.originals.client) == (LOW, RED)
        assert kept.moved is Moved.CMO
        [item] = [one for one in queries.get_round(scope, document).items if one.risk == far]
        assert (item.agreed, item.moved) == (RED, Moved.CMO)

    def test_happens_once(self, acme, zenith):
        _document, [far, *_others] = a_revealed_round(acme)
        for expected in (None, MayNotAssess):
            version = version_of(acme, far)
            if expected is None:
                commands.reconcile_score(scope_for(acme), risk=far, version=version, score=RED)
            else:
                with pytest.raises(expected, match="anew"):
                    commands.reconcile_score(scope_for(acme), risk=far, version=version, score=LOW)

    def test_waits_for_the_reveal(self, acme, zenith):
        _document, risks = a_round(acme)
        with pytest.raises(MayNotAssess):
            commands.reconcile_score(scope_for(acme), risk=risks[0], version=1, score=RED)

    def test_takes_what_both_gave_alike_at_once(self, acme, zenith):
        document, [far, same, alone] = a_revealed_round(acme)
        commands.keep_same_scores(scope_for(acme), assessment=document)
        assert [line_of(acme, one).score for one in (far, same, alone)] == [None, YELLOW, None]
        with opened(scope_for(acme)):
            assert Scoring.objects.get().moved == Moved.NOBODY
        commands.keep_same_scores(scope_for(acme), assessment=document)
        with opened(scope_for(acme)):
            assert Scoring.objects.count() == 1


class TestThePages:
    def test_lead_from_risk_to_risk_to_the_agenda(self, acme, zenith, browse):
        document = a_document(acme)
        risks = [a_risk(acme, document) for _one in range(2)]
        manager, lead = browse(acme), browse(acme, LEAD)
        where = {"client": acme.slug, "assessment": document}
        begin = reverse("round-begin", kwargs=where)
        assert manager.get(begin).content.decode().count("checked") == 2
        assert manager.post(begin, {"nothing": "x"}).status_code == 422
        page = manager.post(begin, {"risks": [str(one) for one in risks]}).headers["Location"]
        steps = {"probability": "4", "quality": "2", "schedule": "4", "cost": "3", "supply": "1"}
        for browser in (manager, lead):
            at = reverse("risk-score-blind", kwargs={"client": acme.slug, "risk": risks[0]})
            assert browser.post(at, {"version": "0", "probability": "9"}).status_code == 422
            at = browser.post(at, {"version": "0", **steps}).headers["Location"]
            at = browser.post(at, {"version": "0", **steps, "schedule": "2"}).headers["Location"]
            assert at == page
            assert "close its scores" in browser.get(page).content.decode()
            browser.post(reverse("round-close", kwargs=where), {"nothing": "x"})
        text = lead.get(page).content.decode()
        assert "2 scores are left to agree on" in text
        assert "Keep the 2 scores both gave" in text
        manager.post(reverse("round-keep-same", kwargs=where), {"nothing": "x"})
        assert "Both companies agree on every score" in manager.get(page).content.decode()

    def test_show_both_scores_where_they_are_agreed_on(self, acme, zenith, browse):
        _document, [far, *_others] = a_revealed_round(acme)
        browser = browse(acme)
        at = reverse("risk-reconcile", kwargs={"client": acme.slug, "risk": far})
        text = browser.get(at).content.decode()
        assert "“the works”" in text
        assert "“Acme tablets”" in text
        steps = {"probability": "4", "quality": "2", "schedule": "4", "cost": "3", "supply": "1"}
        sent = {"version": str(version_of(acme, far)), **steps, "reason": "Seen."}
        assert browser.post(at, sent).status_code == 302
        text = browser.get(reverse("risk-page", kwargs={"client": acme.slug, "risk": far}))
        assert "the manufacturer moved" in text.content.decode()

    def test_ask_why_a_round_is_called_off(self, acme, zenith, browse):
        document, _risks = a_round(acme)
        browser = browse(acme, LEAD)
        at = reverse("round-call-off", kwargs={"client": acme.slug, "assessment": document})
        assert browser.post(at, {"reason": " "}).status_code == 422
        assert browser.post(at, {"reason": "Next week."}).status_code == 302
        assert (
            "Next week."
            in browser.get(
                reverse("round-page", kwargs={"client": acme.slug, "assessment": document})
            ).content.decode()
        )
