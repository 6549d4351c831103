"""The moments of the tests: where every talk starts, and clock times on somebody's wall."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

START = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
"""A Tuesday morning: the day on which every talk starts unless a test says otherwise."""


def at(day: date | str, clock: str, zone: str = "Europe/London") -> datetime:
    """Return the UTC instant of a wall-clock time, e.g. ``at("2026-03-29", "08:00")``."""
    local = datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=ZoneInfo(zone))
    return local.astimezone(UTC)
