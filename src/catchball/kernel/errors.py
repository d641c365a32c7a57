"""The five kinds of failure that a person can be told about; anything else is a bug."""

from typing import ClassVar


class Expected(Exception):  # noqa: N818 -- its kinds read as sentences
    """Something a person did cannot be done, and the message says why and what to do."""

    status: ClassVar[int] = 500

    def __init__(self, message: str = "", **fields: str) -> None:
        """Keep a sentence for the person and, where it helps, one for each field."""
        super().__init__(message)
        self.fields = fields


class Invalid(Expected):
    """What was sent has the wrong shape."""

    status = 422


class NotFound(Expected):
    """There is no such thing here, or it belongs to somebody else."""

    status = 404


class NotPermitted(Expected):
    """The person's role does not allow it."""

    status = 403


class Refused(Expected):
    """A rule of the business stands against it."""

    status = 409


class Stale(Expected):
    """It changed meanwhile; look again before changing it."""

    status = 409
