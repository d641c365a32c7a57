"""What a new program can begin with."""

from catchball.trust.door import query
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.programs.queries import get_client, list_products, list_sites
from catchball.workplace.teams.queries.gate_shapes import OpeningPage, TemplateLine
from catchball.workplace.teams.rules import TEMPLATES


@query(may=Permission.PROGRAM_STEER)
def get_opening(scope: Scope) -> OpeningPage:
    """Return the templates, sites and products that a new program is made from."""
    return OpeningPage(
        client_name=get_client(scope).name,
        templates=tuple(
            TemplateLine(
                key=one.key,
                name=str(one.name),
                about=str(one.about),
                criteria=one.criteria,
                tasks=len(one.tasks),
                milestones=one.milestones,
                risks=len(one.starters),
                work=len(one.work),
            )
            for one in TEMPLATES
        ),
        sites=list_sites(scope),
        products=list_products(scope),
    )
