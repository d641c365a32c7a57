"""A whole document is frozen, signed by both companies, and told against as it goes on."""

import hashlib
import re

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessed import (
    LOW,
    RED,
    a_complete_plan,
    a_document,
    a_risk,
    act,
    approve,
    issue,
    plan,
    score,
    sign,
)
from catchball.kernel.errors import NotFound, Stale
from catchball.trust.door import command
from catchball.trust.permissions import Permission, Role, Side
from catchball.trust.scope import ProofNeeded
from catchball.trust.signing import Meaning, MeaningDoesNotBind
from catchball.workplace.risks import commands, queries
from catchball.workplace.risks.models import Edition
from catchball.workplace.risks.rules import (
    AssessmentIncomplete,
    ChangeKind,
    EditionSignedAlready,
    EditionState,
    MayNotSignEdition,
)
from world import PASSWORD, floor_scope_for, scope_for

LEAD = Role.CLIENT_LEAD
MANAGER = Role.PROGRAM_MANAGER


@pytest.fixture
def document(acme, zenith):
    """Return a document with a scored risk and one that is not."""
    made = a_document(acme, title="Transfer")
    score(acme, a_risk(acme, made, event="Stuck"), RED)
    a_risk(acme, made, event="Late")
    return made


def page_of(company, edition, role=MANAGER):
    return queries.get_edition(scope_for(company, role), edition)


class TestIssuing:
    def test_waits_for_a_signature_that_is_under_way(self, acme, document):
        issue(acme, document)
        scope = scope_for(acme)
        version = queries.get_assessment(scope, document).line.version
        with CaptureQueriesContext(connection) as asked:
            commands.issue_edition(scope, assessment=document, version=version)
        said = [one["sql"] for one in asked if 'FROM "risks_edition"' in one["sql"]]
        assert said
        assert all("FOR UPDATE" in one for one in said)

    def test_freezes_the_whole_document_as_it_stands(self, acme, document):
        page = page_of(acme, issue(acme, document))
        assert [(one.event, one.points) for one in page.risks] == [("Stuck", 16), ("Late", None)]
        assert page.line.state is EditionState.WAITING
        assert page.line.waits_for == frozenset(Side)
        assert page.is_intact

    def test_says_the_same_whatever_happens_later(self, acme, document):
        edition = issue(acme, document)
        before = page_of(acme, edition)
        a_risk(acme, document, event="New")
        assert page_of(acme, edition).content_text == before.content_text

    def test_replaces_one_that_waits_and_no_other(self, acme, document):
        first, second = issue(acme, document), None
        for role in (MANAGER, LEAD):
            sign(acme, first, role)
        second = issue(acme, document)
        third = issue(acme, document)
        states = [page_of(acme, one).line.state for one in (first, second, third)]
        assert states == [EditionState.SIGNED, EditionState.REPLACED, EditionState.WAITING]
        with pytest.raises(MayNotSignEdition, match="newer"):
            sign(acme, second)

    def test_needs_an_open_risk(self, acme, zenith):
        with pytest.raises(AssessmentIncomplete):
            issue(acme, a_document(acme))

    def test_notices_that_the_document_was_changed(self, acme, document):
        with pytest.raises(Stale):
            commands.issue_edition(scope_for(acme), assessment=document, version=99)

    def test_knows_nothing_of_another_client(self, acme, zenith, document):
        edition = issue(acme, document)
        with pytest.raises(NotFound):
            commands.issue_edition(scope_for(zenith), assessment=document, version=1)
        with pytest.raises(NotFound):
            queries.get_edition(scope_for(zenith), edition)

    def test_keeps_what_it_says_from_everybody(self, acme, document):
        issue(acme, document)

        @command(may=Permission.RISK_ASSESS, event="risks.edition-issued")
        def meddle(scope):
            Edition.objects.update(content={})

        with pytest.raises(DatabaseError, match="what an edition says"):
            meddle(scope_for(acme))


class TestSigning:
    def test_stands_once_both_companies_have(self, acme, document):
        edition = sign(acme, issue(acme, document))
        assert page_of(acme, edition).line.waits_for == {Side.CLIENT}
        page = page_of(acme, sign(acme, edition, LEAD))
        assert page.line.state is EditionState.SIGNED
        assert [one.still_equal for one in page.signatures] == [True, True]
        assert {one.content_hash for one in page.signatures} == {page.content_hash}

    def test_stands_under_the_hash_of_its_bytes(self, acme, document):
        page = page_of(acme, sign(acme, issue(acme, document)))
        found = hashlib.sha256(page.content_text.encode()).hexdigest()
        assert found == page.content_hash == page.signatures[0].content_hash

    def test_is_once_a_company(self, acme, document):
        edition = sign(acme, issue(acme, document))
        with pytest.raises(EditionSignedAlready):
            sign(acme, edition, Role.QUALITY)

    def test_needs_a_fresh_proof_a_binding_meaning_and_the_hash_shown(self, acme, document):
        edition = issue(acme, document)
        shown = page_of(acme, edition)
        sent = {"edition": edition, "version": 1, "content_hash": shown.content_hash}
        with pytest.raises(ProofNeeded):
            commands.sign_edition(scope_for(acme), meaning=Meaning.APPROVAL, **sent)
        proven = scope_for(acme, proven=True)
        with pytest.raises(MeaningDoesNotBind):
            commands.sign_edition(proven, meaning=Meaning.REVIEW, **sent)
        with pytest.raises(Stale):
            commands.sign_edition(
                proven, meaning=Meaning.APPROVAL, **{**sent, "content_hash": "0" * 64}
            )

    def test_leaves_the_signed_edition_for_ever(self, acme, document):
        edition = issue(acme, document)
        for role in (MANAGER, LEAD):
            sign(acme, edition, role)

        @command(may=Permission.RISK_ASSESS, event="risks.edition-issued")
        def meddle(scope):
            Edition.objects.update(signed_at=None)

        with pytest.raises(DatabaseError, match="signed or replaced"):
            meddle(scope_for(acme))


class TestTheWorkingDocument:
    def test_tells_what_has_changed_since_the_signed_edition(self, acme, document):
        edition = issue(acme, document)
        for role in (MANAGER, LEAD):
            sign(acme, edition, role)
        a_risk(acme, document, event="New")
        page = queries.get_assessment(scope_for(acme), document)
        assert [one.kind for one in page.since_signed] == [ChangeKind.ADDED]
        assert [one.number for one in page.editions] == [1]

    def test_tells_nothing_before_one_is_signed(self, acme, document):
        issue(acme, document)
        a_risk(acme, document, event="New")
        assert queries.get_assessment(scope_for(acme), document).since_signed == ()


class TestThePages:
    def test_lead_from_the_document_to_both_signatures(self, acme, browse, document):
        where = {"client": acme.slug, "assessment": document}
        manager = browse(acme)
        text = manager.get(reverse("assessment-page", kwargs=where)).content.decode()
        assert "No edition is signed by both companies yet" in text
        at = manager.post(reverse("edition-issue", kwargs=where), {"version": "1"}).headers[
            "Location"
        ]
        assert "waits for your company" in manager.get(at).content.decode()
        for role in (MANAGER, LEAD):
            browser = browse(acme, role)
            page = browser.get(f"{at}sign/").content.decode()
            hidden = dict(
                re.findall(r'type="hidden" name="(version|content_hash)" value="([^"]+)"', page)
            )
            sent = {**hidden, "meaning": "approval", "password": "wrong"}
            assert browser.post(f"{at}sign/", sent).status_code == 422
            assert browser.post(f"{at}sign/", {**sent, "password": PASSWORD}).status_code == 302
        assert "is signed by both companies" in manager.get(at).content.decode()
        text = manager.get(reverse("assessment-page", kwargs=where)).content.decode()
        assert "Nothing has changed since edition 1 was signed" in text


class TestWhatWaits:
    def test_is_what_the_readers_company_has_not_approved(self, acme, zenith, document):
        risk = a_complete_plan(acme)
        edition = issue(acme, document)
        found = queries.list_waiting_approvals(scope_for(acme, LEAD))
        assert [one.risk for one in found.plans] == [risk]
        assert [one.id for one in found.editions] == [edition]
        approve(acme, risk, LEAD)
        sign(acme, edition, LEAD)
        found = queries.list_waiting_approvals(scope_for(acme, LEAD))
        assert (found.plans, found.editions) == ((), ())
        found = queries.list_waiting_approvals(scope_for(acme, Role.QUALITY))
        assert len(found.plans) + len(found.editions) == 2

    def test_leaves_out_incomplete_and_approved_plans(self, acme, zenith):
        plan(acme, score(acme, a_risk(acme), LOW))
        other = a_document(acme, title="Other")
        risk = plan(acme, score(acme, a_risk(acme, other)))
        act(acme, risk)
        for role in (MANAGER, LEAD):
            approve(acme, risk, role)
        assert queries.list_waiting_approvals(scope_for(acme)).plans == ()

    def test_is_of_all_clients_that_are_seen_and_of_no_other(self, acme, zenith):
        risks = {a_complete_plan(company) for company in (acme, zenith)}
        both = queries.list_waiting_approvals(floor_scope_for(acme, zenith))
        assert {one.risk for one in both.plans} == risks
        own = queries.list_waiting_approvals(scope_for(acme))
        assert {one.client_id for one in own.plans} == {acme.id}

    def test_stands_on_the_page_where_the_day_begins(self, acme, zenith, browse):
        risk = a_complete_plan(acme)
        home = reverse("home", kwargs={"client": acme.slug})
        at = reverse("risk-approve", kwargs={"client": acme.slug, "risk": risk})
        assert at in browse(acme, LEAD).get(home).content.decode()
        assert at not in browse(acme, Role.CLIENT_EXECUTIVE).get(home).content.decode()
