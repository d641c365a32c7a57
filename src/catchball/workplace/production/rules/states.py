"""The states through which a delivery and a batch go."""

from enum import StrEnum

from catchball.kernel.words import _


class DeliveryState(StrEnum):
    """Where a delivery stands."""

    PROMISED = "promised"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        """The state as people call it."""
        return {
            DeliveryState.PROMISED: _("promised"),
            DeliveryState.DELIVERED: _("delivered"),
            DeliveryState.CANCELLED: _("cancelled"),
        }[self]


class BatchState(StrEnum):
    """Where the making of a batch stands."""

    PLANNED = "planned"
    STARTED = "started"
    COMPLETED = "completed"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        """The state as people call it."""
        return {
            BatchState.PLANNED: _("planned"),
            BatchState.STARTED: _("started"),
            BatchState.COMPLETED: _("completed"),
            BatchState.CANCELLED: _("cancelled"),
        }[self]


class Disposition(StrEnum):
    """What the manufacturer's quality unit decided about a batch."""

    PENDING = "pending"
    RELEASED = "released"
    REJECTED = "rejected"

    @property
    def label(self) -> str:
        """The decision as people call it."""
        return {
            Disposition.PENDING: _("not decided"),
            Disposition.RELEASED: _("released"),
            Disposition.REJECTED: _("rejected"),
        }[self]


class BatchKind(StrEnum):
    """What a batch is made for."""

    COMMERCIAL = "commercial"
    PPQ = "ppq"
    ENGINEERING = "engineering"
    CLINICAL = "clinical"

    @property
    def label(self) -> str:
        """The kind as people call it."""
        return {
            BatchKind.COMMERCIAL: _("commercial"),
            BatchKind.PPQ: _("process performance qualification"),
            BatchKind.ENGINEERING: _("engineering"),
            BatchKind.CLINICAL: _("clinical"),
        }[self]
