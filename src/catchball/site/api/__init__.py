"""The door for machines: /api/v1, each operation one command or one query in JSON."""

from catchball.site.api.routes import API

__all__ = ["API"]
