"""The pages as a WSGI application."""

import importlib
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "catchball.site.settings")
application = get_wsgi_application()
# Django would load the pages upon the first request, while somebody waits.
importlib.import_module(settings.ROOT_URLCONF)
