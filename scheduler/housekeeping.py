"""Throws away what has served its time, in small bites."""

from __future__ import annotations

from datetime import datetime

from storage.engine.database import Database
from storage.points import Point, reached
from storage.watch.housekeeping import BATCH, KINDS, sweep

BITES = 250
"""Of each kind, at most; what is left waits for the next hour."""


async def tick(database: Database, now: datetime) -> int:
    """Throw away what is past its time; return how many rows that were. Raises Unavailable."""
    return sum([await _all_of(database, kind, now) for kind in KINDS])


async def _all_of(database: Database, kind: str, now: datetime) -> int:
    total = 0
    for _ in range(BITES):
        gone = await database.run(lambda tx: sweep(tx, kind, now))
        reached(Point.SWEPT)
        total += gone
        if gone < BATCH:
            break
    return total
