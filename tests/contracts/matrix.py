"""How to reach each address: the table that the role matrix walks; things.py makes what it names."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

# Before the door, and one's own; neither belongs to a client.
OPEN = {
    "sign-in",
    "account_login",
    "mfa_authenticate",
    "sign-in-passkey",
    "company-sign-in",
    "openid_connect_login",
    "openid_connect_callback",
    "saml_login",
    "saml_acs",
    "saml_finish_acs",
    "saml_metadata",
    "saml_sls",
    "sign-out",
    "password-forgotten",
    "password-reset",
    "invitation-accept",
    "healthz",
    "readyz",
    "metrics",
}
OWN = {
    "start",
    "own-settings",
    "own-security",
    "own-password",
    "own-sessions-end",
    "own-app",
    "own-passkey",
    "passkey-options",
    "own-factor-remove",
    "own-codes",
}
OWN |= {"api-access", "token-revoke", "api-docs"}
OPEN |= {"openapi"}
# Where a company's directory asks, with a token of its own and nothing else: how each is reached.
SCIM: dict[str, dict[str, str]] = {
    "scim-config": {},
    "scim-resource-types": {},
    "scim-resource-type": {"name": "User"},
    "scim-schemas": {},
    "scim-schema": {"name": "urn:ietf:params:scim:schemas:core:2.0:User"},
    "scim-users": {},
    "scim-user": {"user": "person"},
    "scim-groups": {},
    "scim-group": {"name": "client-lead"},
    "scim-nowhere": {"rest": "Me"},
}


@dataclass(frozen=True)
class Reach:
    """Which things an address names, and what it is asked with."""

    things: dict[str, str] = field(default_factory=dict)
    fixed: dict[str, Any] = field(default_factory=dict)
    query: str = ""
    floor: bool = False


_DELIVERY = Reach({"delivery": "delivery"})
_BATCH = Reach({"batch": "batch"})
_DRAFT = Reach({"promise": "draft"})
_OFFER = Reach({"promise": "offer"})
_SIGNED = Reach({"promise": "signed"})
_AGREEMENT = Reach({"agreement": "agreement-offer"})
_OPEN_AGREEMENT = Reach({"agreement": "draft-agreement"})
_CALENDAR = Reach({"place": "calendar"})
_CLOSE = Reach({"close": "closing close"})
_DISPUTE = Reach({"close": "closing disputed", "dispute": "closing dispute"})
_DOCUMENT = Reach({"assessment": "assessed document"})
_EDITION = Reach({"edition": "assessed edition"})
_STARTER = Reach({"starter": "assessed starter"})
_MATRIX = Reach({"matrix": "assessed matrix"})
_BLIND = Reach({"assessment": "blind document"})
_INCIDENT = Reach({"incident": "incident"})
_RISK = Reach({"risk": "assessed risk"})
_RISK_SHEET = Reach({"assessment": "assessed document", "content_hash": "risk-sheet"})
_ACTION = Reach({"action": "assessed action"})
_FINDING = Reach({"finding": "concluded finding"})
_STATEMENT = Reach({"statement": "concluded statement"})
_PHASE = Reach({"promise": "phased promise", "phase": "phased phase"})
_CLAIM = Reach({"exclusion": "excluded claim"})
_DISPUTED = Reach({"exclusion": "excluded disputed"})
_RECORDED = Reach({"exclusion": "excluded recorded"})
_IMPORT = Reach({"import_id": "import"})
_PROGRAM = Reach({"program": "program"})
_TASK = Reach({"program": "program", "task": "planned task"})
_POINT = Reach({"program": "program", "task": "planned point"})
_BASELINE = Reach({"baseline": "planned baseline"})
_MILESTONE = Reach({"milestone": "planned milestone"})
_MEMBER = Reach({"member": "teamed member"})
_GATE = Reach({"program": "program"}, {"leaves": "initiate"})
_WORK = Reach({"work": "teamed work"})
_PLAN_SHEET = Reach({"plan_file": "plan-sheet"})
_PLAN_FILE = Reach({"plan_file": "plan-file"})
_PERSON = Reach({"person": "person"})
_INVITATION = Reach({"invitation": "invitation"})
_SERVICE = Reach({"service": "service"}, floor=True)
_WEBHOOK = Reach({"webhook": "webhook"})
_NUMBER = Reach({"promise": "signed"}, query="?first=2026-10-01&until=2026-11-01")

PAGES: dict[str, Reach] = {
    "home": Reach(),
    "floor-home": Reach(floor=True),
    "journal": Reach(),
    "journal-table": Reach(),
    "journal-lines": Reach(),
    "journal-entry": Reach({"entry": "entry"}),
    "journal-reviews": Reach(),
    "journal-review": Reach(),
    "floor-journal": Reach(floor=True),
    "floor-journal-table": Reach(floor=True),
    "floor-journal-lines": Reach(floor=True),
    "floor-journal-reviews": Reach(floor=True),
    "floor-journal-review": Reach(floor=True),
    "floor-journal-entry": Reach({"entry": "entry"}, floor=True),
    "person-list": Reach(),
    "person-invite": Reach(),
    "person-admit": Reach(),
    "access-review": Reach(),
    "access-review-begin": Reach(),
    "access-review-sign": Reach({"review": "review"}),
    "access-review-withdraw": Reach({"review": "review"}),
    "person-page": _PERSON,
    "person-role": _PERSON,
    "person-close": _PERSON,
    "person-release": _PERSON,
    "invitation-again": _INVITATION,
    "invitation-withdraw": _INVITATION,
    "webhook-list": Reach(),
    "webhook-add": Reach(),
    "webhook-page": _WEBHOOK,
    "webhook-try": _WEBHOOK,
    "webhook-renew": _WEBHOOK,
    "webhook-stop": _WEBHOOK,
    "call-replay": Reach({"webhook": "webhook", "call": "call"}),
    "setup": Reach(floor=True),
    "site-add": Reach(floor=True),
    "client-add": Reach(floor=True),
    "product-list": Reach(),
    "product-add": Reach(),
    "floor-people": Reach(floor=True),
    "service-list": Reach(floor=True),
    "service-add": Reach(floor=True),
    "service-page": _SERVICE,
    "service-token-revoke": Reach({"service": "service", "token": "token-made"}, floor=True),
    "service-admit": Reach({"service": "service", "of": "client-id"}, floor=True),
    "service-release": Reach({"service": "service", "of": "client-id"}, floor=True),
    "portfolio": Reach(floor=True),
    "security-log": Reach(floor=True),
    "calendar-list": Reach(),
    "calendar-page": _CALENDAR,
    "calendar-set": _CALENDAR,
    "plan-discard": _CALENDAR,
    "calendar-days": _CALENDAR,
    "holidays-propose": _CALENDAR,
    "holidays-add": _CALENDAR,
    "holiday-add": _CALENDAR,
    "holiday-remove": _CALENDAR,
    "closure-add": _CALENDAR,
    "closure-remove": _CALENDAR,
    "special-set": _CALENDAR,
    "special-remove": _CALENDAR,
    "agreement-list": Reach(),
    "agreement-draft": Reach(),
    "agreement-page": _AGREEMENT,
    "agreement-content": _AGREEMENT,
    "agreement-pdf": _AGREEMENT,
    "agreement-health": _AGREEMENT,
    "agreement-rehearse": _AGREEMENT,
    "agreement-compare": _AGREEMENT,
    "agreement-discard": _OPEN_AGREEMENT,
    "agreement-offer": _OPEN_AGREEMENT,
    "agreement-sign": _AGREEMENT,
    "agreement-decline": _AGREEMENT,
    "agreement-withdraw": _AGREEMENT,
    "calendars-take": _OPEN_AGREEMENT,
    "metric-choose": _OPEN_AGREEMENT,
    "part-change": Reach({"agreement": "draft-agreement"}, {"part": "credits"}),
    "item-add": Reach({"agreement": "draft-agreement"}, {"part": "responses"}),
    "item-change": Reach(
        {"agreement": "draft-agreement"}, {"part": "promises", "item": "batch-yield"}
    ),
    "item-remove": Reach(
        {"agreement": "draft-agreement"}, {"part": "promises", "item": "batch-yield"}
    ),
    "metric-list": Reach(),
    "metric-page": Reach(fixed={"metric": "invoice-accuracy"}),
    "value-enter": Reach(fixed={"metric": "invoice-accuracy", "month": "2026-10"}),
    "value-page": Reach({"value": "value"}),
    "promise-list": Reach(),
    "promise-choose": Reach(),
    "promise-draft": Reach(fixed={"metric": "batch-yield"}),
    "promise-page": _OFFER,
    "promise-content": _OFFER,
    "promise-follow": _SIGNED,
    "promise-change": _DRAFT,
    "promise-discard": _DRAFT,
    "promise-offer": _DRAFT,
    "promise-sign": _OFFER,
    "promise-withdraw": _OFFER,
    "delivery-list": Reach(),
    "delivery-export": Reach(fixed={"kind": "csv"}),
    "delivery-promise": Reach(),
    "delivery-page": _DELIVERY,
    "delivery-redate": _DELIVERY,
    "delivery-record": _DELIVERY,
    "delivery-cancel": _DELIVERY,
    "delivery-correct": _DELIVERY,
    "batch-list": Reach(),
    "batch-export": Reach(fixed={"kind": "xlsx"}),
    "batch-plan": Reach(),
    "batch-page": _BATCH,
    "batch-start": _BATCH,
    "batch-complete": _BATCH,
    "batch-dispose": _BATCH,
    "batch-cancel": _BATCH,
    "batch-correct": _BATCH,
    "program-list": Reach(),
    "program-page": _PROGRAM,
    "plan-begin": _PROGRAM,
    "plan-change": _PROGRAM,
    "plan-forecast": _PROGRAM,
    "plan-import": _PROGRAM,
    "baseline-list": _PROGRAM,
    "baseline-take": _PROGRAM,
    "baseline-page": _BASELINE,
    "baseline-csv": _BASELINE,
    "baseline-xlsx": _BASELINE,
    "milestone-list": _PROGRAM,
    "milestone-commit": _POINT,
    "milestone-page": _MILESTONE,
    "milestone-move": _MILESTONE,
    "milestone-reach": _MILESTONE,
    "plan-file": _PLAN_FILE,
    "plan-match": _PLAN_SHEET,
    "plan-xlsx": _PROGRAM,
    "plan-xml": _PROGRAM,
    "plan-file-take": _PLAN_FILE,
    "plan-file-discard": _PLAN_FILE,
    "task-add": _PROGRAM,
    "task-change": _TASK,
    "task-remove": _TASK,
    "import-list": Reach(),
    "import-new": Reach(),
    "import-page": _IMPORT,
    "risk-sheet-new": _DOCUMENT,
    "risk-sheet-page": _RISK_SHEET,
    "import-match": _IMPORT,
    "import-errors": _IMPORT,
    "import-answer": _IMPORT,
    "import-confirm": _IMPORT,
    "import-resume": _IMPORT,
    "import-discard": _IMPORT,
    "import-undo": _IMPORT,
    "close-list": Reach(),
    "close-propose": Reach(),
    "close-page": _CLOSE,
    "close-sign": _CLOSE,
    "close-withdraw": _CLOSE,
    "line-dispute": Reach({"close": "closing close", "number": "closing number"}),
    "line-answer": _DISPUTE,
    "line-settle": _DISPUTE,
    "statement-list": Reach(),
    "statement-of": Reach({"close": "concluded close"}),
    "statement-open": Reach({"close": "concluded close"}),
    "statement-page": _STATEMENT,
    "statement-draft": _STATEMENT,
    "statement-return": _STATEMENT,
    "statement-sign": _STATEMENT,
    "statement-pdf": _STATEMENT,
    "finding-list": Reach(),
    "finding-page": _FINDING,
    "finding-accept": _FINDING,
    "finding-contest": _FINDING,
    "finding-record": _FINDING,
    "finding-confirm": _FINDING,
    "finding-return": _FINDING,
    "program-open": Reach(),
    "program-home": _PROGRAM,
    "stage-move": _PROGRAM,
    "charter-page": _PROGRAM,
    "charter-write": _PROGRAM,
    "charter-sign": _PROGRAM,
    "charter-pdf": _PROGRAM,
    "team-page": _PROGRAM,
    "gate-page": _GATE,
    "gate-sign": _GATE,
    "gate-pdf": _GATE,
    "criterion-add": _GATE,
    "criterion-answer": Reach({"criterion": "teamed criterion"}),
    "duty-page": _PROGRAM,
    "work-add": _PROGRAM,
    "work-change": _WORK,
    "work-remove": _WORK,
    "load-list": Reach(floor=True),
    "member-join": _PROGRAM,
    "stability-count": _PROGRAM,
    "member-change": _MEMBER,
    "member-leave": _MEMBER,
    "assessment-list": Reach(),
    "assessment-open": Reach(),
    "assessment-page": _DOCUMENT,
    "assessment-change": _DOCUMENT,
    "assessment-review": _DOCUMENT,
    "assessment-xlsx": _DOCUMENT,
    "assessment-pdf": _DOCUMENT,
    "assessment-docx": _DOCUMENT,
    "risk-add": _DOCUMENT,
    "risk-page": _RISK,
    "risk-change": _RISK,
    "risk-score": _RISK,
    "risk-close": _RISK,
    "risk-score-blind": Reach({"risk": "blind risk"}),
    "risk-reconcile": Reach({"risk": "blind far"}),
    "round-begin": _DOCUMENT,
    "library-page": Reach(),
    "starter-add": _RISK,
    "starter-change": _STARTER,
    "starter-retire": _STARTER,
    "matrix-list": Reach(),
    "matrix-draw": Reach(),
    "matrix-page": _MATRIX,
    "matrix-redraw": _MATRIX,
    "matrix-retire": _MATRIX,
    "assessment-matrix": _DOCUMENT,
    "edition-issue": _DOCUMENT,
    "edition-page": _EDITION,
    "edition-sign": _EDITION,
    "edition-pdf": _EDITION,
    "round-page": _BLIND,
    "round-close": _BLIND,
    "round-call-off": _BLIND,
    "round-keep-same": _BLIND,
    "risk-plan": _RISK,
    "risk-act": _RISK,
    "risk-approve": _RISK,
    "risk-decide": Reach({"risk": "assessed yellow"}),
    "risk-fire": _RISK,
    "incident-list": Reach(),
    "incident-record": Reach(),
    "incident-page": _INCIDENT,
    "incident-correct": _INCIDENT,
    "incident-close": _INCIDENT,
    "incident-foresee": _INCIDENT,
    "starter-record": Reach(floor=True),
    "matrix-record": Reach(floor=True),
    "action-list": Reach(),
    "action-offer": Reach(),
    "action-page": _ACTION,
    "action-accept": _ACTION,
    "action-decline": _ACTION,
    "action-forecast": _ACTION,
    "action-complete": _ACTION,
    "action-withdraw": _ACTION,
    "exclusion-list": Reach(),
    "exclusion-claim": Reach({"promise": "excluded promise", "fact": "excluded fact"}),
    "exclusion-page": _CLAIM,
    "exclusion-accept": _CLAIM,
    "exclusion-dispute": _CLAIM,
    "exclusion-withdraw": _CLAIM,
    "ruling-record": _DISPUTED,
    "ruling-confirm": _RECORDED,
    "ruling-return": _RECORDED,
    "scorecard": Reach(),
    "restated-since": Reach(),
    "scorecard-csv": Reach(),
    "scorecard-xlsx": Reach(),
    "scorecard-pdf": Reach(),
    "promise-chart": _SIGNED,
    "promise-chart-svg": _SIGNED,
    "passport": _NUMBER,
    "phase-begin": Reach({"promise": "phased promise"}),
    "phase-withdraw": _PHASE,
    "passport-csv": _NUMBER,
    "passport-xlsx": _NUMBER,
}


def address_of(name: str, reach: Reach, things: dict[str, Any], client: str) -> str:
    """Return the address of a page in the small world, of this client unless it is of the floor."""
    kwargs = {word: things[thing] for word, thing in reach.things.items()} | reach.fixed
    if not reach.floor:
        kwargs["client"] = client
    return reverse(name, kwargs=kwargs) + reach.query
