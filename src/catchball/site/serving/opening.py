"""Getting ready to work with the data from the command line."""

import os

import django

from catchball.site.serving.database import ensure


def set_up_django() -> None:
    """Set Django up with our settings; models are imported after this, never before."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "catchball.site.settings")
    django.setup()


def open_catchball() -> None:
    """Start the database if it is not up, and set Django up."""
    ensure()
    set_up_django()
