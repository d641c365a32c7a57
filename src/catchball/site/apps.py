"""The site floor as a Django application: what is plugged together at start-up."""

from django.apps import AppConfig
from django.utils.translation import gettext
from django.utils.translation import ngettext as gettext_many

from catchball.kernel import words
from catchball.site.formats import day, number, period


class SiteConfig(AppConfig):
    """The floor that people stand on."""

    name = "catchball.site"
    label = "site"

    def ready(self) -> None:
        """Let the pure rooms speak the reader's language."""
        words.speak_with(gettext, gettext_many, period, day, number)
