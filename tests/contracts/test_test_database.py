"""The tests themselves run with no more power than people have."""

import pytest
from django.db import connection
from django.db.utils import ProgrammingError

from catchball.site.serving.roles import APP

WHO = (
    "SELECT rolname, rolsuper, rolbypassrls, rolcreatedb FROM pg_roles WHERE rolname = current_user"
)


def ask(question):
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()


class TestTheTestDatabase:
    def test_is_used_as_the_role_that_serves_people(self, db):
        assert ask(WHO) == (APP, False, False, False)

    def test_refuses_to_change_its_tables(self, db):
        with pytest.raises(ProgrammingError, match="permission denied"):
            ask("CREATE TABLE mine ()")

    @pytest.mark.django_db(transaction=True)
    def test_keeps_the_role_in_a_test_that_commits(self):
        assert ask(WHO)[0] == APP

    @pytest.mark.django_db(transaction=True)
    def test_keeps_the_role_after_such_a_test_was_cleared_away(self):
        assert ask(WHO)[0] == APP

    def test_searches_text_inside_the_walls_from_an_index(self, db):
        assert ask("SELECT proleakproof FROM pg_proc WHERE proname = 'texticlike'") == (True,)
