"""Texts that people write, and how long they may be."""

from collections.abc import Mapping

from catchball.kernel.words import _


def faults_of_length(texts: Mapping[str, str], most: int) -> dict[str, str]:
    """Return a sentence for each text, by its field, that is too long: none is cut unseen.

    >>> faults_of_length({"title": "Granulation", "plan": "Wait"}, 5)
    {'title': 'Say it in 5 characters at most.'}
    """
    return {
        field: _("Say it in %(count)s characters at most.", count=most)
        for field, text in texts.items()
        if len(text) > most
    }
