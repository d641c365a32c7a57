"""Which risks foresaw what happened; what documents and starters foresaw."""

from datetime import timedelta

import pytest

from assessed import DUE, a_completed_plan, a_document, a_risk, score, version_of
from catchball.kernel.errors import NotFound
from catchball.trust.permissions import Role
from catchball.workplace.incidents.queries import get_incident_overview
from catchball.workplace.incidents.rules import Foresight as Judged
from catchball.workplace.incidents.rules import Severity
from catchball.workplace.risks import commands, queries
from catchball.workplace.risks.rules import Foresight, MayNotForesee
from happened import an_incident, incident_of, judge
from world import NOW, TODAY, floor_scope_for, scope_for


def foresight(company, document):
    return queries.get_assessment(scope_for(company), document).foresight


class TestAnIncident:
    def test_names_the_risk_that_foresaw_it(self, acme, zenith):
        risk = score(acme, a_risk(acme))
        incident = judge(acme, an_incident(acme), risk)
        line = incident_of(acme, incident)
        assert (line.foresight, line.foresaw, line.foresaw_name) == (
            Judged.FORESEEN,
            risk,
            "1 · Tablets",
        )
        page = queries.get_risk(scope_for(acme), risk)
        assert [one.id for one in page.foresaw] == [incident]

    def test_is_foreseen_by_no_risk_that_was_scored_after_it(self, acme, zenith):
        document = a_document(acme)
        late = score(acme, a_risk(acme, document), now=NOW + timedelta(days=2))
        never = a_risk(acme, document)
        incident = an_incident(acme)
        for risk in (late, never):
            with pytest.raises(MayNotForesee, match="hindsight"):
                judge(acme, incident, risk)
        assert queries.get_foreseeing(scope_for(acme), incident).candidates == ()

    def test_is_foreseen_by_no_risk_of_another_client(self, acme, zenith):
        theirs = score(zenith, a_risk(zenith))
        with pytest.raises(NotFound):
            judge(acme, an_incident(acme), theirs)

    def test_is_opened_by_a_trigger_where_the_risk_has_happened(self, acme, zenith):
        risk = a_completed_plan(acme)
        told = {"title": "Tablets", "owner": acme.people[Role.QUALITY], "due_on": DUE}
        commands.fire_trigger(
            scope_for(acme, reason="Gauge 4."),
            risk=risk,
            version=version_of(acme, risk),
            severity=Severity.CRITICAL,
            **told,
        )
        [line] = get_incident_overview(scope_for(acme)).lines
        assert (line.foresaw, line.severity, line.happened_on) == (risk, Severity.CRITICAL, TODAY)
        assert get_incident_overview(scope_for(zenith)).lines == ()


class TestADocument:
    def test_shows_what_it_foresaw_of_what_happened_since(self, acme, zenith):
        document = a_document(acme)
        assert foresight(acme, document) is None
        risk = score(acme, a_risk(acme, document))
        judge(acme, an_incident(acme), risk)
        judge(acme, an_incident(acme))
        an_incident(acme)
        an_incident(acme, happened_on=TODAY - timedelta(days=1))
        assert foresight(acme, document) == Foresight(incidents=3, foreseen=1, unjudged=1)
        assert foresight(zenith, a_document(zenith)) is None


class TestTheStarters:
    def test_are_counted_over_clients_without_a_name(self, acme, zenith, browse):
        for company in (acme, zenith):
            document = a_document(company, "client-api", "timeline")
            first = queries.get_assessment(scope_for(company), document).risks[0]
            risk = score(company, first.id)
            judge(company, an_incident(company), risk)
        judge(zenith, an_incident(zenith))
        record = queries.get_starter_record(floor_scope_for(acme, zenith))
        worst = record.lines[0]
        assert (worst.programs, worst.happened_in, worst.incidents) == (2, 2, 2)
        assert (record.incidents, record.unforeseen) == (3, 1)
        an_incident(acme)
        judge(acme, an_incident(acme), score(acme, a_risk(acme, a_document(acme, title="Works"))))
        record = queries.get_starter_record(floor_scope_for(acme, zenith))
        assert (record.incidents, record.unforeseen) == (4, 1)
        answer = browse(acme).get("/floor/risks/starters/")
        table = answer.content.decode().partition("<main")[2]
        assert "Acme" not in table
        assert "Zenith" not in table
        assert browse(acme, Role.CLIENT_LEAD).get("/floor/risks/starters/").status_code == 404
