"""The environment in which every page is rendered: what a template may call, and how."""

from collections.abc import Hashable, Mapping, MutableMapping
from functools import cache, lru_cache
from typing import Any, Protocol

from django.http import QueryDict
from django.templatetags.static import static
from django.utils.translation import get_language
from jinja2 import Environment, StrictUndefined
from jinja2.runtime import Macro
from markupsafe import Markup, escape

from catchball.kernel import words
from catchball.site import formats, marks
from catchball.site.controls import control
from catchball.trust.addresses import address


class Asked(Protocol):
    """Anything with the parameters of an address: a request, mostly."""

    GET: QueryDict


def say(message: str, **values: Any) -> Markup:
    """Return the sentence in the reader's language; what is filled in is escaped.

    A value that is markup already (a link, say) stays what it is.
    """
    said = _escaped(words._(message))
    return said % values if values else said


@lru_cache(maxsize=4096)
def _escaped(said: str) -> Markup:
    return escape(said)


def say_many(one: str, many: str, count: int, **values: Any) -> Markup:
    """Return the sentence in the form that fits `count`, with the same escaping as `say`."""
    said = escape(words.ngettext(one, many, count, **{name: _slot(name) for name in values}))
    for name, value in values.items():
        said = said.replace(_slot(name), escape(value))
    return said


def _slot(name: str) -> str:
    """Return what keeps a value's place until the sentence around it is escaped."""
    return f"\x02{name}\x03"


def url(name: str, **kwargs: Any) -> str:
    """Return the address of a named page."""
    return address(name, kwargs)


def query_string(request: Asked, **changes: Any) -> str:
    """Return the address's parameters with these changes; None takes one away.

    The page number is dropped unless it is what changes: another filter starts at page one.
    """
    query = request.GET.copy()
    if "page" not in changes:
        query.pop("page", None)
    for name, value in changes.items():
        if value is None:
            query.pop(name, None)
        elif isinstance(value, list | tuple):
            query.setlist(name, [str(one) for one in value])
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}"


def attributes(values: Mapping[str, Any]) -> Markup:
    """Return HTML attributes; None and False are left out, True stands alone, `_` becomes `-`."""
    parts = []
    for name, value in values.items():
        if value is None or value is False:
            continue
        shown = name.rstrip("_").replace("_", "-")
        parts.append(f" {shown}" if value is True else f' {shown}="{escape(value)}"')
    return Markup("".join(parts))  # noqa: S704 -- names are the template's, values are escaped


def kept(macro: Macro, *values: Hashable) -> Markup:
    """Return what a macro makes of these values, kept by all that it may look at.

    That is the values, which never change, and how the reader reads. It knows neither the page
    (so it is imported without context) nor the instant, and so what was kept for one reader is
    shown to another only where it would be the same to the letter. A list counts as a tuple.
    """
    fixed = tuple(tuple(one) if isinstance(one, list) else one for one in values)
    return _drawn(macro, formats.reader().timeless(), words.tongue(), fixed)


@lru_cache(maxsize=256)
def _drawn(
    macro: Macro, reader: formats.Reader, _tongue: str, values: tuple[Hashable, ...]
) -> Markup:
    with formats.reading_as(reader):
        return Markup(macro(*values))  # noqa: S704 -- a macro escapes what it is given


FILTERS = {
    "ago": formats.ago,
    "attributes": attributes,
    "business_days": formats.business_days,
    "clock": formats.clock,
    "day": formats.day,
    "duration": formats.duration,
    "instant": formats.instant,
    "stored": formats.stored,
    "month": formats.month,
    "number": formats.number,
    "period": formats.period,
    "quantity": formats.quantity,
    "share": formats.share,
    "weekday": formats.weekday,
}
GLOBALS = {
    "_": say,
    "control": control,
    "icon": marks.icon,
    "kept": kept,
    "language": get_language,
    "key_of": marks.key_of,
    "ngettext": say_many,
    "query_string": query_string,
    "reader": formats.reader,
    "state_badge": marks.state_badge,
    "state_mark": marks.state_mark,
    "static": cache(static),
    "status_mark": marks.status_mark,
    "value_chip": marks.value_chip,
    "url": url,
}


class Unknown(StrictUndefined):
    """A name that nobody gave: an error, except for a block or an else that was left out."""

    def __str__(self) -> str:  # type: ignore[override] # the strict one never returns
        if self._undefined_name is None and self._undefined_hint:
            return ""  # what `{{ a if b }}` gives when b is false
        return super().__str__()

    def __bool__(self) -> bool:  # type: ignore[override] # the strict one never returns
        return False if self._undefined_name == "caller" else super().__bool__()


class Sparing(Environment):
    """Gives all templates the same names of the product's, where Jinja would join them anew."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the names that a template knows beside those of the page."""
        return super().make_globals(d) if d else self.globals


def environment(**options: Any) -> Environment:
    """Return the environment for Django's Jinja2 backend; an unknown name is an error."""
    strict = options | {
        "autoescape": True,
        "undefined": Unknown,
        "trim_blocks": True,
        "lstrip_blocks": True,
    }
    made = Sparing(**strict)
    made.filters.update(FILTERS)
    made.globals.update(GLOBALS)
    return made
