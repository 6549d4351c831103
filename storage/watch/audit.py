"""Questions whose answer must always be "none": each finds something that should never be true.

They are asked at every beat, so each walks an index that holds little more than what is wrong.

A receipt without effects is not among them: both are written in one transaction, so it cannot
be (``tests/storage/test_audit.py`` tries). What can be is a receipt whose turn failed so often
that its text was only read for danger, and that is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, exists, func, literal_column, select

from messages.dialogue.checkin.hours import SILENCE_TOPIC
from messages.dialogue.escalation import ESCALATION
from messages.effects import Lane
from storage.outbox.waiting import WAITING
from storage.schema.tables import agenda, alerts, outbox, receipts
from storage.watch import high_water

URGENT_AT_MOST = timedelta(seconds=60)
"""How long a warning may wait."""
REPLY_AT_MOST = timedelta(minutes=10)
"""How long an answer may wait."""
ESCALATION_AT_MOST = timedelta(minutes=2)
"""How late a step of an escalation may be. It has no grace: it is never dropped, only late."""
LATE_AT_MOST = timedelta(minutes=10)
"""How late anything else may be: well before the grace of a nudge (30 minutes) or a check-in
(4 hours) is over, so that there is time to mend it before anything is dropped."""
LEASE_AT_MOST = timedelta(minutes=5)
"""How long a lease may have run out without anybody claiming the message again."""
RECENTLY = timedelta(minutes=10)
"""How long something that happened once counts as standing."""
TRIES_AT_MOST = 3
MOST_IDS = 5

FAILING: ColumnElement[bool] = agenda.c.attempts > literal_column("0")
"""Spelled out in the SQL, not bound: only then do both databases use the index of failing rows."""

CODES = (
    "open-alert-with-nothing-due",
    "escalation-step-overdue",
    "urgent-message-unsent",
    "urgent-message-refused-in-every-form",
    "answer-unsent",
    "lease-left-behind",
    "planned-moment-overdue",
    "planned-moment-keeps-failing",
    "update-only-read-for-danger",
    "database-out-of-reach",
    "nobody-listens",
    "updates-not-delivered",
    "telegram-out-of-reach",
    "clock-set-back",
)
"""Every trouble there is; what each means and what to do stands in docs/operating.md."""
SOFT = frozenset({"urgent-message-refused-in-every-form", "clock-set-back"})
"""The operator must know, but the machine works: it does not stop the outside heartbeat."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that must never be true, and how often it is. Carries no names and no words."""

    code: str
    count: int
    ids: tuple[int, ...] = ()
    """A few rows of the outbox, or updates, that it is about; never who."""

    @property
    def sick(self) -> bool:
        """Whether the machine is not working, so that the outside must notice."""
        return self.code not in SOFT


def troubles(tx: Connection, now: datetime) -> list[Trouble]:
    """Return everything that is wrong now; an empty list is what we want to see."""
    found = [*_escalations(tx, now), *_messages(tx, now), *_planned(tx, now), *_updates(tx, now), *_time(tx, now)]
    return [each for each in found if each.count]


def _escalations(tx: Connection, now: datetime) -> Iterable[Trouble]:
    # What an alert plans for itself, its next rung or its next question, carries its id as key.
    next_step = exists().where(agenda.c.chat_id == alerts.c.chat_id, agenda.c.key == alerts.c.id)
    forgotten = select(func.count()).select_from(alerts).where(alerts.c.state != literal_column("'resolved'"))
    yield Trouble("open-alert-with-nothing-due", tx.execute(forgotten.where(~next_step)).scalar_one())
    steps = agenda.c.topic.in_(sorted(ESCALATION.topics | {SILENCE_TOPIC}))
    latest = now - ESCALATION_AT_MOST
    untouched = _count(tx, steps, agenda.c.next_at < latest)
    failing = _count(tx, steps, FAILING, agenda.c.due_at < latest, agenda.c.next_at >= latest)
    yield Trouble("escalation-step-overdue", untouched + failing)


def _messages(tx: Connection, now: datetime) -> Iterable[Trouble]:
    def about(code: str, *which: ColumnElement[bool]) -> Trouble:
        # No order: for its sake a database may walk another index, with everything there ever was in it.
        ids = tx.execute(select(outbox.c.id).where(*which).limit(MOST_IDS)).scalars().all()
        count = tx.execute(select(func.count()).select_from(outbox).where(*which)).scalar_one() if ids else 0
        return Trouble(code, count, tuple(ids))

    urgent, reply = outbox.c.lane == int(Lane.URGENT), outbox.c.lane == int(Lane.REPLY)
    yield about("urgent-message-unsent", WAITING, urgent, outbox.c.created_at < now - URGENT_AT_MOST)
    yield about("answer-unsent", WAITING, reply, outbox.c.created_at < now - REPLY_AT_MOST)
    yield about("lease-left-behind", WAITING, outbox.c.leased_until < now - LEASE_AT_MOST)
    refused = (outbox.c.state == "failed", urgent, outbox.c.settled_at > now - RECENTLY)
    yield about("urgent-message-refused-in-every-form", *refused)


def _planned(tx: Connection, now: datetime) -> Iterable[Trouble]:
    yield Trouble("planned-moment-overdue", _count(tx, agenda.c.next_at < now - LATE_AT_MOST))
    yield Trouble("planned-moment-keeps-failing", _count(tx, FAILING, agenda.c.attempts >= TRIES_AT_MOST))


def _updates(tx: Connection, now: datetime) -> Iterable[Trouble]:
    stumbled = (receipts.c.at > now - RECENTLY, receipts.c.outcome.in_(["rescued", "broken"]))
    ids = sorted(tx.execute(select(receipts.c.update_id).where(*stumbled)).scalars())  # sorted here: see _messages
    yield Trouble("update-only-read-for-danger", len(ids), tuple(ids[:MOST_IDS]))


def _time(tx: Connection, now: datetime) -> Iterable[Trouble]:
    jumped = high_water.last_jump(tx)
    yield Trouble("clock-set-back", int(jumped is not None and now - RECENTLY < jumped <= now))


def _count(tx: Connection, *which: ColumnElement[bool]) -> int:
    return int(tx.execute(select(func.count()).select_from(agenda).where(*which)).scalar_one())
