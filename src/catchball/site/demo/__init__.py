"""The demo: a manufacturer with two sites and five clients, three years, all of it synthetic."""

from collections.abc import Callable

from catchball.site.demo.company import PASSWORD, PEOPLE, Somebody

__all__ = ["LOADING", "PASSWORD", "accounts", "is_loaded", "load_once"]

# How each step of loading begins; `make run` knows by it that the demo will be there.
LOADING = "Loading the demo"


def accounts(*, everybody: bool = False) -> tuple[tuple[str, str, str], ...]:
    """Return address, word and password of the demo's sign-ins: the most telling, or all."""
    return tuple(
        (one.email, one.shown or _word(one), PASSWORD) for one in PEOPLE if one.shown or everybody
    )


def _word(one: Somebody) -> str:
    return f"{one.role.label}, {', '.join(one.clients) or 'all clients'}"


def load_once(say: Callable[[str], None]) -> bool:
    """Load the demo where there is no client yet, and answer whether it was loaded."""
    # Django's models are imported only once Django is set up.
    from catchball.site.demo import loading  # noqa: PLC0415

    return loading.load_once(say)


def is_loaded() -> bool:
    """Answer whether the demo's clients are here."""
    from catchball.site.demo import loading  # noqa: PLC0415

    return loading.is_loaded()
