"""Clients, their programs and products, and the manufacturer's sites."""

from catchball.site.api.operations import Door
from catchball.trust.permissions import Permission
from catchball.workplace.programs import commands, queries

DOOR = Door("programs", "Programs")
DOOR.asks("", queries.list_programs)
DOOR.asks("client/", queries.get_client)
DOOR.asks("products/", queries.list_products)
DOOR.asks("sites/", queries.list_sites_at_work)
DOOR.does("add/", commands.add_program)
DOOR.does("products/add/", commands.add_product)

FLOOR = Door("programs", "Programs", across=True)
FLOOR.asks("clients/", queries.list_all_clients)
FLOOR.asks("sites/", queries.list_sites)
FLOOR.does("sites/add/", commands.add_site)
FLOOR.does(
    "clients/add/",
    commands.add_client,
    hides=("is_synthetic",),
    may=Permission.CLIENT_ADMINISTER,
)
