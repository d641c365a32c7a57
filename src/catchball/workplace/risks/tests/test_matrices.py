"""A site draws matrices; a document keeps the version it was opened with, and walls stand."""

from dataclasses import replace
from typing import ClassVar

import pytest
from django.db import DatabaseError

from assessed import ASYMMETRIC, RED, a_document, a_risk, draw, score
from blinded import LEAD
from catchball.kernel.errors import NotFound, Stale
from catchball.trust.models import Change, Entry
from catchball.trust.permissions import ROLE_PERMISSIONS, Permission, Role, Side
from catchball.trust.scope import MayNot
from catchball.trust.wall import opened
from catchball.workplace.programs import commands as programs
from catchball.workplace.risks import commands, queries
from catchball.workplace.risks.models import Assessment, MatrixVersion, SiteMatrix
from catchball.workplace.risks.rules import (
    Demand,
    Frame,
    MatrixDoesNotFit,
    MayNotDraw,
    Method,
    Score,
    ScoreDoesNotFit,
)
from catchball.workplace.risks.rules.steps import AssessmentIncomplete
from machines import a_machine
from world import TODAY, floor_scope_for, scope_for

HARSHER = replace(ASYMMETRIC, cells=(*ASYMMETRIC.cells[:2], (Demand.NEEDED,) * 4))
HOLED = replace(ASYMMETRIC, cells=ASYMMETRIC.cells[:2])


@pytest.fixture
def neighbour(acme, zenith):
    """Return zenith once it has a program at acme's site."""
    programs.add_program(
        scope_for(zenith, Role.ADMINISTRATOR),
        code="P-2",
        name="Second",
        site=acme.site,
        product=zenith.product,
    )
    return zenith


def open_with(company, matrix, role=Role.PROGRAM_MANAGER, title="Drawn", **more):
    """Open a document of the company's program with a matrix; return the document's id."""
    return commands.open_assessment(
        scope_for(company, role),
        program=company.program,
        frame=Frame(title=title, held_on=TODAY),
        matrix=matrix,
        **more,
    )


def redraw(company, matrix, drawing=HARSHER, *, version=1, why="Stricter."):
    """Draw a matrix anew."""
    commands.redraw_matrix(
        scope_for(company, reason=why), matrix=matrix, version=version, drawing=drawing
    )


def seen_by(company, role=Role.PROGRAM_MANAGER):
    """Return the ids of the matrices that somebody of a company is shown."""
    return [one.id for one in queries.get_matrices(scope_for(company, role)).matrices]


class TestDrawing:
    def test_offers_it_to_every_client_of_the_site_and_no_other(self, acme, neighbour):
        made = draw(acme)
        for company in (acme, neighbour):
            assert seen_by(company) == seen_by(company, LEAD) == [made]

    def test_is_behind_the_wall_of_those_whom_the_site_works_for(self, acme, zenith):
        made = draw(acme)
        for role in (Role.PROGRAM_MANAGER, LEAD):
            with opened(scope_for(zenith, role)):
                assert not SiteMatrix.objects.exists()
                assert not MatrixVersion.objects.exists()
            with pytest.raises(NotFound):
                queries.get_matrix(scope_for(zenith, role), made)

    def test_is_for_a_site_that_works_for_the_client(self, acme, zenith):
        with pytest.raises(NotFound):
            commands.draw_matrix(scope_for(acme), site=zenith.site, drawing=ASYMMETRIC)

    def test_keeps_nothing_by_halves(self, acme, zenith):
        with pytest.raises(MatrixDoesNotFit, match="hole"):
            draw(acme, HOLED)
        with opened(scope_for(acme)):
            assert not SiteMatrix.objects.exists()
            assert not Entry.objects.filter(event="risks.matrix-drawn").exists()

    def test_refuses_what_names_the_client_its_programs_or_products(self, acme, zenith):
        for name in ("Acme scale", "For API-1", "Acme supply"):
            with pytest.raises(MatrixDoesNotFit, match="Leave"):
                draw(acme, name=name)

    def test_takes_each_name_once_at_a_site(self, acme, zenith):
        draw(acme)
        with pytest.raises(MatrixDoesNotFit, match="has this name") as raised:
            draw(acme, name="TABLETS")
        assert set(raised.value.fields) == {"name"}
        draw(zenith)

    def test_is_for_managers_and_quality_of_the_manufacturer(self, acme, zenith):
        may = {role for role in Role if Permission.MATRIX_DRAW in ROLE_PERMISSIONS[role]}
        assert may == {Role.PROGRAM_MANAGER, Role.QUALITY}
        assert {role.side for role in may} == {Side.CMO}
        with pytest.raises(MayNot):
            commands.draw_matrix(scope_for(acme, LEAD), site=acme.site, drawing=ASYMMETRIC)

    def test_leaves_no_trace_in_a_clients_journal(self, acme, neighbour):
        draw(acme)
        tables = ("risks_sitematrix", "risks_matrixversion")
        for company in (acme, neighbour):
            with opened(scope_for(company, LEAD)):
                assert not Entry.objects.filter(event="risks.matrix-drawn").exists()
                assert not Change.objects.filter(table_name__in=tables).exists()
        with opened(scope_for(acme)):
            entry = Entry.objects.get(event="risks.matrix-drawn")
            assert sorted(one.table_name for one in entry.changes.all()) == sorted(tables)


class TestDrawingAnew:
    def test_makes_a_version_and_keeps_the_one_before(self, acme, zenith):
        made = draw(acme)
        redraw(acme, made)
        page = queries.get_matrix(scope_for(acme), made)
        assert [one.number for one in page.versions] == [2, 1]
        assert [one.matrix.level(3, 1).demand for one in page.versions] == ["needed", "consider"]
        assert [one.why for one in page.versions] == ["Stricter.", ""]

    def test_changes_no_version_whoever_asks(self, acme, zenith):
        draw(acme)
        with opened(scope_for(acme)), pytest.raises(DatabaseError):
            MatrixVersion.objects.update(why="Never so.")

    def test_is_refused_to_whoever_saw_an_older_one(self, acme, zenith):
        made = draw(acme)
        redraw(acme, made)
        with pytest.raises(Stale):
            redraw(acme, made, ASYMMETRIC)

    def test_asks_for_a_reason_and_a_change(self, acme, zenith):
        made = draw(acme)
        with pytest.raises(MatrixDoesNotFit, match="what has changed"):
            redraw(acme, made, why="")
        with pytest.raises(MatrixDoesNotFit, match="Nothing has changed"):
            redraw(acme, made, ASYMMETRIC)
        assert queries.get_matrix(scope_for(acme), made).line.number == 1

    def test_keeps_nothing_by_halves(self, acme, zenith):
        made = draw(acme)
        with pytest.raises(MatrixDoesNotFit, match="4 holes"):
            redraw(acme, made, HOLED)
        line = queries.get_matrix(scope_for(acme), made).line
        assert (line.number, line.version) == (1, 1)

    def test_knows_no_matrix_of_a_site_that_works_for_others(self, acme, zenith):
        made = draw(acme)
        with pytest.raises(NotFound):
            redraw(zenith, made)
        with pytest.raises(NotFound):
            commands.retire_matrix(scope_for(zenith), matrix=made, version=1)


class TestByMachine:
    SENT: ClassVar = {
        "name": ASYMMETRIC.name,
        "probability": list(ASYMMETRIC.probability),
        "impact": list(ASYMMETRIC.impact),
        "cells": [[cell.value for cell in row] for row in ASYMMETRIC.cells],
        "anchors": {"cost": ["a", "b", "c", "d"]},
    }

    def drawn(self, company, **changed):
        body = {"site": str(company.site), "drawing": self.SENT | changed}
        return a_machine(company).post(f"{company.slug}/risks/matrices/draw/", body)

    def test_draws_the_same(self, acme, zenith):
        answer = self.drawn(acme)
        assert answer.status_code == 201, answer.content
        [line] = queries.get_matrices(scope_for(acme)).matrices
        kept = queries.get_matrix(scope_for(acme), line.id).matrix
        assert dict(kept.anchors) == {"cost": ("a", "b", "c", "d")}
        assert kept.level(1, 4).demand is Demand.NEEDED

    def test_is_told_of_a_hole_by_its_cell_and_keeps_nothing(self, acme, zenith):
        holed = [[None, *row[1:]] for row in self.SENT["cells"]]
        answer = self.drawn(acme, cells=holed)
        assert answer.status_code == 422
        assert "cell-1-1" in answer.content.decode()
        assert queries.get_matrices(scope_for(acme)).matrices == ()


class TestRetiring:
    def test_offers_it_no_more_and_changes_it_no_more(self, acme, zenith):
        made = draw(acme)
        commands.retire_matrix(scope_for(acme), matrix=made, version=1)
        page = queries.get_matrices(scope_for(acme))
        assert ([one.id for one in page.retired], page.matrices) == ([made], ())
        assert queries.get_assessment_start(scope_for(acme)).matrices == ()
        with pytest.raises(MayNotDraw):
            redraw(acme, made, version=2)
        with pytest.raises(AssessmentIncomplete, match="retired"):
            open_with(acme, made)

    def test_leaves_its_name_to_another(self, acme, zenith):
        commands.retire_matrix(scope_for(acme), matrix=draw(acme), version=1)
        draw(acme)


class TestOpeningWithAMatrix:
    def test_scores_on_its_steps_and_by_its_levels(self, acme, zenith):
        document = open_with(acme, draw(acme))
        risk = a_risk(acme, document)
        with pytest.raises(ScoreDoesNotFit, match="from 1 to 3"):
            score(acme, risk, RED)
        grave = Score(probability=1, quality=4, schedule=1, cost=1, supply=1)
        assert queries.get_risk(scope_for(acme), score(acme, risk, grave)).line.colour == "red"

    def test_keeps_the_version_it_was_opened_with(self, acme, zenith):
        made = draw(acme)
        document = open_with(acme, made)
        redraw(acme, made)
        kept = queries.get_document_matrix(scope_for(acme, LEAD), document)
        assert (kept.of, kept.number, kept.newest) == (made, 1, 2)
        assert kept.matrix.level(3, 1).demand is Demand.CONSIDER
        later = queries.get_document_matrix(scope_for(acme), open_with(acme, made, title="Later"))
        assert (later.number, later.matrix.level(3, 1).demand) == (2, Demand.NEEDED)

    def test_lets_nobody_move_a_document_to_another(self, acme, zenith):
        made = draw(acme)
        document = a_document(acme)
        with opened(scope_for(acme)), pytest.raises(DatabaseError):
            Assessment.objects.filter(pk=document).update(
                drawn=MatrixVersion.objects.get(matrix=made)
            )

    def test_is_open_to_the_client_too(self, acme, zenith):
        document = open_with(acme, draw(acme), LEAD)
        assert queries.get_document_matrix(scope_for(acme), document).site_name == "Acme works"

    def test_takes_none_of_another_site_and_none_beside_fmea(self, acme, neighbour):
        made = draw(acme)
        with pytest.raises(AssessmentIncomplete, match="another site"):
            open_with(neighbour, made)
        with pytest.raises(AssessmentIncomplete, match="FMEA"):
            open_with(acme, made, method=Method.FMEA)
        with pytest.raises(NotFound):
            open_with(acme, draw(neighbour))

    def test_shows_where_each_is_used_to_each_client_its_own(self, acme, neighbour):
        made = draw(acme)
        own, usual = open_with(acme, made), a_document(acme, title="Usual")
        page = queries.get_matrices(scope_for(acme))
        assert [one.assessment for one in page.matrices[0].uses] == [own]
        assert [one.assessment for one in page.shipped[0].uses] == [usual]
        assert queries.get_matrices(scope_for(neighbour)).matrices[0].uses == ()

    def test_shows_all_uses_on_the_floor(self, acme, zenith):
        for company in (acme, zenith):
            open_with(company, draw(company))
        page = queries.get_matrices(floor_scope_for(acme, zenith))
        assert [use.client_name for one in page.matrices for use in one.uses] == ["Acme", "Zenith"]
