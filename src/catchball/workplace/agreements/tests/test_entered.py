"""Values that people enter: what is taken, who may, and that a scorecard shows them as entered."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from agreed import an_entered_value
from browsing import ahead
from catchball.kernel.days import month_start
from catchball.kernel.errors import NotFound, Stale
from catchball.measures.catalogue import CATALOGUE
from catchball.trust.permissions import Role
from catchball.trust.queries import list_history
from catchball.trust.scope import MayNot
from catchball.trust.wall import opened
from catchball.workplace.agreements import metrics, queries
from catchball.workplace.agreements.rules.entered import NotEntered, ValueDoesNotFit
from catchball.workplace.scorecards.queries import read_scorecard
from promised import a_signed_promise
from reading import text_of
from world import NOW, scope_for

LEAD = Role.CLIENT_LEAD
MONTH = "/c/acme/agreement/metrics/invoice-accuracy/2026-10/"


@pytest.fixture
def manager(acme, zenith):
    return scope_for(acme)


class TestCatalogue:
    def test_has_every_metric_once(self):
        keys = [entry.metric.key for entry in (*metrics.OF_CMO, *metrics.OF_CLIENT)]
        assert len(set(keys)) == len(keys)
        assert set(metrics.METRICS) <= set(CATALOGUE.list_metrics())

    def test_never_calls_a_draft_a_requirement(self):
        drafts = {one.key for one in metrics.METRICS if "FDA draft definition" in one.label}
        assert drafts == {"lot-acceptance", "invalidated-oos", "product-complaints"}

    @pytest.mark.parametrize("entry", metrics.ENTRIES.values(), ids=lambda one: one.metric.key)
    def test_says_of_each_that_people_entered_it(self, entry):
        assert entry.metric.label.startswith("entered")
        assert "the product did not count it" in entry.metric.traps[0]
        assert (entry.target is None) == (entry.floor is None)

    def test_proposes_for_what_the_client_owes(self):
        proposal = metrics.propose("payment-on-time")
        assert (proposal.party.value, proposal.target, proposal.n_min) == (
            "client",
            Decimal("0.95"),
            1,
        )

    def test_is_shown_to_both_companies(self, acme, manager, browse):
        said = text_of(browse(acme, LEAD).get("/c/acme/agreement/metrics/"))
        assert "Usually owed by the client" in said
        assert "entered · FDA draft definition" in said


class TestEnterValue:
    def test_keeps_numbers_with_note_and_source(self, manager):
        page = queries.get_value(manager, an_entered_value(manager))
        line = page.line
        assert (line.top, line.bottom, line.value) == (49, 50, Decimal("0.98"))
        assert (line.source, line.entered_by, line.version) == ("PO", "Acme program-manager", 1)

    def test_corrects_a_month_and_keeps_what_stood_there(self, manager):
        value = an_entered_value(manager)
        assert an_entered_value(manager, top=Decimal(48), version=1) == value
        with opened(manager):
            changes = [
                (change.old, change.new)
                for entry in list_history(manager, row=value)
                for change in entry.changes
                if change.field == "top" and change.old is not None
            ]
        assert [(float(old), float(new)) for old, new in changes] == [(49.0, 48.0)]

    def test_tells_the_second_of_two_people(self, manager):
        an_entered_value(manager)
        with pytest.raises(Stale, match="entered this month meanwhile"):
            an_entered_value(manager, top=Decimal(10))

    def test_keeps_programs_apart(self, acme, manager):
        assert an_entered_value(manager) != an_entered_value(manager, program=acme.program)

    @pytest.mark.parametrize(
        ("changes", "slot"),
        [
            ({"note": " "}, "note"),
            ({"source": ""}, "source"),
            ({"note": "x" * 2_001}, "note"),
            ({"top": Decimal(51)}, "top"),
            ({"top": Decimal(-1)}, "top"),
            ({"top": Decimal("NaN")}, "top"),
            ({"bottom": Decimal(0)}, "bottom"),
            ({"bottom": Decimal("1.0000001")}, "bottom"),
            ({"month_on": date(2026, 10, 2)}, "month_on"),
            ({"month_on": date(1989, 12, 1)}, "month_on"),
            ({"month_on": date(2026, 12, 1)}, "month_on"),
        ],
    )
    def test_says_what_does_not_fit(self, manager, changes, slot):
        with pytest.raises(ValueDoesNotFit) as told:
            an_entered_value(manager, **changes)
        assert slot in told.value.fields

    def test_is_for_what_the_product_does_not_count(self, manager):
        with pytest.raises(NotEntered):
            an_entered_value(manager, metric_key="on-time-delivery")

    @pytest.mark.parametrize("role", [Role.LEAN, LEAD])
    def test_is_the_program_managers_and_the_quality_leads(self, acme, role):
        an_entered_value(scope_for(acme, Role.QUALITY))
        with pytest.raises(MayNot):
            an_entered_value(scope_for(acme, role), month_on=date(2026, 9, 1))

    def test_names_no_program_of_another_client(self, manager, zenith):
        with pytest.raises(NotFound):
            an_entered_value(manager, program=zenith.program)

    def test_is_unseen_by_another_client(self, manager, zenith):
        value = an_entered_value(manager)
        with pytest.raises(NotFound):
            queries.get_value(scope_for(zenith), value)


class TestScorecard:
    def test_judges_the_month_as_it_was_entered(self, acme, manager):
        a_signed_promise(
            acme,
            metric_key="invoice-accuracy",
            target=Decimal("0.99"),
            floor=Decimal("0.95"),
            n_min=1,
            from_on=date(2026, 1, 1),
        )
        an_entered_value(manager)
        later = scope_for(acme, LEAD, now=NOW + timedelta(days=20))
        said = str(read_scorecard(later))
        assert "invoice-accuracy" in said
        assert "below-target" in said

    def test_leads_from_the_number_to_what_was_entered(self, acme, manager, browse):
        promise = a_signed_promise(
            acme,
            metric_key="invoice-accuracy",
            target=Decimal("0.99"),
            floor=Decimal("0.95"),
            n_min=1,
            from_on=date(2026, 1, 1),
        )
        value = an_entered_value(manager)
        browser = browse(acme, LEAD)
        passport = f"/c/acme/scorecards/{promise}/passport/?first=2026-10-01&until=2026-11-01"
        page = browser.get(passport)
        address = f"/c/acme/agreement/metrics/values/{value}/"
        assert address in page.content.decode()
        said = text_of(browser.get(address))
        assert "Invoice accuracy of Oct 2026 was entered as 98.0 %" in said
        assert "not computed from facts" in said


class TestPages:
    def test_take_a_month(self, acme, manager, browse):
        browser, last = browse(acme), month_start(ahead(0), -1)
        month = f"/c/acme/agreement/metrics/invoice-accuracy/{last:%Y-%m}/"
        sent = {"version": "0", "top": "49", "bottom": "50", "source": "SAP", "note": "All"}
        answer = browser.post(month, sent, follow=True)
        assert "98.0 %" in text_of(answer)
        assert "49 of 50" in text_of(answer)

    def test_say_beside_the_field_what_is_missing(self, acme, manager, browse):
        answer = browse(acme).post(MONTH, {"version": "0", "top": "51", "bottom": "50"})
        assert answer.status_code == 422
        assert 'id="id_note-error"' in answer.content.decode()

    def test_know_no_month_and_no_metric_that_is_none(self, acme, manager, browse):
        browser = browse(acme)
        base = "/c/acme/agreement/metrics"
        assert browser.get(f"{base}/invoice-accuracy/2026-13/").status_code == 404
        assert browser.get(f"{base}/on-time-delivery/2026-10/").status_code == 404
        assert browser.get(f"{base}/cosmic-harmony/").status_code == 404
        assert browser.get(f"{base}/invoice-accuracy/?program=x").status_code == 404
