"""Two people who change one calendar at the same moment."""

from datetime import date

import pytest

from at_once import at_once
from catchball.kernel.worktime import Holiday
from catchball.workplace.calendars import commands, rules
from timetables import CHRISTMAS, a_client_calendar, an_office, place_of
from world import TODAY, scope_for


@pytest.mark.django_db(transaction=True)
class TestTwoAtOnce:
    def test_set_the_first_version_and_one_is_told(self, acme, zenith):
        def set_it():
            commands.set_client_calendar(scope_for(acme), calendar=an_office(), from_on=TODAY)

        raised = at_once(set_it, set_it)

        assert [type(error) for error in raised] == [rules.CalendarChanged]
        assert len(place_of(acme, acme.id).timetable.versions) == 1

    def test_add_holidays_and_none_is_lost_unseen(self, acme, zenith):
        a_client_calendar(acme)
        other = Holiday(date(2026, 12, 28), "Boxing Day")

        raised = at_once(
            *(
                lambda one=one: commands.add_holidays(
                    scope_for(acme), place=acme.id, holidays=[one], edition=1
                )
                for one in (CHRISTMAS, other)
            )
        )

        assert [type(error) for error in raised] == [rules.CalendarChanged]
        assert len(rules.holidays_of(place_of(acme, acme.id).timetable)) == 1
