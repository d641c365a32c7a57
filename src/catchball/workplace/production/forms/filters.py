"""The shape of a list's address: what is searched, filtered, sorted and turned to."""

from collections.abc import Iterable
from typing import Any

from django import forms

from catchball.kernel.errors import Invalid
from catchball.kernel.words import _
from catchball.workplace.production.queries import BatchFilters, DeliveryFilters
from catchball.workplace.production.rules import BatchState, DeliveryState, Disposition


class NotAFilter(Invalid):
    """The address asks for something that no list can be filtered by."""


def _choice(values: Iterable[Any], coerce: Any) -> forms.TypedChoiceField:
    choices = [(value.value, value.value) for value in values]
    return forms.TypedChoiceField(
        choices=[("", ""), *choices], coerce=coerce, required=False, empty_value=None
    )


def _sort(names: Iterable[str], usual: str) -> forms.TypedChoiceField:
    choices = [(sign + name, name) for name in names for sign in ("", "-")]
    return forms.TypedChoiceField(choices=choices, required=False, empty_value=usual)


class _Filters(forms.Form):
    q = forms.CharField(required=False, max_length=200)
    # Any id has the right shape; one of another client simply finds nothing.
    program = forms.UUIDField(required=False)
    page = forms.IntegerField(required=False, min_value=1, max_value=10_000_000)

    def wanted(self) -> dict[str, Any]:
        """Return the filters as they were asked for.

        :raises NotAFilter: if the address holds what is no filter
        """
        if not self.is_valid():
            wrong = ", ".join(sorted(self.errors))
            raise NotAFilter(
                _("This list cannot be filtered so (%(named)s). Clear the filters.", named=wrong)
            )
        named: dict[str, Any] = dict(self.cleaned_data)
        named["search"] = named.pop("q")
        named["page"] = named["page"] or 1
        return named


class FilterDeliveries(_Filters):
    """The address of a list of deliveries."""

    state = _choice(DeliveryState, DeliveryState)
    late = forms.BooleanField(required=False)
    since = forms.DateField(required=False)
    until = forms.DateField(required=False)
    sort = _sort(DeliveryFilters.SORTS, DeliveryFilters.sort)

    def filters(self) -> DeliveryFilters:
        """Return which deliveries are wanted.

        :raises NotAFilter: if the address holds what is no filter
        """
        named = self.wanted()
        named["late_only"] = named.pop("late")
        named["promised_from"], named["promised_until"] = named.pop("since"), named.pop("until")
        return DeliveryFilters(**named)


class FilterBatches(_Filters):
    """The address of a list of batches."""

    state = _choice(BatchState, BatchState)
    disposition = _choice(Disposition, Disposition)
    waiting = forms.BooleanField(required=False)
    over = forms.BooleanField(required=False)
    since = forms.DateField(required=False)
    until = forms.DateField(required=False)
    sort = _sort(BatchFilters.SORTS, BatchFilters.sort)

    def filters(self) -> BatchFilters:
        """Return which batches are wanted.

        :raises NotAFilter: if the address holds what is no filter
        """
        named = self.wanted()
        named["awaiting_only"], named["over_full_only"] = named.pop("waiting"), named.pop("over")
        named["completed_from"], named["completed_until"] = named.pop("since"), named.pop("until")
        return BatchFilters(**named)
