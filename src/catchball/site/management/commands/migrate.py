"""Django's `migrate`, which begins with all tables at once where there are none."""

from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from catchball.site.structure import lay_down

# With one of these the command is asked for something else than an up-to-date database.
OTHERWISE = ("app_label", "plan", "check_unapplied", "prune", "fake", "fake_initial")


class Command(migrate.Command):
    """Bring a database up to date, from whichever release or from nothing."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Lay all tables down if there are none, then apply what the file does not hold yet."""
        if not any(options[name] for name in OTHERWISE):
            lay_down(connections[options["database"]])
        super().handle(*args, **options)
