"""Files of Microsoft Project: those that it saved itself, and those of people with other plans."""

import gzip
import json
from datetime import date, timedelta

import pytest

from catchball.kernel.schedule import Link, schedule
from catchball.kernel.schedule.problems import ActivityNeedsItself
from catchball.kernel.worktime import Hours, WeekInForce, WorkCalendar, clock_of, week_of
from catchball.workplace.plans.rules import (
    Constraint,
    FileBroken,
    FileHostile,
    FileTooLarge,
    NotAPlanFile,
    PlanUnsound,
    RemarkKind,
    differences_of,
    read_mspdi,
    reckon,
)
from catchball.workplace.plans.rules.network import network_of
from planned import project, row
from shared import shared_data

_DAY = (Hours.read("08:00", "12:00"), Hours.read("13:00", "17:00"))
STANDARD = clock_of(
    WorkCalendar(
        "UTC",
        (WeekInForce(None, week_of(mon=_DAY, tue=_DAY, wed=_DAY, thu=_DAY, fri=_DAY)),),
        business_day=timedelta(hours=8),
    )
)


def read(text):
    return read_mspdi([text.encode()])


def kinds(found):
    return {one.kind: one.count for one in found.remarks}


@pytest.fixture
def saved():
    """Return a file that Microsoft Project saved, and what it is known to say."""

    def load(name):
        folder = shared_data("schedules", "mspdi")
        expected = json.loads((folder / "expected.json").read_text("utf-8"))
        known = next(one for one in expected if one["file"] == name)
        with gzip.open(folder / f"{name}.gz") as stream:
            return read_mspdi(iter(lambda: stream.read(1000), b"")), known

    return load


class TestAFileThatProjectSaved:
    @pytest.mark.parametrize(
        "name", ["mspdirelations.xml", "mspdipriority.xml", "DefaultDurationFormat.xml"]
    )
    def test_comes_out_on_the_days_that_project_reckoned(self, saved, name):
        found, known = saved(name)

        reckoned = reckon(found.content, STANDARD)

        assert len(found.content.tasks) == sum(one["uid"] != "0" for one in known["tasks"])
        assert differences_of(found.content, reckoned, found.times, found.remarks, STANDARD) == ()

    def test_has_the_floats_that_project_reckoned(self, saved):
        found, known = saved("mspdirelations.xml")

        times = schedule(network_of(found.content)).times

        assert {uid: (one.total_float * 10, one.is_critical) for uid, one in times.items()} == {
            one["uid"]: (int(one["total_slack_tenth_min"]), one["critical"] == "1")
            for one in known["tasks"]
            if one["uid"] != "0"
        }

    def test_keeps_links_of_all_four_kinds(self, saved):
        found, _known = saved("mspdirelations.xml")
        assert [(one.kind, one.lag) for one in found.content.links] == [
            (Link.FINISH_START, 0),
            (Link.START_START, 480),
            (Link.FINISH_FINISH, 0),
            (Link.START_FINISH, 0),
        ]

    def test_loses_nothing_in_silence(self, saved):
        found, known = saved("caltest.xml")
        names = [one["name"] for one in known["tasks"] if one["uid"] != "0"]

        assert [one.name for one in found.content.tasks] == names
        assert kinds(found)[RemarkKind.CALENDARS] == 2
        assert kinds(found)[RemarkKind.TASK_CALENDAR] == 1
        assert RemarkKind.RESOURCES in kinds(found)

    def test_without_tasks_is_none(self, saved):
        with pytest.raises(NotAPlanFile, match="no task"):
            saved("calendar-calendars-project2010-mspdi.xml")


class TestWhatIsNotTakenOver:
    @pytest.mark.parametrize(
        ("fields", "kind"),
        [
            ({"Manual": "1"}, RemarkKind.MANUAL),
            ({"ConstraintType": "1"}, RemarkKind.AS_LATE),
            ({"CalendarUID": "7"}, RemarkKind.TASK_CALENDAR),
            ({"Deadline": "2027-01-04T17:00:00"}, RemarkKind.DEADLINE),
            ({"LevelingDelay": "4800"}, RemarkKind.LEVELING),
            ({"PercentComplete": "40"}, RemarkKind.PROGRESS),
            ({"DurationFormat": "8"}, RemarkKind.ELAPSED),
            ({"Milestone": "1"}, RemarkKind.MILESTONE_TAKES_TIME),
            ({"Notes": "Ask Ada."}, RemarkKind.OTHER_FIELD),
        ],
    )
    def test_of_a_task_is_remarked(self, fields, kind):
        found = read(project(row(1, "Filling", **fields)))
        assert kinds(found) == {kind: 1}

    def test_of_a_duration_that_cannot_be_read_is_remarked(self):
        found = read(project(row(1, "One", Duration="soon"), row(2, "Two", after=[(1, 1, 0)])))
        assert kinds(found) == {RemarkKind.DURATION_UNREADABLE: 1}
        assert found.content.tasks[0].minutes == 0

    def test_of_rows_is_remarked(self):
        found = read(
            project(
                row(1, "Off", Active="0"),
                row(2, "Elsewhere", ExternalTask="1"),
                row(3, "", IsNull="1"),
                row(4, "Kept", after=[(1, 1, 0), (2, 1, 0), (9, 1, 0)]),
            )
        )
        assert [one.name for one in found.content.tasks] == ["Kept"]
        assert found.content.links == ()
        assert kinds(found) == {
            RemarkKind.INACTIVE: 1,
            RemarkKind.EXTERNAL: 1,
            RemarkKind.EMPTY_ROWS: 1,
            RemarkKind.LINK_ELSEWHERE: 3,
        }

    @pytest.mark.parametrize(
        ("unit", "said", "kind", "lag"),
        [
            ("8", "28800", RemarkKind.ELAPSED_LAG, 960),  # two elapsed days
            ("19", "50", RemarkKind.PERCENT_LAG, 480),  # half of two days
        ],
    )
    def test_of_a_lag_is_remarked(self, unit, said, kind, lag):
        text = project(row(1, "One", days=2), row(2, "Two", after=[(1, 1, int(said))]))
        found = read(text.replace("<LagFormat>7</LagFormat>", f"<LagFormat>{unit}</LagFormat>"))
        assert kinds(found) == {kind: 1}
        assert found.content.links[0].lag == lag

    def test_of_the_whole_is_counted(self):
        head = (
            "<ScheduleFromStart>0</ScheduleFromStart><Calendars><Calendar><Name>Shifts</Name>"
            "<IsBaseCalendar>1</IsBaseCalendar></Calendar></Calendars><Resources><Resource>"
            "<UID>0</UID></Resource><Resource><Name>Ada</Name></Resource></Resources><Assignments>"
            "<Assignment><ResourceUID>1</ResourceUID></Assignment></Assignments>"
        )
        found = read(project(row(1, "One"), head=head))
        assert kinds(found) == {
            RemarkKind.RESOURCES: 1,
            RemarkKind.ASSIGNMENTS: 1,
            RemarkKind.CALENDARS: 1,
            RemarkKind.FROM_FINISH: 1,
        }

    def test_leaves_links_of_summaries_that_mean_nothing_here(self):
        found = read(
            project(
                row(1, "Whole"),
                row(2, "Part", level=2, after=[(1, 1, 0)]),
                row(3, "Next", after=[(1, 3, 0)]),
            )
        )
        assert found.content.links == ()
        assert kinds(found) == {RemarkKind.SUMMARY_LINK: 2}


class TestDates:
    def test_that_come_out_differently_say_why(self):
        text = project(
            row(1, "One", Start="2026-11-23T08:00:00", Finish="2026-11-23T17:00:00"),
            row(
                2,
                "Two",
                after=[(1, 1, 0)],
                Manual="1",
                Start="2026-12-01T08:00:00",
                Finish="2026-12-01T17:00:00",
            ),
        )
        found = read(text)
        (moved,) = differences_of(
            found.content, reckon(found.content, STANDARD), found.times, found.remarks, STANDARD
        )
        assert (moved.name, moved.file_starts_on, moved.starts_on) == (
            "Two",
            date(2026, 12, 1),
            date(2026, 11, 24),
        )
        assert "by hand" in moved.why

    def test_of_a_constraint_are_kept_to(self):
        found = read(
            project(
                row(1, "One", ConstraintType="4", ConstraintDate="2026-12-03T08:00:00"),
            )
        )
        assert found.content.tasks[0].constraint is Constraint.START_NO_EARLIER
        assert reckon(found.content, STANDARD).tasks[1].starts_on == date(2026, 12, 3)

    def test_are_local_times_in_no_zone(self):
        found = read(
            project(row(1, "One", Start="2026-11-23T08:00:00", Finish="2026-11-23T17:00:00"))
        )
        assert [one.isoformat() for one in found.times[1]] == [
            "2026-11-23T08:00:00",
            "2026-11-23T17:00:00",
        ]


BOMB = (
    '<!DOCTYPE b [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "&{chr(97 + n)};&{chr(97 + n)};">' for n in range(20))
    + "]><Project>&u;</Project>"
)


class TestAFileToHarm:
    @pytest.mark.parametrize(
        "text",
        [
            BOMB,
            '<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]><Project>&x;</Project>',
            '<!DOCTYPE p SYSTEM "http://127.0.0.1/x.dtd"><Project/>',
            "<!DOCTYPE Project><Project/>",
        ],
    )
    def test_with_entities_or_a_document_type_is_refused(self, text):
        with pytest.raises(FileHostile, match="DOCTYPE"):
            read(text)

    def test_with_an_attribute_without_end_is_not_read_to_its_end(self):
        pieces = 0

        def endless():
            nonlocal pieces
            yield b'<Project a="'
            while True:
                pieces += 1
                yield b"x" * 65_536

        with pytest.raises(FileHostile, match="attribute"):
            read_mspdi(endless())
        assert pieces < 40

    def test_with_a_long_attribute_is_refused(self):
        with pytest.raises(FileHostile, match="attribute"):
            read(f'<Project a="{"x" * 100_000}"/>')

    def test_deeper_than_any_plan_is_refused(self):
        with pytest.raises(FileHostile, match="deeper"):
            read("<a>" * 100_000)

    @pytest.mark.parametrize(
        ("part", "said"),
        [(b"<x/>", "a million elements"), (b"<x>" + b"y" * 1_000 + b"</x>", "32 MB")],
        ids=["of elements", "of text"],
    )
    def test_without_end_is_refused(self, part, said):
        def endless():
            yield b"<Project>"
            while True:
                yield part * 1_000

        with pytest.raises(FileTooLarge, match=said):
            read_mspdi(endless())

    @pytest.mark.parametrize(
        "text",
        ["", "not xml", "<Project><Tasks>", "\0\0\0", "<Project>&nbsp;</Project>", "PK\x03\x04"],
    )
    def test_that_is_broken_says_where(self, text):
        with pytest.raises(FileBroken, match="line"):
            read(text)

    @pytest.mark.parametrize("text", ["<html><body/></html>", "<Project/>"])
    def test_that_is_no_plan_says_so(self, text):
        with pytest.raises(NotAPlanFile):
            read(text)


class TestAPlanThatCannotBe:
    def test_names_the_tasks_of_a_circle(self):
        with pytest.raises(ActivityNeedsItself, match=r"Fill.*Test.*Fill|Test.*Fill.*Test"):
            read(project(row(1, "Fill", after=[(2, 1, 0)]), row(2, "Test", after=[(1, 1, 0)])))

    def test_refuses_a_negative_duration(self):
        with pytest.raises(PlanUnsound, match="“Fill” has a negative duration"):
            read(project(row(1, "Fill", Duration="-PT8H0M0S")))

    def test_refuses_a_date_before_the_plan(self):
        text = project(row(1, "Fill", ConstraintType="2", ConstraintDate="2026-11-20T08:00:00"))
        with pytest.raises(PlanUnsound, match="“Fill” has a date before"):
            read(text)

    def test_refuses_a_milestone_without_a_path(self):
        with pytest.raises(PlanUnsound, match="the milestone “Filed”"):
            read(project(row(1, "Fill"), row(2, "Filed", days=0)))

    def test_refuses_two_tasks_of_one_number(self):
        with pytest.raises(PlanUnsound, match="twice"):
            read(project(row(1, "Fill"), row(1, "Test")))
