"""What programs print, made comparable."""

import re


def plain(tables):
    """Return tables without casts and brackets: PostgreSQL prints those anew each time."""
    return re.sub(r"::character varying|::text|\[\]|[()]", "", tables)
