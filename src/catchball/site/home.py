"""Where a person's day begins: what is late, what is due, what waits, what changed."""

from dataclasses import dataclass

from catchball.site.happenings import SILENT, News, tell
from catchball.site.sight import Sighted
from catchball.trust.permissions import Permission
from catchball.trust.queries import list_happenings
from catchball.trust.scope import Scope
from catchball.trust.wall import opened

NEWS = 12


@dataclass(frozen=True)
class Home:
    """Everything on the page where the day begins."""

    news: tuple[News, ...]


def read_home(scope: Scope, sighted: Sighted) -> Home:
    """Return what the page shows, for one client or for all that are seen."""
    clients = {one.id: (one.slug, one.name) for one in sighted.clients}
    with opened(scope):
        happenings = (
            list_happenings(scope, limit=NEWS, silent=SILENT)
            if scope.may(Permission.JOURNAL_READ)
            else ()
        )
    return Home(news=tuple(tell(one, clients) for one in happenings))
