"""Pages of matrices: drawn without a script, told by the field, kept whole or not at all."""

import re
from dataclasses import replace
from decimal import Decimal
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from assessed import ASYMMETRIC, a_document, draw
from blinded import LEAD
from catchball.trust.permissions import Role
from catchball.workplace.risks import commands, queries, rules
from catchball.workplace.risks.forms import as_typed
from catchball.workplace.risks.rules import MATRIX, Axis, drawing_of
from catchball.workplace.risks.tests.test_matrices import HARSHER, redraw
from world import TODAY, scope_for

TYPED = {
    **{key: str(value) for key, value in as_typed(ASYMMETRIC).items()},
    "shown_probability": "3",
    "shown_impact": "4",
}


def at(company, name, **named):
    return reverse(name, kwargs={"client": company.slug, **named})


def typed(company, **changed):
    """Return what a browser sends for the asymmetric drawing, changed so."""
    return TYPED | {"site": str(company.site)} | changed


def refused(company, browse, **changed):
    """Return the page that answers a new matrix, and see that nothing was kept."""
    answer = browse(company).post(at(company, "matrix-draw"), typed(company, **changed))
    assert answer.status_code == 422
    assert queries.get_matrices(scope_for(company)).matrices == ()
    return answer.content.decode()


def value_of(page, name):
    """Return what a field of a page holds; empty if nothing."""
    field = re.search(rf'<input[^>]*name="{name}"[^>]*>', page)[0]
    held = re.search(r'value="([^"]*)"', field)
    return held[1] if held else ""


def level_of(page, cell):
    """Return the level that is chosen in a cell of a page; empty if none is."""
    found = re.search(rf'<select name="{cell}".*?</select>', page, re.DOTALL)[0]
    return re.search(r'value="(\w*)" selected', found)[1]


class TestDrawing:
    def test_begins_with_the_shipped_matrix_and_keeps_it_under_a_name(self, acme, zenith, browse):
        browser = browse(acme)
        page = browser.get(at(acme, "matrix-draw")).content.decode()
        assert value_of(page, "probability-5") == MATRIX.probability[4]
        assert (level_of(page, "cell-2-5"), level_of(page, "cell-2-2")) == ("needed", "monitor")
        sent = {**as_typed(drawing_of(MATRIX)), "name": "Tablets", "site": acme.site}
        made = browser.post(at(acme, "matrix-draw"), sent).headers["Location"]
        assert "“Tablets” needs a plan in 9 of 25 pairs" in browser.get(made).content.decode()
        [line] = queries.get_matrices(scope_for(acme)).matrices
        kept = queries.get_matrix(scope_for(acme), line.id).matrix
        assert (kept.cells, kept.anchors, kept.chances) == (
            MATRIX.cells,
            MATRIX.anchors,
            MATRIX.chances,
        )

    def test_begins_from_scratch_with_a_hole_in_every_cell(self, acme, zenith, browse):
        where = f"{at(acme, 'matrix-draw')}?{urlencode({'start': 'blank', 'probability': '2'})}"
        page = browse(acme).get(where).content.decode()
        assert level_of(page, "cell-2-5") == ""
        assert 'name="cell-3-1"' not in page

    def test_begins_with_another_matrix_of_the_site(self, acme, zenith, browse):
        where = f"{at(acme, 'matrix-draw')}?start={draw(acme)}"
        page = browse(acme).get(where).content.decode()
        assert (value_of(page, "impact-4"), level_of(page, "cell-1-4")) == ("critical", "needed")
        for start in (draw(zenith), "nowhere"):
            address = f"{at(acme, 'matrix-draw')}?start={start}"
            assert browse(acme).get(address).status_code == 404

    def test_shows_another_size_with_what_was_typed_and_keeps_nothing(self, acme, zenith, browse):
        sent = typed(acme, probability="4", impact="2", resize="1")
        answer = browse(acme).post(at(acme, "matrix-draw"), sent)
        page = answer.content.decode()
        assert answer.status_code == 200
        assert "Now 4 × 2 steps. Nothing is kept yet." in page
        assert (value_of(page, "probability-3"), value_of(page, "name")) == ("likely", "Tablets")
        assert (level_of(page, "cell-3-1"), level_of(page, "cell-4-1")) == ("consider", "")
        assert 'name="cell-1-3"' not in page
        assert queries.get_matrices(scope_for(acme)).matrices == ()

    def test_brings_back_what_was_typed_once_a_smaller_size_grows_again(self, acme, zenith, browse):
        def resized(**sizes):
            sent = typed(acme, resize="1", **sizes)
            return browser.post(at(acme, "matrix-draw"), {**sent, **carried}).content.decode()

        browser, carried = browse(acme), {}
        small = resized(impact="2")
        carried = dict(re.findall(r'name="(aside-[\w-]+)" value="([^"]*)"', small))
        assert {"aside-impact-4", "aside-cell-1-4"} <= set(carried)
        gone = {name.removeprefix("aside-"): "" for name in carried}
        page = resized(impact="4", shown_impact="2", **gone)
        assert (value_of(page, "impact-4"), level_of(page, "cell-1-4")) == ("critical", "needed")
        assert "aside-" not in page

    def test_shows_a_size_that_was_typed_before_it_keeps_it(self, acme, zenith, browse):
        sent = typed(acme, impact="3")
        answer = browse(acme).post(at(acme, "matrix-draw"), sent)
        assert "Nothing is kept yet" in answer.content.decode()
        assert queries.get_matrices(scope_for(acme)).matrices == ()

    def test_marks_each_cell_by_icon_and_word(self, acme, zenith, browse):
        page = browse(acme).get(at(acme, "matrix-draw")).content.decode()
        for option in ("plan needed ✕", "consider a plan ▲", "monitor –"):
            assert option in page


class TestADrawingThatIsRefused:
    def test_keeps_what_was_typed_and_marks_the_hole(self, acme, zenith, browse):
        page = refused(acme, browse, **{"cell-2-3": ""})
        assert 'href="#id_cell-2-3"' in page
        assert "Choose a level." in page
        assert (level_of(page, "cell-2-3"), level_of(page, "cell-1-4")) == ("", "needed")
        assert value_of(page, "impact-2") == "minor"

    @pytest.mark.parametrize(
        ("changed", "said"),
        [
            ({"name": ""}, "Give the matrix a name."),
            ({"probability": "11"}, "10"),
            ({"impact": "1"}, "2"),
            ({"impact": "many"}, "number"),
            ({"impact-2": ""}, "Name this step."),
            ({"impact-2": "critical", "impact-4": "Critical"}, "Step 2 is called so already."),
            ({"cell-3-4": "monitor"}, "asks for less than probability 2 with impact 4"),
            ({"cell-3-4": "purple"}, "purple"),
            ({"chance-1": "20"}, "Give the chance of this step, or of none."),
            ({"chance-1": "often"}, "number"),
            ({"name": "Acme works"}, "Leave “Acme” out"),
        ],
        ids=lambda one: one if isinstance(one, str) else "-".join(one),
    )
    def test_says_so_by_the_field(self, changed, said, acme, zenith, browse):
        page = refused(acme, browse, **changed)
        wrong = " ".join(re.findall(r'<p class="wrong".*?</p>', page, re.DOTALL))
        assert said in wrong
        for name, value in changed.items():
            if not name.startswith("cell-"):
                assert value_of(page, name) == value

    def test_tells_of_many_holes_in_few_lines(self, acme, zenith, browse):
        page = refused(
            acme, browse, **{f"cell-{p}-{i}": "" for p in (1, 2, 3) for i in (1, 2, 3, 4)}
        )
        assert "and 9 cells more, marked below" in page

    def test_is_refused_without_a_size_or_a_site(self, acme, zenith, browse):
        answer = browse(acme).post(at(acme, "matrix-draw"), {"nothing": "x"})
        assert answer.status_code == 422
        assert "This field is required" in answer.content.decode()

    def test_is_another_sites_where_the_site_works_for_others(self, acme, zenith, browse):
        answer = browse(acme).post(at(acme, "matrix-draw"), typed(acme, site=str(zenith.site)))
        assert answer.status_code == 422


class TestDrawingAnew:
    def test_asks_why_and_makes_a_version(self, acme, zenith, browse):
        made, browser = draw(acme), browse(acme)
        where = at(acme, "matrix-redraw", matrix=made)
        assert level_of(browser.get(where).content.decode(), "cell-3-1") == "consider"
        sent = typed(acme, version="1", **{"cell-3-1": "needed", "cell-3-2": "needed"})
        without = browser.post(where, sent)
        assert without.status_code == 422
        assert "Say what has changed, and why." in without.content.decode()
        page = browser.post(where, {**sent, "reason": "Stricter."}).headers["Location"]
        text = browser.get(page).content.decode()
        assert "2 versions" in text
        assert "Stricter." in text
        assert "Version 1 as it was" in text

    def test_shows_another_size_under_the_version_that_was_seen(self, acme, zenith, browse):
        made = draw(acme)
        redraw(acme, made)
        sent = typed(acme, version="1", impact="5", resize="1")
        page = browse(acme).post(at(acme, "matrix-redraw", matrix=made), sent).content.decode()
        assert value_of(page, "version") == "1"

    def test_keeps_what_was_typed_where_somebody_else_was_faster(self, acme, zenith, browse):
        made, browser = draw(acme), browse(acme)
        redraw(acme, made, replace(HARSHER, name="Capsules"))
        where = at(acme, "matrix-redraw", matrix=made)
        sent = typed(acme, version="1", reason="Milder.", **{"impact-2": "small"})
        answer = browser.post(where, sent)
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "Somebody has drawn it anew since you opened it." in page
        assert "Version 2, drawn meanwhile by" in page
        assert "Stricter." in page
        assert (value_of(page, "impact-2"), value_of(page, "version")) == ("small", "2")
        assert level_of(page, "cell-3-1") == "consider"
        assert queries.get_matrix(scope_for(acme), made).line.number == 2
        assert browser.post(where, {**sent, "version": "2"}).status_code == 302

    def test_is_refused_for_a_retired_one(self, acme, zenith, browse):
        made, browser = draw(acme), browse(acme)
        browser.post(at(acme, "matrix-retire", matrix=made), {"version": "1"})
        assert browser.get(at(acme, "matrix-redraw", matrix=made)).status_code == 409
        page = browser.get(at(acme, "matrix-page", matrix=made)).content.decode()
        assert "Retired on" in page
        assert at(acme, "matrix-redraw", matrix=made) not in page


class TestReading:
    def test_leads_from_a_document_to_its_matrix_for_both(self, acme, zenith, browse):
        document = a_document(acme)
        where = at(acme, "assessment-matrix", assessment=document)
        for role in (Role.PROGRAM_MANAGER, LEAD):
            browser = browse(acme, role)
            page = browser.get(at(acme, "assessment-page", assessment=document)).content.decode()
            assert where in page
            assert "Five by five" in browser.get(where).content.decode()

    def test_tells_the_chances_of_steps_that_nobody_has_put_in_words(self, acme, zenith, browse):
        made = draw(acme, chances=tuple(Decimal(one) for one in ("0.1", "0.4", "0.8")))
        page = browse(acme, LEAD).get(at(acme, "matrix-page", matrix=made)).content.decode()
        assert "counted as 40" in page

    def test_tells_what_the_steps_of_an_older_version_meant(self, acme, zenith, browse):
        made = draw(acme, anchors={Axis.COST: ("none", "some", "much", "all of it")})
        redraw(acme, made, ASYMMETRIC)
        page = browse(acme, LEAD).get(at(acme, "matrix-page", matrix=made)).content.decode()
        assert "all of it" in page.partition("Version 1 as it was")[2]

    def test_tells_of_a_newer_version(self, acme, zenith, browse):
        made, browser = draw(acme), browse(acme)
        opened = at(acme, "assessment-open")
        assert "Tablets · Acme works" in browser.get(opened).content.decode()
        sent = {
            "program": acme.program,
            "title": "Tablets",
            "held_on": "2026-11-16",
            "decide_within": "10",
            "matrix": made,
        }
        document = browser.post(opened, sent).headers["Location"]
        redraw(acme, made)
        text = browser.get(f"{document}matrix/").content.decode()
        assert "version 2 is for new documents" in text
        assert "Tablets" in browser.get(at(acme, "matrix-list")).content.decode()

    def test_says_what_fmea_demands(self, acme, zenith, browse):
        document = commands.open_assessment(
            scope_for(acme),
            program=acme.program,
            frame=rules.Frame(title="Tablets", held_on=TODAY),
            method=rules.Method.FMEA,
        )
        text = browse(acme).get(at(acme, "assessment-matrix", assessment=document))
        assert "A plan is needed from 120 points on" in text.content.decode()

    def test_offers_no_step_to_the_client(self, acme, zenith, browse):
        made, browser = draw(acme), browse(acme, LEAD)
        for name, named in (("matrix-list", {}), ("matrix-page", {"matrix": made})):
            page = browser.get(at(acme, name, **named)).content.decode()
            assert "Tablets" in page
            assert at(acme, "matrix-draw") not in page
        assert browser.get(at(acme, "matrix-draw")).status_code == 403

    def test_speaks_of_this_clients_documents_where_only_these_are_seen(self, acme, zenith, browse):
        made = draw(acme)
        for role in (Role.PROGRAM_MANAGER, LEAD):
            browser = browse(acme, role)
            page = browser.get(at(acme, "matrix-list")).content.decode()
            assert "One matrix drawn by the site, and no document here uses it yet" in page
            page = browser.get(at(acme, "matrix-page", matrix=made)).content.decode()
            assert "no document here yet" in page

    def test_says_first_that_there_is_none(self, acme, zenith, browse):
        page = browse(acme).get(at(acme, "matrix-list")).content.decode()
        assert "The site has drawn no matrix of its own yet" in page
        assert "Begin with that of five by five" in page

    def test_names_the_documents_of_all_clients_on_the_floor(self, acme, zenith, browse):
        draw(acme)
        a_document(acme, title="Tablets")
        page = browse(acme).get(reverse("matrix-record")).content.decode()
        assert "One matrix drawn by the site, and no document uses it yet" in page
        assert "Tablets" in page
        assert browse(acme, LEAD).get(reverse("matrix-record")).status_code == 404
