"""Throws away what has served its time, in small bites."""

from __future__ import annotations

from datetime import datetime

from storage.database import Database
from storage.housekeeping import sweep
from storage.points import Point, reached

BITES = 50


async def tick(database: Database, now: datetime) -> int:
    """Throw away what is past its time; return how many rows went. Raises Unavailable."""
    total = 0
    for _ in range(BITES):
        gone = await database.run(lambda tx: sweep(tx, now))
        total += gone
        reached(Point.SWEPT)
        if not gone:
            break
    return total
