"""The shape of what people send about stages, charters and teams."""

from typing import Any, ClassVar, cast
from uuid import UUID

from django import forms

from catchball.kernel.words import Later, _
from catchball.trust.forms import LONGEST as REASON_LENGTH
from catchball.trust.forms import Because, Step, TellingForm
from catchball.trust.permissions import Side
from catchball.workplace.teams.queries import JoiningPage, OpeningPage
from catchball.workplace.teams.rules import (
    CONTACT_LENGTH,
    CRITERION_LENGTH,
    EVIDENCE_LENGTH,
    LONGEST,
    NAME_LENGTH,
    WORK_LENGTH,
    Asked,
    Assigned,
    CharterTerms,
    CriterionState,
    Function,
    Letter,
    OwedBy,
    Reach,
    Seat,
    Stage,
    WorkTerms,
)

_REACH = ("zone", "contact", "deputy", "hours_from", "hours_to", "share_percent")


class _Clock(forms.TimeInput):
    """An hour of the day, with the browser's own picker."""

    input_type = "time"

    def __init__(self) -> None:
        """Spell hours as the picker does."""
        super().__init__(format="%H:%M")


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _choose(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    cast("forms.ChoiceField", form.fields[name]).choices = choices


class Moving(Because):
    """Which stage a program enters, why, and whether without its gate."""

    LABELS: ClassVar = {
        "to": Later("Stage"),
        "is_exception": Later("Go on although the gate is not passed"),
        "reason": Later("Reason"),
    }
    HELP: ClassVar = {
        "is_exception": Later("An exception stands beside the stage until both sign the gate."),
        "reason": Later("What was reached, or why it has to go back. Both see it."),
    }
    to = forms.TypedChoiceField(coerce=Stage, widget=forms.RadioSelect)
    is_exception = forms.BooleanField(required=False)
    reason = forms.CharField(max_length=REASON_LENGTH, widget=_area(4))
    field_order = ("to", "is_exception", "reason")

    def __init__(self, data: Any, *, now: Stage, initial: dict[str, Any]) -> None:
        """Offer the next stage and all before."""
        super().__init__(data, initial=initial)
        stages = [one for one in Stage if one is not now and one.place <= now.place + 1]
        _choose(self, "to", [(one.value, one.label) for one in reversed(stages)])


class Chartering(Step):
    """What a charter says."""

    LABELS: ClassVar = {
        "covers": Later("Scope"),
        "cmo_objectives": Later("What the manufacturer wants to reach"),
        "client_objectives": Later("What the client wants to reach"),
        "constraints": Later("Constraints"),
        "leaves_out": Later("Out of scope"),
    }
    HELP: ClassVar = {
        "covers": Later("Product, process steps, sites, batches: what this program does."),
        "cmo_objectives": Later("Something that one can see on a day: reached, or not."),
        "constraints": Later("Dates, capacity, money and rules that nobody in the team can move."),
        "leaves_out": Later("What somebody could take for granted, and is not part of it."),
    }
    covers = forms.CharField(max_length=LONGEST, widget=_area(4))
    cmo_objectives = forms.CharField(max_length=LONGEST, widget=_area(4))
    client_objectives = forms.CharField(max_length=LONGEST, widget=_area(4))
    constraints = forms.CharField(max_length=LONGEST, required=False, widget=_area(3))
    leaves_out = forms.CharField(max_length=LONGEST, required=False, widget=_area(3))

    def arguments(self) -> dict[str, Any]:
        """Return what the command takes."""
        sent = dict(self.cleaned_data)
        return {"version": sent.pop("version"), "terms": CharterTerms(**sent)}


class Reached(TellingForm):
    """How a member is reached, and who stands in."""

    LABELS: ClassVar = {
        "contact": Later("Contact"),
        "deputy": Later("Deputy"),
        "hours_from": Later("At work from"),
        "hours_to": Later("until"),
        "zone": Later("Time zone"),
        "share_percent": Later("Share of their time, in percent"),
    }
    HELP: ClassVar = {
        "contact": Later("Telephone or mail, as the other company may use it."),
        "deputy": Later("Who decides in their place while they are away."),
        "zone": Later("A name such as Europe/Zurich."),
        "share_percent": Later("What is promised to this program."),
    }
    contact = forms.CharField(max_length=CONTACT_LENGTH, required=False)
    deputy = forms.CharField(max_length=NAME_LENGTH, required=False)
    hours_from = forms.TimeField(required=False, widget=_Clock())
    hours_to = forms.TimeField(required=False, widget=_Clock())
    zone = forms.CharField(max_length=40)
    share_percent = forms.IntegerField(required=False, min_value=1, max_value=100)

    def reach(self) -> Reach:
        """Return how the member is reached."""
        return Reach(**{name: self.cleaned_data[name] for name in _REACH})


class Joining(Reached):
    """Who joins a team, as what, since when and after whom."""

    LABELS: ClassVar = {
        **Reached.LABELS,
        "person": Later("Person"),
        "name": Later("or the name of somebody who does not sign in"),
        "function": Later("Function"),
        "is_core": Later("Core member"),
        "since_on": Later("Since"),
        "follows": Later("Takes over from"),
    }
    HELP: ClassVar = {
        **Reached.HELP,
        "is_core": Later("The core meets each week and decides; others are asked when needed."),
        "follows": Later(
            "Where they take somebody’s place: team stability counts the change once."
        ),
    }
    person = forms.TypedChoiceField(coerce=UUID, required=False, empty_value=None)
    name = forms.CharField(max_length=NAME_LENGTH, required=False)
    function = forms.TypedChoiceField(coerce=Function)
    is_core = forms.BooleanField(required=False, initial=True)
    since_on = forms.DateField()
    follows = forms.TypedChoiceField(coerce=UUID, required=False, empty_value=None)
    field_order = (
        "person",
        "name",
        "function",
        "is_core",
        "since_on",
        "follows",
        "contact",
        "deputy",
        "hours_from",
        "hours_to",
        "zone",
        "share_percent",
    )

    def __init__(self, data: Any, *, page: JoiningPage, initial: dict[str, Any]) -> None:
        """Offer the company's own people, and its members now and before."""
        super().__init__(data, initial=initial)
        named = [(str(one.id), f"{one.name} ({one.role.label})") for one in page.people]
        _choose(self, "person", [("", "–"), *named])
        _choose(self, "function", [(one.value, one.label) for one in Function])
        places = [(str(one.id), f"{one.name}, {one.function.label}") for one in page.before]
        _choose(self, "follows", [("", _("nobody")), *places])

    def arguments(self) -> dict[str, Any]:
        """Return what the command takes."""
        sent = self.cleaned_data
        names = ("person", "name", "function", "is_core", "since_on", "follows")
        return {"seat": Seat(**{one: sent[one] for one in names}), "reach": self.reach()}


class Rereached(Reached, Step):
    """How a member is reached now, for the version that somebody saw."""


class Leaving(Because):
    """From which day on somebody is not of the team any more, and why."""

    LABELS: ClassVar = {"left_on": Later("Left on"), "reason": Later("Reason")}
    HELP: ClassVar = {
        "left_on": Later("The first day on which they are not of the team any more."),
        "reason": Later("Both companies see it in the history of the team."),
    }
    left_on = forms.DateField()
    reason = forms.CharField(max_length=REASON_LENGTH, widget=_area(3))
    field_order = ("left_on", "reason")


class Opening(TellingForm):
    """A new program, and the template that it begins with."""

    LABELS: ClassVar = {
        "template": Later("Begin with"),
        "code": Later("Code"),
        "name": Later("Name"),
        "site": Later("Site"),
        "product": Later("Product"),
        "start_on": Later("The plan starts on"),
    }
    HELP: ClassVar = {
        "code": Later("Short, and no other program of this client has it: TT-2."),
        "start_on": Later("All days follow from it by the site’s calendar; it can be moved."),
    }
    template = forms.ChoiceField(widget=forms.RadioSelect)
    code = forms.CharField(max_length=40)
    name = forms.CharField(max_length=160)
    site = forms.TypedChoiceField(coerce=UUID)
    product = forms.TypedChoiceField(coerce=UUID, required=False, empty_value=None)
    start_on = forms.DateField()

    def __init__(self, data: Any, *, start: OpeningPage, initial: dict[str, Any]) -> None:
        """Offer templates, sites and the client's products."""
        super().__init__(data, initial=initial)
        templates = [(one.key, f"{one.name}: {one.about}") for one in start.templates]
        _choose(self, "template", templates)
        _choose(self, "site", [(str(one.id), one.name) for one in start.sites])
        products = [(str(one.id), f"{one.code} {one.name}") for one in start.products]
        _choose(self, "product", [("", "–"), *products])


class Asking(Step):
    """What a gate asks for, and who shows it."""

    LABELS: ClassVar = {"text": Later("What has to be so"), "owed_by": Later("Who shows it")}
    HELP: ClassVar = {"text": Later("Something that is met or not met: no matter of degree.")}
    text = forms.CharField(max_length=CRITERION_LENGTH)
    owed_by = forms.TypedChoiceField(coerce=OwedBy, initial=OwedBy.BOTH)

    def __init__(self, data: Any, *, initial: dict[str, Any]) -> None:
        """Offer either company, or both."""
        super().__init__(data, initial=initial)
        _choose(self, "owed_by", [(one.value, one.label) for one in OwedBy])

    def arguments(self) -> dict[str, Any]:
        """Return what the command takes."""
        sent = dict(self.cleaned_data)
        return {"version": sent.pop("version"), "asked": Asked(**sent)}


class Answering(Step):
    """Where a criterion stands, and where one can see it."""

    LABELS: ClassVar = {"state": Later("The criterion is"), "evidence": Later("Evidence")}
    HELP: ClassVar = {
        "evidence": Later("A document with its number, a record, a link; or why it does not apply.")
    }
    state = forms.TypedChoiceField(coerce=CriterionState, widget=forms.RadioSelect)
    evidence = forms.CharField(max_length=EVIDENCE_LENGTH, required=False, widget=_area(4))

    def __init__(self, data: Any, *, initial: dict[str, Any]) -> None:
        """Offer every state."""
        super().__init__(data, initial=initial)
        order = (CriterionState.MET, CriterionState.WAIVED, CriterionState.OPEN)
        _choose(self, "state", [(one.value, one.label) for one in order])


def seat_name(side: Side, function: Function) -> str:
    """Return what the field of a function of a company is called.

    >>> seat_name(Side.CMO, Function.QUALITY)
    'cmo-quality'
    """
    return f"{side.value}-{function.value}"


class Working(TellingForm):
    """A piece of work, and a letter for each function of each company that answers for it."""

    LABELS: ClassVar = {"title": Later("Work")}
    HELP: ClassVar = {"title": Later("Something that is done once it is done: a protocol, a run.")}
    title = forms.CharField(max_length=WORK_LENGTH)

    def __init__(self, data: Any, *, terms: WorkTerms | None = None, **initial: Any) -> None:
        """Ask for the letter of every function; begin with those of `terms`."""
        known = (
            {seat_name(one.side, one.function): one.letter for one in terms.duties} if terms else {}
        )
        title = {"title": terms.title} if terms else {}
        super().__init__(data, initial={**title, **known, **initial})
        letters = [("", "–"), *((one.value, f"{one.value} {one.label}") for one in Letter)]
        for side in Side:
            for function in Function:
                self.fields[seat_name(side, function)] = forms.TypedChoiceField(
                    choices=letters,
                    coerce=Letter,
                    required=False,
                    empty_value=None,
                    label=function.label,
                )

    def terms(self) -> WorkTerms:
        """Return what the command takes."""
        sent = self.cleaned_data
        return WorkTerms(
            title=sent["title"],
            duties=tuple(
                Assigned(side, function, sent[seat_name(side, function)])
                for side in Side
                for function in Function
                if sent.get(seat_name(side, function))
            ),
        )

    def seats(self, side: str) -> list[Any]:
        """Return the fields of a company's functions."""
        return [self[seat_name(Side(side), one)] for one in Function]


class Reworking(Working, Step):
    """A piece of work otherwise, for the version that somebody saw."""
