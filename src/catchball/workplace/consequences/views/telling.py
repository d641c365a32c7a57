"""Findings and statements in words and figures, ready for a page or for paper."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from catchball.kernel.days import Grain, period_of
from catchball.kernel.words import Later, _, period_name
from catchball.measures.language import Unit
from catchball.trust.permissions import Side
from catchball.workplace.agreements.rules.amounts import (
    Loss,
    Price,
    say_loss,
    say_money,
    say_quantity,
    say_share,
)
from catchball.workplace.consequences.queries import FindingLine, StatementPage
from catchball.workplace.consequences.rules import Line, LineKind, Step
from catchball.workplace.scorecards.rules import decimals_of, shown

_COUNTED = {
    "floor": Later("beyond the floor"),
    "target": Later("short of the target"),
}


@dataclass(frozen=True)
class ShownStep:
    """A step that follows, with the counter that led to it."""

    title: str
    what: str
    why: str
    note: str


@dataclass(frozen=True)
class ShownFinding:
    """A finding as shown: what was missed, by how much, what follows."""

    line: FindingLine
    value: str
    target: str
    floor: str
    steps: tuple[ShownStep, ...]
    follows: str
    draws: str


@dataclass(frozen=True)
class ShownLine:
    """A line of a statement as shown: what for, how worked out, the amount."""

    what: str
    title: str
    arithmetic: str
    amount: str


@dataclass(frozen=True)
class ShownStatement:
    """A statement as shown: its findings, its lines, and what it comes to."""

    page: StatementPage
    findings: tuple[ShownFinding, ...]
    restated_by: tuple[ShownFinding, ...]
    lines: tuple[ShownLine, ...]
    comes_to: str
    total: str
    base: str


def show_finding(line: FindingLine) -> ShownFinding:
    """Return a finding as pages show it."""
    return ShownFinding(
        line=line,
        value=_value(line, line.reading.value if line.reading else None),
        target=_value(line, line.target),
        floor=_value(line, line.floor),
        steps=tuple(_step(one) for one in line.steps),
        follows=", ".join(dict.fromkeys(_follows(one) for one in line.steps)),
        draws=_draws(line),
    )


def _value(line: FindingLine, value: Decimal | None) -> str:
    if value is None:
        return ""
    thresholds = [line.target, line.floor]
    decimals = decimals_of(value, line.unit, thresholds, better=line.better, least=1)
    return shown(value * 100 if line.unit is Unit.SHARE else value, line.unit, decimals)


def _follows(step: Step) -> str:
    return _("a credit, suspended") if step.is_suspended else step.kind.label


def _step(step: Step) -> ShownStep:
    counter = _(
        "%(counted)s of the last %(window)s periods %(how)s; agreed: from %(misses)s on",
        counted=step.counted,
        window=step.window,
        how=str(_COUNTED[step.counts]),
        misses=step.misses,
    )
    if step.window == 1:
        counter = _("the period is %(how)s", how=str(_COUNTED[step.counts]))
    return ShownStep(step.title, _follows(step), counter, step.note)


def _draws(line: FindingLine) -> str:
    if line.restates:
        return _restated(line)
    if any(step.is_suspended for step in line.steps) and not line.share:
        return _("nothing: credits are suspended in the ramp-up")
    lost = next((step.loss for step in line.steps if step.loss), None)
    if lost and not line.share:
        return _(
            "the worth of %(quantity)s units of material", quantity=say_quantity(lost.quantity)
        )
    if not line.share:
        return _("nothing: no credit follows")
    return _("%(share)s of the invoice base", share=say_share(line.share))


def _restated(line: FindingLine) -> str:
    said = []
    if line.share != line.share_then:
        said.append(
            _(
                "%(then)s of the invoice base was credited; %(now)s is due",
                then=say_share(line.share_then),
                now=say_share(line.share),
            )
        )
    if line.material_then is not None and line.material is not None:
        said.append(
            _(
                "%(then)s of material was signed; %(now)s is due",
                then=say_money(line.material_then, line.currency),
                now=say_money(line.material, line.currency),
            )
        )
    return "; ".join(said)


def show_statement(page: StatementPage, side: Side) -> ShownStatement:
    """Return a statement as pages show it to a company."""
    currency, total = page.line.currency, page.line.total
    return ShownStatement(
        page=page,
        findings=tuple(show_finding(one) for one in page.findings),
        restated_by=tuple(show_finding(one) for one in page.restated_by),
        lines=tuple(show_line(one, currency) for one in page.lines),
        comes_to=comes_to(total, currency, side) if total is not None else "",
        total=say_money(total, currency) if total is not None else "",
        base=say_money(page.base, currency) if page.base is not None else "",
    )


def comes_to(total: Decimal, currency: str, side: Side | None = None) -> str:
    """Return what a statement comes to, for a reader of one company or of neither."""
    if not total:
        return _("no money moves")
    amount = say_money(abs(total), currency)
    owes = Side.CMO if total > 0 else Side.CLIENT
    if side is None:
        return {
            Side.CMO: _("%(amount)s from the manufacturer to the client", amount=amount),
            Side.CLIENT: _("%(amount)s from the client to the manufacturer", amount=amount),
        }[owes]
    return (
        _("we owe %(amount)s", amount=amount)
        if owes is side
        else _("we are owed %(amount)s", amount=amount)
    )


def show_line(line: Line, currency: str) -> ShownLine:
    """Return a line of a statement with its arithmetic."""
    return ShownLine(
        what=line.kind.label,
        title=_(line.title) if line.kind is not LineKind.CAP else "",
        arithmetic=_arithmetic(line, currency),
        amount=say_money(line.amount, currency),
    )


def _arithmetic(line: Line, currency: str) -> str:
    match line.kind:
        case LineKind.CREDIT:
            base, *shares = line.factors
            said = " × ".join([say_money(base, currency), *(say_share(one) for one in shares)])
        case LineKind.CAP:
            base, cap = line.factors
            said = _(
                "all credits of the month at most %(base)s × %(cap)s",
                base=say_money(base, currency),
                cap=say_share(cap),
            )
        case LineKind.EARN_BACK:
            said = _("the credit of %(month)s, kept long enough since", month=_month(line))
        case LineKind.RESTATEMENT:
            base, then, now = line.factors
            said = _(
                "%(month)s: %(base)s × (%(now)s − %(then)s), within the cap of that month",
                month=_month(line),
                base=say_money(base, currency),
                now=say_share(now),
                then=say_share(then),
            )
        case LineKind.MATERIAL | LineKind.RESTATED_MATERIAL:
            said = _of_material(line, currency)
        case LineKind.FEE:
            said = _("as agreed, owed by the client")
        case LineKind.GAIN:
            gain, share = line.factors
            said = f"{say_money(gain, currency)} × {say_share(share)}"
    return said


def _lost(factors: tuple[Decimal, ...], currency: str) -> str:
    target, tolerance, top, bottom, value, *cap = factors
    price = Price(value, cap[0] if cap else None)
    return say_loss(Loss(target, tolerance, top, bottom), price, currency)


def _of_material(line: Line, currency: str) -> str:
    if line.kind is LineKind.MATERIAL:
        return _lost(line.factors, currency)
    signed, *loss = line.factors
    said = {"month": _month(line), "signed": say_money(signed, currency)}
    if not loss:
        return _("%(month)s: nothing is lost any more; %(signed)s was signed", **said)
    return _(
        "%(month)s: %(lost)s; %(signed)s was signed", lost=_lost(tuple(loss), currency), **said
    )


def _month(line: Line) -> str:
    return period_name(period_of(date.fromisoformat(line.month), Grain.MONTH))
