"""Turns whose moment has come are taken together: all of them, or none if one fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest

from sqlalchemy import Connection

from messages.dialogue import step
from messages.events import Due
from messages.memory import Person
from storage.agenda import DueRow
from storage.batch.recall import seen_ahead
from storage.batch.sheet import SheetOfMany
from storage.engine.many.ahead import Ahead
from storage.person.memory import Seen, recalled
from storage.points import Point, reached
from storage.turn.turns import Decide, TurnResult, written


def take_due(
    tx: Connection,
    rows: Sequence[DueRow],
    now: datetime,
    *,
    decide: Decide = step,
    size: int | None = None,
    enough: Callable[[], bool] = lambda: False,
) -> list[TurnResult]:
    """Take the turns of rows that were just claimed; return what came of them.

    Of a person several turns may be due; each is taken knowing what the one before decided. They are taken in groups
    of up to ``size``: while one is decided, PostgreSQL writes the one before and looks up the next. It ends after a
    group when it is ``enough``, with fewer results than there are rows; those left are as due as before.
    """
    results: list[TurnResult] = []
    persons: dict[int, Person] = {}
    groups = list(_groups(rows, size or len(rows)))
    with Ahead(tx) as ahead:
        found: dict[int, Seen] = {}
        for group, following in zip_longest(groups, groups[1:]):
            if not found:
                found = seen_ahead(ahead, group.whose, now)()
            coming = seen_ahead(ahead, following.whose, now) if following and following.others else None
            sheet = SheetOfMany(tx, ahead)
            for row in group.rows:
                person = persons.get(row.chat_id) or Person.model_validate_json(row.person)
                sheet.next_person()
                event = Due(row.topic, row.key, row.due_at)
                taken = written(sheet, recalled(tx, found.pop(row.chat_id), person, now), event, now, decide)
                results.append(TurnResult(None if taken is None else taken.applied))
                if taken is not None and taken.person is not person:
                    persons[row.chat_id] = taken.person
                reached(Point.DUE_TAKEN, row.topic)
            over = enough()
            if coming is not None and not over:  # before our writing is handed over: else it would wait for that, too
                found = coming()
            sheet.send(ahead)
            reached(Point.APPLIED)
            if over:
                break
    return results


@dataclass(frozen=True, slots=True)
class _Group:
    """Rows of people who are all different."""

    rows: Sequence[DueRow]
    others: bool
    """Whether nobody of them is in the group before: what is remembered of them can be asked before that is written."""

    @property
    def whose(self) -> list[int]:
        return [row.chat_id for row in self.rows]


def _groups(rows: Sequence[DueRow], size: int) -> Iterator[_Group]:
    """Return first what is due first of each person, in groups, then what is due second, and so on."""
    for once in _rounds(rows):
        for at in range(0, len(once), size):
            yield _Group(once[at : at + size], others=at > 0)


def _rounds(rows: Sequence[DueRow]) -> list[list[DueRow]]:
    rounds: list[list[DueRow]] = []
    taken: dict[int, int] = {}
    for row in rows:
        number = taken[row.chat_id] = taken.get(row.chat_id, -1) + 1
        if number == len(rounds):
            rounds.append([])
        rounds[number].append(row)
    return rounds
