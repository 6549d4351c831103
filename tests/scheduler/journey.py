"""Moves a travelling clock through everything that comes due, so that each thing happens at its own moment."""

from __future__ import annotations

from datetime import datetime

from messages.dialogue import step
from scheduler import ticks
from scheduler.sending.dispatch import Dispatcher
from scheduler.upcoming import next_moment
from storage.clock import TravelClock
from storage.engine.database import Database
from storage.turn.turns import Decide

AT_ONE_INSTANT = 200
"""Ticks at one instant after which something must be planning itself again and again."""


class StuckInTime(RuntimeError):
    """Something plans itself anew for the moment it happens at; time would never pass."""


async def travel(
    database: Database, dispatcher: Dispatcher, clock: TravelClock, until: datetime, *, decide: Decide = step
) -> int:
    """Let time pass until ``until`` (aware), stopping wherever something is due; return how many turns were taken.

    It goes from one due instant to the next, so a year costs what happens in it, not its minutes.
    """
    taken = at_this_instant = 0
    while True:
        counts = await ticks.tick(database, clock.now(), decide=decide)
        await dispatcher.drain()
        taken += counts.taken
        following = await next_moment(database, dispatcher)
        if following is None or following > until:
            if clock.now() >= until:
                break
            following = until
        at_this_instant = at_this_instant + 1 if following <= clock.now() else 0
        if at_this_instant > AT_ONE_INSTANT:
            raise StuckInTime("what is due keeps planning itself for the same instant")
        clock.move_to(following)
    return taken
