"""What is done to the database before people are served; each line printed is a step."""

import os
import sys
from collections.abc import Callable

from django.core.management import call_command
from django.utils import timezone

from catchball.site.serving.home import DEMO_MARK, home_of_checkout
from catchball.site.serving.opening import set_up_django


def say(step: str) -> None:
    """Tell the parent, at once, what is being done."""
    sys.stdout.write(f"{step}\n")
    sys.stdout.flush()


def prepare() -> None:
    """Bring the tables up to date."""
    say("Bringing the database up to date")
    set_up_django()
    call_command("migrate", database="owner", interactive=False, verbosity=0)
    _load_demo()
    tell_of_nobody(say)


def _load_demo() -> None:
    """Load the demo unless told not to, and leave a mark where it is there.

    The mark lets the sign-in page show the demo's accounts without asking the database about
    people before anybody has signed in.
    """
    from catchball.site import demo  # noqa: PLC0415 -- after the settings are known

    mark = home_of_checkout().file(DEMO_MARK)
    if os.environ.get("CATCHBALL_DEMO", "1") != "0":
        demo.load_once(say)
    if demo.is_loaded():
        mark.touch()
    else:
        mark.unlink(missing_ok=True)


def tell_of_nobody(say: Callable[[str], None]) -> None:
    """Say how the first person comes in, where nobody may sign in yet."""
    from catchball.trust.queries import list_people  # noqa: PLC0415 -- as above
    from catchball.trust.scope import operator_scope  # noqa: PLC0415

    now = timezone.now()  # noqa: TID251 -- the clock of a command
    if not list_people(operator_scope("start", now=now)):
        say("Nobody can sign in yet. Add the first administrator from another terminal:")
        say('./catchball user add ADDRESS --name "NAME" --role administrator')


if __name__ == "__main__":
    prepare()
