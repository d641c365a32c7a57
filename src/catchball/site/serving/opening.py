"""Getting ready to work with the data from the command line."""

import os

import django

from catchball.site.serving.database import ensure


def open_catchball() -> None:
    """Start the database if it is not up, and set Django up; import models only after this."""
    ensure()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "catchball.site.settings")
    django.setup()
