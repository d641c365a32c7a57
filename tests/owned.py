"""The database in the hand of its owner, past all walls, as somebody with all power has it."""

import psycopg
from django.conf import settings
from django.db import connection


def as_owner():
    """Open a connection as the owner of the tables, who may lift triggers in this server."""
    own = settings.DATABASES["default"]
    return psycopg.connect(
        host=own["HOST"],
        port=own["PORT"],
        user=own["USER"],
        password=own["PASSWORD"],
        dbname=connection.settings_dict["NAME"],
    )
