"""A sender for tests: keeps what it was given, and answers what it was told to."""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from collections.abc import Callable
from datetime import UTC, datetime

from messages.effects import Lane
from storage.clock import Clock
from storage.engine.database import Database
from storage.outgoing import Delivered, Outcome, Outgoing
from tests.storage.acts import ADA, put

START = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)


class Phone:
    """Where messages arrive."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.tried: list[Outgoing] = []
        self.heard: list[tuple[datetime, int, str]] = []
        self.answers: dict[int, deque[Outcome]] = defaultdict(deque)
        self.together = 0
        self.most_together = 0
        self.hold: asyncio.Event | None = None
        self._news = asyncio.Event()

    async def send(self, message: Outgoing) -> Outcome:
        self.tried.append(message)
        self.together += 1
        self._news.set()
        self.most_together = max(self.most_together, self.together)
        try:
            if self.hold is not None:
                await self.hold.wait()
            await asyncio.sleep(0)
        finally:
            self.together -= 1
        waiting = self.answers[message.chat_id]
        outcome: Outcome = waiting.popleft() if waiting else Delivered(message.message_id or 1000 + len(self.tried))
        if isinstance(outcome, Delivered):
            self.heard.append((self.clock.now(), message.chat_id, message.text))
            self._news.set()
        return outcome

    async def until(self, seen: Callable[[], bool]) -> None:
        """Wait until something is so, looking again whenever a message comes or arrives."""
        async with asyncio.timeout(30):
            while not seen():
                self._news.clear()
                await self._news.wait()

    @property
    def texts(self) -> list[str]:
        """What arrived, in order."""
        return [text for _, _, text in self.heard]


async def queue(database: Database, *texts: str, chat_id: int = ADA, lane: Lane = Lane.REPLY) -> None:
    """Let texts wait to be sent."""
    await database.run(lambda tx: [put(tx, text, chat_id=chat_id, lane=lane) for text in texts])
