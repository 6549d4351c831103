"""A sandbox, a clock and a bot that dies again and again: each act goes on until everything is calm."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from bot.sandbox import Person, Sandbox
from bot.sandbox.world.model import Json
from bot.sandbox.world.updates import FIRST_UPDATE_ID
from storage.outbox.claiming import LEASE
from tests.crash.kills.child import Aim, Spec
from tests.crash.kills.clock import SharedClock
from tests.crash.kills.warden import Killed, Warden
from tests.crash.kills.zygote import MORNING, Zygote

PATIENCE = 60.0
MOST_IN_A_ROW = 3
"""Kills of one act; the fourth child is left alone."""
TAKEN = "taken by telegram"
"""Killed from outside: Telegram took a message, and the bot never heard so."""
ANY_INSTANT = "any instant"
"""Killed from outside, a few milliseconds after something happened."""


@dataclass(frozen=True, slots=True)
class Span:
    """One act: when it began and ended by the clock of everybody, and how often the bot died meanwhile."""

    name: str
    start: datetime
    end: datetime
    kills: int


@dataclass
class Stage(AbstractAsyncContextManager["Stage"]):
    """Where the play is given. ``database`` is a URL without tables, or one that was played on before."""

    folder: Path
    database: str
    zygote: Zygote
    seed: int
    kills: Counter[str] = field(default_factory=Counter)
    aimed: Counter[str] = field(default_factory=Counter)
    spans: list[Span] = field(default_factory=list)
    trace: list[str] = field(default_factory=list)
    """What was done and where the bot died, for whoever has to understand a failure."""

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.clock = SharedClock(self.folder / "clock", MORNING)
        self.sandbox = Sandbox(self.clock)
        self._aims: list[Aim] = []
        self._in_a_row = 0

    async def __aenter__(self) -> Self:
        await self.sandbox.start()
        sandbox = self.sandbox
        spec = Spec(self.database, sandbox.base_url, sandbox.token, str(self.folder / "clock"), "", "", "")
        self.warden = Warden(self.folder, spec, self.zygote)
        await self.warden.open()
        await self._alive(None)
        sandbox.settled = lambda: self.warden.ask("settle")
        sandbox.world.observers.append(self._saw)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.warden.close()
        await self.sandbox.stop()
        if error is not None:
            error.add_note(f"seed {self.seed}; last of {self.kills.total()} kills and {len(self.spans)} acts:")
            error.add_note("\n".join(self.trace[-25:]))
            error.add_note(self.warden.log[-2000:])

    # acts

    async def act(self, name: str, *doing: Callable[[], Awaitable[object]], aims: tuple[Aim, ...] = ()) -> None:
        """Do something, kill the bot at ``aims``, one child after the other, and return when all is calm."""
        start, before = self.clock.now(), self.kills.total()
        self.trace.append(f"{start:%d %H:%M:%S} {name} {', '.join(map(str, aims))}")
        self.aimed.update(str(aim) for aim in aims[:1])
        self._aims, self._in_a_row = list(aims), 0
        await self._aim()
        for each in doing:
            await each()
        await self.calm()
        self._aims = []
        await self._sure(lambda: self.warden.arm(None))
        self.spans.append(Span(name, start, self.clock.now(), self.kills.total() - before))

    async def order(self, what: str) -> None:
        """Let the bot do something that nobody sees; a bot that dies over it need not do it again."""
        try:
            await self._or_killed(self.warden.ask(what))
        except Killed:
            await self.revive()

    async def travel(self, delta: timedelta, aims: Callable[[], tuple[Aim, ...]] = tuple) -> None:
        """Let time pass, stopping wherever something is due."""
        target = self.clock.now() + delta
        while True:
            said = await self._sure(lambda: self.warden.ask("next"))
            due = datetime.fromisoformat(said) if said else target
            due = min(max(due, self.clock.now()), target)
            last = due >= target
            self.clock.set(due)
            await self.act("tick", aims=aims())
            if last:
                return

    async def calm(self) -> None:
        """Return when the bot, or the last of its successors, has done all there is to do at this moment."""
        while True:
            try:
                await self._or_killed(self.warden.ask("tick"))
                await self._or_killed(self.sandbox.idle(PATIENCE))
                said = await self._or_killed(self.warden.ask("next send"))
            except Killed:
                await self.revive()
                continue
            if said is None:
                return
            ahead = datetime.fromisoformat(said) - self.clock.now()
            if ahead > LEASE:
                return
            self.clock.advance(ahead)  # what a dead one had leased comes free

    async def revive(self) -> None:
        """Note the death and start another bot."""
        await self.warden.dead.wait()
        self.kills[self.warden.last_word] += 1
        self._in_a_row += 1
        self.trace.append(f"    killed: {self.warden.last_word}")
        aim = self._aims.pop(0) if self._aims and self._in_a_row < MOST_IN_A_ROW else None
        await self._alive(aim)

    async def _alive(self, aim: Aim | None) -> None:
        while True:
            outside = aim is not None and aim.point in (TAKEN, ANY_INSTANT)
            try:
                await self.warden.start(None if outside else aim)
            except Killed:
                self.kills[self.warden.last_word] += 1
                self.trace.append(f"    killed while starting: {self.warden.last_word}")
                aim = None
                continue
            self._outside = aim if outside else None
            return

    async def _aim(self) -> None:
        aim = self._aims.pop(0) if self._aims else None
        self._outside = None
        if aim is not None and aim.point in (TAKEN, ANY_INSTANT):
            self._outside = aim
            aim = None
        await self._sure(lambda: self.warden.arm(aim))
        if self._outside is not None and self._outside.point == ANY_INSTANT:
            self._soon()

    def _soon(self) -> None:
        self._outside = None
        delay = self.chance.uniform(0, 0.03)
        asyncio.get_running_loop().call_later(delay, self.warden.kill, ANY_INSTANT)

    def _saw(self, event: Json) -> None:
        if self._outside is None or self._outside.point != TAKEN or event["type"] != "message":
            return
        message = self.sandbox.world.chats[event["chat_id"]].messages[event["message_id"]]
        if message.author == self.sandbox.world.bot.id:
            self._outside = None
            self.warden.kill(TAKEN)

    async def _sure(self, what: Callable[[], Awaitable[Any]]) -> Any:
        while True:
            try:
                return await self._or_killed(what())
            except Killed:
                await self.revive()

    async def _or_killed(self, what: Awaitable[Any]) -> Any:
        task, death = asyncio.ensure_future(what), asyncio.ensure_future(self.warden.dead.wait())
        await asyncio.wait({task, death}, return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            task.cancel()
            await asyncio.wait({task})
        death.cancel()
        if task.cancelled():
            raise Killed
        error = task.exception()
        if error is not None and self.warden.dead.is_set() and not isinstance(error, AssertionError):
            raise Killed from error
        return task.result()

    @property
    def updates(self) -> int:
        """How many updates were given to the bot."""
        return self.sandbox.world.updates.next_id - FIRST_UPDATE_ID

    # people

    def person(self, name: str) -> Person:
        return self.sandbox.person(name, zone="Europe/London")
