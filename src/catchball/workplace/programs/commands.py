"""Everything that can happen to clients, sites, products and programs."""

from dataclasses import replace
from uuid import UUID

from django.db import IntegrityError, transaction

from catchball.kernel.errors import NotFound
from catchball.kernel.ids import new_id
from catchball.kernel.words import _
from catchball.trust.commands import assign_person
from catchball.trust.door import command
from catchball.trust.permissions import Permission
from catchball.trust.rules import check_zone
from catchball.trust.scope import Scope
from catchball.workplace.programs import rules
from catchball.workplace.programs.models import Client, Product, Program, Site


@command(may=Permission.CLIENT_ADMINISTER, event="programs.site-added")
def add_site(scope: Scope, *, code: str, name: str, zone: str, country: str) -> UUID:
    """Add a plant of the manufacturer; return its id.

    `country` is its code of two letters.

    :raises CodeMissing, NoSuchZone: if a value does not do
    :raises CodeTaken: if another site has the code
    """
    check_zone(zone)
    code = rules.clean_code(code, field="code", longest=12)
    if Site.objects.filter(code=code).exists():
        sentence = _("Another site has this code.")
        raise rules.CodeTaken(sentence, code=sentence)
    name = rules.clean_code(name, field="name", longest=120)
    country = rules.clean_country(country)
    return Site.objects.create(code=code, name=name, zone=zone, country=country).pk


def add_client(
    scope: Scope, *, slug: str, name: str, zone: str, is_synthetic: bool = False
) -> UUID:
    """Add a client behind a wall of its own, which who adds it sees from then on; return its id.

    :raises NotASlug, CodeMissing, NoSuchZone: if a value does not do
    :raises CodeTaken: if another client has the short name
    """
    client = new_id()
    inside = replace(scope, sees=scope.sees | {client}, client_id=client, zone=zone)
    try:
        _add_client(
            inside, client=client, slug=slug, name=name, zone=zone, is_synthetic=is_synthetic
        )
    except IntegrityError as error:
        # The wall hides a stranger's short name from any check; the constraint sees it.
        sentence = _("Another client has this short name.")
        raise rules.CodeTaken(sentence, slug=sentence) from error
    return client


@command(may=Permission.CLIENT_ADMINISTER, event="programs.client-added")
def _add_client(
    scope: Scope, *, client: UUID, slug: str, name: str, zone: str, is_synthetic: bool
) -> None:
    rules.check_slug(slug)
    check_zone(zone)
    name = rules.clean_code(name, field="name", longest=120)
    Client.objects.create(id=client, slug=slug, name=name, zone=zone, is_synthetic=is_synthetic)
    if scope.actor_id:
        # Else nobody who signs in could let anybody in.
        assign_person(scope, person=scope.actor_id)


@command(may=Permission.PROGRAM_MANAGE, event="programs.product-added")
def add_product(scope: Scope, *, code: str, name: str) -> UUID:
    """Add a product of the client; return its id.

    :raises CodeMissing: if a value does not do
    :raises CodeTaken: if another product of the client has the code
    """
    code = rules.clean_code(code, field="code", longest=40)
    name = rules.clean_code(name, field="name", longest=160)
    try:
        with transaction.atomic():
            return Product.objects.create(client_id=scope.client, code=code, name=name).pk
    except IntegrityError as error:
        if "product_code" not in str(error):
            raise
        sentence = _("Another product has this code.")
        raise rules.CodeTaken(sentence, code=sentence) from error


@command(may=Permission.PROGRAM_MANAGE, event="programs.program-added")
def add_program(
    scope: Scope, *, code: str, name: str, site: UUID, product: UUID | None = None
) -> UUID:
    """Add a program of the client at a site; return its id.

    :raises CodeMissing: if a value does not do
    :raises CodeTaken: if another program of the client has the code
    :raises NotFound: if the site or the product is not there
    """
    code = rules.clean_code(code, field="code", longest=40)
    name = rules.clean_code(name, field="name", longest=160)
    if not Site.objects.filter(pk=site).exists():
        raise NotFound(_("There is no such site."))
    if product and not Product.objects.filter(client_id=scope.client, pk=product).exists():
        raise NotFound(_("There is no such product here."))
    try:
        with transaction.atomic():
            return Program.objects.create(
                client_id=scope.client, code=code, name=name, site_id=site, product_id=product
            ).pk
    except IntegrityError as error:
        if "program_code" not in str(error):
            raise
        raise rules.CodeTaken(_("Another program has this code.")) from error
