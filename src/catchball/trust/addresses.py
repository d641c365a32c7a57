"""The addresses of named pages, found once for each name: a list has as many as it has rows."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.urls import NoReverseMatch, get_resolver, reverse
from django.urls.converters import SlugConverter, UUIDConverter

_IS_ID = re.compile(UUIDConverter.regex).fullmatch
_PLAIN: dict[type, type] = {UUIDConverter: UUID, SlugConverter: str}


def address(name: str, kwargs: Mapping[str, Any]) -> str:
    """Return the address of a named page, exactly as Django's `reverse` would.

    :raises NoReverseMatch: if there is no page of this name and these parts
    """
    known = _pattern(name, tuple(sorted(kwargs)))
    if known is not None:
        pattern, types = known
        values = {part: str(value) for part, value in kwargs.items()}
        if all(_fits(values[part], kwargs[part], types[part]) for part in kwargs):
            return pattern % values
    return reverse(name, kwargs=dict(kwargs) or None)


@lru_cache(maxsize=512)
def thing_of(name: str) -> str:
    """Return what a page of one record calls it in its address: the part beside the client.

    :raises NoReverseMatch: if there is no page of this name, or it is of more or of none
    """
    for possibilities, *_rest in get_resolver().reverse_dict.getlist(name):
        for _text, parts in possibilities:
            things = set(parts) - {"client"}
            if len(things) == 1:
                return str(things.pop())
    raise NoReverseMatch(name)


def _fits(word: str, value: object, wanted: type) -> bool:
    """Answer whether a value needs neither check nor quoting: an id, or a plain short name."""
    if wanted is UUID:
        return isinstance(value, UUID) or bool(_IS_ID(word))
    return word.isascii() and word.replace("-", "").replace("_", "").isalnum()


@lru_cache(maxsize=512)
def _pattern(name: str, parts: tuple[str, ...]) -> tuple[str, dict[str, type]] | None:
    """Return the one pattern of these parts, where they are ids and short names; else None."""
    found = [
        (text, converters)
        for possibilities, _regex, _defaults, converters in get_resolver().reverse_dict.getlist(
            name
        )
        for text, needed in possibilities
        if tuple(sorted(needed)) == parts
    ]
    if len(found) != 1:
        return None
    text, converters = found[0]
    types = [(part, kind) for part in parts if (kind := _PLAIN.get(type(converters.get(part))))]
    return (f"/{text}", dict(types)) if len(types) == len(parts) else None
