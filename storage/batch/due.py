"""Turns whose moment has come are taken together: all of them, or none if one fails."""

from __future__ import annotations

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
    """Take the turns of rows that were just claimed; return what came of them.

    Of a person several turns may be due; each is taken knowing what the one before decided.
    """
    persons: dict[int, Person] = {}
    results: list[TurnResult] = []
    rounds = _rounds(rows)
    for once in rounds:
        found = seen(tx, [row.chat_id for row in once], now)
        sheet = SheetOfMany(tx)
        for row in once:
            chat_id = row.chat_id
            person = persons.get(chat_id) or Person.model_validate_json(row.person)
            sheet.next_person()
            event = Due(row.topic, row.key, row.due_at)
            taken = written(sheet, recalled(tx, found.pop(chat_id), person, now), event, now, decide)
            results.append(TurnResult(None if taken is None else taken.applied))
            if len(rounds) > 1:
                persons[chat_id] = person if taken is None else taken.person
            reached(Point.DUE_TAKEN, row.topic)
        sheet.hand_over()
        reached(Point.APPLIED)
    return results


def _rounds(rows: Sequence[DueRow]) -> list[list[DueRow]]:
    """Return first what is due first of each person, then what is due second, and so on."""
    rounds: list[list[DueRow]] = []
    taken: dict[int, int] = {}
    for row in rows:
        number = taken[row.chat_id] = taken.get(row.chat_id, -1) + 1
        if number == len(rounds):
            rounds.append([])
        rounds[number].append(row)
    return rounds
