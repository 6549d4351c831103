"""What is due happens: each tick takes the turns whose moment has come.

Call it as often as you like and from as many workers as you like: a due row is taken
by one of them, in the same transaction as everything that follows from it.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime

from messages.dialogue import step
from messages.events import Due
from scheduler.faults import described
from storage import agenda
from storage.batch.due import take_due
from storage.database import Database, Tx, passing
from storage.points import Point, reached
from storage.turns import Decide, TurnResult, take_turn

log = logging.getLogger(__name__)

BATCH = 40
"""Rows in one transaction: few enough that somebody in danger never waits long behind them."""
BATCHES = 100
"""Per tick; what is left waits for the next beat."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What a tick did."""

    taken: int = 0
    moved: int = 0
    """Were not due any more when their turn came."""
    failed: int = 0
    """Will be tried again later."""

    def __add__(self, other: Counts) -> Counts:
        """Return both together."""
        return Counts(self.taken + other.taken, self.moved + other.moved, self.failed + other.failed)

    @property
    def due(self) -> int:
        """Rows whose moment had come, whatever became of them."""
        return self.taken + self.moved + self.failed


async def tick(database: Database, now: datetime, *, decide: Decide = step) -> Counts:
    """Take the turn of everything that is due at ``now``; return what was done. Raises Unavailable."""
    total = Counts()
    for _ in range(BATCHES):
        counts = await database.run(lambda tx: take_batch(tx, now, decide))
        total += counts
        if counts.due:
            reached(Point.TICKED)
        if counts.due < BATCH:
            break
    if total.failed:
        log.warning("tick", extra={"taken": total.taken, "moved": total.moved, "failed": total.failed})
    return total


def take_batch(tx: Tx, now: datetime, decide: Decide = step) -> Counts:
    """Take the turns of a few due rows; one that fails costs nobody else theirs."""
    rows = agenda.claim(tx, BATCH, now)
    if not rows:
        return Counts()
    reached(Point.DUE_CLAIMED)
    try:
        with tx.begin_nested():
            results = take_due(tx, rows, now, decide=decide)
    except Exception as error:
        if passing(error):
            raise
        # One of them failed, which is rare: all are taken back, and each is tried by itself.
        return sum((_take(tx, row, now, decide) for row in rows), Counts())
    return sum((_counted(each) for each in results), Counts())


def _counted(result: TurnResult) -> Counts:
    return Counts(moved=1) if result.applied is None else Counts(taken=1)


def _take(tx: Tx, row: agenda.DueRow, now: datetime, decide: Decide) -> Counts:
    try:
        with tx.begin_nested():
            event = Due(row.topic, row.key, row.due_at)
            result = take_turn(tx, row.chat_id, event, now, update_id=None, decide=decide)
            reached(Point.DUE_TAKEN, row.topic)
            return _counted(result)
    except Exception as error:
        if passing(error):
            raise
        ids: dict[str, int | str] = {"chat_id": row.chat_id, "topic": row.topic, "attempts": row.attempts + 1}
        log.error("a due turn failed; it rests and is tried again", extra={**ids, **described(error)})
        agenda.push(tx, row, now)
        return Counts(failed=1)
