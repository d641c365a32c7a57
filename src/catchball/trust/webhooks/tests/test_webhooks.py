from dataclasses import replace
from ipaddress import ip_address

import pytest
from django.db import DatabaseError, transaction

from arranged import a_delivery
from catchball.kernel.errors import NotFound, Stale
from catchball.trust.permissions import Role
from catchball.trust.scope import operator_scope
from catchball.trust.wall import opened
from catchball.trust.webhooks import commands, queries, rules
from catchball.trust.webhooks.models import WebhookCall
from catchball.trust.webhooks.rules import CallState, LeadsInside, WebhookRefused, WebhookStopped
from hooked import a_webhook, a_webhook_with_call
from promised import a_draft
from world import NOW, scope_for


class TestIsPublic:
    @pytest.mark.parametrize(
        "address",
        [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",  # noqa: S104 -- refused
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "ff02::1",
            "::ffff:10.0.0.1",
            "64:ff9b::a00:1",
            "2002:a00:1::",
        ],
    )
    def test_refuses_what_leads_inside(self, address):
        assert not rules.is_public(ip_address(address))

    @pytest.mark.parametrize(
        "address", ["93.184.215.14", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
    )
    def test_lets_the_internet_be_told(self, address):
        assert rules.is_public(ip_address(address))

    def test_wants_every_address_of_a_name_public(self):
        with pytest.raises(LeadsInside):
            rules.check_public(["93.184.215.14", "10.0.0.1"])


class TestCheckUrl:
    @pytest.mark.parametrize(
        "url",
        [
            "",
            "hooks.example",
            "ftp://hooks.example/",
            "http://hooks.example/",
            "https://",
            "https://user:word@hooks.example/",
            "https://hooks.example/#there",
            "https://hooks.example/ x",
            "https://hooks.example:99999/",
            "https://hooks.example\\@10.0.0.1/",
            "https://hööks.example/",
            "https://localhost/",
            "https://printer/",
            "https://127.0.0.1/",
            "https://[::1]/",
            "https://nas.local/",
            "https://hooks.example/" + "x" * 500,
        ],
    )
    def test_refuses_what_is_no_address_for_a_webhook(self, url):
        with pytest.raises(WebhookRefused):
            rules.check_url(url, allow_private=False)

    def test_lets_inside_where_the_operator_does(self):
        parts = rules.check_url("http://10.0.0.1:8080/told", allow_private=True)
        assert (parts.hostname, parts.port) == ("10.0.0.1", 8080)


class TestTelling:
    def test_waits_in_the_transaction_of_what_happened(self, acme):
        made = a_webhook(acme)
        a_delivery(acme)

        page = queries.get_webhook(scope_for(acme), webhook=made)

        (call,) = page.calls
        assert (call.event, call.state) == ("production.delivery-promised", CallState.WAITING)

    def test_tells_only_the_events_wanted(self, acme):
        made = a_webhook(acme, events=("production.batch-planned",))
        a_delivery(acme)

        assert queries.get_webhook(scope_for(acme), webhook=made).calls == ()

    def test_tells_nothing_of_another_client(self, acme, zenith):
        made = a_webhook(acme, events=())
        a_delivery(zenith)

        calls = queries.get_webhook(scope_for(acme), webhook=made).calls
        assert {one.event for one in calls} <= {"webhooks.webhook-added"}

    def test_tells_the_client_nothing_internal(self, acme):
        theirs = a_webhook(acme, Role.CLIENT_LEAD, events=())
        ours = a_webhook(acme, events=("agreements.promise-drafted",))

        a_draft(scope_for(acme))

        client = queries.get_webhook(scope_for(acme, Role.CLIENT_LEAD), webhook=theirs)
        assert "agreements.promise-drafted" not in {one.event for one in client.calls}
        assert len(queries.get_webhook(scope_for(acme), webhook=ours).calls) == 1

    def test_says_what_happened_to_which_record(self, acme):
        _made, call = a_webhook_with_call(acme)

        with opened(scope_for(acme)):
            content = queries.content_of(WebhookCall.objects.get(pk=call))

        assert content["event"] == "production.delivery-promised"
        assert [(one["kind"], one["done"]) for one in content["records"]] == [
            ("production.delivery", "insert")
        ]

    def test_cannot_be_made_up_by_who_serves_people(self, acme):
        made = a_webhook(acme)

        with pytest.raises(DatabaseError), transaction.atomic(), opened(scope_for(acme)):
            WebhookCall.objects.create(
                client_id=acme.id,
                side="cmo",
                webhook_id=made,
                entry_id=made,
                event="x",
                state="waiting",
                made_at=NOW,
            )


class TestTheWallOfWebhooks:
    @pytest.mark.parametrize("company", ["acme", "zenith"])
    def test_shows_a_webhook_to_its_own_company_alone(self, company, acme, zenith):
        made, call = a_webhook_with_call(acme)
        stranger = scope_for({"acme": acme, "zenith": zenith}[company], Role.CLIENT_LEAD)

        with pytest.raises(NotFound):
            queries.get_webhook(stranger, webhook=made)
        with pytest.raises(NotFound):
            commands.stop_webhook(stranger, webhook=made, version=1)
        with pytest.raises(NotFound):
            commands.replay_call(stranger, call=call)
        assert queries.list_webhooks(stranger) == ()

    def test_refuses_events_that_nothing_leaves(self, acme):
        with pytest.raises(WebhookRefused):
            a_webhook(acme, events=("production.delivery-lost",))


class TestStopWebhook:
    def test_gives_up_what_waits(self, acme):
        made, _call = a_webhook_with_call(acme)

        commands.stop_webhook(scope_for(acme), webhook=made, version=1)

        page = queries.get_webhook(scope_for(acme), webhook=made)
        assert (page.line.is_active, page.calls[0].state) == (False, CallState.DEAD)
        with opened(operator_scope("the worker", now=NOW)):
            assert not queries.due_calls(NOW).filter(webhook_id=made).exists()

    def test_sends_nothing_anew_to_what_was_stopped(self, acme):
        made, call = a_webhook_with_call(acme)
        commands.stop_webhook(scope_for(acme), webhook=made, version=1)

        with pytest.raises(WebhookStopped):
            commands.replay_call(scope_for(acme), call=call)
        with pytest.raises(WebhookStopped):
            commands.renew_secret(scope_for(acme), webhook=made, version=2)
        with pytest.raises(WebhookStopped):
            commands.stop_webhook(scope_for(acme), webhook=made, version=2)

    def test_refuses_what_is_stale(self, acme):
        with pytest.raises(Stale):
            commands.stop_webhook(scope_for(acme), webhook=a_webhook(acme), version=7)


class TestRenewSecret:
    def test_signs_with_another(self, acme):
        made, scope = a_webhook(acme), scope_for(acme)
        before = queries.get_salt(scope, webhook=made)

        commands.renew_secret(replace(scope, now=NOW), webhook=made, version=1)

        assert queries.get_salt(scope, webhook=made) != before
