"""Public holidays of a country or region, as entries that a person may then edit."""

from catchball.kernel.words import _
from catchball.kernel.worktime.calendars import Holiday
from catchball.kernel.worktime.problems import CountryUnknown


def known_countries() -> dict[str, tuple[str, ...]]:
    """List the countries (ISO 3166-1 alpha-2) and of each the regions that differ."""
    import holidays  # noqa: PLC0415 -- slow to load, and needed only while editing

    listed = holidays.list_supported_countries(include_aliases=False)
    return {country: tuple(regions) for country, regions in sorted(listed.items())}


def public_holidays(
    country: str, region: str | None, first_year: int, last_year: int
) -> tuple[Holiday, ...]:
    """List the public holidays of the years given, both included, in order.

    They come from a maintained library and are a proposal: laws change, sites bridge days. Days
    that a country gives in place of a holiday on a weekend are included.

    :raises CountryUnknown: the library knows no such country or region.
    """
    import holidays  # noqa: PLC0415 -- slow to load, and needed only while editing

    years = range(first_year, last_year + 1)
    try:
        found = holidays.country_holidays(country, subdiv=region, years=years)
    except NotImplementedError:
        raise CountryUnknown(
            _(
                "No public holidays are known for %(place)s. Choose another country or region, "
                "or enter the holidays by hand.",
                place=f"{country} {region or ''}".strip(),
            )
        ) from None
    return tuple(Holiday(day, name) for day, name in sorted(found.items()))
