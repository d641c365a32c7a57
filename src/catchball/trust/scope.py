"""The first argument of everything: who acts, for whom, seeing what, when and why."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from uuid import UUID
from zoneinfo import ZoneInfo

from catchball.kernel.errors import NotFound, NotPermitted
from catchball.kernel.words import _
from catchball.trust.permissions import ROLE_PERMISSIONS, Permission, Role, Side


class MayNot(NotPermitted):
    """The person's role does not include the permission."""


class ReadOnly(NotPermitted):
    """A token that reads was asked to change something."""


class ProofNeeded(NotPermitted):
    """Signing asks the person to prove themself again in the same submission."""


@dataclass(frozen=True)
class Proof:
    """That the actor proved themself again: how, and at the instant of which submission."""

    method: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Scope:
    """Everything that a command or a query may know about its caller.

    Built once for each request or job by the site; below it nothing else reads the clock.
    `zone` is the IANA zone in which the days of this relationship are counted, so that both
    companies always agree on what is late; how instants are *shown* is the reader's own setting.
    `looks_back` says that `now` is a past instant, as of which something is asked.
    """

    actor_id: UUID | None
    actor_name: str
    side: Side
    permissions: frozenset[Permission]
    now: datetime
    sees: frozenset[UUID] = frozenset()
    client_id: UUID | None = None
    zone: str = "UTC"
    reason: str = ""
    proof: Proof | None = None
    is_operator: bool = False
    is_read_only: bool = False
    looks_back: bool = False

    @cached_property
    def today(self) -> date:
        """The day it is in the zone of the relationship."""
        return self.day_of(self.now)

    def day_of(self, instant: datetime) -> date:
        """Return the day of an instant in the zone of the relationship."""
        return instant.astimezone(ZoneInfo(self.zone)).date()

    @property
    def client(self) -> UUID:
        """The client worked for.

        :raises NotFound: if the scope works for no client
        """
        if self.client_id is None:
            raise NotFound(_("Choose a client first."))
        return self.client_id

    @property
    def actor(self) -> UUID:
        """The person who acts.

        :raises MayNot: if it is no person but the command line or the product itself
        """
        if self.actor_id is None:
            raise MayNot(_("Only a named person can do this. Say who with --as."))
        return self.actor_id

    def may(self, permission: Permission) -> bool:
        """Answer whether the role includes the permission."""
        return permission in self.permissions

    def require(self, permission: Permission) -> None:
        """Go on only with the permission.

        :raises MayNot: without it
        """
        if permission not in self.permissions:
            raise MayNot(_("Your role does not allow this. Ask a colleague whose role does."))

    def require_writing(self) -> None:
        """Go on only where something may be changed at all.

        :raises ReadOnly: otherwise
        """
        if self.is_read_only:
            raise ReadOnly(_("This token only reads. Use one that may also write."))

    def require_proof(self) -> Proof:
        """Return the fresh proof of identity that signing needs.

        :raises ProofNeeded: if it is missing or from another submission (21 CFR 11.200)
        """
        if self.proof is None or self.proof.at != self.now:
            raise ProofNeeded(_("Enter your password again to sign."))
        return self.proof

    def working_on(self, client: UUID, *, zone: str | None = None) -> "Scope":
        """Return the same scope, writing to one of the clients that it sees.

        :raises NotFound: if it does not see that client
        """
        if client not in self.sees:
            raise NotFound(_("There is no such client here."))
        return replace(self, client_id=client, sees=frozenset({client}), zone=zone or self.zone)

    def because(self, reason: str) -> "Scope":
        """Return the same scope with a reason for the journal."""
        return replace(self, reason=reason.strip())


def scope_of_role(
    role: Role,
    *,
    actor_id: UUID,
    actor_name: str,
    sees: Iterable[UUID],
    now: datetime,
    zone: str = "UTC",
) -> Scope:
    """Return what a person of this role may see and do, working for no client yet."""
    return Scope(
        actor_id=actor_id,
        actor_name=actor_name,
        side=role.side,
        permissions=ROLE_PERMISSIONS[role],
        sees=frozenset(sees),
        now=now,
        zone=zone,
    )


def operator_scope(name: str, *, now: datetime, sees: Iterable[UUID] = ()) -> Scope:
    """Return the scope of somebody with the machine in hand: the command line, the demo.

    It finds every client by name, may administer clients and people, and may do nothing that
    belongs to a named person's judgement.
    """
    return Scope(
        actor_id=None,
        actor_name=name,
        side=Side.CMO,
        permissions=ROLE_PERMISSIONS[Role.ADMINISTRATOR],
        sees=frozenset(sees),
        now=now,
        is_operator=True,
    )
