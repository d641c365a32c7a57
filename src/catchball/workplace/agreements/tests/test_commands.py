from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from catchball.kernel.errors import NotFound, NotPermitted, Refused, Stale
from catchball.measures.catalogue import MetricIsUnknown
from catchball.trust.asking import count_all
from catchball.trust.models import Entry
from catchball.trust.permissions import Role, Side
from catchball.trust.scope import ProofNeeded
from catchball.trust.signing import Meaning, MeaningDoesNotBind, list_signatures
from catchball.trust.wall import opened
from catchball.workplace.agreements import rules
from catchball.workplace.agreements.commands import (
    change_draft,
    discard_draft,
    draft_promise,
    offer_promise,
    sign_promise,
    withdraw_promise,
)
from catchball.workplace.agreements.models import Promise
from catchball.workplace.agreements.queries import (
    OFFERED,
    RECORD,
    TO_SIGN,
    content_of,
    get_promise,
    list_promises_in_force,
    list_waiting,
)
from catchball.workplace.agreements.rules import PromiseState, Validity
from promised import TERMS, a_draft, a_signed_promise, an_offer, sign_as
from world import NOW, TODAY, floor_scope_for, scope_for

LATER = NOW + timedelta(days=3)
REST = {name: value for name, value in TERMS.items() if name != "metric_key"}
SIGNERS = [Role.PROGRAM_MANAGER, Role.SITE_HEAD, Role.CLIENT_LEAD]


@pytest.fixture
def manager(acme, zenith):
    return scope_for(acme)


def line_of(scope, promise):
    return get_promise(scope, promise).line


class TestDraftPromise:
    def test_copies_the_whole_definition_so_that_a_release_cannot_change_it(self, manager):
        page = get_promise(manager, a_draft(manager))

        assert page.line.title == "On-time delivery"
        assert '"type":"NoLaterThan"' in page.content_text
        assert "first confirmed day" in page.words
        assert page.line.state is PromiseState.DRAFT

    def test_may_be_for_one_program_of_the_client(self, acme, manager):
        page = get_promise(manager, a_draft(manager, program=acme.program))
        assert page.line.program == "P-1 Acme supply"

    def test_knows_no_program_of_another_client(self, zenith, manager):
        with pytest.raises(NotFound):
            a_draft(manager, program=zenith.program)

    def test_wants_a_metric_of_the_catalogue(self, manager):
        with pytest.raises(MetricIsUnknown):
            a_draft(manager, metric_key="cosmic-harmony")

    def test_says_beside_each_field_what_does_not_fit(self, manager):
        with pytest.raises(rules.TermsDoNotFit) as caught:
            a_draft(manager, target=Decimal("0.5"), floor=Decimal("0.9"), n_min=0)
        assert set(caught.value.fields) == {"floor", "n_min"}

    @pytest.mark.parametrize("role", sorted(set(Role) - {Role.PROGRAM_MANAGER}))
    def test_is_for_the_program_manager(self, acme, role):
        with pytest.raises(NotPermitted):
            a_draft(scope_for(acme, role))


class TestChangeDraft:
    def test_moves_the_version_on(self, manager):
        draft = a_draft(manager)

        change_draft(manager, promise=draft, version=1, **{**REST, "target": Decimal("0.97")})

        line = line_of(manager, draft)
        assert (line.target, line.version) == (Decimal("0.97"), 2)

    def test_refuses_an_old_version(self, manager):
        draft = a_draft(manager)
        change_draft(manager, promise=draft, version=1, **REST)
        with pytest.raises(Stale):
            change_draft(manager, promise=draft, version=1, **REST)

    def test_leaves_an_offer_alone(self, manager):
        with pytest.raises(rules.MayNotChange):
            change_draft(manager, promise=an_offer(manager), version=1, **REST)

    def test_sets_a_draft_aside(self, manager):
        draft = a_draft(manager)
        discard_draft(manager, promise=draft, version=1)
        assert line_of(manager, draft).validity is Validity.WITHDRAWN


class TestOfferPromise:
    def test_waits_for_both_signatures(self, manager):
        line = line_of(manager, an_offer(manager))
        assert line.state is PromiseState.OFFERED
        assert line.waits_for == set(Side)

    def test_happens_once(self, manager):
        offer = an_offer(manager)
        with pytest.raises(rules.MayNotOffer, match="already offered"):
            offer_promise(manager, promise=offer, version=1)

    def test_refuses_an_old_version(self, manager):
        draft = a_draft(manager)
        change_draft(manager, promise=draft, version=1, **REST)
        with pytest.raises(Stale):
            offer_promise(manager, promise=draft, version=1)

    def test_keeps_one_offer_on_a_metric_and_program_at_a_time(self, acme, manager):
        an_offer(manager)
        an_offer(manager, program=acme.program)
        with pytest.raises(rules.MayNotOffer):
            an_offer(manager)

    def test_lets_a_first_promise_judge_the_past(self, manager):
        page = get_promise(manager, an_offer(manager, from_on=date(2020, 1, 1)))
        assert page.begins_in_the_past

    def test_never_changes_a_threshold_retroactively(self, acme, manager):
        a_signed_promise(acme, from_on=date(2026, 1, 1))
        draft = a_draft(manager, from_on=date(2026, 11, 20))
        late = replace(manager, now=NOW + timedelta(days=10))

        with pytest.raises(rules.WouldChangeThePast):
            a_draft(manager, from_on=TODAY - timedelta(days=1), target=Decimal(1))
        with pytest.raises(rules.WouldChangeThePast):
            offer_promise(late, promise=draft, version=1)


class TestSignPromise:
    @pytest.mark.parametrize("first", [Role.SITE_HEAD, Role.CLIENT_LEAD])
    def test_is_in_force_once_both_have_signed_in_either_order(self, acme, manager, first):
        second = {Role.SITE_HEAD: Role.CLIENT_LEAD, Role.CLIENT_LEAD: Role.SITE_HEAD}[first]
        offer = an_offer(manager, from_on=date(2026, 1, 1))

        sign_as(acme, offer, first)
        between = line_of(manager, offer)
        sign_as(acme, offer, second, now=LATER)

        assert (between.state, between.waits_for) == (PromiseState.OFFERED, {second.side})
        assert line_of(manager, offer).validity is Validity.IN_FORCE

    def test_binds_name_instant_zone_meaning_and_content(self, acme, manager):
        offer = an_offer(manager)
        sign_as(acme, offer, Role.CLIENT_LEAD, meaning=Meaning.APPROVAL)

        page = get_promise(manager, offer)

        (one,) = page.signatures
        assert (one.printed_name, one.side) == ("Acme client-lead", Side.CLIENT)
        assert (one.signed_at, one.zone) == (NOW, "Europe/London")
        assert (one.meaning, one.role) == (Meaning.APPROVAL, Role.CLIENT_LEAD)
        assert one.content_hash == page.content_hash
        assert one.still_equal

    def test_shows_when_the_content_is_no_longer_what_was_signed(self, acme, manager):
        offer = an_offer(manager)
        sign_as(acme, offer, Role.CLIENT_LEAD)

        with opened(manager):
            content = content_of(Promise.objects.get(pk=offer)).as_json()
            bent = {**content, "floor": "0.5"}
            (shown,) = list_signatures(manager, record=RECORD, contents={offer: bent})[offer]

        assert not shown.still_equal

    @pytest.mark.parametrize("role", SIGNERS)
    def test_asks_for_the_password_in_the_same_submission(self, acme, manager, role):
        offer = an_offer(manager)
        page = get_promise(manager, offer)
        moment = {
            "promise": offer,
            "version": 1,
            "meaning": Meaning.AGREEMENT,
            "content_hash": page.content_hash,
        }
        earlier = replace(scope_for(acme, role, proven=True), now=LATER)

        with pytest.raises(ProofNeeded):
            sign_promise(scope_for(acme, role), **moment)
        with pytest.raises(ProofNeeded):
            sign_promise(earlier, **moment)
        assert get_promise(manager, offer).signatures == ()

    def test_takes_one_signature_of_each_company(self, acme, manager):
        offer = an_offer(manager)
        sign_as(acme, offer, Role.PROGRAM_MANAGER)
        for role in (Role.PROGRAM_MANAGER, Role.SITE_HEAD):
            with pytest.raises(rules.SignedAlready):
                sign_as(acme, offer, role)
        assert len(get_promise(manager, offer).signatures) == 1

    def test_refuses_content_other_than_what_was_shown(self, acme, manager):
        offer = an_offer(manager)
        scope = scope_for(acme, Role.CLIENT_LEAD, proven=True)
        for version, content_hash in ((1, "0" * 64), (2, get_promise(scope, offer).content_hash)):
            with pytest.raises(Stale):
                sign_promise(
                    scope,
                    promise=offer,
                    version=version,
                    meaning=Meaning.AGREEMENT,
                    content_hash=content_hash,
                )
        assert get_promise(manager, offer).signatures == ()

    def test_takes_no_meaning_that_binds_nobody(self, acme, manager):
        with pytest.raises(MeaningDoesNotBind):
            sign_as(acme, an_offer(manager), Role.CLIENT_LEAD, meaning=Meaning.REVIEW)

    @pytest.mark.parametrize("role", sorted(set(Role) - set(SIGNERS)))
    def test_is_for_signatories(self, acme, manager, role):
        with pytest.raises(NotPermitted):
            sign_as(acme, an_offer(manager), role)

    def test_refuses_a_successor_whose_day_has_passed(self, acme, manager):
        a_signed_promise(acme, from_on=date(2026, 1, 1))
        offer = an_offer(manager, target=Decimal("0.5"), floor=Decimal("0.4"))
        sign_as(acme, offer, Role.PROGRAM_MANAGER)
        tardy = datetime(2026, 12, 2, 9, tzinfo=UTC)

        with pytest.raises(rules.WouldChangeThePast):
            sign_as(acme, offer, Role.CLIENT_LEAD, now=tardy)

        assert len(get_promise(manager, offer).signatures) == 1

    def test_gives_a_draft_no_signature(self, acme, manager):
        with pytest.raises(rules.MayNotSign, match="draft"):
            sign_as(acme, a_draft(manager), Role.PROGRAM_MANAGER)


class TestWithdrawPromise:
    def test_keeps_the_signature_that_was_given(self, acme, manager):
        offer = an_offer(manager)
        sign_as(acme, offer, Role.CLIENT_LEAD)

        later = replace(manager.because("The site moved"), now=LATER)
        withdraw_promise(later, promise=offer, version=1)

        page = get_promise(scope_for(acme, Role.CLIENT_LEAD), offer)
        assert page.line.validity is Validity.WITHDRAWN
        assert page.signatures[0].still_equal
        assert page.history[0].why == "The site moved"

    def test_owes_a_reason(self, manager):
        with pytest.raises(rules.ReasonMissing):
            withdraw_promise(manager, promise=an_offer(manager), version=1)

    def test_comes_too_late_once_both_have_signed(self, acme, manager):
        signed = a_signed_promise(acme)
        with pytest.raises(rules.MayNotWithdraw, match="Both companies"):
            withdraw_promise(manager.because("Regret"), promise=signed, version=1)

    def test_makes_room_for_another_offer(self, manager):
        withdraw_promise(manager.because("Typo"), promise=an_offer(manager), version=1)
        assert line_of(manager, an_offer(manager)).state is PromiseState.OFFERED


class TestSuccession:
    def test_leaves_the_promise_before_as_it_was_and_takes_over_on_its_day(self, acme, manager):
        old = a_signed_promise(acme, from_on=date(2026, 1, 1))
        new = a_signed_promise(acme, from_on=date(2026, 12, 1), target=Decimal("0.97"))

        terms = list_promises_in_force(manager, until=date(2027, 1, 1))

        assert [one.id for one in terms] == [old, new]
        assert [one.until_on for one in terms] == [date(2026, 12, 1), None]
        assert rules.find_in_force(terms, date(2026, 11, 30)).target == Decimal("0.95")
        assert rules.find_in_force(terms, date(2026, 12, 1)).target == Decimal("0.97")
        assert rules.find_in_force(terms, date(2025, 12, 31)) is None
        assert line_of(manager, old).validity is Validity.IN_FORCE
        december = replace(manager, now=datetime(2026, 12, 1, 9, tzinfo=UTC))
        assert line_of(december, old).validity is Validity.SUPERSEDED

    def test_lets_one_day_have_one_promise(self, acme):
        a_signed_promise(acme)
        with pytest.raises(Refused):
            a_signed_promise(acme)


class TestWaiting:
    def test_counts_for_each_company_the_signatures_it_owes(self, acme, zenith, manager):
        half = an_offer(manager)
        sign_as(acme, half, Role.PROGRAM_MANAGER)
        an_offer(manager, metric_key="right-first-time")
        an_offer(scope_for(zenith))

        assert count_all(manager, [TO_SIGN, OFFERED]) == (1, 2)
        assert count_all(scope_for(acme, Role.CLIENT_LEAD), [TO_SIGN, OFFERED]) == (2, 2)

    def test_is_told_across_the_clients_that_a_person_sees(self, acme, zenith, manager):
        ours, theirs = an_offer(manager), an_offer(scope_for(zenith))
        lines = list_waiting(floor_scope_for(acme, zenith))
        assert {(line.id, line.client_id) for line in lines} == {
            (ours, acme.id),
            (theirs, zenith.id),
        }


class TestWall:
    def test_hides_a_draft_from_the_clients_side_altogether(self, acme, manager):
        draft = a_draft(manager)
        change_draft(manager, promise=draft, version=1, **REST)
        discard_draft(manager, promise=draft, version=2)
        lead = scope_for(acme, Role.CLIENT_LEAD, proven=True)

        with pytest.raises(NotFound):
            get_promise(lead, draft)
        with pytest.raises(NotFound):
            sign_as(acme, draft, Role.CLIENT_LEAD)
        with opened(lead):
            told = Entry.objects.filter(event__startswith="agreements.")
            assert not told.exists()

    def test_shows_the_client_an_offer_and_nothing_of_what_was_before(self, acme, manager):
        draft = a_draft(manager, target=Decimal("0.91"))
        change_draft(manager, promise=draft, version=1, **REST)
        offer_promise(manager, promise=draft, version=2)

        theirs = get_promise(scope_for(acme, Role.CLIENT_LEAD), draft)
        ours = get_promise(manager, draft)

        assert [line.what for line in theirs.history] == ["offered this promise for signature"]
        assert theirs.history[0].who == "Acme program-manager"
        assert [line.what for line in ours.history][1:] == [
            "changed the draft",
            "drafted this promise",
        ]
        ((field, old, new),) = ours.history[1].changes
        assert (field, old.value, new.value) == ("Target", Decimal("0.91"), Decimal("0.95"))

    @pytest.mark.parametrize("role", [Role.PROGRAM_MANAGER, Role.CLIENT_LEAD])
    def test_knows_nothing_of_another_client(self, acme, zenith, role):
        theirs = a_signed_promise(zenith)
        scope = scope_for(acme, role)
        with pytest.raises(NotFound):
            get_promise(scope, theirs)
        with pytest.raises(NotFound):
            sign_as(acme, theirs, role)
        assert list_promises_in_force(scope, until=date(2030, 1, 1)) == ()

    def test_knows_nothing_of_what_is_not_there(self, manager):
        with pytest.raises(NotFound):
            draft_promise(manager, **{**TERMS, "program": uuid4()})
        with pytest.raises(NotFound):
            offer_promise(manager, promise=uuid4(), version=1)
