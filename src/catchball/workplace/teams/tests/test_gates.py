"""Gates through their commands: asked for, shown, signed by both, passed over."""

import pytest
from django.db import DatabaseError, transaction

from catchball.kernel.errors import NotFound, NotPermitted, Stale
from catchball.trust.permissions import Role, Side
from catchball.trust.signing import Meaning, MeaningDoesNotBind
from catchball.trust.wall import opened
from catchball.workplace.teams import commands, queries, rules
from catchball.workplace.teams.models import Criterion
from catchball.workplace.teams.rules import Asked, CriterionState, OwedBy, Passing, Stage
from teamed import a_passed_gate, answer, ask, gate_of, home_of, move, sign_gate
from world import scope_for

LEAD = Role.CLIENT_LEAD


class TestAGate:
    def test_that_asks_for_nothing_holds_nobody(self, acme, zenith):
        assert not gate_of(acme).gate.is_held
        move(acme, Stage.PLAN)
        assert home_of(acme).course.moves[0].passing is Passing.NO_GATE

    def test_holds_the_program_until_both_have_signed(self, acme, zenith):
        [criterion] = ask(acme, "Charter agreed")
        with pytest.raises(rules.MayNotMove):
            move(acme, Stage.PLAN)
        answer(acme, criterion)
        sign_gate(acme)
        with pytest.raises(rules.MayNotMove):
            move(acme, Stage.PLAN)
        assert gate_of(acme, role=LEAD).gate.may_sign
        assert not gate_of(acme).gate.may_sign
        sign_gate(acme, LEAD)
        assert gate_of(acme).gate.is_passed
        move(acme, Stage.PLAN)
        assert home_of(acme).course.moves[0].passing is Passing.PASSED

    def test_is_passed_over_only_as_an_exception_that_stays_told(self, acme, zenith):
        ask(acme, "Charter agreed")
        commands.move_stage(
            scope_for(acme, reason="The slot cannot wait."),
            program=acme.program,
            to=Stage.PLAN,
            version=0,
            is_exception=True,
        )
        home = home_of(acme, LEAD)
        assert home.course.moves[0].passing is Passing.EXCEPTION
        assert [one.leaves for one in home.passed_over] == [Stage.INITIATE]

    def test_is_signed_only_when_nothing_is_open(self, acme, zenith):
        ask(acme, "Charter agreed")
        with pytest.raises(rules.MayNotPass, match="One criterion is open"):
            sign_gate(acme)
        with pytest.raises(rules.MayNotPass, match="no criteria"):
            sign_gate(acme, leaves=Stage.PLAN)

    def test_takes_what_does_not_apply_with_its_reason(self, acme, zenith):
        [criterion] = ask(acme, "Media fill")
        with pytest.raises(rules.CriterionUnfit):
            answer(acme, criterion, CriterionState.WAIVED, evidence=" ")
        answer(acme, criterion, CriterionState.WAIVED, evidence="Tablets.")
        assert gate_of(acme).gate.open == 0

    def test_has_to_be_signed_anew_when_anything_changed(self, acme, zenith):
        [criterion] = ask(acme, "Charter agreed")
        answer(acme, criterion)
        sign_gate(acme)
        answer(acme, criterion, evidence="Report 13.")
        assert gate_of(acme).gate.signed_by == frozenset()
        sign_gate(acme, LEAD)
        assert not gate_of(acme).gate.is_passed
        ask(acme, "Team named")
        assert gate_of(acme).gate.signed_by == frozenset()

    def test_is_signed_once_by_each_company(self, acme, zenith):
        [criterion] = ask(acme, "Charter agreed")
        answer(acme, criterion)
        sign_gate(acme)
        with pytest.raises(rules.PassedAlready):
            sign_gate(acme, Role.QUALITY)

    def test_is_signed_as_shown_to_bind_and_with_proof(self, acme, zenith):
        [criterion] = ask(acme, "Charter agreed")
        answer(acme, criterion)
        page = queries.get_gate_to_sign(
            scope_for(acme), program=acme.program, leaves=Stage.INITIATE
        )
        known = {
            "program": acme.program,
            "leaves": Stage.INITIATE,
            "version": page.gate.version,
            "content_hash": page.content_hash,
        }
        proven = scope_for(acme, proven=True)
        with pytest.raises(MeaningDoesNotBind):
            commands.sign_gate(proven, **known, meaning=Meaning.REVIEW)
        with pytest.raises(Stale):
            commands.sign_gate(
                proven, **{**known, "content_hash": "0" * 64}, meaning=Meaning.APPROVAL
            )
        with pytest.raises(NotPermitted):
            commands.sign_gate(scope_for(acme), **known, meaning=Meaning.APPROVAL)

    def test_stays_as_it_was_passed(self, acme, zenith):
        a_passed_gate(acme)
        page = gate_of(acme, role=LEAD)
        assert page.signature_of(Side.CLIENT).still_equal
        criterion = page.gate.criteria[0].id
        with pytest.raises(rules.MayNotPass):
            ask(acme, "One more")
        with pytest.raises(rules.MayNotPass):
            answer(acme, criterion)
        with (
            opened(scope_for(acme)),
            pytest.raises(DatabaseError, match="its gate was passed"),
            transaction.atomic(),
        ):
            Criterion.objects.filter(pk=criterion).update(evidence="None.")

    def test_is_answered_by_the_company_that_owes_it(self, acme, zenith):
        [criterion] = ask(acme, "Process description sent", owed_by=OwedBy.CLIENT)
        with pytest.raises(rules.MayNotPass, match="other company"):
            answer(acme, criterion)
        answer(acme, criterion, role=LEAD)
        line = gate_of(acme).gate.criteria[0]
        assert (line.state, line.told_name) == (CriterionState.MET, "Acme client-lead")
        assert not line.may_answer

    def test_refuses_what_was_changed_meanwhile(self, acme, zenith):
        [criterion] = ask(acme, "Charter agreed")
        stale = {"evidence": "x", "version": 0}
        with pytest.raises(Stale):
            commands.answer_criterion(
                scope_for(acme), criterion=criterion, state=CriterionState.MET, **stale
            )
        with pytest.raises(Stale):
            commands.add_criterion(
                scope_for(acme),
                program=acme.program,
                leaves=Stage.INITIATE,
                asked=Asked(text="x"),
                version=0,
            )

    def test_does_not_stand_after_the_last_stage(self, acme, zenith):
        with pytest.raises(NotFound):
            gate_of(acme, Stage.CLOSE)
        with pytest.raises(rules.MayNotPass):
            commands.add_criterion(
                scope_for(acme),
                program=acme.program,
                leaves=Stage.CLOSE,
                asked=Asked(text="x"),
                version=0,
            )

    def test_knows_nothing_of_another_client(self, acme, zenith):
        [theirs] = ask(zenith, "Charter agreed")
        with pytest.raises(NotFound):
            answer(acme, theirs)
        with pytest.raises(NotFound):
            commands.answer_criterion(
                scope_for(acme),
                criterion=theirs,
                state=CriterionState.MET,
                evidence="x",
                version=1,
            )
        with pytest.raises(NotFound):
            queries.get_gate(scope_for(acme), program=zenith.program, leaves=Stage.INITIATE)
        assert gate_of(acme).gate.criteria == ()
