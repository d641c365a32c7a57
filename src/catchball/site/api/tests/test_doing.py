import pytest

from arranged import a_delivery
from catchball.trust.journal import JournalFilters, read_journal
from catchball.trust.models import SecurityEvent
from catchball.trust.permissions import Role
from catchball.trust.tokens.rules import Access
from machines import a_machine, soon
from promised import an_offer
from world import PASSWORD, scope_for

PROMISE = "acme/production/deliveries/promise/"


def _facts(company, **other):
    return {
        "facts": {
            "reference": "D-9",
            "program": str(company.program),
            "item": "Tablets",
            "first_promised_on": soon(30),
            **other,
        }
    }


def _journalled(company, event):
    found = read_journal(scope_for(company), filters=JournalFilters(event=event))
    return found.page.items


class TestDoing:
    def test_runs_a_command_and_tells_how_it_stands(self, acme):
        answer = a_machine(acme).post(PROMISE, _facts(acme) | {"reason": "Order 7"})

        assert answer.status_code == 201
        assert answer.json()["line"]["reference"] == "D-9"
        assert answer.headers["ETag"].startswith('"1-')
        (entry,) = _journalled(acme, "production.delivery-promised")
        assert (entry.actor_name, entry.reason) == ("Acme program-manager", "Order 7")

    def test_tells_each_field_what_is_wrong_with_it(self, acme):
        answer = a_machine(acme).post(PROMISE, _facts(acme, reference=""))

        assert (answer.status_code, list(answer.json()["errors"])) == (422, ["reference"])

    @pytest.mark.parametrize(
        "body",
        [[], {"facts": 1}, {"other": 1}, {"facts": {"reference": "\0"}}],
        ids=["list", "number", "unknown", "nul"],
    )
    def test_refuses_another_shape_in_words(self, acme, body):
        answer = a_machine(acme).post(PROMISE, body)

        assert (answer.status_code, answer.json()["code"]) == (422, "NotAsAsked")

    def test_refuses_who_may_not_before_it_looks_at_what_was_sent(self, acme):
        answer = a_machine(acme, Role.CLIENT_LEAD).post(PROMISE, {"facts": 1})

        assert answer.status_code == 403
        assert SecurityEvent.objects.filter(kind="refused").exists()

    def test_changes_nothing_for_a_token_that_reads(self, acme):
        answer = a_machine(acme, access=Access.READ).post(PROMISE, _facts(acme))

        assert (answer.status_code, answer.json()["code"]) == (403, "ReadOnly")


class TestVersions:
    def test_have_to_be_named(self, acme):
        made = a_delivery(acme)

        answer = a_machine(acme).post(f"acme/production/deliveries/{made}/cancel/")

        assert (answer.status_code, answer.json()["code"]) == (428, "VersionMissing")

    def test_are_the_tags_of_what_was_read(self, acme):
        made, machine = a_delivery(acme), a_machine(acme)
        path = f"acme/production/deliveries/{made}/"
        tag = machine.get(path).headers["ETag"]

        answer = machine.post(f"{path}cancel/", {"reason": "Withdrawn"}, {"If-Match": tag})

        assert (answer.status_code, answer.json()["line"]["state"]) == (200, "cancelled")

    def test_tell_what_changed_since(self, acme):
        made, machine = a_delivery(acme), a_machine(acme)
        path, body = (
            f"acme/production/deliveries/{made}/redate/",
            {
                "promised_on": soon(60),
                "asked_by": "client",
                "cause": "Later campaign",
            },
        )
        first = machine.post(path, body, {"If-Match": '"1"'})
        assert first.status_code == 200, first.json()

        answer = machine.post(path, body, {"If-Match": '"1"'})

        assert answer.status_code == 412
        (change,) = answer.json()["changes"]
        assert change["who"] == "Acme program-manager"

    @pytest.mark.parametrize("tag", ["1", '"x"', '"1", "2"'])
    def test_refuse_what_is_no_tag(self, acme, tag):
        made = a_delivery(acme)

        answer = a_machine(acme).post(
            f"acme/production/deliveries/{made}/cancel/", {}, {"If-Match": tag}
        )

        assert answer.status_code == 400


KEY = {"Idempotency-Key": "one"}


class TestIdempotency:
    def test_answers_the_same_request_as_before(self, acme):
        machine = a_machine(acme)
        first = machine.post(PROMISE, _facts(acme), KEY)

        again = machine.post(PROMISE, _facts(acme), KEY)

        assert (again.status_code, again.content) == (first.status_code, first.content)
        assert again.headers["ETag"] == first.headers["ETag"]
        assert again.headers["Idempotency-Replayed"] == "true"
        assert len(_journalled(acme, "production.delivery-promised")) == 1

    def test_refuses_another_request_under_the_key(self, acme):
        machine = a_machine(acme)
        machine.post(PROMISE, _facts(acme), KEY)

        answer = machine.post(PROMISE, _facts(acme, reference="D-10"), KEY)

        assert (answer.status_code, answer.json()["code"]) == (422, "AnotherRequest")

    def test_keeps_nothing_of_what_was_refused(self, acme):
        machine = a_machine(acme)
        machine.post(PROMISE, _facts(acme, reference=""), KEY)

        assert machine.post(PROMISE, _facts(acme), KEY).status_code == 201

    def test_knows_no_key_of_others(self, acme, zenith):
        a_machine(acme).post(PROMISE, _facts(acme), KEY)

        answer = a_machine(zenith).post(
            "zenith/production/deliveries/promise/", _facts(zenith), KEY
        )

        assert (answer.status_code, "Idempotency-Replayed" in answer.headers) == (201, False)

    @pytest.mark.parametrize("key", ["", "x" * 201, "clé", "a\x7f"])
    def test_refuses_what_is_no_key(self, acme, key):
        answer = a_machine(acme).post(PROMISE, _facts(acme), {"Idempotency-Key": key})

        assert answer.status_code == 400


class TestSigning:
    def test_asks_the_person_to_prove_themself(self, acme):
        promise = an_offer(scope_for(acme))
        machine = a_machine(acme, Role.CLIENT_LEAD)
        page = machine.get(f"acme/agreements/{promise}/")
        body = {"meaning": "agreement", "content_hash": page.json()["content_hash"]}
        path, tag = f"acme/agreements/{promise}/sign/", {"If-Match": page.headers["ETag"]}

        refused = machine.post(path, body | {"password": "somebody else's"}, tag)
        signed = machine.post(path, body | {"password": PASSWORD}, tag)

        assert (refused.status_code, refused.json()["code"]) == (422, "NotProven")
        assert [one["side"] for one in signed.json()["signatures"]] == ["client"]
