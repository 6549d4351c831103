"""When something comes next on a person's own clock: through clock changes, night shifts and travel.

The rule for a daily time, written once:

* It comes on each local date of its weekdays exactly once.
* If the clock skips it (a gap), it comes at the first minute that exists after the gap. If that
  is already the next date, it comes at the last minute before the gap instead.
* If the clock shows it twice (an overlap), only the first pass counts.
* A date that a zone leaves out altogether has no turn.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from functools import lru_cache
from zoneinfo import ZoneInfo

EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)
"""Monday is 0."""

_MINUTE = timedelta(minutes=1)
_DAY = timedelta(days=1)
_LOOK_AHEAD = 16
"""Days searched: two weeks, because a zone may leave out the one weekday that was asked for."""


@lru_cache(maxsize=1440)
def parse_clock(text: str) -> clock_time:
    """Return the wall-clock time that ``HH:MM`` names; raise ValueError for anything else."""
    hours, colon, minutes = text.partition(":")
    if not colon or len(minutes) != 2 or not (hours.isdecimal() and minutes.isdecimal()):
        raise ValueError(f"not a time of day: {text!r}")
    return clock_time(int(hours), int(minutes))


@lru_cache(maxsize=8192)
def instant_on(day: date, at: str, zone: str) -> datetime | None:
    """Return the UTC instant at which ``at`` comes on the local date ``day``; None if it is left out."""
    tz = ZoneInfo(zone)
    wall = datetime.combine(day, parse_clock(at))
    first = wall.replace(tzinfo=tz, fold=0).astimezone(UTC)
    if first.astimezone(tz).replace(tzinfo=None) == wall:
        return first
    change = _change_behind(wall, tz)
    for candidate in (change, change - _MINUTE):
        if candidate.astimezone(tz).date() == day:
            return candidate
    return None


def _change_behind(wall: datetime, tz: ZoneInfo) -> datetime:
    """Return the UTC instant of the clock change whose gap swallows ``wall``."""
    after = wall.replace(tzinfo=tz, fold=1).utcoffset() or timedelta()
    earlier = wall.replace(tzinfo=tz, fold=1).astimezone(UTC)
    later = wall.replace(tzinfo=tz, fold=0).astimezone(UTC)
    while later - earlier > _MINUTE:
        middle = earlier + (later - earlier) // _MINUTE // 2 * _MINUTE
        if middle.astimezone(tz).utcoffset() == after:
            later = middle
        else:
            earlier = middle
    return later


def next_occurrence(after: datetime, at: str, zone: str | ZoneInfo, weekdays: Collection[int] = EVERY_DAY) -> datetime:
    """Return the first UTC instant later than ``after`` at which ``at`` comes, by the rule of this module.

    ``at`` is local wall-clock time ``HH:MM`` in ``zone``; Monday is weekday 0. Raises
    ValueError for an empty set of weekdays or a time that is none.
    """
    name = zone.key if isinstance(zone, ZoneInfo) else zone
    today = after.astimezone(ZoneInfo(name)).date()
    for ahead in range(_LOOK_AHEAD):
        day = today + ahead * _DAY
        if day.weekday() not in weekdays:
            continue
        due = instant_on(day, at, name)
        if due is not None and due > after:
            return due
    raise ValueError("no weekday was chosen")


def in_quiet(at: clock_time, quiet_from: str, quiet_to: str) -> bool:
    """Is the local time ``at`` within [``quiet_from``, ``quiet_to``)? The window may cross midnight.

    Two equal ends mean that there are no quiet hours.
    """
    start, end = parse_clock(quiet_from), parse_clock(quiet_to)
    at = at.replace(tzinfo=None, fold=0)
    if start <= end:
        return start <= at < end
    return at >= start or at < end


def next_open_minute(now: datetime, zone: str, quiet_from: str, quiet_to: str) -> datetime:
    """Return the first UTC instant from ``now`` on that lies outside the quiet hours; ``now`` if it does."""
    tz = ZoneInfo(zone)
    while in_quiet(now.astimezone(tz).time(), quiet_from, quiet_to):
        now = next_occurrence(now, quiet_to, zone)
    return now


def minutes_of(at: str) -> int:
    """Return the minutes since midnight of ``HH:MM``."""
    parsed = parse_clock(at)
    return parsed.hour * 60 + parsed.minute


def clock_of(minutes: int) -> str:
    """Return ``HH:MM`` for minutes since midnight; whole days are taken off."""
    hours, rest = divmod(minutes % 1440, 60)
    return f"{hours:02}:{rest:02}"


def spread(times: int, wake: str, bed: str, quiet_from: str, quiet_to: str, place: float = 0.5) -> tuple[str, ...]:
    """Return ``times`` local clock times, evenly over the open minutes between ``wake`` and ``bed``.

    ``place`` (0 to below 1) is where within its even share of the day each of them lies, so that two
    kinds need not come together. The window may cross midnight (night shift); quiet hours
    within it are left out. Fewer times come back only when there are fewer open minutes than times.
    """
    open_minutes = _open_minutes(wake, bed, quiet_from, quiet_to)
    count = min(times, len(open_minutes))
    picked = (open_minutes[int(len(open_minutes) * (turn + place) / count)] for turn in range(count))
    if len(open_minutes) < 10 * count:
        return tuple(picked)
    return tuple(_rounded(at, open_minutes) for at in picked)


@lru_cache(maxsize=64)
def _open_minutes(wake: str, bed: str, quiet_from: str, quiet_to: str) -> tuple[str, ...]:
    """Return the clock times between ``wake`` and ``bed`` outside of quiet hours; most people keep the same hours."""
    start = minutes_of(wake)
    length = (minutes_of(bed) - start) % 1440 or 1440
    around = (clock_of(start + minute) for minute in range(length))
    return tuple(at for at in around if not in_quiet(parse_clock(at), quiet_from, quiet_to))


def _rounded(at: str, open_minutes: Collection[str]) -> str:
    """Return ``at`` on a full five minutes, unless that would leave the open minutes."""
    rounded = clock_of(minutes_of(at) // 5 * 5)
    return rounded if rounded in open_minutes else at


def jitter(chat_id: int, kind: str, day: date, most: int) -> timedelta:
    """Return 0 to ``most`` minutes, the same whenever asked for this person, kind and local date.

    Without it everybody who chose 09:00 would be written to in the same second.
    """
    seed = f"{chat_id}:{kind}:{day.isoformat()}".encode()
    return int.from_bytes(hashlib.blake2b(seed, digest_size=4).digest()) % (most + 1) * _MINUTE
