"""What people do at the same moment takes effect together: the database is asked and waited for once for all.

Somebody who comes alone is served alone and at once. Only what comes in while the database is at work
waits, and goes together; of one person never two, so that theirs keep their order.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from storage.batch.abreast import Asked, take_abreast, take_alone
from storage.clock import monotonic
from storage.engine.database import Database, Unavailable
from storage.turn.answered import Answered

MOST, FEWEST = 20, 4
"""Turns of one group."""
LONG = 0.03
"""Seconds a larger one should take: whoever is in danger waits for the others so long."""
LINES = 2
"""Groups at work at the same time on PostgreSQL: while one waits for the server the other is decided."""
STUCK = 0.25
"""Seconds after which a group that is not done, because something is locked, holds up no further one."""


@dataclass(frozen=True, slots=True, eq=False)
class _Waiting:
    asked: Asked
    future: asyncio.Future[Answered]


class Abreast:
    """Takes turns; to be used from one event loop."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lines = 1 if database.alone else LINES
        self._open = 0
        self._waiting: deque[_Waiting] = deque()
        self._at_work: set[int] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._size = FEWEST

    async def take(self, asked: Asked) -> Answered:
        """Return what came of it, once it is committed. Raises what its turn raises, or Unavailable."""
        chat_id = asked.happened.chat_id
        if self._open < self._lines and not self._waiting and chat_id not in self._at_work:
            done = self._line()
            try:
                return await self.alone(asked)
            finally:
                done()
        future: asyncio.Future[Answered] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Waiting(asked, future))
        self._go_on()
        return await future

    async def alone(self, asked: Asked) -> Answered:
        """Do the same in a transaction that nobody shares."""
        chat_id = asked.happened.chat_id
        self._at_work.add(chat_id)
        try:
            return await self._database.run(partial(take_alone, asked=asked))
        finally:
            self._at_work.discard(chat_id)

    def _go_on(self) -> None:
        while self._open < self._lines and (group := self._next()):
            self._begin(self._serve(group, self._line()))

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _line(self) -> Callable[[], None]:
        """Open a line; return what closes it, which it does by itself when it is stuck."""
        self._open += 1

        def done() -> None:
            if not timer.cancelled():
                timer.cancel()
                self._open -= 1
                self._go_on()

        timer = asyncio.get_running_loop().call_later(STUCK, done)
        return done

    def _next(self) -> list[_Waiting]:
        """Take the next of those who wait, one turn of each person; whoever is at work waits on."""
        group: list[_Waiting] = []
        left: deque[_Waiting] = deque()
        taken = set(self._at_work)
        while self._waiting and len(group) < self._size:
            each = self._waiting.popleft()
            if each.future.done():  # nobody waits for it any more
                continue
            chat_id = each.asked.happened.chat_id
            (left if chat_id in taken else group).append(each)
            taken.add(chat_id)
        self._waiting.extendleft(reversed(left))
        self._at_work |= _people(group)  # at once: the next group may be chosen before this one's work begins
        return group

    async def _serve(self, group: list[_Waiting], done: Callable[[], None]) -> None:
        try:
            await self._take(group)
        finally:
            done()

    async def _take(self, group: list[_Waiting]) -> None:
        left: list[_Waiting] = []
        begun = monotonic()
        try:
            came = await self._database.run(partial(take_abreast, asked=[each.asked for each in group]))
        except Unavailable as error:
            for each in group:
                _tell(each, error)
        except Exception as error:  # one of them spoilt it for all: each is tried alone, and hears its own
            if len(group) == 1:
                _tell(group[0], error)
            else:
                left = list(group)
        else:
            self._size = max(FEWEST, min(MOST, int(len(group) * LONG / max(monotonic() - begun, 0.001))))
            for each, told in zip(group, came, strict=True):
                if told is None:  # somebody else is busy with them: nobody waits for that but they
                    left.append(each)
                else:
                    _tell(each, told)
        finally:
            self._at_work -= _people(group) - _people(left)  # what comes after those who are left waits on
            for each in group:
                if not each.future.done() and each not in left:
                    each.future.cancel()
            for each in left:
                self._begin(self._wait_for(each))

    async def _wait_for(self, waiting: _Waiting) -> None:
        try:
            _tell(waiting, await self.alone(waiting.asked))
        except Exception as error:  # told to whoever waits
            _tell(waiting, error)
        finally:
            waiting.future.cancel()
            self._go_on()


def _people(group: Iterable[_Waiting]) -> set[int]:
    return {each.asked.happened.chat_id for each in group}


def _tell(waiting: _Waiting, told: Answered | Exception) -> None:
    if waiting.future.done():
        return
    if isinstance(told, Exception):
        waiting.future.set_exception(told)
    else:
        waiting.future.set_result(told)
