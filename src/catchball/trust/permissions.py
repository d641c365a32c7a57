"""Who may do what: both sides, all roles, one table."""

from enum import StrEnum

from catchball.kernel.words import _


class Side(StrEnum):
    """The two companies that share a workplace."""

    CMO = "cmo"
    CLIENT = "client"

    @property
    def label(self) -> str:
        """The company in a word."""
        return {Side.CMO: _("contract manufacturer"), Side.CLIENT: _("client")}[self]


class Role(StrEnum):
    """What a person is to the relationship; one for each person."""

    PROGRAM_MANAGER = "program-manager"
    SUPERVISOR = "supervisor"
    TECHNICAL_SERVICES = "technical-services"
    QUALITY = "quality"
    LEAN = "lean"
    BUSINESS_DEVELOPMENT = "business-development"
    SITE_HEAD = "site-head"
    ADMINISTRATOR = "administrator"
    CLIENT_LEAD = "client-lead"
    CLIENT_QUALITY = "client-quality"
    CLIENT_SUPPLY = "client-supply"
    CLIENT_EXECUTIVE = "client-executive"

    @property
    def side(self) -> Side:
        """The company that such a person works for."""
        return Side.CLIENT if self.value.startswith("client-") else Side.CMO

    @property
    def label(self) -> str:
        """The role as people call it."""
        return {
            Role.PROGRAM_MANAGER: _("Program manager"),
            Role.SUPERVISOR: _("Manufacturing supervisor"),
            Role.TECHNICAL_SERVICES: _("Technical services"),
            Role.QUALITY: _("Quality lead"),
            Role.LEAN: _("Lean and project office"),
            Role.BUSINESS_DEVELOPMENT: _("Business development"),
            Role.SITE_HEAD: _("Site head"),
            Role.ADMINISTRATOR: _("Administrator"),
            Role.CLIENT_LEAD: _("External manufacturing lead"),
            Role.CLIENT_QUALITY: _("Client quality"),
            Role.CLIENT_SUPPLY: _("Client supply"),
            Role.CLIENT_EXECUTIVE: _("Client executive"),
        }[self]


class Permission(StrEnum):
    """One thing that a role may or may not do."""

    SETTINGS_OWN = "settings.own"
    PROGRAM_READ = "program.read"
    PROGRAM_MANAGE = "program.manage"
    CLIENT_ADMINISTER = "client.administer"
    PERSON_ADMINISTER = "person.administer"
    PERSON_READ = "person.read"
    PERSON_MANAGE = "person.manage"
    INVITATION_ACCEPT = "invitation.accept"
    JOURNAL_READ = "journal.read"
    JOURNAL_REVIEW = "journal.review"
    CALENDAR_READ = "calendar.read"
    CALENDAR_MANAGE = "calendar.manage"
    PLAN_MANAGE = "plan.manage"
    DELIVERY_READ = "delivery.read"
    DELIVERY_RECORD = "delivery.record"
    DELIVERY_CORRECT = "delivery.correct"
    BATCH_READ = "batch.read"
    BATCH_RECORD = "batch.record"
    BATCH_CORRECT = "batch.correct"
    BATCH_DISPOSE = "batch.dispose"
    PROMISE_READ = "promise.read"
    PROMISE_DRAFT = "promise.draft"
    PROMISE_OFFER = "promise.offer"
    PROMISE_SIGN = "promise.sign"
    VALUE_ENTER = "value.enter"
    SCORECARD_READ = "scorecard.read"
    ACTION_READ = "action.read"
    ACTION_DO = "action.do"
    ACTION_OFFER = "action.offer"
    INCIDENT_READ = "incident.read"
    INCIDENT_RECORD = "incident.record"
    RISK_READ = "risk.read"
    RISK_ASSESS = "risk.assess"
    RISK_APPROVE = "risk.approve"
    MATRIX_DRAW = "matrix.draw"
    PROGRAM_STEER = "program.steer"
    TEAM_MANAGE = "team.manage"
    CHARTER_WRITE = "charter.write"
    CHARTER_SIGN = "charter.sign"
    GATE_WORK = "gate.work"
    GATE_SIGN = "gate.sign"
    LOAD_READ = "load.read"
    EXCLUSION_CLAIM = "exclusion.claim"
    EXCLUSION_ANSWER = "exclusion.answer"
    EXCLUSION_RULE = "exclusion.rule"
    CLOSE_PROPOSE = "close.propose"
    CLOSE_ANSWER = "close.answer"
    CLOSE_SIGN = "close.sign"
    CHART_ANNOTATE = "chart.annotate"
    IMPORT_RUN = "import.run"
    HOME_READ = "home.read"
    TOKEN_OWN = "token.own"  # noqa: S105 -- the name of a permission
    SERVICE_ADMINISTER = "service.administer"
    WEBHOOK_MANAGE = "webhook.manage"
    DIRECTORY_KEEP = "directory.keep"


# What only a service does, by a token that names it.
OF_SERVICES = frozenset({Permission.DIRECTORY_KEEP})
_EVERYBODY = frozenset(
    {
        Permission.SETTINGS_OWN,
        Permission.TOKEN_OWN,
        Permission.HOME_READ,
        Permission.PERSON_READ,
        Permission.PROGRAM_READ,
        Permission.CALENDAR_READ,
        Permission.SCORECARD_READ,
        Permission.PROMISE_READ,
        Permission.ACTION_READ,
        Permission.ACTION_DO,
        Permission.INCIDENT_READ,
        Permission.RISK_READ,
    }
)
_RECORDS = frozenset({Permission.DELIVERY_READ, Permission.BATCH_READ, Permission.JOURNAL_READ})
_RISKS = frozenset({Permission.ACTION_OFFER, Permission.INCIDENT_RECORD, Permission.RISK_ASSESS})
_FLOOR_WORK = frozenset({Permission.DELIVERY_RECORD, Permission.BATCH_RECORD})
_CORRECTION = frozenset({Permission.DELIVERY_CORRECT, Permission.BATCH_CORRECT})

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.PROGRAM_MANAGER: _EVERYBODY
    | _RECORDS
    | _FLOOR_WORK
    | _CORRECTION
    | _RISKS
    | {
        Permission.JOURNAL_REVIEW,
        Permission.RISK_APPROVE,
        Permission.MATRIX_DRAW,
        Permission.PROGRAM_MANAGE,
        Permission.PROGRAM_STEER,
        Permission.LOAD_READ,
        Permission.TEAM_MANAGE,
        Permission.CHARTER_WRITE,
        Permission.CHARTER_SIGN,
        Permission.GATE_WORK,
        Permission.GATE_SIGN,
        Permission.CALENDAR_MANAGE,
        Permission.PLAN_MANAGE,
        Permission.PROMISE_DRAFT,
        Permission.PROMISE_OFFER,
        Permission.PROMISE_SIGN,
        Permission.VALUE_ENTER,
        Permission.EXCLUSION_CLAIM,
        Permission.EXCLUSION_ANSWER,
        Permission.EXCLUSION_RULE,
        Permission.CLOSE_PROPOSE,
        Permission.CLOSE_ANSWER,
        Permission.CLOSE_SIGN,
        Permission.CHART_ANNOTATE,
        Permission.IMPORT_RUN,
        Permission.WEBHOOK_MANAGE,
    },
    Role.SUPERVISOR: _EVERYBODY
    | _RECORDS
    | _FLOOR_WORK
    | {Permission.ACTION_OFFER, Permission.INCIDENT_RECORD},
    Role.TECHNICAL_SERVICES: _EVERYBODY
    | _RECORDS
    | _RISKS
    | {Permission.PLAN_MANAGE, Permission.GATE_WORK},
    Role.QUALITY: _EVERYBODY
    | _RECORDS
    | _CORRECTION
    | _RISKS
    | {
        Permission.JOURNAL_REVIEW,
        Permission.RISK_APPROVE,
        Permission.MATRIX_DRAW,
        Permission.GATE_WORK,
        Permission.GATE_SIGN,
        Permission.BATCH_DISPOSE,
        Permission.VALUE_ENTER,
        Permission.EXCLUSION_CLAIM,
        Permission.EXCLUSION_ANSWER,
        Permission.CHART_ANNOTATE,
    },
    Role.LEAN: _EVERYBODY
    | _RECORDS
    | {
        Permission.ACTION_OFFER,
        Permission.CHART_ANNOTATE,
        Permission.PLAN_MANAGE,
        Permission.TEAM_MANAGE,
        Permission.GATE_WORK,
        Permission.LOAD_READ,
    },
    Role.BUSINESS_DEVELOPMENT: _EVERYBODY,
    Role.SITE_HEAD: _EVERYBODY
    | _RECORDS
    | {
        Permission.ACTION_OFFER,
        Permission.RISK_APPROVE,
        Permission.CHARTER_SIGN,
        Permission.GATE_SIGN,
        Permission.LOAD_READ,
        Permission.PROMISE_SIGN,
        Permission.EXCLUSION_RULE,
        Permission.CLOSE_SIGN,
    },
    Role.ADMINISTRATOR: _EVERYBODY
    | _RECORDS
    | {
        Permission.CLIENT_ADMINISTER,
        Permission.PERSON_ADMINISTER,
        Permission.SERVICE_ADMINISTER,
        Permission.WEBHOOK_MANAGE,
        Permission.PERSON_MANAGE,
        Permission.PROGRAM_MANAGE,
        Permission.CALENDAR_MANAGE,
    },
    # The client's side manages its own company's calendar and people only: rules.check_may_change,
    # trust.rules.check_may_manage.
    Role.CLIENT_LEAD: _EVERYBODY
    | _RECORDS
    | _RISKS
    | {
        Permission.RISK_APPROVE,
        Permission.TEAM_MANAGE,
        Permission.CHARTER_WRITE,
        Permission.CHARTER_SIGN,
        Permission.GATE_WORK,
        Permission.GATE_SIGN,
        Permission.JOURNAL_REVIEW,
        Permission.WEBHOOK_MANAGE,
        Permission.PROMISE_SIGN,
        Permission.CALENDAR_MANAGE,
        Permission.DIRECTORY_KEEP,
        Permission.PERSON_MANAGE,
        Permission.EXCLUSION_CLAIM,
        Permission.EXCLUSION_ANSWER,
        Permission.EXCLUSION_RULE,
        Permission.CLOSE_ANSWER,
        Permission.CLOSE_SIGN,
    },
    Role.CLIENT_QUALITY: _EVERYBODY
    | _RECORDS
    | _RISKS
    | {
        Permission.RISK_APPROVE,
        Permission.GATE_WORK,
        Permission.GATE_SIGN,
        Permission.JOURNAL_REVIEW,
        Permission.EXCLUSION_CLAIM,
        Permission.EXCLUSION_ANSWER,
        Permission.CLOSE_ANSWER,
    },
    Role.CLIENT_SUPPLY: _EVERYBODY
    | _RECORDS
    | {Permission.ACTION_OFFER, Permission.CALENDAR_MANAGE},
    Role.CLIENT_EXECUTIVE: _EVERYBODY | {Permission.EXCLUSION_RULE, Permission.CHARTER_SIGN},
}
