"""Questions whose text is kept, and questions asked together: the same answers as one by one."""

from datetime import date
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catchball.trust.asking import Ask, answer, asked_together, rows_of, rows_of_long
from catchball.trust.wall import opened
from catchball.workplace.programs.queries import (
    ITS_PROGRAMS,
    THE_CLIENT,
    get_client,
    list_programs,
)
from world import scope_for

ASKED = "SELECT %(name)s::text, %(days)s::date[], %(id)s::uuid, 100 %% 7, %(nothing)s::int"


class TestRowsOfLong:
    def test_answers_as_rows_of_does_whatever_the_values(self, db):
        for name in ("it's \\ 100 % “fine”", "other"):
            values = {
                "name": name,
                "days": [date(2026, 3, 1), date(2026, 4, 1)],
                "id": UUID(int=7),
                "nothing": None,
            }
            for _again in range(2):
                assert rows_of_long(ASKED, **values) == rows_of(ASKED, **values)
                assert rows_of_long(ASKED, **values)[0][0] == name


class TestAskedTogether:
    def test_go_to_the_database_once(self, acme, zenith):
        scope = scope_for(acme)
        with (
            opened(scope),
            CaptureQueriesContext(connection) as asked,
            asked_together(scope, THE_CLIENT, ITS_PROGRAMS),
        ):
            client, programs = get_client(scope), list_programs(scope)

        assert len(asked) == 1
        assert (client.id, [one.id for one in programs]) == (acme.id, [acme.program])

    @pytest.mark.parametrize("order", [1, -1], ids=["forth", "back"])
    def test_are_answered_to_the_scope_that_asked_alone(self, acme, zenith, order):
        mine, other = [acme, zenith][::order]
        with opened(scope_for(mine)) as scope, asked_together(scope, THE_CLIENT, ITS_PROGRAMS):
            told = get_client(scope_for(other)), list_programs(scope_for(other))

            assert (told[0].id, told[1][0].id) == (other.id, other.program)
            assert answer(scope, THE_CLIENT)[0][0] == mine.id

    def test_are_asked_anew_afterwards(self, acme, zenith):
        scope = scope_for(acme)
        with opened(scope):
            with asked_together(scope, THE_CLIENT):
                pass
            with CaptureQueriesContext(connection) as asked:
                get_client(scope)

        assert len(asked) == 1

    def test_may_not_mean_different_things_by_one_name(self, acme, zenith):
        one = Ask("SELECT %(day)s::date", lambda scope: {"day": scope.today})
        other = Ask("SELECT %(day)s::text", lambda _scope: {"day": "Monday"})
        scope = scope_for(acme)

        with (
            opened(scope),
            pytest.raises(ValueError, match="different things by day"),
            asked_together(scope, one, other),
        ):
            raise AssertionError("Nothing was to be asked.")
