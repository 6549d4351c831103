"""What is due happens: each tick takes the turns whose moment has come.

Call it as often as you like and from as many workers as you like: a due row is taken
by one of them, in the same transaction as everything that follows from it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from messages.dialogue import step
from messages.events import Due
from scheduler.faults import described
from storage import agenda
from storage.batch.due import take_due
from storage.clock import monotonic
from storage.engine.cycles import no_looking_for_cycles
from storage.engine.database import Database, Tx, Unavailable, passing
from storage.points import Point, reached
from storage.turn.turns import Decide, TurnResult, take_turn

log = logging.getLogger(__name__)

FEWEST = 40
"""Rows in the first group of a tick. Fewer would make a machine that is slow with work slower still."""
MOST = 250
LONG = 0.02
"""Seconds that a larger one should take: as many rows as fit, so that nobody in danger waits long behind it."""
MOST_CLAIMED = 1000
"""Rows that PostgreSQL is asked for at once, as far as they fit into the time that is left; groups then overlap."""
HELD = 0.06
"""Seconds after which no group joins a transaction any more. Whom it locks may be in danger, and waits so long."""
BATCHES = 100
"""Transactions of a tick; what is left waits for the next beat."""


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
    total, pace, held = Counts(), 0.0, HELD
    for _ in range(BATCHES):
        done = await _batch(database, now, decide, pace, held)
        total += done.counts
        if done.counts.due:
            reached(Point.TICKED)
        if done.all:
            break
        pace = done.pace
        if done.counts.failed:  # there may be more of them, and each takes back what stands in its transaction
            held = 0.0
    if total.failed:
        log.warning("tick", extra={"taken": total.taken, "moved": total.moved, "failed": total.failed})
    return total


def fitting(pace: float, seconds: float, most: int = MOST) -> int:
    """Return how many rows to take in so many ``seconds``, at a ``pace`` of rows a second."""
    return max(FEWEST, min(most, int(pace * seconds)))


@dataclass(frozen=True, slots=True)
class Portion:
    """How much is to be taken."""

    claimed: int
    """Rows at most."""
    size: int
    """Of these in a group."""
    enough: Callable[[], bool] = lambda: False
    """Asked after each group: whether it was the last."""


@dataclass(frozen=True, slots=True)
class _Done:
    """What was done of what is due."""

    counts: Counts
    all: bool
    """Nothing due is left, but what somebody else has in hand."""
    pace: float = 0.0
    """Rows a second, of late."""


_Take = Callable[[Tx, datetime, Decide, Portion], _Done]


async def _batch(database: Database, now: datetime, decide: Decide, pace: float, held: float) -> _Done:
    """Take the turns of due rows in a transaction, in groups; ``pace`` is how fast it went before."""
    try:
        return await database.run(partial(_groups, database, take_together, now, decide, pace, held))
    except Unavailable:
        raise
    except Exception as error:  # it undid all of them: who of them failed is found behind savepoints, which cost
        log.info("due turns are taken again, each by itself", extra=described(error))
    return await database.run(partial(_groups, database, take_apart, now, decide, pace, 0.0))


def _groups(database: Database, take: _Take, now: datetime, decide: Decide, pace: float, held: float, tx: Tx) -> _Done:
    """Take group after group until ``held`` seconds have passed, or somebody waits for us: one wait for the disk."""
    total, begun = Counts(), monotonic()
    until = begun + held

    def enough() -> bool:
        return database.waited_for or monotonic() >= until

    with no_looking_for_cycles():
        while True:
            size = fitting(pace, LONG)
            # All that fits, so that groups overlap; but where turns are slow, nobody is locked long before their own.
            apart = database.alone or size == FEWEST
            claimed = size if apart else max(size, fitting(pace, until - begun, MOST_CLAIMED))
            done = take(tx, now, decide, Portion(claimed, size, enough))
            total += done.counts
            ended = monotonic()
            pace = done.counts.due / max(ended - begun, 0.001)
            if done.all or enough():
                return _Done(total, done.all, pace)
            begun = ended


def take_together(tx: Tx, now: datetime, decide: Decide, portion: Portion) -> _Done:
    """Take the turns of due rows. Raises what one of them raised, and then nothing may stay."""
    rows = _claimed(tx, now, portion.claimed)
    results = take_due(tx, rows, now, decide=decide, size=portion.size, enough=portion.enough) if rows else []
    return _Done(_sum(results), len(results) == len(rows) < portion.claimed)


def take_apart(tx: Tx, now: datetime, decide: Decide, portion: Portion) -> _Done:
    """Do the same, with one group, so that one that fails costs nobody else theirs."""
    theirs: dict[int, list[agenda.DueRow]] = {}
    rows = _claimed(tx, now, portion.size)
    for row in rows:
        theirs.setdefault(row.chat_id, []).append(row)
    counts = _take_all(tx, list(theirs.values()), now, decide) if theirs else Counts()
    return _Done(counts, len(rows) < portion.size)


def _claimed(tx: Tx, now: datetime, size: int) -> list[agenda.DueRow]:
    rows = agenda.claim(tx, size, now)
    if rows:
        reached(Point.DUE_CLAIMED)
    return rows


def _take_all(tx: Tx, people: list[list[agenda.DueRow]], now: datetime, decide: Decide) -> Counts:
    """Take the turns of some people; if one of them fails, all are taken back, and tried in halves."""
    try:
        with tx.begin_nested():
            results = take_due(tx, [row for rows in people for row in rows], now, decide=decide)
    except Exception as error:
        if passing(error):
            raise
        if len(people) == 1:
            return sum((_take(tx, row, now, decide) for row in people[0]), Counts())
        half = len(people) // 2
        return _take_all(tx, people[:half], now, decide) + _take_all(tx, people[half:], now, decide)
    return _sum(results)


def _sum(results: Sequence[TurnResult]) -> Counts:
    moved = sum(each.applied is None for each in results)
    return Counts(taken=len(results) - moved, moved=moved)


def _take(tx: Tx, row: agenda.DueRow, now: datetime, decide: Decide) -> Counts:
    try:
        with tx.begin_nested():
            event = Due(row.topic, row.key, row.due_at)
            result = take_turn(tx, row.chat_id, event, now, update_id=None, decide=decide)
            reached(Point.DUE_TAKEN, row.topic)
            return _sum([result])
    except Exception as error:
        if passing(error):
            raise
        ids: dict[str, int | str] = {"chat_id": row.chat_id, "topic": row.topic, "attempts": row.attempts + 1}
        log.error("a due turn failed; it rests and is tried again", extra={**ids, **described(error)})
        agenda.push(tx, row, now)
        return Counts(failed=1)
