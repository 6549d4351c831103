"""One turn, in one transaction: receipt, lock, memory, decision, effects. All or nothing.

The same turn is taken for what people do and for what comes due; all that differs is
the event.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from messages.dialogue import Turn, rescue, step
from messages.effects import Lane
from messages.events import Due, Event, Pressed, Refused
from messages.memory import Memory
from storage import agenda, outbox, people, receipts
from storage import outgoing as out
from storage.effects import Applied, RenderedToast, apply
from storage.forget import forget
from storage.memory import recall
from storage.points import Point, reached

__all__ = [
    "Applied",
    "RenderedToast",
    "TurnResult",
    "broken_turn",
    "forget",
    "refused_turn",
    "rescue_turn",
    "take_turn",
]

Decide = Callable[[Memory, Event, datetime], Turn]

_LARGEST_ID = 2**63 - 1


@dataclass(frozen=True, slots=True)
class TurnResult:
    """What came of an event."""

    applied: Applied | None
    """None when the event had taken effect before, or its moment was no longer now."""

    @property
    def toast(self) -> RenderedToast | None:
        """The one short answer that a pressed button can show; one that asks to be read goes first."""
        toasts = self.applied.toasts if self.applied is not None else ()
        return min(toasts, key=lambda each: not each.alert, default=None)


def take_turn(
    tx: Connection, chat_id: int, event: Event, now: datetime, *, update_id: int | None, decide: Decide = step
) -> TurnResult:
    """Let ``event`` take effect for the person in ``chat_id``, once.

    ``update_id`` is Telegram's, None for events of our own. A Due event takes its row off
    the agenda; if the row is gone or was moved meanwhile, nothing happens.
    """
    if update_id is not None and not receipts.write(tx, update_id, chat_id, now, outcome="turn"):
        return TurnResult(None)
    reached(Point.RECEIVED)
    return _decided(tx, chat_id, event, now, decide)


def rescue_turn(tx: Connection, chat_id: int, event: Event, now: datetime, *, update_id: int | None) -> TurnResult:
    """Answer an event that the dialogue stumbled over: danger is still heard, then we apologise."""
    if update_id is not None and not receipts.write(tx, update_id, chat_id, now, outcome="rescued"):
        return TurnResult(None)
    return _decided(tx, chat_id, event, now, rescue)


def broken_turn(tx: Connection, chat_id: int, text: str, now: datetime, *, update_id: int) -> TurnResult:
    """Send the emergency card ``text`` where nothing else worked, not even reading what is stored of the person."""
    if not receipts.write(tx, update_id, chat_id, now, outcome="broken"):
        return TurnResult(None)
    outbox.put(tx, chat_id, out.Kind.TEXT, {"text": text}, now, lane=Lane.URGENT)
    return TurnResult(Applied(urgent=True))


def refused_turn(
    tx: Connection, message: out.Outgoing, outcome: out.Refused, now: datetime, *, decide: Decide = step
) -> TurnResult:
    """Write down that ``message`` was refused, and let the dialogue answer to it where it must.

    It must when the person is out of reach, and when something urgent could not be
    brought into any form that Telegram takes.
    """
    person = people.lock(tx, message.chat_id)  # before the message's row: see people.lock
    outbox.settle(tx, message, outcome, now)
    final = outbox.given_up(tx, message)
    concerned = outcome.gone or message.lane is Lane.URGENT
    if person is None or message.farewell or not message.kind.speaks or not final or not concerned:
        return TurnResult(None)
    event = Refused(outcome.reason, urgent=message.lane is Lane.URGENT, gone=outcome.gone)
    return _decided(tx, message.chat_id, event, now, decide)


def _decided(tx: Connection, chat_id: int, event: Event, now: datetime, decide: Decide) -> TurnResult:
    # Something due for a stranger was planned by somebody who is forgotten: it must not bring them back.
    person = people.lock(tx, chat_id) if isinstance(event, Due) else people.lock_or_create(tx, chat_id, now)
    if person is None:
        return TurnResult(None)
    match event:
        case Due(topic=topic, key=key, due_at=due_at):
            if not agenda.take(tx, chat_id, topic, key, due_at):
                return TurnResult(None)
        case Pressed(button=button, message_id=message_id):
            if button is not None and 0 < message_id <= _LARGEST_ID:
                outbox.proven(tx, chat_id, message_id, button.encode(), now)
        case _:
            pass
    turn = decide(recall(tx, person, now), event, now)
    reached(Point.DECIDED)
    people.save(tx, turn.person)
    applied = apply(tx, turn.person, turn.effects, now)
    reached(Point.APPLIED)
    return TurnResult(applied)
