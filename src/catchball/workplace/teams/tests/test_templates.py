"""Programs opened from templates, and the templates themselves."""

from datetime import date

import pytest

from catchball.kernel.errors import NotFound, NotPermitted
from catchball.trust.permissions import Role
from catchball.workplace.plans import queries as plans
from catchball.workplace.programs.rules import CodeTaken
from catchball.workplace.risks import queries as risks
from catchball.workplace.risks.rules import BY_KEY
from catchball.workplace.teams import commands, queries
from catchball.workplace.teams.rules import (
    CRITERION_LENGTH,
    STAGES,
    TEMPLATES,
    Letter,
    Stage,
    clean_work,
)
from catchball.workplace.teams.rules.duties import WorkTerms
from planned import an_office_of
from world import scope_for

START = date(2026, 11, 23)
EVERY = pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: one.key)


def opened(company, template, *, code="TT-2", role=Role.PROGRAM_MANAGER):
    return commands.open_program(
        scope_for(company, role),
        template=template,
        code=code,
        name="Tablets",
        site=company.site,
        start_on=START,
    )


class TestATemplate:
    @EVERY
    def test_asks_for_something_at_every_gate(self, template):
        assert set(template.gates) == set(STAGES) - {Stage.CLOSE}
        texts = [str(text) for asked in template.gates.values() for text, _owed in asked]
        assert all(0 < len(text) <= CRITERION_LENGTH for text in texts)
        assert all(template.gates.values())

    @EVERY
    def test_makes_one_function_accountable_for_each_work(self, template):
        for work in template.work:
            clean_work(WorkTerms(title=str(work.title), duties=work.duties))
            assert sum(one.letter is Letter.ACCOUNTABLE for one in work.duties) == 1

    @EVERY
    def test_begins_with_risks_that_the_library_holds(self, template):
        assert set(template.starters) <= set(BY_KEY)
        assert len(set(template.starters)) == len(template.starters)

    @EVERY
    def test_ends_with_a_milestone(self, template):
        assert template.tasks[-1].duration == "0"


class TestOpenProgram:
    @EVERY
    def test_lays_down_gates_plan_work_and_risks(self, acme, zenith, template):
        an_office_of(acme)
        program = opened(acme, template.key)
        home = queries.get_program_home(scope_for(acme, Role.CLIENT_LEAD), program=program)
        asked = sum(len(one.criteria) for one in home.gates)
        assert asked == template.criteria
        assert [one.title for one in home.works] == [str(one.title) for one in template.work]
        plan = plans.get_program(scope_for(acme), program=program).plan
        assert [one.name for one in plan.tasks] == [str(one.name) for one in template.tasks]
        assert [one.duration for one in plan.tasks if one.is_milestone] != []
        assert plan.ends_on is not None
        document = risks.get_assessment(scope_for(acme), home.assessments[0].id)
        assert len(document.risks) == len(template.starters)

    def test_is_all_or_nothing(self, acme, zenith):
        with pytest.raises(CodeTaken):
            opened(acme, "technology-transfer", code="P-1")
        with pytest.raises(NotFound):
            opened(acme, "nothing", code="TT-9")
        codes = [one.program.code for one in plans.list_program_plans(scope_for(acme))]
        assert codes == ["P-1"]

    def test_is_for_the_program_manager(self, acme, zenith):
        with pytest.raises(NotPermitted):
            opened(acme, "technology-transfer", role=Role.ADMINISTRATOR)

    def test_stays_behind_the_wall(self, acme, zenith):
        an_office_of(acme)
        program = opened(acme, "analytical-transfer")
        with pytest.raises(NotFound):
            queries.get_program_home(scope_for(zenith), program=program)
