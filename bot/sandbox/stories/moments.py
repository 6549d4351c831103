"""Reads how far a story travels: ``8h``, ``to 08:00``, ``to 2026-03-29 08:00 Europe/Berlin``, ``to next``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

_PART = re.compile(r"(\d+(?:\.\d+)?)\s*(weeks?|days?|d|hours?|h|minutes?|min|m|seconds?|s)\b", re.IGNORECASE)
_UNITS = {"w": "weeks", "d": "days", "h": "hours", "m": "minutes", "s": "seconds"}
_CLOCK = re.compile(r"to (\d{1,2}:\d{2})")
_INSTANT = re.compile(r"to (\d{4}-\d{2}-\d{2})[ T](\d{1,2}:\d{2})(?: (\S+))?")


@dataclass(frozen=True, slots=True)
class For:
    """Travel for this long."""

    duration: timedelta


@dataclass(frozen=True, slots=True)
class ToNext:
    """Travel to whatever the bot has planned next."""


@dataclass(frozen=True, slots=True)
class ToClock:
    """Travel to the next time it is so late on the person's wall."""

    at: time


@dataclass(frozen=True, slots=True)
class ToInstant:
    """Travel to a date and time, in ``zone`` or, without one, in the person's."""

    local: datetime
    zone: str | None


Journey = For | ToNext | ToClock | ToInstant


def read_journey(text: str) -> Journey:
    """Return what ``text`` says; raise ``ValueError`` with the ways to write it."""
    words = text.strip()
    if words == "to next":
        return ToNext()
    if match := _CLOCK.fullmatch(words):
        return ToClock(_clock(match[1]))
    if match := _INSTANT.fullmatch(words):
        if match[3] is not None:
            _zone(match[3])
        day = datetime.strptime(match[1], "%Y-%m-%d").date()  # noqa: DTZ007 - the zone comes with the person
        return ToInstant(datetime.combine(day, _clock(match[2])), match[3])
    return For(read_duration(words))


def read_duration(text: str) -> timedelta:
    """Return the duration written as ``8h``, ``90 min`` or ``1 day 2 hours``."""
    if _PART.sub("", text).strip(" ,") or not _PART.search(text):
        raise ValueError(
            f"{text!r} is no journey: write 8h, 90min, to next, to 08:00 or to 2026-03-29 08:00 Europe/Berlin"
        )
    total = timedelta()
    for amount, unit in _PART.findall(text):
        total += timedelta(**{_UNITS[unit[0].lower()]: float(amount)})
    return total


def arrival(journey: For | ToClock | ToInstant, now: datetime, zone: str) -> datetime:
    """Return the instant in UTC at which ``journey`` ends, for a person living in ``zone``."""
    match journey:
        case For(duration=duration):
            return now + duration
        case ToClock(at=at):
            place = ZoneInfo(zone)
            day = now.astimezone(place).date()
            while (moment := datetime.combine(day, at, tzinfo=place).astimezone(UTC)) <= now:
                day += timedelta(days=1)
            return moment
        case ToInstant(local=local, zone=own):
            return local.replace(tzinfo=ZoneInfo(own or zone)).astimezone(UTC)


def _clock(text: str) -> time:
    hour, minute = text.split(":")
    return time(int(hour), int(minute))


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError) as error:
        raise ValueError(f"{name!r} is not a time zone") from error
