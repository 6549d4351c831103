"""The highest instant ever seen: what tells a clock that was set back, also to a process that starts afterwards.

What was planned by the old time is moved person by person, in turns of their own
(``messages.dialogue.set_back``); here those turns are planned, in the transaction that lowers
the mark. So one process finds the jump, and a kill loses none of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import Connection, literal_column, select, union, update

from messages.dialogue.set_back import COUNTED, TOPIC, Jump
from storage import agenda, meta
from storage.engine.database import insert_once
from storage.outbox.pacing.mistimed import APART
from storage.schema.tables import agenda as planned
from storage.schema.tables import alerts
from storage.schema.tables import meta as table

MARK = "clock.high"
LEAP = "clock.leap"
LAST = "clock.set_back"
STEP = timedelta(seconds=4)
"""How far the mark may lag: several processes that beat every five seconds write it once."""
EVERYBODY = timedelta(hours=12)
"""A longer jump moves what has an hour of the day, too."""
ALIKE = timedelta(minutes=2)
"""How closely a jump back must match an earlier leap ahead to count as its end."""


def note(tx: Connection, now: datetime, *, fell: bool, leapt_from: datetime | None = None) -> Jump | None:
    """Raise the mark to ``now``; if the clock ``fell`` below it, plan what must follow and return the jump.

    ``fell`` is what the caller knows: its own clock went back, or it has just started. Without
    it a mark in the future is another machine's clock that runs ahead. ``leapt_from`` is the
    last instant before the clock ran ahead of time itself, if it just did.
    """
    kept = meta.get(tx, MARK)
    if kept is None:
        insert_once(tx, table, key=MARK, value=meta.written(now))
        return None
    high = datetime.fromisoformat(kept)
    if fell and high - now > APART:
        return _set_back(tx, now)
    if leapt_from is not None:
        meta.put(tx, LEAP, f"{meta.written(leapt_from)} {meta.written(now)}")
    if now - high >= STEP:
        tx.execute(
            update(table).where(table.c.key == MARK, table.c.value < meta.written(now)).values(value=meta.written(now))
        )
    return None


def last_jump(tx: Connection) -> datetime | None:
    """Return when the clock was last found to be set back, by the new time."""
    kept = meta.get(tx, LAST)
    return None if kept is None else datetime.fromisoformat(kept)


def _set_back(tx: Connection, now: datetime) -> Jump | None:
    locked = select(table.c.value).where(table.c.key == MARK).with_for_update()
    high = datetime.fromisoformat(tx.execute(locked).scalar_one())
    if high - now <= APART:  # another process was here meanwhile
        return None
    jump = Jump(high, now, _right_until(tx, high - now))
    agenda.plan_all(tx, [(chat_id, TOPIC, jump.key, now) for chat_id in _concerned(tx, jump)])
    meta.put(tx, MARK, meta.written(now))
    meta.put(tx, LAST, meta.written(now))
    return jump


def _right_until(tx: Connection, by: timedelta) -> datetime | None:
    kept = meta.get(tx, LEAP)
    if kept is None:
        return None
    before, after = map(datetime.fromisoformat, kept.split())
    return before if abs(after - before - by) <= ALIKE else None


def _concerned(tx: Connection, jump: Jump) -> Iterable[int]:
    if jump.by >= EVERYBODY:
        return tx.execute(select(planned.c.chat_id).distinct()).scalars().all()
    counted = select(planned.c.chat_id).where(planned.c.topic.in_(sorted(COUNTED)))
    warned = select(alerts.c.chat_id).where(alerts.c.state != literal_column("'resolved'"))
    return tx.execute(union(counted, warned)).scalars().all()
