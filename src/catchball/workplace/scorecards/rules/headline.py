"""The finding of a scorecard, in sentences that a manager could repeat."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from catchball.kernel.days import Period
from catchball.kernel.words import Later, _, ngettext, period_name, written
from catchball.measures.charts import Assurance, Variation
from catchball.measures.language import Better
from catchball.measures.reading import Standing

MISSED = frozenset({Standing.BELOW_TARGET, Standing.BELOW_FLOOR})
_JUDGED = MISSED | {Standing.KEPT}
_WORSE = {Variation.CONCERN_HIGH, Variation.CONCERN_LOW}
_BETTER = {Variation.IMPROVEMENT_HIGH, Variation.IMPROVEMENT_LOW}
_MOST_TOLD = 2
_NUMBERS = dict(
    enumerate(
        (
            Later("one"), Later("two"), Later("three"), Later("four"), Later("five"), Later("six"),
            Later("seven"), Later("eight"), Later("nine"), Later("ten"), Later("eleven"),
            Later("twelve"),
        ),
        start=1,
    )
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Told:
    """What the headline needs of a promise; `standings` are those of the periods shown."""

    title: str
    target: str
    better: Better
    whole: Standing
    standings: tuple[tuple[Period, Standing], ...]
    variation: Variation
    assurance: Assurance
    is_critical: bool = False


def in_words(count: int) -> str:
    """Return a number up to twelve as a word, a larger one in digits.

    >>> in_words(3), in_words(31)
    ('three', '31')
    """
    return str(_NUMBERS[count]) if count in _NUMBERS else written(count)


def say_headline(rows: Sequence[Told]) -> str:
    """Return how many promises there are, and what the periods together say of them."""
    if not rows:
        return _("No promise has been signed yet")
    if len(rows) == 1:
        return _say_one(rows[0])
    said = ngettext(
        "%(number)s promise", "%(number)s promises", len(rows), number=in_words(len(rows))
    )
    return f"{said[:1].upper()}{said[1:]}, {_with_critical(_say_state(rows), rows)}"


def _with_critical(said: str, rows: Sequence[Told]) -> str:
    """Return what was said of all, and name the critical promises that it may not hide."""
    hidden = [
        named
        for row in rows
        if row.is_critical and row.title not in said and (named := _failing(row))
    ]
    if not hidden:
        return said
    return _("%(said)s; critical: %(titles)s", said=said, titles=", ".join(hidden))


def _failing(row: Told) -> str:
    """Return the promise if it is below its floor, or with the period if only the newest is."""
    if row.whole is Standing.BELOW_FLOOR:
        return row.title
    newest = _newest(row)
    if newest is None or newest[1] is not Standing.BELOW_FLOOR:
        return ""
    return _("%(title)s in %(period)s", title=row.title, period=period_name(newest[0]))


def _newest(row: Told) -> tuple[Period, Standing] | None:
    """Return the newest period that could be judged."""
    return next((one for one in reversed(row.standings) if one[1] in _JUDGED), None)


def _is_steady(row: Told) -> bool:
    return row.whole in MISSED and row.assurance is Assurance.FAIL


def _say_one(row: Told) -> str:
    if _is_steady(row):
        return _("%(title)s fails steadily", title=row.title)
    match row.whole:
        case Standing.BELOW_FLOOR:
            return _("%(title)s is %(where)s", title=row.title, where=_beyond(row))
        case Standing.BELOW_TARGET:
            return _("%(title)s misses its target", title=row.title)
        case Standing.KEPT:
            return _say_kept(row)
        case _:
            return _("%(title)s cannot be judged yet", title=row.title)


def _say_kept(row: Told) -> str:
    """Return that a promise is kept, and that the newest period was far from it where it was."""
    newest = _newest(row)
    if newest is None or newest[1] is not Standing.BELOW_FLOOR:
        return _("%(title)s is kept", title=row.title)
    return _(
        "%(title)s is kept over all periods, and %(where)s in %(period)s",
        title=row.title,
        where=_beyond(row),
        period=period_name(newest[0]),
    )


def _beyond(row: Told) -> str:
    return _("below its floor") if row.better is Better.HIGHER else _("beyond its floor")


def _say_state(rows: Sequence[Told]) -> str:
    steady = [row for row in rows if _is_steady(row)]
    if steady:
        return _named(_("%(number)s failing steadily", number=in_words(len(steady))), steady)
    floor = [row for row in rows if row.whole is Standing.BELOW_FLOOR]
    if floor:
        where = _beyond(floor[0]) if len(floor) == 1 else _("beyond their floors")
        said = _("%(number)s %(where)s", number=in_words(len(floor)), where=where)
        return _named(said, floor)
    missed = [row for row in rows if row.whole is Standing.BELOW_TARGET]
    if missed:
        said = ngettext(
            "%(number)s short of its target",
            "%(number)s short of their targets",
            len(missed),
            number=in_words(len(missed)),
        )
        return _named(said, missed)
    judged = sum(row.whole in _JUDGED for row in rows)
    if not judged:
        return _("none with enough facts to be judged")
    if judged < len(rows):
        return _("%(number)s judged and kept", number=in_words(judged))
    return _("all kept") if judged > 2 else _("both kept")


def _named(said: str, rows: Sequence[Told]) -> str:
    """Return what was said with the promise it is about, if it is one."""
    if len(rows) > 1:
        return said
    return _("%(said)s: %(title)s", said=said, title=rows[0].title)


def say_lead(rows: Sequence[Told], waiting: int) -> list[str]:
    """Return one or two lines under the headline: where to look, and what is waited for.

    The sentence of a promise that misses its target now, the longest first, comes before that of
    one that recovered.
    """
    told = [said for row in rows if (said := _say_course(row))]
    told.sort(key=lambda said: said[:2])
    lines = [" ".join(sentence for *_rank, sentence in told[:_MOST_TOLD])] if told else []
    if waiting:
        wait = ngettext(
            "%(number)s offered promise waits for a signature.",
            "%(number)s offered promises wait for a signature.",
            waiting,
            number=in_words(waiting),
        )
        lines.append(wait[:1].upper() + wait[1:])
    return lines


def _say_course(row: Told) -> tuple[int, date, str] | None:
    """Return a sentence on how the promise goes after its rank; None when it was always kept."""
    judged = [one for one in row.standings if one[1] in _JUDGED]
    missing = _latest(judged, missed=True)
    if len(missing) > 1:
        rank = 0 if row.variation in _WORSE else 1
        return rank, missing[0][0].first, _say_missing(row, missing)
    said = {"title": row.title, "target": row.target}
    if missing:
        words = (
            _("%(title)s fell below %(target)s in %(period)s.")
            if row.better is Better.HIGHER
            else _("%(title)s rose above %(target)s in %(period)s.")
        )
        period = missing[0][0]
        return 2, period.first, words % {**said, "period": period_name(period)}
    kept = _latest(judged, missed=False)
    if kept and len(kept) < len(judged):
        since = kept[0][0]
        sentence = _(
            "%(title)s is back at %(target)s since %(period)s.", **said, period=period_name(since)
        )
        return 3, since.first, sentence
    return None


def _latest(
    judged: Sequence[tuple[Period, Standing]], *, missed: bool
) -> list[tuple[Period, Standing]]:
    """Return the latest periods without a break that missed, or that did not."""
    found: list[tuple[Period, Standing]] = []
    for one in reversed(judged):
        if (one[1] in MISSED) is not missed:
            break
        found.insert(0, one)
    return found


def _say_missing(row: Told, missing: Sequence[tuple[Period, Standing]]) -> str:
    words = (
        _("%(title)s has been below %(target)s since %(period)s%(course)s.")
        if row.better is Better.HIGHER
        else _("%(title)s has been above %(target)s since %(period)s%(course)s.")
    )
    course = ""
    if row.variation in _WORSE:
        course = _(" and is getting worse")
    elif row.variation in _BETTER:
        course = _(" and is improving")
    return words % {
        "title": row.title,
        "target": row.target,
        "period": period_name(missing[0][0]),
        "course": course,
    }
