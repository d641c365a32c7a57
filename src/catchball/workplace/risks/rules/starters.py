"""The starter risks that a site keeps for itself, beside those of the product."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from catchball.kernel.errors import Invalid, Refused
from catchball.kernel.texts import faults_of_length
from catchball.kernel.words import _
from catchball.trust.permissions import Side
from catchball.workplace.risks.rules.steps import SENTENCE
from catchball.workplace.risks.rules.words import Category, Phase

# Shorter names are words of every sentence.
SHORTEST_NAME = 4
_PARTS = ("event", "cause", "effect", "response", "contingency")


class StarterDoesNotFit(Invalid):
    """A starter risk lacks its event, is too long, or names a client."""


class MayNotKeepStarter(Refused):
    """The library of a site is the manufacturer's, and a retired starter stays as it is."""


@dataclass(frozen=True, kw_only=True)
class StarterWords:
    """A starter risk in words: what could happen, why, what answers it."""

    event: str
    cause: str = ""
    effect: str = ""
    response: str = ""
    contingency: str = ""
    category: Category = Category.PROGRAM
    phase: Phase = Phase.EXECUTION


def check_may_keep_starter(side: Side, *, is_retired: bool = False) -> None:
    """Let the manufacturer's people keep the library of a site.

    :raises MayNotKeepStarter: for the client's, or if the starter is retired
    """
    if side is not Side.CMO:
        raise MayNotKeepStarter(_("The library of a site is kept by the manufacturer."))
    if is_retired:
        raise MayNotKeepStarter(_("This starter risk is retired. Add it anew."))


def clean_starter(said: StarterWords, *, names: Iterable[str]) -> StarterWords:
    """Return a starter risk without blanks around its words, if it gives no client away.

    `names` are those of the client, its programs and its products: every client sees the library.

    :raises StarterDoesNotFit: with a sentence for each part that does not fit

    >>> clean_starter(StarterWords(event=" The filter clogs "), names=["Acme"]).event
    'The filter clogs'
    """
    words = {part: getattr(said, part).strip() for part in _PARTS}
    known = tuple(names)
    faults = faults_of_length(words, SENTENCE)
    for part, text in words.items():
        if found := name_within(text, known):
            faults[part] = _("Leave “%(name)s” out: other clients see the library.", name=found)
    if not words["event"]:
        faults["event"] = _("Say what could happen.")
    if faults:
        raise StarterDoesNotFit(" ".join(faults.values()), **faults)
    return StarterWords(**words, category=said.category, phase=said.phase)


def name_within(text: str, names: Iterable[str]) -> str:
    """Return the first of the names that a text holds as a word of its own; empty if none.

    >>> name_within("The pacemaker of Acme", ["Pace", "acme "])
    'acme'
    """
    known = (name.strip() for name in names if len(name.strip()) >= SHORTEST_NAME)
    return next((name for name in known if _is_word_of(text, name)), "")


def _is_word_of(text: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE) is not None
