from catchball.trust.permissions import Permission, Role
from catchball.trust.tokens import commands, queries
from catchball.trust.tokens.rules import Access
from machines import Machine, a_machine, a_token
from world import scope_for


class TestAsking:
    def test_answers_who_the_token_acts_for(self, acme):
        answer = a_machine(acme, Role.CLIENT_LEAD, access=Access.READ).get("me/")

        told = answer.json()
        assert (answer.status_code, told["role"], told["access"]) == (200, "client-lead", "read")
        assert [client["slug"] for client in told["clients"]] == ["acme"]

    def test_tells_only_what_the_token_may(self, acme):
        machine = a_machine(acme, permissions=frozenset({Permission.DELIVERY_READ}))

        assert machine.get("me/").json()["permissions"] == ["delivery.read"]

    def test_asks_for_a_token(self, acme):
        answer = Machine().get("me/")

        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
        assert answer.headers["Content-Type"] == "application/problem+json"

    def test_lets_no_session_in(self, acme, browse):
        assert browse(acme).get("/api/v1/me/").status_code == 401

    def test_refuses_a_revoked_token(self, acme):
        secret = a_token(acme)
        me = scope_for(acme)
        (line,) = queries.list_own_tokens(me)
        commands.revoke_token(me, token=line.id)

        assert Machine(secret).get("me/").status_code == 401

    def test_refuses_more_than_the_limit_and_says_when_to_come_back(self, acme, settings):
        settings.API_PER_MINUTE = 0

        answer = a_machine(acme).get("me/")

        assert answer.status_code == 429
        assert 1 <= int(answer.headers["Retry-After"]) <= 60

    def test_tells_a_machine_what_is_not_there_in_json(self, acme):
        answer = a_machine(acme).get("nothing/")

        assert (answer.status_code, answer.json()["code"]) == (404, "NotFound")
