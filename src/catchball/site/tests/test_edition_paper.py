"""An edition of a risk assessment on paper: its hash, its signatures, the same bytes each time."""

import io

import pikepdf
import pytest
from django.urls import reverse

from assessed import a_document, a_risk, issue, score, sign
from catchball.site.assessment_paper import pair_of
from catchball.site.edition_paper import content_of
from catchball.trust.permissions import Role
from catchball.workplace.risks import queries
from world import scope_for

LEAD = Role.CLIENT_LEAD


@pytest.fixture
def edition(acme, zenith):
    document = a_document(acme, title="Transfer")
    score(acme, a_risk(acme, document, event="Stuck"))
    return sign(acme, issue(acme, document))


@pytest.mark.parametrize("role", [Role.PROGRAM_MANAGER, Role.CLIENT_EXECUTIVE])
def test_is_the_same_file_for_both_companies(acme, edition, browse, role):
    at = reverse("edition-pdf", kwargs={"client": acme.slug, "edition": edition})
    first, again = (browse(acme, role).get(at) for _one in range(2))
    assert first.content == again.content
    assert 'filename="acme-risks-edition-1.pdf"' in first.headers["Content-Disposition"]
    with pikepdf.open(io.BytesIO(first.content)) as document:
        assert len(document.pages) >= 1
        with document.open_metadata() as about:
            assert about["dc:title"] == "Risk assessment: Transfer"


def test_says_what_is_signed_and_by_whom(acme, edition):
    page = queries.get_edition(scope_for(acme), edition)
    content = content_of(page)
    assert content["paper"]["hash"] == page.content_hash
    assert page.content_hash in content["signing"]["lead"]
    assert content["lead"] == "Not signed by both companies."
    manufacturer, client = content["signing"]["companies"]
    assert manufacturer["said"][:2] == ["Acme program-manager, Program manager", "I approve this"]
    assert client["words"] == ["Name and role", "Signature", "Date"]
    [row] = content["rows"]
    assert (row["event"], row["score"], row["word"]) == ("1  Stuck", "16", "plan needed")
    sign(acme, edition, LEAD)
    content = content_of(queries.get_edition(scope_for(acme), edition))
    assert content["lead"] == "Signed by both companies."


def test_does_not_exist_for_another_client(acme, zenith, edition, browse):
    at = reverse("edition-pdf", kwargs={"client": zenith.slug, "edition": edition})
    assert browse(zenith).get(at).status_code == 404


def test_says_what_the_points_are_made_of():
    assert pair_of(4, 9, 5) == "9 × 4 × 5"
    assert pair_of(4, 3, None) == "4 × 3"
