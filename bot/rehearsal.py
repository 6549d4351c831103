"""The very same bot against the sandbox: for ``make run`` without a token, for stories, for tests.

Nothing of the bot is replaced: it talks to the sandbox over HTTP as it talks to Telegram,
and stores in a real database. Only the clock travels.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from pydantic import SecretStr

from bot import lifecycle
from bot.app import App, build
from bot.edge.commands import introduce
from bot.receiving.polling import Polling
from bot.sandbox import Sandbox
from bot.sandbox.stories import Story, Transcript, load_story, play
from bot.settings import Settings, read_settings
from scheduler import ticks
from scheduler.timekeeping import Timekeeper
from scheduler.upcoming import next_moment
from storage.clock import TravelClock

KEPT = Path("var/sandbox.json")
"""Chats, phones and clock of the sandbox."""
DATABASE = "sqlite:///var/sandbox.db"
"""The bot's own memory in the sandbox, apart from the one that serves real people."""
LONG_POLL_SECONDS = 20
MOST_ROUNDS = 200
"""Ticks at one instant after which something must be planning itself again and again."""


class Rehearsal:
    """Starts, stops and kills the bot beside a sandbox, and lets it do what became due after a journey."""

    def __init__(self, sandbox: Sandbox, clock: TravelClock, database_url: str, *, ticking: bool = False) -> None:
        """With ``ticking`` the heartbeat runs as in production; without, only journeys make things due."""
        self._sandbox = sandbox
        self._clock = clock
        self._url = database_url
        self._ticking = ticking
        self._stack = contextlib.AsyncExitStack()
        self._polling: asyncio.Task[None] | None = None
        self._app: App | None = None
        self._timekeeper: Timekeeper | None = None

    @property
    def app(self) -> App:
        """The running bot; raises RuntimeError when it does not run."""
        if self._app is None:
            raise RuntimeError("the bot is not running")
        return self._app

    async def start(self) -> None:
        """Start the bot on the sandbox as it runs now; return when it listens."""
        settings = read_settings(None).model_copy(
            update={
                "telegram_bot_token": SecretStr(self._sandbox.token),
                "telegram_api_base_url": self._sandbox.base_url,
                "database_url": SecretStr(self._url),
                "heartbeat_url": None,
                "heartbeat_fail_url": None,
            }
        )
        app = build(settings, self._clock)
        await self._stack.enter_async_context(lifecycle.running(app, ticking=self._ticking, migrating=True))
        await introduce(app.bot)
        self._app, self._timekeeper = app, Timekeeper(app.database, self._clock)
        await self._timekeeper.look()
        self._sandbox.on_travel, self._sandbox.next_due = self.tick, self.next_due
        self._sandbox.settled = self.settle
        self._polling = asyncio.create_task(Polling(app.bot, app.intake, LONG_POLL_SECONDS).run(), name="polling")

    async def stop(self) -> None:
        """Stop in good order; does nothing when it is not running."""
        await self._end_polling()
        await self._stack.aclose()
        self._app = None

    async def kill(self) -> None:
        """End as a power cut would, as far as one process can: nothing is settled, nothing is finished."""
        if self._polling is not None:  # once asks it to finish what it has in hand, twice does not
            self._polling.cancel()
            await asyncio.sleep(0)
        await self._end_polling()
        if self._app is not None:
            self._app.dispatcher.abandon()
        await self._stack.aclose()
        self._app = None

    async def tick(self, now: datetime) -> None:
        """Do all that is due now, and send all that may be sent. ``now`` is what the clock says anyway."""
        if self._timekeeper is not None:
            await self._timekeeper.look()
        for _ in range(MOST_ROUNDS):
            counts = await ticks.tick(self.app.database, self._clock.now())
            await self.settle()
            if not counts.due:
                break
        else:
            raise RuntimeError("something plans itself again and again for the same moment")

    async def next_due(self) -> datetime | None:
        """Return when the bot has something to do next, in UTC; None when nothing is planned."""
        return await next_moment(self.app.database, self.app.dispatcher)

    async def settle(self) -> None:
        """Return when everything that may be sent now has been sent."""
        await self.app.intake.settle()
        await self.app.dispatcher.drain()

    async def serve(self) -> None:
        """Run until the polling ends, which it only does with an error."""
        if self._polling is not None:
            await self._polling

    async def _end_polling(self) -> None:
        if self._polling is not None:
            self._polling.cancel()
            await asyncio.gather(self._polling, return_exceptions=True)
            self._polling = None


async def play_story(story: Story, database_url: str) -> Transcript:
    """Play ``story`` with the real bot on a sandbox of its own; return what happened."""
    clock = TravelClock(story.start, standing=True)
    sandbox = Sandbox(clock)
    await sandbox.start()
    try:
        return await play(story, sandbox, Rehearsal(sandbox, clock, database_url))
    finally:
        await sandbox.stop()


async def play_stories(paths: Sequence[Path]) -> int:
    """Play stories without a browser, print what was said, and return 1 if any expectation failed."""
    failed = False
    for path in paths:
        with tempfile.TemporaryDirectory() as folder:
            transcript = await play_story(load_story(path), f"sqlite:///{folder}/story.db")
        sys.stdout.write(transcript.text() + "\n")
        failed = failed or not transcript.passed
    return 1 if failed else 0


async def open_sandbox(settings: Settings, *, fresh: bool = False) -> int:
    """Open the chat page and run the bot on it until Ctrl-C; what was said is kept for the next time.

    ``fresh`` forgets what earlier times left. DATABASE_URL counts only if it was set on purpose.
    """
    url = settings.database if "database_url" in settings.model_fields_set else DATABASE
    if fresh:
        for path in (KEPT, *(Path(f"var/sandbox.db{end}") for end in ("", "-wal", "-shm"))):
            path.unlink(missing_ok=True)
    clock = TravelClock()
    stage = Sandbox(clock, keep=KEPT)
    host = Rehearsal(stage, clock, url, ticking=True)
    await stage.start(port=settings.port)
    try:
        for name in ("Ada", "Ben"):
            stage.person(name)
        await host.start()
        sys.stdout.write(f"\nBackcheck sandbox: open {stage.base_url} in a browser. Ctrl-C stops it.\n\n")
        sys.stdout.flush()
        await lifecycle.until_stopped(host.serve())
    finally:
        await host.stop()
        await stage.stop()
    return 0
