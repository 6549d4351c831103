"""Start order, stop order, signals. A stop loses nothing: what was not acknowledged comes again."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import Any, TypeVar

from aiohttp import web
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.app import ALL_LANES, WEB_LANES, App, build
from bot.edge.commands import introduce
from bot.edge.translate import ALLOWED_UPDATES
from bot.receiving.polling import Polling, Waits
from bot.receiving.webhook import application
from bot.serving import PortTaken, serving
from bot.settings import Mode, Settings
from bot.watching.health import Health
from bot.watching.listening import Listening, webhook_sense
from bot.watching.watch import health_of, heartbeat_of
from messages.triage.reading import prepare
from scheduler.heartbeat import Heartbeat, Sense
from storage import outbox
from storage.clock import SystemClock
from storage.engine.cycles import loaded_set_aside
from storage.engine.database import Database, Unavailable
from storage.engine.sole import InUse, sole
from storage.schema import migrate

T = TypeVar("T")

log = logging.getLogger(__name__)

LAST_WORDS_SECONDS = 1.0
LONGEST_STOP_SECONDS = 9.0
"""Then a process that was told to stop ends itself: less than the ten after which many hosts kill."""
CUT_SHORT = 1
"""The exit status of one that did."""

_IN_USE = (
    "another Backcheck uses {}: stop it first. On SQLite the old process must have ended before the new one starts;"
    " to replace one while it runs, use DATABASE_URL=postgresql://..."
)


class CannotStart(Exception):
    """Something outside is not as this process needs it. The message says what, and the way out."""


@contextlib.asynccontextmanager
async def running(
    app: App, *, ticking: bool, migrating: bool = False, senses: Sequence[Sense] = ()
) -> AsyncIterator[Heartbeat | None]:
    """Keep the parts of a process alive: bot, dispatcher and, where ``ticking``, the heartbeat, which is handed out.

    ``migrating`` brings the database to this version first. Stop order: no new ticks; the ones
    under way finish; what was decided goes out, for a moment; the dispatcher settles what is in
    flight; then connections close. Each step is taken although one before it failed. Leases
    bring back what a kill would leave. Raises :class:`CannotStart`.
    """
    async with contextlib.AsyncExitStack() as parts:
        try:
            parts.enter_context(sole(app.database))
        except InUse:
            app.database.dispose()
            raise CannotStart(_IN_USE.format(app.database.url.database)) from None
        parts.callback(app.database.dispose)
        if migrating:
            if not app.database.exists:  # its place follows the working folder: somebody may miss the one they know
                log.info("there is no database here: a new one is made", extra={"folder": str(app.database.folder)})
            await _database_answers(app, migrate.upgrade)
        parts.push_async_callback(app.bot.shutdown)
        await asyncio.to_thread(prepare)  # the first person to write must not wait for rules to load
        parts.enter_context(loaded_set_aside())
        await _telegram_answers(app.bot.initialize)
        if app.database.alone:  # the lock says that a predecessor is gone: nobody waits for its leases to run out
            await app.database.run(outbox.free_leases)
        parts.push_async_callback(app.dispatcher.stop)
        parts.push_async_callback(app.intake.finish)
        await app.dispatcher.start()
        parts.push_async_callback(_last_words, app)
        heartbeat = heartbeat_of(app, senses) if ticking else None
        if heartbeat is not None:
            parts.push_async_callback(heartbeat.stop)
            await heartbeat.start()
        yield heartbeat


async def _last_words(app: App) -> None:
    """Send what was just decided: it need not wait for the next start."""
    with contextlib.suppress(TimeoutError, Unavailable):
        async with asyncio.timeout(LAST_WORDS_SECONDS):
            await app.dispatcher.drain()


async def until_stopped(work: Awaitable[None]) -> None:
    """Do ``work`` until SIGTERM or SIGINT cancels it; return when it has tidied up. Its errors are raised.

    Tidying up, and the end of the interpreter after it, may take :data:`LONGEST_STOP_SECONDS`.
    """
    loop = asyncio.get_running_loop()
    working = asyncio.ensure_future(work)

    def stop() -> None:
        working.cancel()
        watchdog = threading.Timer(LONGEST_STOP_SECONDS, _cut_short, (working,))
        watchdog.daemon = True
        watchdog.start()

    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop)
    try:
        await working
    except asyncio.CancelledError:
        log.info("stopped")
    finally:
        for name in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(name)


def _cut_short(working: asyncio.Future[None]) -> None:
    """End without a further word to anybody: a kill at any moment loses nothing, and a host would kill us next."""
    if working.done():  # all is tidied; only the interpreter takes its time
        os._exit(0)
    log.warning("something does not let go; ending at once")
    os._exit(CUT_SHORT)


async def _telegram_answers(call: Callable[[], Awaitable[Any]]) -> None:
    """Make one call to Telegram, waiting until it can be reached: a machine may be up before its network.

    Raises what waiting does not mend: a refused token, a refused request.
    """
    waits = Waits()
    while True:
        try:
            await call()
        except (InvalidToken, BadRequest):
            raise
        except TelegramError as error:
            await waits.rest(f"Telegram cannot be reached ({type(error).__name__}); trying again")
        else:
            return


async def _database_answers(app: App, ask: Callable[[Database], T]) -> T:
    """Return what ``ask`` does, waiting until a server can be reached. A file is there or not: nobody waits for it.

    Raises what waiting does not mend, too: a table that stays in use.
    """
    waits = Waits()
    while True:
        try:
            return await asyncio.to_thread(ask, app.database)
        except Unavailable as error:
            if app.database.alone or isinstance(error, migrate.Busy):
                raise
            await waits.rest("the database cannot be reached: check DATABASE_URL, and that it runs; trying again")


async def embedded(settings: Settings) -> None:
    """One process does all: poll, decide, tick, send."""
    app = build(settings, SystemClock(), ALL_LANES)
    listening = Listening()
    async with (
        running(app, ticking=True, migrating=True, senses=[listening.sense]) as heartbeat,
        serving_health(app, health_of(app, heartbeat, Mode.EMBEDDED)),
    ):
        await _telegram_answers(lambda: app.bot.delete_webhook(drop_pending_updates=False))
        await introduce(app.bot)
        log.info("polling", extra={"bot": app.bot.username})
        await Polling(app.bot, app.intake, heard=listening.heard).run()


async def webhook(settings: Settings) -> None:
    """Receive updates over HTTP; run as many of these as you like, on PostgreSQL."""
    app = build(settings, SystemClock(), WEB_LANES)
    url, secret = settings.webhook_url, settings.webhook_secret
    assert url is not None and secret is not None  # noqa: S101 - settings.check saw to it
    shown = secret.get_secret_value()
    await _at_this_version(app)
    health, apart = health_of(app, None, Mode.WEBHOOK), settings.health_port is not None
    pages = application(app.intake, health, url, shown, health_elsewhere=apart)
    async with contextlib.AsyncExitStack() as stack:
        await stack.enter_async_context(running(app, ticking=False))
        if apart:
            await stack.enter_async_context(serving_health(app, health))
        port = await stack.enter_async_context(serving(pages, settings.port))
        try:
            await _telegram_answers(
                lambda: app.bot.set_webhook(url, secret_token=shown, allowed_updates=list(ALLOWED_UPDATES))
            )
        except BadRequest as error:
            raise CannotStart(f"Telegram refuses WEBHOOK_URL: {error.message}") from None
        await introduce(app.bot)
        log.info("webhook open", extra={"port": port})
        await asyncio.Event().wait()


async def worker(settings: Settings) -> None:
    """Tick and send; run as many of these as you like, on PostgreSQL."""
    app = build(settings, SystemClock(), ALL_LANES)
    await _at_this_version(app)
    async with (
        running(app, ticking=True, senses=[webhook_sense(app.bot, app.clock)]) as heartbeat,
        serving_health(app, health_of(app, heartbeat, Mode.WORKER)),
    ):
        log.info("worker ticking")
        await asyncio.Event().wait()


async def _at_this_version(app: App) -> None:
    """A newer schema is fine, it lives beside the previous release; an older one lacks what we need."""
    with contextlib.ExitStack() as otherwise:
        otherwise.callback(app.database.dispose)
        if await _database_answers(app, migrate.behind):
            raise CannotStart("the database is older than this program: run 'python -m bot migrate' first")
        otherwise.pop_all()


@contextlib.asynccontextmanager
async def serving_health(app: App, health: Health) -> AsyncIterator[None]:
    """Serve the health pages beside polling or ticking. A taken port costs the pages, not the bot."""
    pages = web.Application()
    health.add_to(pages)
    own = app.settings.health_port
    port = app.settings.port if own is None else own
    async with contextlib.AsyncExitStack() as stack:
        try:
            opened = await stack.enter_async_context(serving(pages, port))
            log.info("health pages open", extra={"port": opened})
        except PortTaken:
            name = "PORT" if own is None else "HEALTH_PORT"
            log.warning("health pages off: the port is taken; set %s to another", name, extra={"port": port})
        yield
