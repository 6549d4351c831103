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
from messages.memory import Memory, Person
from storage import agenda, outbox
from storage import outgoing as out
from storage.engine.statements import Ask, ask, ask_all
from storage.person import memory, people
from storage.points import Point, reached
from storage.turn import receipts
from storage.turn.effects import Applied, RenderedToast, write_down
from storage.turn.forget import forget
from storage.turn.sheet import Sheet

__all__ = [
    "Applied",
    "RenderedToast",
    "Taken",
    "TurnResult",
    "broken_turn",
    "forget",
    "refused_turn",
    "rescue_turn",
    "take_turn",
    "written",
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
    return _decided(tx, chat_id, event, now, decide, _receipt(update_id, chat_id, now, "turn"))


def rescue_turn(tx: Connection, chat_id: int, event: Event, now: datetime, *, update_id: int | None) -> TurnResult:
    """Answer an event that the dialogue stumbled over: danger is still heard, then we apologise."""
    return _decided(tx, chat_id, event, now, rescue, _receipt(update_id, chat_id, now, "rescued"))


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
    told = {"slot": message.slot, "topic": message.topic}
    event = Refused(outcome.reason, urgent=message.lane is Lane.URGENT, gone=outcome.gone, **told)
    return _decided(tx, message.chat_id, event, now, decide)


def _receipt(update_id: int | None, chat_id: int, now: datetime, outcome: str) -> Ask | None:
    return None if update_id is None else receipts.written(update_id, chat_id, now, outcome=outcome)


def _decided(
    tx: Connection, chat_id: int, event: Event, now: datetime, decide: Decide, receipt: Ask | None = None
) -> TurnResult:
    # Asked together, run in this order: what is remembered is read when the person is locked.
    asks = [people.locked(chat_id), memory.asked(chat_id, now, pressed=pressed_in(event))]
    *noted, locked, seen = ask_all(tx, asks if receipt is None else [receipt, *asks])
    if noted == [[]]:  # it took effect before
        return TurnResult(None)
    reached(Point.RECEIVED)
    person = people.read(locked)
    if person is None:
        if isinstance(event, Due):  # planned by somebody who is forgotten: it must not bring them back
            return TurnResult(None)
        person = people.lock_or_create(tx, chat_id, now)
        seen = ask(tx, asks[1])
    sheet = Sheet(tx)
    taken = written(sheet, begun_with(tx, memory.by_kind(seen), person, event, now), event, now, decide)
    if taken is None:
        return TurnResult(None)
    sheet.hand_over()
    reached(Point.APPLIED)
    return TurnResult(taken.applied)


def begun_with(tx: Connection, seen: memory.Seen, person: Person, event: Event, now: datetime) -> memory.Recalled:
    """Return what the turn begins with: what ``seen`` says, after a press proved that its message had arrived."""
    begun = memory.recalled(tx, seen, person, now)
    if not begun.unproven or not isinstance(event, Pressed) or event.button is None:
        return begun
    outbox.proven(tx, person.chat_id, event.message_id, event.button.encode(), now)
    again = ask(tx, memory.asked(person.chat_id, now, pressed=pressed_in(event)))
    return memory.recalled(tx, memory.by_kind(again), person, now)


def pressed_in(event: Event) -> int:
    """Return the message whose button was pressed; 0 if none was."""
    if isinstance(event, Pressed) and event.button is not None and 0 < event.message_id <= _LARGEST_ID:
        return event.message_id
    return 0


@dataclass(frozen=True, slots=True)
class Taken:
    """What a turn came to."""

    person: Person
    applied: Applied


def written(sheet: Sheet, begun: memory.Recalled, event: Event, now: datetime, decide: Decide) -> Taken | None:
    """Decide, and write down what was decided; None if the moment of something due is no longer now."""
    known, person = begun.memory, begun.memory.person
    if isinstance(event, Due):
        if begun.planned.pop((event.topic, event.key), None) != event.due_at:
            return None
        sheet.add([agenda.unplanned(person.chat_id, event.topic, event.key)])
    turn = decide(known, event, now)
    reached(Point.DECIDED)
    if turn.person is not person:
        sheet.add([people.saved(turn.person)])
    applied = write_down(sheet, begun.unsent, turn.person, turn.effects, now)
    return Taken(turn.person, applied)
