"""What is done to the database before people are served; each line printed is a step."""

import sys

from django.core.management import call_command

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


if __name__ == "__main__":
    prepare()
