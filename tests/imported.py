"""Imports for tests, brought in as people and the worker do."""

from pathlib import Path
from uuid import UUID

from django.conf import settings

from catchball.workplace.exchange import commands, queries
from catchball.workplace.exchange.rules.keeping import Shelf
from world import Company, scope_for

HEAD = "Reference,Program,Promised day,Delivered day,Quantity\n"
GOOD = "A-1,P-1,2026-10-01,2026-10-01,10\nA-2,P-1,2026-10-02,2026-10-05,10\n"
BAD = "A-3,P-1,2026-02-30,,10\n"


def a_checked_import(
    company: Company, content: str = HEAD + GOOD + BAD, *, root: Path | None = None
) -> UUID:
    """Bring deliveries in, matched as proposed and checked; nothing is written."""
    scope, root = scope_for(company), root or settings.UPLOAD_ROOT
    made = commands.receive_file(
        scope, what="deliveries", name="shipments.csv", chunks=[content.encode()], root=root
    )
    matching = queries.get_matching(scope, import_id=made, root=root)
    commands.match_columns(
        scope,
        import_id=made,
        mapping=matching.mapping,
        header=matching.header,
        update_existing=False,
        version=matching.line.version,
        in_background=False,
    )
    commands.judge_import(scope, import_id=made, root=root)
    return made


RISKS = "Risk,Likelihood\nthe line,\n"


def a_risk_sheet(
    company: Company, content: str | bytes = RISKS, *, root: Path | None = None
) -> str:
    """Bring in a file with risks for a document, and leave it there; return its SHA-256."""
    data = content if isinstance(content, bytes) else content.encode()
    return Shelf(root or Path(settings.UPLOAD_ROOT) / "risks", company.id).keep([data]).content_hash
