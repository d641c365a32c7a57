from datetime import date
from decimal import Decimal

import pytest

from agreed import (
    a_draft_agreement,
    a_signed_agreement,
    an_offered_agreement,
    change_item,
    change_part,
    hash_shown,
    offer,
    sign_by_both,
)
from catchball.kernel.errors import NotFound, Stale
from catchball.trust.permissions import Role
from catchball.trust.scope import MayNot
from catchball.workplace.agreements import commands, queries
from catchball.workplace.agreements.commands import drafting
from catchball.workplace.agreements.rules import (
    AgreementFixed,
    AgreementPlace,
    AgreementState,
    NotReady,
    find_in_force,
)
from catchball.workplace.agreements.rules.parts import NoSuchPart, PartDoesNotFit
from promised import a_signed_promise
from world import scope_for

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


class TestStartDraft:
    def test_fills_in_the_template_ready_to_be_offered(self, manager):
        page = queries.get_agreement(manager, a_draft_agreement(manager))
        assert page.line.number is None
        assert page.lacks == ()
        assert page.proposed > 20
        assert [section.key for section in page.sections][:3] == ["parties", "scope", "promises"]

    def test_is_unseen_by_the_client(self, acme, manager):
        draft = a_draft_agreement(manager)
        with pytest.raises(NotFound):
            queries.get_agreement(scope_for(acme, LEAD), draft)
        assert queries.get_agreements(scope_for(acme, LEAD)).lines == ()

    def test_is_unknown_to_another_client(self, manager, zenith):
        with pytest.raises(NotFound):
            queries.get_agreement(scope_for(zenith), a_draft_agreement(manager))

    def test_refuses_a_second_draft(self, manager):
        a_draft_agreement(manager)
        with pytest.raises(drafting.DraftStands):
            a_draft_agreement(manager)

    def test_takes_in_the_promises_that_were_signed_by_themselves(self, acme, manager):
        a_signed_promise(acme, target=Decimal("0.971"), from_on=date(2026, 1, 1))
        draft = a_draft_agreement(manager)
        clause = queries.get_editing(
            manager, draft, part="promises", item="on-time-delivery"
        ).values
        assert clause["target"] == "0.971"
        assert "proposed" not in clause
        assert (clause["weight"], clause["critical"]) == (30, True)
        assert clause["owner"] == "Program manager"

    def test_starts_from_the_version_in_force(self, acme, manager):
        first = an_offered_agreement(manager)
        sign_by_both(acme, first)
        draft = a_draft_agreement(manager, from_in_force=True)
        page = queries.get_agreement(manager, draft)
        assert page.proposed == 0
        assert page.lacks == ()

    def test_keeps_the_weights_of_the_version_in_force(self, acme, manager):
        first = a_draft_agreement(manager)
        change_part(manager, first, "terms", from_on="2026-12-01")
        change_item(manager, first, "promises", "batch-yield", weight=22)
        sign_by_both(acme, offer(manager, first))
        draft = a_draft_agreement(manager, from_in_force=True)
        clause = queries.get_editing(manager, draft, part="promises", item="batch-yield").values
        assert clause["weight"] == 22

    @pytest.mark.parametrize("role", [Role.QUALITY, LEAD])
    def test_is_the_program_managers(self, acme, role):
        with pytest.raises(MayNot):
            a_draft_agreement(scope_for(acme, role))


class TestKeeping:
    def test_takes_the_mark_of_the_proposal_away(self, manager):
        draft = a_draft_agreement(manager)
        before = queries.get_agreement(manager, draft).proposed
        change_item(manager, draft, "responses", "b", to_1="The two quality leads")
        page = queries.get_agreement(manager, draft)
        assert page.proposed == before - 1

    def test_lets_two_people_keep_different_parts(self, manager):
        draft = a_draft_agreement(manager)
        terms = queries.get_editing(manager, draft, part="terms")
        change_part(manager, draft, "scope", services="Filling")
        commands.keep_part(
            manager,
            agreement=draft,
            part="terms",
            seen=terms.seen,
            values={**terms.values, "quality_agreement": "QA-17"},
        )
        now = queries.get_editing(manager, draft, part="terms").values
        assert now["quality_agreement"] == "QA-17"

    def test_tells_the_second_of_two_people_in_one_part(self, manager):
        draft = a_draft_agreement(manager)
        seen = queries.get_editing(manager, draft, part="scope").seen
        change_part(manager, draft, "scope", services="Filling")
        with pytest.raises(Stale, match="Somebody changed this part"):
            commands.keep_part(
                manager,
                agreement=draft,
                part="scope",
                seen=seen,
                values={"programs": [], "services": "Packing"},
            )
        assert queries.get_editing(manager, draft, part="scope").values["services"] == "Filling"

    @pytest.mark.parametrize(
        ("item", "changes", "slot"),
        [
            ("on-time-delivery", {"target": "1.01"}, "target"),
            ("on-time-delivery", {"target": "0.9", "floor": "0.95"}, "floor"),
            ("on-time-delivery", {"target": "NaN"}, "target"),
            ("on-time-delivery", {"allocation": "0.9"}, "allocation"),
            ("on-time-delivery", {"weight": 101}, "weight"),
            ("on-time-delivery", {"weight": True}, "weight"),
            ("on-time-delivery", {"from_on": "2026-02-30"}, "from_on"),
            ("on-time-delivery", {"party": "both"}, "party"),
            ("on-time-delivery", {"owner": "x" * 201}, "owner"),
            ("on-time-delivery", {"program": {"id": "no", "name": "P"}}, "program"),
        ],
    )
    def test_says_what_does_not_fit_in_a_promise(self, manager, item, changes, slot):
        draft = a_draft_agreement(manager)
        with pytest.raises(PartDoesNotFit) as told:
            change_item(manager, draft, "promises", item, **changes)
        assert slot in told.value.fields

    @pytest.mark.parametrize("target", ["0", "1"])
    def test_takes_targets_of_nothing_and_of_everything(self, manager, target):
        draft = a_draft_agreement(manager)
        change_item(manager, draft, "promises", "on-time-delivery", target=target, floor=target)
        values = queries.get_editing(
            manager, draft, part="promises", item="on-time-delivery"
        ).values
        assert values["target"] == target

    @pytest.mark.parametrize(
        ("part", "item", "changes", "slot"),
        [
            ("responses", "b", {"examples": ["Quote"]}, "examples"),
            ("responses", "b", {"title": "c normal"}, "title"),
            ("responses", "b", {"plan": {"amount": 0, "unit": "days"}}, "plan"),
            (
                "responses",
                "b",
                {"resolution": {"amount": 1, "unit": "business-days"}},
                "resolution",
            ),
            ("responses", "b", {"at_1": 150}, "at_2"),
            ("responses", "b", {"to_1": ""}, "to_1"),
            ("notices", "oos", {"limit": None}, "limit"),
            ("ladder", "cmo-3", {"window": 1}, "window"),
            ("ladder", "cmo-1", {"kind": "fee"}, "kind"),
            ("governance", "core", {"members": " "}, "members"),
        ],
    )
    def test_says_what_does_not_fit_in_a_line(self, manager, part, item, changes, slot):
        draft = a_draft_agreement(manager)
        with pytest.raises(PartDoesNotFit) as told:
            change_item(manager, draft, part, item, **changes)
        assert slot in told.value.fields

    @pytest.mark.parametrize(
        ("part", "changes", "slot"),
        [
            ("terms", {"from_on": "2027-03-01", "review_on": "2027-02-28"}, "review_on"),
            ("terms", {"from_on": ""}, "from_on"),
            ("credits", {"currency": "EURO"}, "currency"),
            ("credits", {"currency": "1€x"}, "currency"),
            ("credits", {"missed_step": "1", "failed_step": "0.5"}, "failed_step"),
            ("credits", {"base": "10.001"}, "base"),
            ("parties", {"order": "both at once"}, "order"),
            (
                "parties",
                {"cmo_signatory": {"id": "00000000-0000-0000-0000-000000000000", "name": "X"}},
                "cmo_signatory",
            ),
        ],
    )
    def test_says_what_does_not_fit_in_a_part(self, manager, part, changes, slot):
        draft = a_draft_agreement(manager)
        with pytest.raises(PartDoesNotFit) as told:
            change_part(manager, draft, part, **changes)
        assert slot in told.value.fields

    def test_names_no_program_of_another_client(self, manager, zenith):
        draft = a_draft_agreement(manager)
        theirs = {"id": str(zenith.program), "code": "P-1", "name": "Zenith supply"}
        with pytest.raises(PartDoesNotFit):
            change_part(manager, draft, "scope", programs=[theirs])

    def test_adds_and_removes_lines(self, manager):
        draft = a_draft_agreement(manager)
        values = {"title": "Steering", "members": "All", "cadence": "weekly", "decides": "All"}
        seen = queries.get_editing(manager, draft, part="governance").seen
        item = commands.keep_item(
            manager, agreement=draft, part="governance", item="", seen=seen, values=values
        )
        seen = queries.get_editing(manager, draft, part="governance", item=item).seen
        commands.remove_item(manager, agreement=draft, part="governance", item=item, seen=seen)
        with pytest.raises(NoSuchPart):
            queries.get_editing(manager, draft, part="governance", item=item)

    def test_knows_no_other_parts(self, manager):
        with pytest.raises(NoSuchPart):
            change_part(manager, a_draft_agreement(manager), "penalties", title="x")

    def test_ends_with_the_offer(self, manager):
        offered = an_offered_agreement(manager)
        with pytest.raises(AgreementFixed):
            change_part(manager, offered, "scope", services="More")


class TestOfferAgreement:
    def test_gives_the_next_number_and_shows_it_to_the_client(self, acme, manager):
        offered = an_offered_agreement(manager)
        page = queries.get_agreement(scope_for(acme, LEAD), offered)
        assert page.line.number == 1
        assert page.proposed == 0
        assert page.line.waits_for == {scope.side for scope in (manager, scope_for(acme, LEAD))}

    def test_says_what_is_missing(self, manager):
        draft = a_draft_agreement(manager)
        for clause in ("on-time-delivery", "on-time-in-full", "schedule-adherence"):
            seen = queries.get_editing(manager, draft, part="promises", item=clause).seen
            commands.remove_item(manager, agreement=draft, part="promises", item=clause, seen=seen)
        for clause in ("right-first-time", "batch-yield", "batch-release-days-median"):
            seen = queries.get_editing(manager, draft, part="promises", item=clause).seen
            commands.remove_item(manager, agreement=draft, part="promises", item=clause, seen=seen)
        with pytest.raises(NotReady, match="There is no promise in it yet"):
            offer(manager, draft)

    def test_is_of_exactly_what_was_shown(self, manager):
        draft = a_draft_agreement(manager)
        shown = hash_shown(manager, draft)
        change_part(manager, draft, "scope", services="Filling")
        with pytest.raises(Stale):
            commands.offer_agreement(manager, agreement=draft, content_hash=shown)

    def test_replaces_the_offer_before_it(self, manager):
        first = an_offered_agreement(manager)
        second = an_offered_agreement(manager)
        assert a_line(manager, first).state is AgreementState.REPLACED
        assert a_line(manager, second).number == 2

    def test_leaves_discarded_drafts_without_a_number(self, manager):
        draft = a_draft_agreement(manager)
        commands.discard_agreement(manager, agreement=draft, version=1)
        assert a_line(manager, an_offered_agreement(manager)).number == 1

    def test_stays_ahead_of_what_is_in_force(self, acme, manager):
        a_signed_agreement(acme, from_on="2026-12-01")
        draft = a_draft_agreement(manager, from_in_force=True)
        change_part(manager, draft, "terms", from_on="2026-12-01", review_on="2027-12-01")
        with pytest.raises(AgreementPlace):
            offer(manager, draft)
