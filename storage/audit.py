"""Questions whose answer must always be "none": each finds something that should never be true."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, exists, func, literal_column, select

from messages.effects import Lane
from storage.outbox.waiting import WAITING
from storage.tables import agenda, alerts, outbox

URGENT_AT_MOST = timedelta(seconds=60)
LATE_AT_MOST = timedelta(minutes=10)
TRIES_AT_MOST = 3


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that must never be true, and how often it is. Carries no names and no words."""

    code: str
    count: int


def troubles(tx: Connection, now: datetime) -> list[Trouble]:
    """Return everything that is wrong now; an empty list is what we want to see."""
    # What an alert plans for itself, its next rung or its next question, carries its id as key.
    next_step = exists().where(agenda.c.chat_id == alerts.c.chat_id, agenda.c.key == alerts.c.id)
    count = select(func.count())
    is_open = alerts.c.state != literal_column("'resolved'")
    urgent = (WAITING, outbox.c.lane == int(Lane.URGENT))
    questions = {
        "open-alert-with-nothing-due": count.select_from(alerts).where(is_open, ~next_step),
        "urgent-message-unsent": count.select_from(outbox).where(*urgent, outbox.c.created_at < now - URGENT_AT_MOST),
        "planned-moment-overdue": count.select_from(agenda).where(agenda.c.next_at < now - LATE_AT_MOST),
        "planned-moment-keeps-failing": count.select_from(agenda).where(agenda.c.attempts >= TRIES_AT_MOST),
        "urgent-message-refused-in-every-form": count.select_from(outbox).where(
            outbox.c.state == "failed",
            outbox.c.lane == int(Lane.URGENT),
            outbox.c.settled_at > now - LATE_AT_MOST,
        ),
    }
    found = [Trouble(code, tx.execute(query).scalar_one()) for code, query in questions.items()]
    return [each for each in found if each.count]
