"""Turns of several people who do something at the same moment are taken together: all of them, or none if one fails.

Receipts, locks and everything remembered are asked once for all; each turn is decided by itself, by the
same code as any other; what they wrote goes to the database together.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import Connection, Delete, Select, Text, cast, delete, select

from messages.events import Pressed
from messages.memory import Person
from storage import outbox
from storage.batch.recall import seen
from storage.batch.sheet import SheetOfMany
from storage.engine.many.lists import one_of
from storage.engine.many.rows import ask_in_groups
from storage.engine.statements import Prepared, Values, ask
from storage.person import memory
from storage.person.memory import Seen
from storage.points import Point, reached
from storage.schema import tables
from storage.turn import receipts, toasts
from storage.turn.answered import Answered, Happened, answered
from storage.turn.turns import Decide, TurnResult, begun_with, pressed_in, take_turn, written


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody did, and who decides what comes of it."""

    happened: Happened
    decide: Decide


def take_alone(tx: Connection, asked: Asked) -> Answered:
    """Take one turn, waiting for whoever is busy with the person."""
    return answered(tx, partial(take_turn, decide=asked.decide), asked.happened)


def take_abreast(tx: Connection, asked: Sequence[Asked]) -> list[Answered | None]:
    """Take the turns of people who are all different, and return what came of each, in their order.

    None for whoever is to be taken alone: a stranger, or somebody who is locked elsewhere, for whom the others do not
    wait. Raises what the turn of any of them raises. Then nothing may be committed, and each is to be taken alone.
    """
    if len(asked) == 1:
        return [take_alone(tx, asked[0])]
    begun, left = _begun(tx, [each.happened for each in asked])
    reached(Point.RECEIVED)
    sheet = SheetOfMany(tx)
    results = [
        None if each.happened.update_id in left else _taken(sheet, each, begun.get(each.happened.update_id))
        for each in asked
    ]
    sheet.hand_over()
    reached(Point.APPLIED)
    return results


def _taken(sheet: SheetOfMany, asked: Asked, begun: memory.Recalled | None) -> Answered:
    happened = asked.happened
    if begun is None:  # taken before, perhaps by somebody who died before answering the press
        press = isinstance(happened.event, Pressed)
        return Answered(TurnResult(None), toasts.kept(sheet.tx, happened.update_id) if press else None)
    sheet.next_person()
    taken = written(sheet, begun, happened.event, happened.now, asked.decide)
    result = TurnResult(None if taken is None else taken.applied)
    if not isinstance(happened.event, Pressed) or result.toast is None:
        return Answered(result, None)
    sheet.add([toasts.noted(happened.update_id, result.toast)])
    return Answered(result, result.toast)


def _begun(tx: Connection, every: Sequence[Happened]) -> tuple[dict[int, memory.Recalled], set[int]]:
    """Return what each turn begins with, by update, and the updates that are left out.

    Those that took effect before are in neither.
    """
    chats = sorted(each.chat_id for each in every)  # in one order everywhere: two groups never wait for each other
    new, locked, in_doubt = _received(tx, every, chats)
    taken = [each for each in every if each.update_id in new and each.chat_id in locked]
    left = new - {each.update_id for each in taken}
    if left:
        ask_in_groups(tx, [(_TAKEN_BACK, [{"updates": sorted(left)}])])
    found = seen(tx, [each.chat_id for each in taken], min(each.now for each in taken)) if taken else {}
    begun = {each.update_id: _one(tx, each, locked[each.chat_id], found[each.chat_id], in_doubt) for each in taken}
    return begun, left


def _one(tx: Connection, each: Happened, person: Person, known: Seen, in_doubt: Collection[int]) -> memory.Recalled:
    pressed = pressed_in(each.event)
    if pressed and each.chat_id in in_doubt:
        known = memory.by_kind(ask(tx, memory.asked(each.chat_id, each.now, pressed=pressed)))
    return begun_with(tx, known, person, each.event, each.now)


def _received(
    tx: Connection, every: Sequence[Happened], chats: list[int]
) -> tuple[set[int], dict[int, Person], set[int]]:
    """Write the receipts, then lock; return the updates that are new, the people, and whose messages are in doubt."""
    pressing = [each.chat_id for each in every if pressed_in(each.event)]
    updates = sorted([(each.update_id, each) for each in every], key=lambda pair: pair[0])
    asks = [receipts.written(number, each.chat_id, each.now, outcome="turn") for number, each in updates]
    groups: list[tuple[Prepared, Sequence[Values]]] = [
        (asks[0][0], [values for _, values in asks]),
        (_LOCKED, [{"chats": chats}]),
        (_IN_DOUBT, [{"chats": pressing}]),
    ]
    new, people, in_doubt = ask_in_groups(tx, groups)
    locked = {chat_id: Person.model_validate_json(body) for chat_id, body in people}
    return {number for (number,) in new}, locked, {chat_id for (chat_id,) in in_doubt}


def _locked(dialect: str) -> Select[Any]:
    who = tables.people.c
    found = select(who.chat_id, cast(who.body, Text)).where(one_of(who.chat_id, "chats", dialect))
    return found.order_by(who.chat_id).with_for_update(key_share=True, skip_locked=True)


def _taken_back(dialect: str) -> Delete:
    return delete(tables.receipts).where(one_of(tables.receipts.c.update_id, "updates", dialect))


def _in_doubt(dialect: str) -> Select[Any]:
    return select(tables.outbox.c.chat_id).where(
        one_of(tables.outbox.c.chat_id, "chats", dialect), *outbox.not_reported()
    )


_LOCKED = Prepared(_locked)
_TAKEN_BACK = Prepared(_taken_back)
_IN_DOUBT = Prepared(_in_doubt)
"""Whose messages may have arrived though nobody reported it; which of them is looked at for each alone."""
