"""When the machine's clock was set back, what waits by the old time must not wait for it to come round again."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, update

from storage import meta
from storage.outbox.claiming import LEASE
from storage.outbox.waiting import WAITING
from storage.schema.tables import outbox

APART = timedelta(minutes=1)
"""How far the clocks of several machines may differ; more than this ahead of now is a time that never was."""


def set_right(tx: Connection, now: datetime, *, pauses: bool = False) -> None:
    """Make due what was written down later than ``now``, and end leases longer than any that is given.

    It looks at everything that waits, so call it at the start and when the clock is seen
    to go back; in the latter case with ``pauses``, which Telegram will ask for again if it
    still wants them. Safe to call at any time. What was planned for an hour of the day stays there.
    """
    ahead = update(outbox).where(WAITING, outbox.c.created_at > now + APART, outbox.c.due_at > now)
    tx.execute(ahead.values(due_at=now))
    too_long = update(outbox).where(WAITING, outbox.c.leased_until > now + LEASE + APART)
    tx.execute(too_long.values(leased_until=now))
    if pauses:
        meta.end_pauses(tx)
