"""What happens to the starter risks that a site keeps: added, changed, retired."""

from uuid import UUID

from catchball.kernel.errors import Stale
from catchball.kernel.words import _
from catchball.trust.door import command
from catchball.trust.models import Audience
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.programs.queries import list_programs
from catchball.workplace.risks import queries, rules
from catchball.workplace.risks.models import SiteStarter
from catchball.workplace.risks.rules import StarterWords

_INTERNAL = Audience.INTERNAL


@command(may=Permission.RISK_ASSESS, event="risks.starter-added", audience=_INTERNAL)
def add_starter(scope: Scope, *, risk: UUID, words: StarterWords) -> UUID:
    """Add what a risk has taught to the library of its program's site; return the starter's id.

    Every client of the site sees it, so it names none.

    :raises NotFound: if there is no such risk of the client
    :raises MayNotKeepStarter: for the client's people
    :raises StarterDoesNotFit: if it lacks its event, is too long, or names the client
    """
    document = queries.get_risk_for_change(scope, risk).assessment
    rules.check_may_keep_starter(scope.side)
    sites = {one.id: one.site_id for one in list_programs(scope)}
    row = SiteStarter(
        site_id=sites[document.program_id], added_name=scope.actor_name, added_at=scope.now
    )
    _state(scope, row, words)
    row.save(force_insert=True)
    return row.pk


@command(may=Permission.RISK_ASSESS, event="risks.starter-changed", audience=_INTERNAL)
def change_starter(scope: Scope, *, starter: UUID, version: int, words: StarterWords) -> None:
    """Change a starter risk; the risks that have begun with it stay as they are.

    :raises NotFound: if no site at work for the client keeps such a one
    :raises MayNotKeepStarter: for the client's people, or if it is retired
    :raises StarterDoesNotFit: if it lacks its event, is too long, or names the client
    :raises Stale: if somebody changed it since `version` was shown
    """
    row = _shown(scope, starter, version)
    _state(scope, row, words)
    row.save()


@command(may=Permission.RISK_ASSESS, event="risks.starter-retired", audience=_INTERNAL)
def retire_starter(scope: Scope, *, starter: UUID, version: int) -> None:
    """Offer a starter risk no more; the risks that have begun with it stay as they are.

    :raises NotFound: if no site at work for the client keeps such a one
    :raises MayNotKeepStarter: for the client's people, or if it is retired
    :raises Stale: if somebody changed it since `version` was shown
    """
    row = _shown(scope, starter, version)
    row.retired_at, row.retired_name = scope.now, scope.actor_name
    row.save()


def _shown(scope: Scope, starter: UUID, version: int) -> SiteStarter:
    row = queries.get_starter_for_change(scope, starter)
    rules.check_may_keep_starter(scope.side, is_retired=row.retired_at is not None)
    if row.version != version:
        raise Stale(_("This starter risk was changed while you had it open. Load the page again."))
    row.version = version + 1
    return row


def _state(scope: Scope, row: SiteStarter, words: StarterWords) -> None:
    said = rules.clean_starter(words, names=queries.list_names(scope))
    row.event, row.cause, row.effect = said.event, said.cause, said.effect
    row.response, row.contingency = said.response, said.contingency
    row.category, row.phase = said.category, said.phase
