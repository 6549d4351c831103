"""Countries and time zones people can choose, and how they find them by typing."""

from __future__ import annotations

from messages.places.countries import Country, common_countries, countries, countries_named, country_of
from messages.places.zones import Region, Zone, clock_in, regions, zone_label, zones_matching, zones_of

__all__ = [
    "Country",
    "Region",
    "Zone",
    "clock_in",
    "common_countries",
    "countries",
    "countries_named",
    "country_of",
    "regions",
    "zone_label",
    "zones_matching",
    "zones_of",
]
