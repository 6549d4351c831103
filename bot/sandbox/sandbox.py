"""The sandbox itself: starts the server, owns the people, moves the clock, knows when the bot is done."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path

from aiohttp import web

from bot.sandbox.control.routes import Control
from bot.sandbox.faults import Faults
from bot.sandbox.methods.delivery import Delivery
from bot.sandbox.person import Person
from bot.sandbox.server import LARGEST_BODY, BotApi, Request, Violation
from bot.sandbox.world.meeting import meet
from bot.sandbox.world.model import Json, User
from bot.sandbox.world.saved import restore, save
from bot.sandbox.world.world import FIRST_PERSON_ID, SandboxClock, World

TOKEN = "8000000001:AAsandbox-token-that-opens-nothing-at-all"  # noqa: S105 - it opens nothing
_PORTS_TO_TRY = 20
_SETTLE = 0.03
"""Seconds without any call after which a bot that can't tell is taken to be done."""
_SAVE_EVERY = 1.0
"""Seconds; a crash of the whole sandbox costs at most this much talk."""
_MOST_STOPS = 5_000
"""On one journey; a bot with more to do in it is going round in circles."""

Travelled = Callable[[datetime], Awaitable[object]]
NextDue = Callable[[], Awaitable[datetime | None]]


class Sandbox:
    """A local Bot API server with people in it. Everything runs on the caller's event loop.

    With ``keep`` chats are read from that file at the first start and written to it as they change.
    """

    def __init__(self, clock: SandboxClock, *, token: str = TOKEN, keep: Path | None = None) -> None:
        self.clock = clock
        self.token = token
        self.world = World(clock)
        self._keep = keep
        self._kept_version = -1
        self._carried_on = False
        self._keeper: asyncio.Task[None] | None = None
        self.faults = Faults()
        self._delivery = Delivery(self.world)
        self._api = BotApi(self.world, token, self.faults, self._delivery)
        self._control = Control(self)
        self._people: dict[int, Person] = {}
        self._stirred = asyncio.Event()
        self._activity = 0
        self._runner: web.AppRunner | None = None
        self.base_url = ""
        """``http://host:port`` once started. The bot needs ``api_url`` and ``file_url``."""
        self.on_travel: Travelled | None = None
        """Set by the host: runs what is due in the bot, after the clock moved."""
        self.next_due: NextDue | None = None
        """Set by the host: when the bot has something to do next; None when nothing is planned."""
        self.settled: Callable[[], Awaitable[object]] | None = None
        """Set by the host: resolves when the bot has nothing in hand. Without it a short silence counts."""
        self._api.stirred = self._stir
        self.world.updates.listeners.append(self._queue_moved)
        self.faults.changed.append(self._faults_changed)

    # the server

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Serve on ``port``, or on one of the next where it is taken; 0 takes any. See ``base_url``.

        Raises ``SavedStateError`` if there is a file to carry on from but it can't be read.
        """
        if self._keep is not None:
            self._carry_on(self._keep)
        app = web.Application(client_max_size=LARGEST_BODY)
        self._api.add_routes(app)
        self._control.add_routes(app)
        self._runner = web.AppRunner(app, handler_cancellation=True, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        for candidate in range(port, port + (_PORTS_TO_TRY if port else 1)):
            try:
                await web.TCPSite(self._runner, host, candidate).start()
            except OSError:
                if candidate == port + _PORTS_TO_TRY - 1 or not port:
                    raise
            else:
                break
        _, bound = self._runner.addresses[0][:2]
        self.base_url = f"http://{host}:{bound}"

    async def stop(self) -> None:
        """Stop serving. Chats stay in memory, and ``start`` may be called again."""
        await self._delivery.webhook.close()
        self._api.cut_all()
        self._control.stream.close()
        if self._keeper is not None:
            self._keeper.cancel()
            self._keeper = None
        if self._keep is not None:
            self.save(self._keep)
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    def save(self, path: Path) -> None:
        """Write all chats, files and waiting updates to ``path``."""
        save(self.world, path)
        self._kept_version = self.world.version

    def restore(self, path: Path) -> None:
        """Take over what :meth:`save` wrote; meant for a sandbox nobody has talked in yet."""
        restore(self.world, path)
        self._people = {number: Person(self.world, user) for number, user in self.world.users.items() if user.has_phone}

    def _carry_on(self, path: Path) -> None:
        if path.exists() and not self._carried_on:
            self.restore(path)
        self._carried_on = True
        self._kept_version = self.world.version
        self._keeper = asyncio.create_task(self._keep_up(path))

    async def _keep_up(self, path: Path) -> None:
        while True:
            await asyncio.sleep(_SAVE_EVERY)
            if self.world.version != self._kept_version:
                self.save(path)

    @property
    def api_url(self) -> str:
        """What python-telegram-bot calls ``base_url``."""
        return f"{self.base_url}/bot"

    @property
    def file_url(self) -> str:
        """What python-telegram-bot calls ``base_file_url``."""
        return f"{self.base_url}/file/bot"

    @property
    def requests(self) -> list[Request]:
        """Every call of the bot, oldest first."""
        return self._api.requests

    @property
    def violations(self) -> list[Violation]:
        """Calls that no correct bot makes; a test or story with any of them has failed."""
        return self._api.violations

    # the people

    def renew_token(self, token: str) -> None:
        """Do as an operator does at BotFather: from now on the old token opens nothing."""
        self.token = self._api.token = token

    def person(self, name: str, *, language_code: str = "en", zone: str = "UTC", user_id: int | None = None) -> Person:
        """Return the person called ``name``; they move in when they are first asked for."""
        for person in self._people.values():
            if person.name == name and user_id in (None, person.id):
                return person
        number = FIRST_PERSON_ID + len(self.world.users) if user_id is None else user_id
        user = self.world.users.setdefault(number, User(number, name, language_code, zone))
        user.has_phone = True
        self.world.chat_of(user)
        self._people[number] = person = Person(self.world, user)
        self.world.tell("person", chat_id=number)
        return person

    @property
    def people(self) -> list[Person]:
        """Everybody, in the order in which they moved in."""
        return list(self._people.values())

    def inject(self, update: Json) -> int:
        """Queue a raw update (a group chat, a channel post, rubbish) and return its id.

        ``update_id`` is filled in where it is missing. The bot may write to the chats it names.
        """
        meet(self.world, update)
        update = {"update_id": self.world.updates.next_id, **update}
        self.world.updates.put_raw(update)
        return int(update["update_id"])

    # time

    async def travel(self, delta: timedelta, *, jump: bool = False) -> datetime:
        """Move the clock forward by ``delta`` and return the new time.

        The journey stops wherever the bot has something due, so that a night of
        nudges comes nudge by nudge. With ``jump`` it doesn't: the bot was asleep.
        """
        target = self.clock.now() + delta
        if not jump:
            await self._stop_on_the_way(target)
        if self.clock.now() < target:
            self.clock.advance(target - self.clock.now())
        await self._arrive()
        return self.clock.now()

    async def travel_to_next(self) -> datetime | None:
        """Move the clock to the moment the bot has something due; None when nothing is planned."""
        due = await self.next_due() if self.next_due is not None else None
        if due is None:
            return None
        return await self.travel(max(due - self.clock.now(), timedelta()))

    async def _stop_on_the_way(self, target: datetime) -> None:
        previous: datetime | None = None
        for _ in range(_MOST_STOPS):
            due = await self.next_due() if self.next_due is not None else None
            if due is None or due > target or due == previous:
                return
            if due > self.clock.now():
                self.clock.advance(due - self.clock.now())
            await self._arrive()
            previous = due

    async def _arrive(self) -> None:
        now = self.clock.now()
        self.world.tell("clock", now=now.isoformat())
        if self.on_travel is not None:
            await self.on_travel(now)

    # rest

    async def listened_to(self) -> None:
        """Return when the bot is there: its poll waits for updates, or it has set a webhook."""
        await self._delivery.listening.wait()

    async def idle(self, timeout: float = 10.0) -> None:  # noqa: ASYNC109 - the message must say what hangs
        """Return when the bot has taken every update and no call is under way.

        Raises ``TimeoutError`` after ``timeout`` seconds, saying what is still open.
        """
        try:
            async with asyncio.timeout(timeout):
                while True:
                    await self._quiet()
                    before = self._activity
                    await (self.settled() if self.settled is not None else asyncio.sleep(_SETTLE))
                    if before == self._activity and self._is_quiet:
                        return
        except TimeoutError:
            waiting = len(self.world.updates.pending)
            raise TimeoutError(
                f"the bot is not done after {timeout:g} s: {waiting} updates not confirmed,"
                f" {self._api.in_flight} calls under way"
            ) from None

    async def until(self, holds: Callable[[], bool], timeout: float = 30.0) -> None:  # noqa: ASYNC109 - as above
        """Return when ``holds()`` is true; it is asked again whenever a call begins or ends or an update moves."""
        async with asyncio.timeout(timeout):
            while not holds():
                self._stirred.clear()
                await self._stirred.wait()

    @property
    def calls_under_way(self) -> int:
        """How many calls of the bot are being worked on, polls not counted."""
        return self._api.in_flight

    @property
    def _is_quiet(self) -> bool:
        return not self.world.updates.pending and self._api.in_flight == 0

    async def _quiet(self) -> None:
        while not self._is_quiet:
            self._stirred.clear()
            await self._stirred.wait()

    def _stir(self) -> None:
        self._activity += 1
        self._stirred.set()

    def _queue_moved(self) -> None:
        self.world.version += 1
        self._stir()

    def _faults_changed(self) -> None:
        if self.faults.is_down:
            self._delivery.webhook.reachable.clear()
            self._api.cut_all()
        else:
            self._delivery.webhook.reachable.set()
        self.world.tell("faults")
