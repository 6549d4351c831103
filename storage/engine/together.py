"""Work that waits for the one writer is committed together: the disk is waited for once, not once for each.

Each piece of work keeps its own fate. One that fails is undone alone, behind a savepoint, and nobody hears
that their work is done before the disk has it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from sqlalchemy import Connection

from storage.clock import monotonic
from storage.engine.cycles import no_looking_for_cycles

MOST = 20
LONGEST = 0.03
"""Seconds after which no further work joins: whoever came first, perhaps in danger, waits for the others so long."""

Work = Callable[[Connection], Any]


class _Piece:
    """Something somebody waits for."""

    __slots__ = ("future", "work")

    def __init__(self, work: Work) -> None:
        self.work = work
        self.future: Future[Any] = Future()


class Together:
    """Takes work from any thread; one thread, and always the same, calls :meth:`commit_some`."""

    def __init__(
        self,
        transact: Callable[[Work], Any],
        *,
        spoils: Callable[[BaseException], bool],
        unavailable: type[Exception],
    ) -> None:
        """``transact`` runs work in a transaction of its own and raises ``unavailable`` if the database is away.

        ``spoils`` tells errors after which the whole transaction is lost, not only the statement.
        """
        self._transact = transact
        self._spoils = spoils
        self._unavailable = unavailable
        self._first: deque[_Piece] = deque()
        self._waiting: deque[_Piece] = deque()

    def add(self, work: Work, *, first: bool = False) -> Future[Any]:
        """Queue ``work``; the future tells its result, once it is committed.

        What goes ``first`` goes before all that does not, and in its own order.
        """
        piece = _Piece(work)
        (self._first if first else self._waiting).append(piece)
        return piece.future

    @property
    def waited_for(self) -> bool:
        """Whether work is queued behind what is being done."""
        return bool(self._first or self._waiting)

    def commit_some(self) -> None:
        """Commit what waits, as much as fits into one transaction. Call it once for each piece added."""
        first = self._next()
        if first is None:  # it went with an earlier one
            return
        joined: list[_Piece] = []
        results: list[tuple[_Piece, Any]] = []
        failed: list[tuple[_Piece, Exception]] = []

        def all_of_it(tx: Connection) -> None:
            results.append((first, first.work(tx)))  # alone so far: if it fails, there is nothing else to undo
            until = monotonic() + LONGEST
            while len(joined) < MOST - 1 and monotonic() < until and (piece := self._next()) is not None:
                joined.append(piece)
                try:
                    with tx.begin_nested():
                        results.append((piece, piece.work(tx)))
                except Exception as error:  # told to whoever waits for this piece
                    if self._spoils(error):
                        raise
                    failed.append((piece, error))

        try:
            with no_looking_for_cycles():  # one transaction at a time: there is always a moment between two for it
                self._transact(all_of_it)
        except Exception as error:  # told to everybody concerned
            self._after_all(error, first, joined)
        else:
            for piece, result in results:
                piece.future.set_result(result)
            for piece, problem in failed:
                piece.future.set_exception(problem)

    def _after_all(self, error: Exception, first: _Piece, joined: list[_Piece]) -> None:
        """Nothing was committed. If the database is away, all hear it; else each is tried alone, for one spoilt it."""
        pieces = [first, *joined]
        if not joined or isinstance(error, self._unavailable):
            for piece in pieces:
                piece.future.set_exception(error)
            return
        for piece in pieces:
            try:
                piece.future.set_result(self._transact(piece.work))
            except Exception as own:  # told to whoever waits for it
                piece.future.set_exception(own)

    def _next(self) -> _Piece | None:
        """Return the next piece that is still wanted."""
        while queue := self._first or self._waiting:
            piece = queue.popleft()
            if piece.future.set_running_or_notify_cancel():
                return piece
        return None
