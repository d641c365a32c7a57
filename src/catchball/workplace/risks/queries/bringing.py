"""What many risks that are brought at once are judged by."""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from catchball.trust.door import query
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.risks import rules
from catchball.workplace.risks.models import Assessment, Risk
from catchball.workplace.risks.queries.assessments import get_assessment_row, list_team
from catchball.workplace.risks.rules import Around, Brought, Unfit, in_readers_words


@query(may=Permission.RISK_ASSESS)
def list_unfit(scope: Scope, *, assessment: UUID, risks: Sequence[Brought]) -> tuple[Unfit, ...]:
    """Return what stands against adding these risks to a document (three SQL queries).

    :raises NotFound: if there is no such document of the client
    """
    document = get_assessment_row(Assessment.objects.all(), scope, assessment)
    return judged(scope, document, risks)


def judged(scope: Scope, document: Assessment, risks: Sequence[Brought]) -> tuple[Unfit, ...]:
    """Return what stands against adding these risks to this document (two SQL queries)."""
    return rules.unfit_of(
        risks,
        Around(
            matrix=rules.matrix_from_json(document.matrix),
            people=Counter(rules.folded(one.name) for one in list_team(scope)),
            known=_known(scope, document),
            today=scope.today,
        ),
    )


def _known(scope: Scope, document: Assessment) -> dict[str, int]:
    """Return the open risks of a document by what they say, also as the reader reads them."""
    rows = Risk.objects.filter(client_id=scope.client, assessment=document, closed_at=None)
    known: dict[str, int] = {}
    for number, starter, event in rows.values_list("number", "starter", "event"):
        for said in (event, in_readers_words(starter, "event", event)):
            known[rules.folded(said)] = number
    return known
