"""What turns of several people write is sorted by statement, each person's in the order it was decided."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable

from sqlalchemy import Connection

from storage import agenda, outbox
from storage.engine.many.ahead import Ahead
from storage.engine.many.rows import ask_in_groups, send_in_groups
from storage.engine.statements import Ask, Prepared, Values
from storage.turn.sheet import Sheet


class SheetOfMany(Sheet):
    """The writing of many turns, one of each person. Everybody's lock is held."""

    __slots__ = ("_ahead", "_of")

    def __init__(self, tx: Connection, ahead: Ahead | None = None) -> None:
        """``ahead`` is what the transaction has under way, if it has."""
        super().__init__(tx)
        self._ahead = ahead
        self._of: list[list[Ask]] = []

    def next_person(self) -> None:
        """Say that what is added from here on is of another person."""
        self._of.append([])

    def add(self, asks: Iterable[Ask]) -> None:
        """Write this down as well."""
        self._of[-1].extend(asks)

    def hand_over(self) -> None:
        """Bring what was written into the database. The transaction may be used for anything then."""
        if self._ahead is not None:
            self._ahead.settle()
        if groups := self._sorted():
            for (prepared, _), rows in zip(groups, ask_in_groups(self.tx, groups), strict=True):
                if prepared is outbox.PUT:
                    self._queued.extend((number, chat_id) for number, chat_id in rows)

    def send(self, ahead: Ahead) -> None:
        """Hand over what was written, the last of this sheet, without waiting for it."""
        if groups := self._sorted():
            send_in_groups(ahead, groups)

    def _sorted(self) -> list[tuple[Prepared, list[Values]]]:
        groups = _sorted([agenda.without_detours(asks) for asks in self._of if asks])
        self._of = [[]]
        return groups


def _sorted(everybody: list[list[Ask]]) -> list[tuple[Prepared, list[Values]]]:
    """Return groups of the same statement, so that each person's statements keep their order."""
    waiting = [deque(asks) for asks in everybody]
    groups: list[tuple[Prepared, list[Values]]] = []
    while waiting:
        prepared = Counter(asks[0][0] for asks in waiting).most_common(1)[0][0]
        groups.append((prepared, [asks.popleft()[1] for asks in waiting if asks[0][0] is prepared]))
        waiting = [asks for asks in waiting if asks]
    return groups
