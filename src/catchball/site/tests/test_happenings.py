"""Every event that people can cause is told in words."""

import pkgutil
from importlib import import_module

from catchball import workplace
from catchball.site.happenings import SENTENCES, SILENT

# Told by the page of imports, and internal to the manufacturer.
_OF_IMPORTS = "exchange."


def _events():
    for context in pkgutil.iter_modules(workplace.__path__):
        name = f"catchball.workplace.{context.name}.commands"
        try:
            module = import_module(name)
        except ModuleNotFoundError:
            continue
        modules = [module]
        modules += [
            import_module(f"{name}.{inner.name}")
            for inner in pkgutil.iter_modules(getattr(module, "__path__", []))
        ]
        for each in modules:
            for thing in vars(each).values():
                event = getattr(thing, "event", None)
                if isinstance(event, str) and callable(thing):
                    yield event


def test_every_event_of_the_workplace_has_its_words():
    silent = {
        event
        for event in _events()
        if event not in SENTENCES and event not in SILENT and not event.startswith(_OF_IMPORTS)
    }
    assert silent == set()
