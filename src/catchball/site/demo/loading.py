"""Loads the demo into an empty installation, all of it or nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connection, transaction
from django.utils import timezone

from catchball.kernel.days import month_start
from catchball.kernel.errors import Refused
from catchball.site.demo import LOADING
from catchball.site.demo.agreeing import agree, agree_early
from catchball.site.demo.calendars import set_client_hours, set_site_hours
from catchball.site.demo.chances import Line
from catchball.site.demo.company import (
    MANAGER,
    PASSWORD,
    PEOPLE,
    PLANTS,
    SPONSORS,
    Plant,
    Somebody,
    Sponsor,
)
from catchball.site.demo.concluding import conclude
from catchball.site.demo.matrices import draw_for_site
from catchball.site.demo.planning import plan_transfer
from catchball.site.demo.promises import make_promises
from catchball.site.demo.reviewing import review_access
from catchball.site.demo.settling import settle
from catchball.site.demo.stories import MONTHS
from catchball.site.demo.striking import tie_risks
from catchball.site.demo.teaming import set_up_transfer
from catchball.site.demo.telling import tell
from catchball.site.demo.transferring import transfer
from catchball.trust import commands as people
from catchball.trust.scope import Scope, operator_scope, scope_of_role
from catchball.trust.wall import opened
from catchball.workplace.programs import commands as programs
from catchball.workplace.programs.queries import ClientLine, list_all_clients

Say = Callable[[str], None]
OPERATOR = "demo"
# Any number that nothing else in the product locks: two starts at once load one demo.
_LOCK = 2026_11_27


class QuickHasher(Argon2PasswordHasher):
    """Hashes the demo's password, which everybody may read, in a moment."""

    time_cost, memory_cost, parallelism = 1, 1024, 1


class NotEmpty(Refused):
    """The installation holds clients already, so the demo stays out of it."""


def _clients(now: datetime) -> tuple[ClientLine, ...]:
    return list_all_clients(operator_scope(OPERATOR, now=now))


def is_loaded() -> bool:
    """Answer whether the demo's clients are here, as the operator sees them."""
    now = timezone.now()  # noqa: TID251
    slugs = {one.slug for one in SPONSORS}
    return any(one.is_synthetic and one.slug in slugs for one in _clients(now))


def load_once(say: Say, *, now: datetime | None = None) -> bool:
    """Load the demo where there is no client yet, and answer whether it was loaded.

    One transaction: after a kill half way the next start finds nothing and begins anew.
    """
    now = now or timezone.now()  # noqa: TID251
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        if _clients(now):
            return False
        _load(say, now)
    return True


def load(say: Say) -> None:
    """Load the demo because somebody asked for it.

    :raises NotEmpty: if there are clients already
    """
    if not load_once(say):
        raise NotEmpty(
            "There are clients here already, so the demo was not loaded. It loads into an empty "
            "installation only; CATCHBALL_HOME names the folder of another one."
        )


def _load(say: Say, now: datetime) -> None:
    begin = now.replace(hour=8, minute=0) - timedelta(days=31 * (MONTHS + 2))
    operator = operator_scope(OPERATOR, now=begin)
    # Within a wall that stands open a command needs no savepoint of its own.
    with opened(operator):
        plants = {
            one.code: programs.add_site(
                operator, code=one.code, name=one.name, zone=one.zone, country=one.country
            )
            for one in PLANTS
        }
        clients = {
            one.slug: programs.add_client(
                operator, slug=one.slug, name=one.name, zone=one.zone, is_synthetic=True
            )
            for one in SPONSORS
        }
        say(f"{LOADING}: people")
        persons = {one.email: _add_person(operator, one, clients) for one in PEOPLE}
    unset = {one.code: one for one in PLANTS}
    for sponsor in SPONSORS:
        say(f"{LOADING}: {sponsor.name}")
        opening = _Opening(sponsor, clients[sponsor.slug], persons, now)
        with opened(opening.at(MANAGER, now)):
            opening.fill(plants[sponsor.plant])
            if sponsor.plant in unset:
                opening.set_hours(unset.pop(sponsor.plant), plants[sponsor.plant])
            opening.plan()


def _add_person(operator: Scope, one: Somebody, clients: dict[str, UUID]) -> UUID:
    person = people.add_person(
        operator,
        email=one.email,
        name=one.name,
        role=one.role,
        password=PASSWORD,
        zone=one.zone,
        hasher=QuickHasher(),
    )
    for slug in one.clients or clients:
        inside = replace(operator, sees=frozenset({clients[slug]})).working_on(clients[slug])
        people.assign_person(inside, person=person)
    return person


class _Opening:
    """One client's workplace being filled, with scopes of its people on past days."""

    def __init__(
        self, sponsor: Sponsor, client: UUID, persons: dict[str, UUID], now: datetime
    ) -> None:
        self.sponsor, self.client, self.persons = sponsor, client, persons
        self.zone = ZoneInfo(sponsor.zone)
        self.today = now.astimezone(self.zone).date()
        months = sponsor.story.months if sponsor.story else 1
        self.first = month_start(self.today, -months) - timedelta(days=25)
        self.clock = Random(sponsor.slug)  # noqa: S311 -- times of day, no secrets

    def as_(self, person: Somebody, day: date) -> Scope:
        """Return the scope of a person at work on a day that has passed."""
        at = time(self.clock.randint(7, 16), self.clock.randrange(60))
        return self.at(person, datetime.combine(day, at, tzinfo=self.zone))

    def at(self, person: Somebody, instant: datetime) -> Scope:
        """Return the scope of a person at an instant."""
        return scope_of_role(
            person.role,
            actor_id=self.persons[person.email],
            actor_name=person.name,
            sees=[self.client],
            now=instant,
        ).working_on(self.client, zone=self.sponsor.zone)

    def fill(self, plant: UUID) -> None:
        """Add the programs, make the promises, and tell the history if there is one."""
        story = self.sponsor.story
        scope = self.as_(MANAGER, self.first)
        lines = []
        for number, made in enumerate(self.sponsor.products, start=1):
            product = programs.add_product(scope, code=made.code, name=made.name)
            program = programs.add_program(
                scope, code=f"P-{number}", name=made.name, site=plant, product=product
            )
            lines.append(Line(program, product, made))
        make_promises(self.sponsor.slug, self.as_, self.today)
        if story:
            set_client_hours(self.sponsor, self.as_, self.first, self.today)
            tell(story, tuple(lines), self.as_, self.today)
            agree_early(self.sponsor.slug, self.as_, self.today)
            settle(self.sponsor.slug, self.as_, self.today)
            conclude(self.sponsor.slug, self.as_, self.today)
            transfer(self.sponsor.slug, self.as_, self.today, plant)
        agree(self.sponsor.slug, self.as_, self.today)

    def plan(self) -> None:
        """Plan the transfer, now that its site's hours are known, and review who sees all this."""
        if self.sponsor.story:
            plan_transfer(self.sponsor.slug, self.as_, self.today)
            tie_risks(self.sponsor.slug, self.as_, self.today)
            set_up_transfer(self.sponsor.slug, self.as_, self.today)
            draw_for_site(self.sponsor.slug, self.as_, self.today)
        review_access(self.sponsor.slug, self.as_, self.today)

    def set_hours(self, plant: Plant, site: UUID) -> None:
        """Set when a site that works for this client is open."""
        set_site_hours(plant, site, self.as_, self.first, self.today)
