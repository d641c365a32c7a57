"""A charter and a gate on paper: what is signed, by whom, and the same bytes each time."""

import io
from dataclasses import replace

import pikepdf
import pytest
from django.urls import reverse

from catchball.site.program_papers import charter_content, gate_content
from catchball.trust.permissions import Role
from catchball.workplace.programs.commands import add_program
from catchball.workplace.teams import queries
from catchball.workplace.teams.rules import Stage
from teamed import a_charter, a_passed_gate, an_agreed_charter, ask, gate_of, sign
from world import scope_for

pytestmark = pytest.mark.django_db
LEAD = Role.CLIENT_LEAD


def charter_of(company):
    return queries.get_charter(scope_for(company), program=company.program)


def address(name, company, **which):
    return reverse(name, kwargs={"client": company.slug, "program": company.program, **which})


class TestCharter:
    @pytest.mark.parametrize("role", [Role.PROGRAM_MANAGER, Role.CLIENT_EXECUTIVE])
    def test_is_the_same_archived_file_for_both_companies(self, acme, zenith, browse, role):
        an_agreed_charter(acme)
        at = address("charter-pdf", acme) + "?number=1"
        first, again = (browse(acme, role).get(at) for _one in range(2))
        assert first.content == again.content
        assert "-charter-1.pdf" in first.headers["Content-Disposition"]
        with pikepdf.open(io.BytesIO(first.content)) as document, document.open_metadata() as about:
            assert about["dc:title"].startswith("Charter of ")
            assert about["pdfaid:part"] == "2"

    def test_is_a_file_whose_name_any_system_keeps(self, acme, zenith, browse):
        code = 'Ü/2 "b"'
        program = add_program(scope_for(acme), code=code, name="Tablets", site=acme.site)
        odd = replace(acme, program=program)
        a_charter(odd)
        answer = browse(acme).get(address("charter-pdf", odd))
        assert answer.headers["Content-Disposition"].endswith('filename="u2-b-charter-1.pdf"')

    def test_says_what_is_signed_by_whom_and_as_what(self, acme):
        a_charter(acme)
        sign(acme)
        page = charter_of(acme)
        content = charter_content(page)
        assert content["paper"]["hash"] == page.content_hash
        assert page.content_hash in content["signing"]["lead"]
        assert content["lead"] == "Not signed by both companies: nobody is bound by it."
        manufacturer, client = content["signing"]["signatures"]
        assert manufacturer["name"] == "Acme program-manager, Program manager"
        assert manufacturer["hash"] == page.content_hash
        assert manufacturer["meaning"]
        assert manufacturer["at"].endswith(")")
        assert client == {"company": page.client_name, "waiting": "Not signed"}
        sign(acme, LEAD)
        content = charter_content(charter_of(acme))
        assert content["lead"] == "Signed by both companies."
        assert content["sections"][0]["paragraphs"]

    @pytest.mark.parametrize("asked", ["", "?number=7", "?number=x"])
    def test_is_not_found_where_nobody_wrote_one(self, acme, browse, asked):
        assert browse(acme).get(address("charter-pdf", acme) + asked).status_code == 404

    def test_does_not_exist_for_another_client(self, acme, zenith, browse):
        a_charter(acme)
        at = reverse("charter-pdf", kwargs={"client": zenith.slug, "program": acme.program})
        assert browse(zenith).get(at).status_code == 404


class TestGate:
    def test_is_the_same_archived_file_each_time(self, acme, zenith, browse):
        a_passed_gate(acme)
        at = address("gate-pdf", acme, leaves=Stage.INITIATE.value)
        first, again = (browse(acme, LEAD).get(at) for _one in range(2))
        assert first.content == again.content
        assert "-gate-initiate.pdf" in first.headers["Content-Disposition"]
        with pikepdf.open(io.BytesIO(first.content)) as document, document.open_metadata() as about:
            assert about["dc:title"].endswith("after Initiate")
            assert about["pdfaid:part"] == "2"

    def test_says_what_was_shown_and_who_signed(self, acme):
        a_passed_gate(acme)
        page = gate_of(acme)
        content = gate_content(page)
        assert content["lead"] == "Signed by both companies."
        [row] = content["rows"]
        [criterion] = page.gate.criteria
        assert (row["number"], row["criterion"]) == ("1", criterion.text)
        assert row["evidence"] == criterion.evidence != ""
        assert row["told"].startswith(criterion.told_name)
        assert [one["hash"] for one in content["signing"]["signatures"]] == [page.content_hash] * 2

    def test_is_not_found_where_nothing_is_asked_for(self, acme, browse):
        at = address("gate-pdf", acme, leaves=Stage.INITIATE.value)
        assert browse(acme).get(at).status_code == 404
        assert browse(acme).get(address("gate-pdf", acme, leaves="nowhere")).status_code == 404

    def test_does_not_exist_for_another_client(self, acme, zenith, browse):
        ask(acme, "Show it.")
        which = {"client": zenith.slug, "program": acme.program, "leaves": Stage.INITIATE.value}
        assert browse(zenith).get(reverse("gate-pdf", kwargs=which)).status_code == 404
