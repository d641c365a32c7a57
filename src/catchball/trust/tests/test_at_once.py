"""Several people who press the same button at once: one is served, the others are told in words."""

import pytest
from allauth.mfa.models import Authenticator

from at_once import at_once
from catchball.kernel.errors import Refused
from catchball.trust import commands, queries
from catchball.trust.permissions import Role
from catchball.trust.tokens.commands import add_service
from catchball.workplace.programs import commands as programs
from invited import NEWCOMER, a_review, an_invitation
from world import PASSWORD, scope_for

pytestmark = pytest.mark.django_db(transaction=True)


def _told(acts):
    """Run the acts at once; return what was raised, which is nothing that a person is not told."""
    raised = at_once(*acts)
    assert [error for error in raised if not isinstance(error, Refused)] == []
    return raised


def test_they_invite_one_address_once(acme, zenith):
    leads = [Role.CLIENT_LEAD, Role.ADMINISTRATOR] * 2
    _told([lambda by=by: an_invitation(acme, by=by) for by in leads])
    lines = queries.list_invitations(scope_for(acme, Role.ADMINISTRATOR))
    assert [line.email for line in lines] == [NEWCOMER]
    assert queries.list_invitations(scope_for(zenith, Role.ADMINISTRATOR)) == ()


def test_they_begin_one_review(acme, zenith):
    assert len(_told([lambda: a_review(acme)] * 4 + [lambda: a_review(zenith)])) == 3


def test_they_add_one_person_and_one_service(acme):
    scope = scope_for(acme, Role.ADMINISTRATOR)
    person = {"email": NEWCOMER, "name": "N", "role": Role.LEAN, "password": PASSWORD}
    service = {"slug": "reports", "name": "Reports", "role": Role.LEAN}
    assert len(_told([lambda: commands.add_person(scope, **person, zone="UTC")] * 4)) == 3
    assert len(_told([lambda: add_service(scope, **service, zone="UTC")] * 4)) == 3


def test_they_add_one_product_and_one_program(acme):
    scope = scope_for(acme)
    product = {"code": "API-2", "name": "Capsules"}
    program = {"code": "P-2", "name": "Capsules", "site": acme.site}
    assert len(_told([lambda: programs.add_product(scope, **product)] * 4)) == 3
    assert len(_told([lambda: programs.add_program(scope, **program)] * 4)) == 3


def test_one_person_makes_their_codes_in_two_windows(acme):
    scope = scope_for(acme, Role.QUALITY, proven=True)
    commands.add_authenticator(scope, secret="JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    _told([lambda: commands.make_recovery_codes(scope)] * 4)
    assert Authenticator.objects.filter(type="recovery_codes").count() == 1
