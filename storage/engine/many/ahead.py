"""Statements are handed over before their answers are wanted: the server works on them while we work on.

SQLite is inside the process: there each is run at once, and its answer waits.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection

from storage.engine.statements import Ask, Rows, as_told_by_sqlalchemy, ask_all, send_all

Answers = Callable[[], list[Rows]]
"""Waits for the rows of each statement that was handed over, if they are not there yet. To be called once."""


class Ahead:
    """What a transaction has under way. When it ends as a context, all of it has run; what failed is raised.

    Statements run in the order in which they are handed over, and each sees what those before it did. If one fails,
    none after it is run. Nothing else may use the transaction before :meth:`settle`, save ``ask`` and ``ask_all``.
    """

    __slots__ = ("_pipeline", "tx")

    def __init__(self, tx: Connection) -> None:
        self.tx = tx
        self._pipeline: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self.settle()
            return
        with contextlib.suppress(self.tx.dialect.loaded_dbapi.Error):  # it is undone, whatever became of it
            self._leave()

    def send(self, asks: Sequence[Ask]) -> Answers:
        """Hand over statements; return what waits for their rows. Raises like ``ask_all``, perhaps for earlier ones."""
        if self.tx.dialect.name == "sqlite":
            found = ask_all(self.tx, asks)
            return lambda: found
        with as_told_by_sqlalchemy(self.tx):
            if self._pipeline is None:
                pipeline = self.tx.connection.dbapi_connection.pipeline()  # type: ignore[union-attr]
                pipeline.__enter__()
                self._pipeline = pipeline
        return send_all(self.tx, asks)

    def settle(self) -> None:
        """Wait until all of it has run; raise what failed. The transaction may be used for anything then."""
        with as_told_by_sqlalchemy(self.tx):
            self._leave()

    def _leave(self) -> None:
        pipeline, self._pipeline = self._pipeline, None
        if pipeline is not None:
            pipeline.__exit__(None, None, None)
