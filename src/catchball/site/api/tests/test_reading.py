import pytest

from arranged import a_delivered, a_delivery
from catchball.trust.permissions import Permission, Role
from catchball.trust.tokens.rules import Access
from machines import a_machine
from promised import a_signed_promise


class TestReading:
    def test_gives_a_list_page_by_page_each_row_once(self, acme):
        made = [str(a_delivery(acme, f"D-{number}")) for number in range(5)]
        machine, cursor, seen = a_machine(acme, access=Access.READ), "", []

        for _page in range(3):
            page = machine.get("acme/production/deliveries/", limit=2, cursor=cursor).json()
            seen += [row["id"] for row in page["items"]]
            cursor = page["next"] or ""

        assert seen == sorted(made)
        assert cursor == ""

    def test_goes_on_where_it_was_though_rows_came_and_changed(self, acme):
        first = a_delivery(acme, "D-1")
        machine = a_machine(acme)
        page = machine.get("acme/production/deliveries/", limit=1).json()
        assert page["next"] is None
        second, third = a_delivery(acme, "D-2"), a_delivery(acme, "D-3")
        page = machine.get("acme/production/deliveries/", limit=1).json()

        after = machine.get("acme/production/deliveries/", cursor=page["next"], limit=5).json()

        assert page["items"][0]["id"] == str(first)
        assert [row["id"] for row in after["items"]] == sorted([str(second), str(third)])

    @pytest.mark.parametrize("limit", ["0", "201", "many"])
    def test_refuses_pages_that_are_none(self, acme, limit):
        answer = a_machine(acme).get("acme/production/deliveries/", limit=limit)

        assert (answer.status_code, list(answer.json()["errors"])) == (422, ["limit"])

    @pytest.mark.parametrize("cursor", ["x", "IjEi", "\0"])
    @pytest.mark.parametrize("path", ["acme/production/deliveries/", "acme/programs/"])
    def test_refuses_cursors_of_others(self, acme, path, cursor):
        assert a_machine(acme).get(path, cursor=cursor).status_code == 422

    def test_filters(self, acme):
        a_delivery(acme, "D-1")
        a_delivered(acme, "D-2", promised=-9, delivered=-9)

        rows = a_machine(acme).get("acme/production/deliveries/", state="delivered").json()["items"]

        assert [row["reference"] for row in rows] == ["D-2"]

    def test_tells_decimals_as_text_and_days_as_iso(self, acme):
        a_delivery(acme, "D-1")

        (row,) = a_machine(acme).get("acme/production/deliveries/").json()["items"]

        assert (row["quantity_promised"], row["first_promised_on"]) == ("1000.000000", "2026-11-26")

    def test_says_nothing_anew_to_who_knows_it_already(self, acme):
        made, machine = a_delivery(acme), a_machine(acme)
        first = machine.get(f"acme/production/deliveries/{made}/")

        again = machine.get(
            f"acme/production/deliveries/{made}/", headers={"If-None-Match": first.headers["ETag"]}
        )

        assert first.headers["ETag"].startswith('"1-')
        assert (again.status_code, again.content) == (304, b"")

    def test_gives_the_numbers_of_a_scorecard(self, acme):
        promise = a_signed_promise(acme)
        machine = a_machine(acme, Role.CLIENT_EXECUTIVE)

        card = machine.get("acme/scorecards/", month="2026-11").json()
        passport = machine.get(
            f"acme/scorecards/promises/{promise}/passport/", first="2026-11-01", until="2026-12-01"
        )

        assert [row["promise"] for row in card["rows"]] == [str(promise)]
        assert len(card["rows"][0]["numbers"]) == 12
        assert passport.json()["number"]["promise"] == str(promise)

    def test_keeps_a_token_to_its_permissions(self, acme):
        machine = a_machine(acme, permissions=frozenset({Permission.BATCH_READ}))

        assert machine.get("acme/production/batches/").status_code == 200
        assert machine.get("acme/production/deliveries/").status_code == 403

    def test_keeps_a_token_to_its_clients(self, acme):
        machine = a_machine(acme, clients=frozenset())

        assert machine.get("acme/programs/").status_code == 404

    def test_keeps_across_clients_to_the_manufacturer(self, acme):
        assert a_machine(acme, Role.CLIENT_LEAD).get("floor/journal/").status_code == 404
        assert a_machine(acme).get("floor/journal/").status_code == 200

    def test_walks_the_journal_from_its_beginning(self, acme):
        a_delivery(acme)
        machine, cursor, events = a_machine(acme), "", []

        while cursor is not None:
            page = machine.get("acme/journal/", limit=3, cursor=cursor).json()
            events += [entry["event"] for entry in page["items"]]
            cursor = page["next"]

        assert events[-1] == "production.delivery-promised"
        assert len(events) == len(machine.get("acme/journal/", limit=200).json()["items"])
