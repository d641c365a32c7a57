"""One of everything in the small world that an address can name."""

from collections.abc import Callable
from datetime import date
from typing import Any

from agreed import a_draft_agreement, an_entered_value, an_offered_agreement
from arranged import a_completed_batch, a_delivery
from assessed import assessed
from blinded import blinded
from catchball.trust.journal import JournalFilters, read_journal
from catchball.trust.permissions import Role
from closed import closing
from concluded import concluded
from excluded import claimed
from happened import an_incident
from hooked import a_webhook_with_call
from imported import a_checked_import, a_risk_sheet
from invited import a_review, an_invitation
from machines import a_service, a_token_id
from phased import phased
from planned import a_plan_file, a_plan_sheet, planned
from promised import a_draft, a_signed_promise, an_offer
from teamed import teamed
from timetables import a_kept_calendar
from world import Company, scope_for


def things_of(company: Company) -> dict[str, Any]:
    """Make one of everything that an address can name; return their ids."""
    scope = scope_for(company)
    # First, since an agreement in force leaves room for what is offered beside it.
    following = {f"concluded {name}": made for name, made in concluded(company).items()}
    webhook, call = a_webhook_with_call(company)
    return {
        **following,
        "webhook": webhook,
        "call": call,
        "delivery": a_delivery(company, "M-1"),
        "batch": a_completed_batch(company, "M-2"),
        "draft": a_draft(scope, metric_key="right-first-time"),
        "offer": an_offer(scope, metric_key="on-time-in-full"),
        "signed": a_signed_promise(company, from_on=date(2025, 1, 1)),
        "agreement-offer": an_offered_agreement(scope),
        "draft-agreement": a_draft_agreement(scope),
        "value": an_entered_value(scope),
        **{name: make(company) for name, make in MORE.items()},
        **{f"phased {name}": made for name, made in phased(company).items()},
        **{f"closing {name}": made for name, made in closing(company).items()},
        **{f"assessed {name}": made for name, made in assessed(company).items()},
        **{f"planned {name}": made for name, made in planned(company).items()},
        **{f"teamed {name}": made for name, made in teamed(company).items()},
        **{f"blind {name}": made for name, made in blinded(company).items()},
        **{f"excluded {name}": made for name, made in claimed(company).items()},
    }


def newest_entry(company: Company) -> Any:
    """Return the newest promise of a delivery in the company's journal: both sides see it."""
    scope = scope_for(company)
    return (
        read_journal(scope, filters=JournalFilters(event="production.delivery-promised"))
        .page.items[0]
        .id
    )


def a_person(company: Company) -> Any:
    """Return somebody of the client whom the other roles may look at."""
    return company.people[Role.CLIENT_EXECUTIVE]


# Contexts whose things need a word more add it here.
MORE: dict[str, Callable[[Company], Any]] = {
    "service": a_service,
    "token-made": a_token_id,
    "client-id": lambda company: company.id,
    "person": a_person,
    "review": a_review,
    "invitation": an_invitation,
    "import": a_checked_import,
    "risk-sheet": a_risk_sheet,
    "incident": an_incident,
    "entry": newest_entry,
    "calendar": a_kept_calendar,
    "program": lambda company: company.program,
    "plan-file": a_plan_file,
    "plan-sheet": a_plan_sheet,
}
