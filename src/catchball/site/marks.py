"""The marks of a state: which drawing, which word, which tone. Colour never stands alone."""

from dataclasses import dataclass

from markupsafe import Markup, escape

from catchball.kernel.words import Later

# Drawings on a grid of twelve, in the colour of the text beside them.
DRAWINGS = {
    "kept": (
        '<path d="M1.5 6.5 4.5 9.5 10.5 3" fill="none" stroke="currentColor" stroke-width="2"/>'
    ),
    "below-target": '<path d="M6 1.5 11 10.5H1z"/>',
    "below-floor": (
        '<path d="m2.2 2.2 7.6 7.6m0-7.6L2.2 9.8" fill="none" stroke="currentColor" stroke-width="2.2"/>'
    ),
    "few": (
        '<path d="M1 11 11 1M1 6l5-5M6 11l5-5" fill="none" stroke="currentColor" stroke-width="1.4"/>'
    ),
    "none": (
        '<circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M2.8 9.2 9.2 2.8" stroke="currentColor" stroke-width="1.5"/>'
    ),
    "not-due": '<path d="M2 6h8" stroke="currentColor" stroke-width="1.8"/>',
    "provisional": (
        '<circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" stroke-width="1.6" stroke-dasharray="2.4 1.6"/>'
    ),
    "draft": (
        '<path d="M2 10 2.6 7.5 8.3 1.8l1.9 1.9L4.5 9.4z" fill="none" stroke="currentColor" stroke-width="1.4"/>'
    ),
    "offered": (
        '<path d="M1 6h8M6 2.5 9.5 6 6 9.5" fill="none" stroke="currentColor" stroke-width="1.7"/>'
    ),
    "waiting": (
        '<circle cx="6" cy="6" r="4.7" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M6 3v3.2l2 1.3" fill="none" stroke="currentColor" stroke-width="1.5"/>'
    ),
    "cancelled": (
        '<circle cx="6" cy="6" r="4.7" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="m4.2 4.2 3.6 3.6m0-3.6L4.2 7.8" stroke="currentColor" stroke-width="1.5"/>'
    ),
    "locked": (
        '<path d="M2 5.5h8V11H2z"/><path d="M3.7 5.5V4a2.3 2.3 0 0 1 4.6 0v1.5" fill="none" stroke="currentColor" stroke-width="1.5"/>'
    ),
    "internal": (
        '<path d="M1 6s1.8-3.3 5-3.3S11 6 11 6 9.2 9.3 6 9.3 1 6 1 6z" fill="none" stroke="currentColor" stroke-width="1.4"/><path d="m1.5 10.5 9-9" stroke="currentColor" stroke-width="1.5"/>'
    ),
    "note": (
        '<circle cx="6" cy="6" r="4.8" fill="none" stroke="currentColor" stroke-width="1.4"/><path d="M6 5.2v3.4M6 3.1v1.2" stroke="currentColor" stroke-width="1.5"/>'
    ),
    "file": (
        '<path d="M2.5 1h4.8L9.8 3.5V11H2.5z" fill="none" stroke="currentColor" stroke-width="1.4"/>'
    ),
    "up": (
        '<path d="M6 10V2.5M2.8 5.5 6 2.2l3.2 3.3" fill="none" stroke="currentColor" stroke-width="1.7"/>'
    ),
    "down": (
        '<path d="M6 2v7.5M2.8 6.5 6 9.8l3.2-3.3" fill="none" stroke="currentColor" stroke-width="1.7"/>'
    ),
}
_ICONS = {
    name: Markup(  # noqa: S704 -- the drawings stand above
        f'<svg class="icon" viewBox="0 0 12 12" fill="currentColor" aria-hidden="true">{drawn}</svg>'
    )
    for name, drawn in DRAWINGS.items()
}


@dataclass(frozen=True)
class Mark:
    """How one state is shown: a drawing, a word, and a tone of css/parts.css."""

    icon: str
    word: Later
    tone: str = "plain"


# How a number stands against its promise.
STATUSES = {
    "kept": Mark("kept", Later("kept"), "kept"),
    "below-target": Mark("below-target", Later("below target"), "below-target"),
    "below-floor": Mark("below-floor", Later("below floor"), "below-floor"),
    "few": Mark("few", Later("too few facts")),
    "no-data": Mark("none", Later("no data")),
    "not-due": Mark("not-due", Later("not yet due")),
    "provisional": Mark("provisional", Later("provisional")),
    "no-promise": Mark("none", Later("no promise yet")),
}

# What became of a record.
STATES = {
    "draft": Mark("draft", Later("draft")),
    "offered": Mark("offered", Later("offered"), "accent"),
    "countered": Mark("offered", Later("countered"), "accent"),
    "signed": Mark("kept", Later("signed"), "kept"),
    "in-force": Mark("kept", Later("in force"), "kept"),
    "superseded": Mark("locked", Later("superseded")),
    "withdrawn": Mark("cancelled", Later("withdrawn")),
    "declined": Mark("cancelled", Later("declined"), "below-target"),
    "replaced": Mark("locked", Later("replaced")),
    "promised": Mark("waiting", Later("promised")),
    "late": Mark("below-floor", Later("late"), "below-floor"),
    "delivered": Mark("kept", Later("delivered"), "kept"),
    "cancelled": Mark("cancelled", Later("cancelled")),
    "planned": Mark("waiting", Later("planned")),
    "running": Mark("waiting", Later("running"), "accent"),
    "released": Mark("kept", Later("released"), "kept"),
    "rejected": Mark("below-floor", Later("rejected"), "below-floor"),
    "open": Mark("waiting", Later("open")),
    "claimed": Mark("waiting", Later("claimed"), "accent"),
    "accepted": Mark("kept", Later("accepted"), "kept"),
    "disputed": Mark("below-target", Later("disputed"), "below-target"),
    "recorded": Mark("waiting", Later("ruling to be confirmed"), "accent"),
    "upheld": Mark("kept", Later("upheld by ruling"), "kept"),
    "contested": Mark("below-target", Later("contested"), "below-target"),
    "dropped": Mark("cancelled", Later("dropped by ruling")),
    "drafted": Mark("draft", Later("drafted"), "accent"),
    "denied": Mark("cancelled", Later("denied by ruling")),
    "closed": Mark("locked", Later("closed")),
    "proposed": Mark("offered", Later("proposed"), "accent"),
    "internal": Mark("internal", Later("internal"), "below-target"),
    "failed": Mark("below-floor", Later("failed"), "below-floor"),
    "done": Mark("kept", Later("done"), "kept"),
    "rolled-back": Mark("cancelled", Later("rolled back")),
}


_MARKED = {"below-target", "below-floor"}


def icon(name: str) -> Markup:
    """Return a small drawing that stands beside a word."""
    return _ICONS[name]


def key_of(value: object) -> str:
    """Return the key of a status or state: enums and either way of joining words will do.

    >>> key_of("below_target")
    'below-target'
    """
    return str(value).replace("_", "-")


def status_mark(value: object) -> Mark:
    """Return how a number's status is shown."""
    return STATUSES[key_of(value)]


def state_mark(value: object) -> Mark:
    """Return how a record's state is shown."""
    return STATES[key_of(value)]


def state_badge(value: object, word: object = None) -> Markup:
    """Return the state of a record as it is shown: drawing, tone and word, the usual one or yours."""
    mark = state_mark(value)
    said = escape(str(mark.word) if word is None else word)
    return Markup(f'<span class="badge {mark.tone}">{icon(mark.icon)}{said}</span>')  # noqa: S704


def value_chip(
    key: str, shown: str | None, *, word: str | None = None, detail: str = "", href: str = ""
) -> Markup:
    """Return a value in a scorecard's cell: its number, and its mark where it is not fine.

    Its word, the usual one of `key` unless given, is there for screen readers and, with what it
    is made of, on hover. Without `href` it leads nowhere.
    """
    mark = icon(key) if key in _MARKED else ""
    key = key_of(key)
    word = word or str(status_mark(key).word)
    tag, leading = ("a", f' href="{escape(href)}"') if href else ("span", "")
    said, title = escape(word), escape(f"{word} · {detail}" if detail else word)
    return Markup(  # noqa: S704 -- every value is escaped
        f'<{tag} class="chip {escape(key)}"{leading} title="{title}">{mark}'
        f'<b>{escape("–" if shown is None else shown)}</b><span class="unseen"> {said}</span></{tag}>'
    )
