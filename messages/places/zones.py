"""Time zones by region, city or clock offset: what people choose or type becomes an IANA zone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BaseModel, ConfigDict

from messages.places.countries import countries_named, country_of
from messages.places.spelling import nearest, plain
from messages.reviewed import ReviewedDataError, load

MIN_PREFIX = 4
_OFFSET = re.compile(r"^(?:(?:utc|gmt)\s*([+\-−–]?)|([+\-−–]))\s*(\d{1,2})(?:[:.]?(\d{2}))?\s*(?:h|hours?)?$")
_SAME = {"utc": "UTC", "gmt": "UTC", "zulu": "UTC", "greenwich": "UTC"}
_AROUND = re.compile(
    r"^(?:(?:it'?s|it is|i'?m|i am|we are|same as|the same as|like|near|in|on|at|my|live|i live|now)\s+)+"
    r"|\s+(?:time|time zone|timezone)$"
)
_AREAS = frozenset({"Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"})
_FURTHEST = timedelta(hours=14)
"""No clock on Earth is further from UTC than Kiritimati's."""


class Zone(BaseModel):
    """One time zone with the label of its button and the places people type to find it."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    zone: str
    label: str
    places: tuple[str, ...] = ()


class Region(BaseModel):
    """A part of the world; ``id`` is the end of its catalogue key ``places.<id>``."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str
    zones: tuple[Zone, ...]


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    regions: tuple[Region, ...]


@lru_cache(maxsize=1)
def regions() -> tuple[Region, ...]:
    """Return the regions with their zones; raise ReviewedDataError where a zone does not exist."""
    found = _File.model_validate(load(files("messages.places") / "zones.yaml")).regions
    names = [zone.zone for region in found for zone in region.zones]
    unknown = set(names) - available_timezones()
    if unknown or len(names) != len(set(names)):
        raise ReviewedDataError(f"zones.yaml: unknown {sorted(unknown)}, or a zone stands there twice")
    return found


@lru_cache(maxsize=1)
def _labels() -> Mapping[str, str]:
    return MappingProxyType({zone.zone: zone.label for region in regions() for zone in region.zones})


def zone_label(zone: str) -> str:
    """Return the words for an IANA zone: those of its button, else its city."""
    city = zone.rpartition("/")[2].replace("_", " ")
    if zone.startswith("Etc/GMT") and city[3:]:
        return f"UTC{'+' if city[3] == '-' else '-'}{city[4:]}"
    return _labels().get(zone, city)


def clock_in(zone: str, now: datetime) -> str:
    """Return the time of day in ``zone`` at ``now``, as ``HH:MM``."""
    return now.astimezone(ZoneInfo(zone)).strftime("%H:%M")


def zones_of(country: str | None) -> tuple[str, ...]:
    """Return the zones of a stated country; empty when it is unknown."""
    found = country_of(country)
    return found.zones if found else ()


@lru_cache(maxsize=1)
def _places() -> Mapping[str, tuple[str, ...]]:
    """Return every typed place with its zones: our own list, and the city in each IANA name."""
    found: dict[str, tuple[str, ...]] = {}
    for region in regions():
        for zone in region.zones:
            label_words = [plain(each) for each in zone.label.split("(")[0].split(",")]
            city = plain(zone.zone.rpartition("/")[2])
            for place in dict.fromkeys([city, *label_words, *map(plain, zone.places)]):
                found[place] = (*found.get(place, ()), zone.zone)
    for name in sorted(available_timezones()):
        area, _, city = name.rpartition("/")
        if area and area in _AREAS and plain(city) not in found:
            found[plain(city)] = (name,)
    return MappingProxyType(found)


def zones_matching(text: str, now: datetime, country: str | None = None) -> tuple[str, ...]:
    """Return the IANA zones that ``text`` may mean at ``now``, the likeliest first.

    ``text`` is a city, a country, an IANA name or an offset such as ``UTC+5:30``.
    Zones of the stated ``country`` come first where there is a choice.
    """
    if "/" in text and text.strip() in available_timezones():
        return (text.strip(),)
    typed = _AROUND.sub("", plain(text)).strip()
    if typed in _SAME:
        by_name = tuple(zone for zone in zones_of(country) if _winter_name(zone, now) == typed.upper())
        return by_name or (_SAME[typed],)
    offset = _offset(text)
    if offset is not None:
        return _with_offset(offset, now, zones_of(country))
    home = zones_of(country)
    found = _named(typed) or _named(_without_country(typed))
    return tuple(sorted(found, key=lambda zone: zone not in home))


def _winter_name(zone: str, now: datetime) -> str | None:
    """Return the short name of a zone's clock in January; in Britain people say GMT all year round."""
    return datetime(now.year, 1, 15, tzinfo=ZoneInfo(zone)).tzname()


def _without_country(typed: str) -> str:
    """Return "sydney" for "sydney australia"; nothing where no country stands behind the place."""
    words = typed.split()
    for at in range(1, len(words)):
        if countries_named(" ".join(words[at:])):
            return " ".join(words[:at])
    return ""


def _named(typed: str) -> tuple[str, ...]:
    places = _places()
    lands = [each for each in countries_named(typed) if plain(each.name) == typed or len(each.zones) > 1]
    if not typed:
        return ()
    if len(lands) == 1 and len(lands[0].zones) > 1:
        return lands[0].zones
    if typed in places:
        return places[typed]
    if len(lands) == 1:
        return lands[0].zones
    begun = [name for name in places if name.startswith(typed)] if len(typed) >= MIN_PREFIX else []
    names = begun or nearest(typed, places)[:3]
    return tuple(dict.fromkeys(zone for name in names for zone in places[name]))


def _offset(text: str) -> timedelta | None:
    match = _OFFSET.match(text.strip().lower())
    if match is None:
        return None
    sign = 1 if (match[1] or match[2] or "+") == "+" else -1
    hours, minutes = int(match[3]), int(match[4] or 0)
    offset = timedelta(hours=hours, minutes=minutes)
    return sign * offset if offset <= _FURTHEST and minutes < 60 else None


def _with_offset(offset: timedelta, now: datetime, home: tuple[str, ...]) -> tuple[str, ...]:
    """Return the zones whose clocks stand ``offset`` from UTC at ``now``, those of home first, plain UTC last."""
    listed = [zone.zone for region in regions() for zone in region.zones]
    known = [zone for zone in dict.fromkeys([*home, *listed]) if now.astimezone(ZoneInfo(zone)).utcoffset() == offset]
    hours, rest = divmod(abs(offset), timedelta(hours=1))
    if not rest:
        sign = "-" if offset > timedelta() else "+"
        known.append("UTC" if not hours else f"Etc/GMT{sign}{hours}")
    return tuple(each for each in known if each in available_timezones())
