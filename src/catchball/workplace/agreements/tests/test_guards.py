from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from at_once import at_once
from catchball.trust.door import command
from catchball.trust.models import Audience
from catchball.trust.permissions import Permission, Role
from catchball.trust.wall import opened
from catchball.workplace.agreements.commands import offer_promise
from catchball.workplace.agreements.models import Promise
from catchball.workplace.agreements.queries import get_promise, list_promises
from catchball.workplace.agreements.rules import MayNotOffer, PromiseState, SignedAlready
from promised import a_draft, a_signed_promise, an_offer, sign_as
from world import scope_for


@pytest.fixture
def manager(acme, zenith):
    return scope_for(acme)


@command(may=Permission.PROMISE_DRAFT, event="tests.row-changed", audience=Audience.INTERNAL)
def overwrite(scope, *, promise, **values):
    Promise.objects.filter(pk=promise).update(**values)


@command(may=Permission.PROMISE_DRAFT, event="tests.row-deleted", audience=Audience.INTERNAL)
def delete(scope, *, promise):
    Promise.objects.filter(pk=promise).delete()


class TestDatabase:
    @pytest.mark.parametrize(
        "values", [{"target": Decimal("0.1")}, {"words": "x"}, {"version": 2}, {"state": "draft"}]
    )
    def test_keeps_a_signed_promise_even_from_a_command(self, acme, manager, values):
        signed = a_signed_promise(acme)
        with pytest.raises(DatabaseError, match="stays as it was"), transaction.atomic():
            overwrite(manager, promise=signed, **values)
        assert get_promise(manager, signed).signatures[0].still_equal

    def test_keeps_the_terms_of_an_offer(self, manager):
        offer = an_offer(manager)
        with pytest.raises(DatabaseError, match="terms are fixed"), transaction.atomic():
            overwrite(manager, promise=offer, floor=Decimal("0.1"))

    def test_deletes_no_promise(self, manager):
        draft = a_draft(manager)
        with pytest.raises(DatabaseError, match="discard or withdraw"), transaction.atomic():
            delete(manager, promise=draft)

    def test_refuses_a_change_outside_a_command(self, manager):
        draft = a_draft(manager)
        with (
            pytest.raises(DatabaseError, match="outside a command"),
            opened(manager),
            transaction.atomic(),
        ):
            Promise.objects.filter(pk=draft).update(n_min=1)


@pytest.mark.django_db(transaction=True)
class TestTwoAtOnce:
    def test_press_sign_and_it_is_signed_once(self, acme, manager):
        offer = an_offer(manager)
        press = [lambda: sign_as(acme, offer, Role.CLIENT_LEAD)] * 2

        raised = at_once(*press)

        assert [type(error) for error in raised] == [SignedAlready]
        assert len(get_promise(manager, offer).signatures) == 1

    def test_sign_for_both_companies_and_it_is_signed(self, acme, manager):
        offer = an_offer(manager)

        raised = at_once(
            lambda: sign_as(acme, offer, Role.CLIENT_LEAD),
            lambda: sign_as(acme, offer, Role.SITE_HEAD),
        )

        assert raised == []
        assert get_promise(manager, offer).line.state is PromiseState.SIGNED

    def test_offer_on_one_metric_and_one_of_them_waits(self, manager):
        drafts = [a_draft(manager), a_draft(manager)]

        raised = at_once(
            *(
                lambda draft=draft: offer_promise(manager, promise=draft, version=1)
                for draft in drafts
            )
        )

        assert [type(error) for error in raised] == [MayNotOffer]
        states = {line.state for line in list_promises(manager)}
        assert states == {PromiseState.DRAFT, PromiseState.OFFERED}
