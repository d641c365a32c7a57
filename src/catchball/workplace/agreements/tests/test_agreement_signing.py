from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError

from agreed import (
    a_draft_agreement,
    a_signed_agreement,
    an_offered_agreement,
    change_item,
    change_part,
    hash_shown,
    offer,
    sign_agreement_as,
    sign_by_both,
)
from catchball.kernel.errors import Stale
from catchball.trust.models import Entry
from catchball.trust.permissions import Role
from catchball.trust.scope import ProofNeeded
from catchball.trust.signing import Meaning, MeaningDoesNotBind
from catchball.trust.wall import opened
from catchball.workplace.agreements import commands, queries
from catchball.workplace.agreements.models import AgreementVersion
from catchball.workplace.agreements.rules import (
    AgreementPlace,
    AgreementSignedAlready,
    AgreementState,
    AnswerNeedsReason,
    MayNotAnswer,
    MayNotSignAgreement,
    Standing,
    find_in_force,
)
from promised import a_signed_promise, an_offer
from world import NOW, TODAY, scope_for

LEAD = Role.CLIENT_LEAD
MANAGER = Role.PROGRAM_MANAGER


@pytest.fixture
def manager(acme, zenith):
    return scope_for(acme)


def a_line(scope, agreement):
    return queries.get_agreement(scope, agreement).line


def targets(scope, day, metric="on-time-delivery"):
    terms = queries.list_promises_in_force(scope, until=date(2030, 1, 1))
    found = find_in_force([one for one in terms if one.metric_key == metric], day)
    return found and found.target


class TestSignAgreement:
    def test_puts_the_promises_in_force_with_the_second_signature(self, acme, manager):
        offered = an_offered_agreement(manager)
        sign_agreement_as(acme, offered, MANAGER)
        assert targets(manager, date(2026, 12, 5)) is None
        sign_agreement_as(acme, offered, LEAD)
        assert targets(manager, date(2026, 12, 5)) == Decimal("0.95")
        assert targets(manager, date(2026, 11, 30)) is None
        assert a_line(manager, offered).standing is Standing.SIGNED

    def test_judges_each_day_by_the_version_in_force(self, acme, manager):
        a_signed_promise(
            acme, target=Decimal("0.90"), floor=Decimal("0.8"), from_on=date(2026, 1, 1)
        )
        a_signed_agreement(acme, from_on="2026-12-01")
        draft = a_draft_agreement(manager, from_in_force=True)
        change_part(manager, draft, "terms", from_on="2027-02-01", review_on="2028-02-01")
        change_item(manager, draft, "promises", "on-time-delivery", target="0.97")
        sign_by_both(acme, offer(manager, draft))
        days = [date(2026, 11, 30), date(2026, 12, 1), date(2027, 1, 31), date(2027, 2, 1)]
        assert [targets(manager, day) for day in days] == [
            Decimal("0.9"),
            Decimal("0.9"),
            Decimal("0.9"),
            Decimal("0.97"),
        ]

    def test_ends_what_the_next_version_no_longer_holds(self, acme, manager):
        a_signed_promise(acme, metric_key="deviations-per-100-batches", target=Decimal(5),
                         floor=Decimal(9), from_on=date(2026, 1, 1))  # fmt: skip
        draft = a_draft_agreement(manager)
        item = "deviations-per-100-batches"
        seen = queries.get_editing(manager, draft, part="promises", item=item).seen
        commands.remove_item(manager, agreement=draft, part="promises", item=item, seen=seen)
        sign_by_both(acme, offer(manager, draft))
        assert targets(manager, date(2026, 11, 30), item) == Decimal(5)
        assert targets(manager, date(2026, 12, 1), item) is None
        lines = queries.list_promises(manager, with_past=True)
        assert [line.until_on for line in lines if line.metric_key == item] == [date(2026, 12, 1)]

    def test_refuses_a_version_that_was_superseded_meanwhile(self, acme, manager):
        first = an_offered_agreement(manager)
        sign_agreement_as(acme, first, MANAGER)
        a_signed_agreement(acme)
        with pytest.raises(MayNotSignAgreement, match="superseded before you signed: version 2"):
            sign_agreement_as(acme, first, LEAD)

    def test_refuses_a_day_that_has_passed_under_a_version_in_force(self, acme, manager):
        a_signed_agreement(acme, from_on="2026-12-01")
        draft = a_draft_agreement(manager, from_in_force=True)
        change_part(manager, draft, "terms", from_on="2026-12-10", review_on="2027-12-01")
        offer(manager, draft)
        with pytest.raises(AgreementPlace, match="cannot begin in the past"):
            sign_agreement_as(acme, draft, LEAD, now=NOW + timedelta(days=60))

    def test_keeps_the_order_of_signing(self, acme, manager):
        draft = a_draft_agreement(manager)
        change_part(manager, draft, "parties", order="client")
        offer(manager, draft)
        with pytest.raises(MayNotSignAgreement, match="the other company signs first"):
            sign_agreement_as(acme, draft, MANAGER)
        sign_agreement_as(acme, draft, LEAD)
        sign_agreement_as(acme, draft, MANAGER)
        assert a_line(manager, draft).state is AgreementState.SIGNED

    def test_is_for_the_person_whom_it_names(self, acme, manager):
        draft = a_draft_agreement(manager)
        head = {"id": str(acme.people[Role.SITE_HEAD]), "name": "Acme site-head"}
        change_part(manager, draft, "parties", cmo_signatory=head)
        offer(manager, draft)
        with pytest.raises(MayNotSignAgreement, match="Acme site-head signs"):
            sign_agreement_as(acme, draft, MANAGER)
        sign_agreement_as(acme, draft, Role.SITE_HEAD)

    def test_is_given_once_for_each_company(self, acme, manager):
        offered = an_offered_agreement(manager)
        sign_agreement_as(acme, offered, MANAGER)
        with pytest.raises(AgreementSignedAlready):
            sign_agreement_as(acme, offered, Role.SITE_HEAD)

    def test_needs_a_proof_of_this_submission(self, acme, manager):
        offered = an_offered_agreement(manager)
        with pytest.raises(ProofNeeded):
            commands.sign_agreement(
                manager,
                agreement=offered,
                meaning=Meaning.AGREEMENT,
                content_hash=hash_shown(manager, offered),
            )

    def test_binds_by_its_meaning(self, acme, manager):
        offered = an_offered_agreement(manager)
        with pytest.raises(MeaningDoesNotBind):
            commands.sign_agreement(
                scope_for(acme, proven=True),
                agreement=offered,
                meaning=Meaning.REVIEW,
                content_hash=hash_shown(manager, offered),
            )

    def test_stands_under_exactly_what_was_shown(self, acme, manager):
        offered = an_offered_agreement(manager)
        with pytest.raises(Stale):
            commands.sign_agreement(
                scope_for(acme, proven=True),
                agreement=offered,
                meaning=Meaning.AGREEMENT,
                content_hash="0" * 64,
            )

    def test_leaves_nothing_to_be_changed(self, acme, manager):
        signed = a_signed_agreement(acme)
        rows = AgreementVersion.objects.filter(pk=signed)
        with opened(manager), pytest.raises(DatabaseError, match="stays as it was"):
            rows.update(client_name="Somebody else")

    def test_tells_the_journal(self, acme, manager):
        signed = a_signed_agreement(acme)
        with opened(manager):
            entries = Entry.objects.filter(event="agreements.agreement-signed")
            assert [entry.arguments["agreement"] for entry in entries] == [str(signed)] * 2

    def test_shows_each_side_what_it_signed(self, acme, manager):
        page = queries.get_agreement(scope_for(acme, LEAD), a_signed_agreement(acme))
        assert [one.still_equal for one in page.signatures] == [True, True]
        assert {one.content_hash for one in page.signatures} == {page.content_hash}


class TestAnswering:
    def test_lets_the_client_decline_with_a_reason(self, acme, manager):
        offered = an_offered_agreement(manager)
        lead = scope_for(acme, LEAD, reason="The floor is too low")
        commands.decline_agreement(lead, agreement=offered)
        line = a_line(manager, offered)
        assert (line.standing, line.because) == (Standing.DECLINED, "The floor is too low")

    def test_asks_for_the_reason(self, acme, manager):
        offered = an_offered_agreement(manager)
        with pytest.raises(AnswerNeedsReason):
            commands.decline_agreement(scope_for(acme, LEAD), agreement=offered)

    def test_lets_the_manufacturer_withdraw_and_not_decline(self, acme, manager):
        offered = an_offered_agreement(manager)
        with pytest.raises(MayNotAnswer):
            commands.decline_agreement(manager.because("No"), agreement=offered)
        commands.withdraw_agreement(manager.because("A slip"), agreement=offered)
        assert a_line(scope_for(acme, LEAD), offered).state is AgreementState.WITHDRAWN

    def test_ends_with_both_signatures(self, acme, manager):
        signed = a_signed_agreement(acme)
        with pytest.raises(MayNotAnswer):
            commands.withdraw_agreement(manager.because("Late"), agreement=signed)

    def test_leaves_single_promises_as_amendments(self, acme, manager):
        a_signed_agreement(acme)
        an_offer(manager, metric_key="deviations-per-100-batches", target=Decimal(5), floor=Decimal(9), from_on=TODAY + timedelta(days=30))  # fmt: skip
        assert queries.get_agreements(manager).amendments == 0
