"""Turns whose moment has come are taken together: all of them, or none if one fails."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from messages.dialogue import step
from messages.events import Due
from messages.memory import Person
from storage.agenda import DueRow
from storage.batch.recall import seen
from storage.batch.sheet import SheetOfMany
from storage.person.memory import recalled
from storage.points import Point, reached
from storage.turn.turns import Decide, TurnResult, written


def take_due(tx: Connection, rows: Sequence[DueRow], now: datetime, *, decide: Decide = step) -> list[TurnResult]:
    """Take the turns of rows that were just claimed; return what came of them, person by person.

    Of a person several turns may be due; each is taken knowing what the one before decided.
    """
    waiting: dict[int, deque[DueRow]] = {}
    for row in rows:
        waiting.setdefault(row.chat_id, deque()).append(row)
    persons: dict[int, Person] = {}
    results: list[TurnResult] = []
    while waiting:
        found = seen(tx, waiting, now)
        sheet = SheetOfMany(tx)
        for chat_id, theirs in waiting.items():
            row = theirs.popleft()
            person = persons.get(chat_id) or Person.model_validate_json(row.person)
            sheet.next_person()
            event = Due(row.topic, row.key, row.due_at)
            taken = written(sheet, recalled(tx, found[chat_id], person, now), event, now, decide)
            results.append(TurnResult(None if taken is None else taken.applied))
            persons[chat_id] = person if taken is None else taken.person
            reached(Point.DUE_TAKEN, row.topic)
        sheet.hand_over()
        reached(Point.APPLIED)
        waiting = {chat_id: theirs for chat_id, theirs in waiting.items() if theirs}
    return results
