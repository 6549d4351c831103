"""What turns write is gathered on a sheet and handed to the database in one go, in the order it was decided."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from storage import outbox
from storage.engine.statements import Ask, ask_all


class Sheet:
    """One transaction's writing. Nothing of it is in the database before :meth:`hand_over`."""

    __slots__ = ("_asks", "_queued", "tx")

    def __init__(self, tx: Connection) -> None:
        self.tx = tx
        self._asks: list[Ask] = []
        self._queued: list[tuple[int, int]] = []

    def add(self, asks: Iterable[Ask]) -> None:
        """Write this down as well."""
        self._asks.extend(asks)

    def hand_over(self) -> None:
        """Bring what was written into the database."""
        asks, self._asks = self._asks, []
        if asks:
            for (prepared, _), rows in zip(asks, ask_all(self.tx, asks), strict=True):
                if prepared is outbox.PUT:
                    self._queued.extend((number, chat_id) for number, chat_id in rows)

    def queued_for(self, chat_id: int) -> list[int]:
        """Return the ids of the messages handed over for one person."""
        return [number for number, whose in self._queued if whose == chat_id]
