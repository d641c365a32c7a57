"""Plans from spreadsheets: matched, looked at, taken over; strange and hostile ones."""

import io
import zipfile
from datetime import date

import pytest

from catchball.kernel.cells import write_xlsx
from catchball.kernel.errors import NotFound, NotPermitted
from catchball.kernel.schedule import Link
from catchball.trust.permissions import Role
from catchball.workplace.plans import commands, queries
from catchball.workplace.plans.rules import (
    ColumnsContradict,
    ColumnsUnmatched,
    Constraint,
    FileBroken,
    FileHostile,
    FileState,
    FileTooLarge,
    NotAPlanFile,
    Owner,
    PlanUnsound,
    RemarkKind,
    SheetColumns,
    TaskTerms,
    proposed,
    read_rows,
    read_sheet,
    sheet_of,
)
from planned import START, a_plan, a_plan_sheet, an_office_of, plan_of, read_workbook
from world import scope_for

HEAD = [
    "No",
    "Task Name",
    "Level",
    "Dauer",
    "Predecessors",
    "Responsible",
    "Constraint",
    "Fixed date",
    "Cost",
]
ROWS = [
    ["10", "Prepare", 1, None, None, "client", None, None, 5],
    ["20", "Write", 2, "5d", None, "Client", None, None, None],
    ["30", "Order", 2, 3, "20SS+1d", "nobody", "starts no earlier than", date(2026, 12, 1), None],
    ["40", "Done", 1, "0", "30", None, "some day", date(2026, 12, 1), None],
    [None, None, None, None, None, None, None, None, "sum"],
]


def workbook(head=HEAD, rows=ROWS):
    file = io.BytesIO()
    write_xlsx(file, "Plan", head, rows)
    return file


USUAL = {
    "xl/workbook.xml": (
        '<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<sheets><sheet name="Plan" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>'
    ),
    "xl/worksheets/sheet1.xml": (
        '<worksheet><sheetData><row><c t="inlineStr"><is><t>Task</t></is></c></row></sheetData>'
        "</worksheet>"
    ),
}


def package(**parts):
    """Return a workbook put together by hand, so that it can be wrong."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in {**USUAL, **parts}.items():
            made.writestr(name, text)
    return file


def sheet(rows):
    return f"<worksheet><sheetData>{rows}</sheetData></worksheet>"


def read(rows=ROWS, columns=None, old=None):
    found = sheet_of(read_rows(workbook(rows=rows)))
    return read_sheet(
        found,
        columns or proposed(found.head),
        start_on=START,
        day_minutes=480,
        old=old,
    )


class TestReadRows:
    def test_reads_texts_and_numbers_as_they_are_stored_and_days_as_days(self):
        rows = read_rows(workbook(["Task", "Date"], [["Write", date(2026, 11, 23)], [None, 1.5]]))
        assert rows == (("Task", "Date"), ("Write", "2026-11-23"), ("", "1.5"))

    @pytest.mark.parametrize(
        ("book", "stored"), [("", "46349.75"), ('<workbookPr date1904="1"/>', "44887.75")]
    )
    def test_counts_days_from_where_the_workbook_does(self, book, stored):
        made = package(
            **{
                "xl/workbook.xml": USUAL["xl/workbook.xml"].replace("<sheets>", f"{book}<sheets>"),
                "xl/styles.xml": (
                    '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/>'
                    '<numFmt numFmtId="165" formatCode="[h]:mm"/></numFmts>'
                    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
                    '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"><alignment/></xf>'
                    '<xf numFmtId="14"/><xf numFmtId="165"/></cellXfs></styleSheet>'
                ),
                "xl/worksheets/sheet1.xml": sheet(
                    f'<row><c><v>{stored}</v></c><c s="1"><v>{stored}</v></c>'
                    f'<c s="2"><v>{stored}</v></c><c s="3"><v>{stored}</v></c>'
                    f'<c s="9"><v>{stored}</v></c><c s="1"><v>5</v></c><c s="1"><v>1e999</v></c></row>'
                ),
            }
        )
        day = "2026-11-23"
        assert read_rows(made) == ((stored, day, day, stored, stored, "5", "1e999"),)

    def test_reads_what_other_programs_write(self):
        made = package(
            **{
                "xl/sharedStrings.xml": "<sst><si><r><t>Ta</t></r><r><t>sk</t></r></si></sst>",
                "xl/worksheets/sheet1.xml": sheet(
                    '<row><c r="B1" t="s"><v>0</v></c></row><row/>'
                    '<row><c r="B3" t="str"><f>"W"</f><v>Write</v></c></row>'
                ),
            }
        )
        assert read_rows(made) == (("", "Task"), ("", "Write"))

    @pytest.mark.parametrize(
        ("parts", "refusal"),
        [
            ({"xl/worksheets/sheet1.xml": '<!DOCTYPE a [<!ENTITY x "y">]><worksheet/>'}, FileHostile),
            ({"xl/worksheets/sheet1.xml": "<worksheet><sheetData>"}, FileBroken),
            ({"xl/worksheets/sheet1.xml": sheet('<row><c t="s"><v>9</v></c></row>')}, FileBroken),
            ({"xl/worksheets/sheet1.xml": sheet('<row><c r="!1"><v>9</v></c></row>')}, FileBroken),
            ({"xl/worksheets/sheet1.xml": sheet('<row><c r="XFD1"><v>9</v></c></row>')}, FileTooLarge),
            ({"xl/worksheets/sheet1.xml": sheet("<row><c><v>1</v></c></row>" * 5_001)}, FileTooLarge),
            ({"xl/worksheets/sheet1.xml": sheet(f"<row><c><v>{'1' * 501}</v></c></row>")}, FileHostile),
            ({"xl/worksheets/sheet1.xml": " " * (65 << 20)}, FileTooLarge),
            ({"xl/workbook.xml": "<workbook/>"}, FileBroken),
            ({"xl/_rels/workbook.xml.rels": "<Relationships/>"}, FileBroken),
        ],
        ids=["doctype", "torn", "no-text", "nowhere", "wide", "long", "long-cell", "bomb", "no-sheet", "no-part"],
    )  # fmt: skip
    def test_refuses_what_is_broken_or_hostile(self, parts, refusal):
        with pytest.raises(refusal):
            read_rows(package(**parts))

    def test_refuses_what_is_no_package(self):
        with pytest.raises(FileBroken):
            read_rows(io.BytesIO(b"PK\x03\x04 and then nothing"))


class TestReadSheet:
    def test_understands_what_other_tools_call_the_columns(self):
        assert {field.value: column for field, column in proposed(tuple(HEAD)).items()} == {
            "number": 0,
            "name": 1,
            "level": 2,
            "duration": 3,
            "waits_for": 4,
            "owner": 5,
            "constraint": 6,
            "constraint_on": 7,
        }

    def test_reads_outline_durations_links_and_dates(self):
        content = read().content
        _prepare, write, order, _done = content.tasks
        assert [one.level for one in content.tasks] == [1, 2, 2, 1]
        assert [one.minutes for one in content.tasks] == [0, 2400, 1440, 0]
        assert (write.owner, order.owner) == (Owner.CLIENT, Owner.CMO)
        assert (order.constraint, order.constraint_on) == (
            Constraint.START_NO_EARLIER,
            date(2026, 12, 1),
        )
        assert content.links_into(order.uid)[0].kind is Link.START_START
        assert content.links_into(order.uid)[0].lag == 480

    def test_lists_what_it_does_not_understand(self):
        found = {one.kind: (one.count, one.names) for one in read().remarks}
        assert found[RemarkKind.COLUMN] == (1, ("Cost",))
        assert found[RemarkKind.NAMELESS_ROWS] == (1, ())
        assert found[RemarkKind.OWNER_UNKNOWN] == (1, ("Order",))
        assert "Done" in found[RemarkKind.RULE_UNKNOWN][1]

    def test_refuses_a_milestone_that_nothing_holds_as_any_plan_does(self):
        rows = [["1", "Write", 1, "5d", None], ["2", "Done", 1, "0", "77"]]
        with pytest.raises(PlanUnsound, match="Done"):
            read(rows)

    def test_knows_its_tasks_again_by_name(self):
        rows = [["1", "Write", 1, "5d"], ["2", "Order", 1, "2d"]]
        old = read([["1", "Order", 1, "1d"], ["2", "Ship", 1, "1d"]]).content
        new = read(rows, old=old).content
        uids = {one.name: one.uid for one in new.tasks}
        assert uids["Order"] == old.tasks[0].uid
        assert uids["Write"] not in old.by_uid

    @pytest.mark.parametrize("columns", [{}, {"name": 0, "duration": 0}, {"name": 99}])
    def test_refuses_columns_that_make_no_plan(self, columns):
        chosen = SheetColumns(**columns).chosen
        with pytest.raises(ColumnsContradict):
            read_sheet(
                sheet_of(read_rows(workbook())), chosen, start_on=START, day_minutes=480, old=None
            )

    def test_refuses_a_sheet_with_nothing_below_its_head(self):
        with pytest.raises(NotAPlanFile):
            sheet_of(read_rows(workbook(rows=[])))


@pytest.mark.django_db
class TestMatchPlanFile:
    def test_is_needed_before_a_workbook_is_taken_over(self, acme):
        made = a_plan_sheet(acme)
        with pytest.raises(ColumnsUnmatched):
            commands.take_plan_file(scope_for(acme), plan_file=made, version=1, plan_version=0)

    def test_begins_a_plan_where_there_is_none(self, acme):
        made = a_plan_sheet(acme)
        columns = SheetColumns(name=0, duration=1)
        with pytest.raises(PlanUnsound) as refused:
            commands.match_plan_file(scope_for(acme), plan_file=made, columns=columns, version=1)
        assert set(refused.value.fields) == {"start_on"}
        commands.match_plan_file(
            scope_for(acme),
            plan_file=made,
            columns=columns,
            version=1,
            start_on=START,
            day_minutes=480,
        )
        commands.take_plan_file(scope_for(acme), plan_file=made, version=2, plan_version=0)
        assert [(one.name, one.duration) for one in plan_of(acme).tasks] == [
            ("Planning", "2 days"),
            ("tests", "1 day"),
        ]

    def test_keeps_owners_where_no_column_tells_them(self, acme):
        a_plan(acme, TaskTerms(name="Planning", duration="1d", owner=Owner.CLIENT))
        made = a_plan_sheet(acme)
        commands.match_plan_file(
            scope_for(acme), plan_file=made, columns=SheetColumns(name=0, duration=1), version=1
        )
        commands.take_plan_file(scope_for(acme), plan_file=made, version=2, plan_version=2)
        assert plan_of(acme).tasks[0].owner is Owner.CLIENT

    def test_is_the_manufacturers_and_the_clients_own(self, acme, zenith):
        made = a_plan_sheet(acme)
        with pytest.raises(NotPermitted):
            commands.match_plan_file(
                scope_for(acme, Role.CLIENT_LEAD),
                plan_file=made,
                columns=SheetColumns(name=0),
                version=1,
            )
        with pytest.raises(NotFound):
            queries.get_plan_sheet(scope_for(zenith), plan_file=made)

    def test_goes_through_the_pages(self, acme, browse):
        an_office_of(acme)
        made = read_workbook(acme, ["Task", "Duration", "Cost"], [["Planning", "2d", "9"]])
        browser, base = browse(acme), f"/c/{acme.slug}/plans/files/{made}/"
        sent_on = browser.get(base)
        assert sent_on.headers["Location"] == f"{base}match/"
        asked = browser.get(sent_on.headers["Location"]).content.decode()
        assert '<option value="0" selected>Task: Planning</option>' in asked
        wrong = browser.post(f"{base}match/", {"name": "", "version": "1"})
        assert wrong.status_code == 422
        sent = {
            "name": "0",
            "duration": "1",
            "version": "1",
            "start_on": "2026-11-23",
            "day_hours": "8",
        }
        assert browser.post(f"{base}match/", sent).status_code == 302
        said = browser.get(base).content.decode()
        assert "The file brings a plan of one task" in said
        assert "Cost" in said
        assert queries.get_plan_file(scope_for(acme), plan_file=made).state is FileState.READ
