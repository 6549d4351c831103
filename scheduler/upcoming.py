"""When something happens next by itself: what a clock that travels, or a bench that waits, may skip to."""

from __future__ import annotations

from datetime import datetime

from scheduler.sending.dispatch import Dispatcher
from storage import agenda
from storage.engine.database import Database


async def next_moment(database: Database, dispatcher: Dispatcher) -> datetime | None:
    """Return when something happens next by itself; None if nothing is planned."""
    moments = (await database.run(agenda.next_due), await dispatcher.next_due())
    return min((each for each in moments if each is not None), default=None)
