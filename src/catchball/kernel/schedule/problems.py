"""What can be wrong with a plan's network or with the question how it may end."""

from catchball.kernel.errors import Invalid


class ActivityRepeated(Invalid):
    """Two activities go by the same key."""


class ActivityUnknown(Invalid):
    """A link leads from or to an activity that the plan does not have."""


class ActivityNeedsItself(Invalid):
    """Activities wait for each other in a circle; the message names them in order."""


class DurationNegative(Invalid):
    """An activity cannot take less than no time."""


class SpreadContradicts(Invalid):
    """The three points of an estimate are not in order, or its chance is not one."""


class DrawsOutOfBounds(Invalid):
    """A simulation needs at least one draw, and a bounded number of them."""
