"""Embedded mode: long polling whose offset moves only after the updates took effect.

The framework's own polling moves the offset when an update is merely queued, so that a
killed process loses it. Here a kill at any moment makes Telegram deliver it again, and
the receipt makes the second delivery a no-op.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter, defaultdict
from collections.abc import Callable, Coroutine
from typing import Any

from telegram import Bot
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.edge.translate import ALLOWED_UPDATES, sender_of, update_id_of
from bot.receiving.intake import Intake
from messages.catalogue import text_of
from messages.catalogue.entries import FALLBACK
from scheduler.faults import described
from storage.engine.database import Unavailable
from storage.points import Point, reached

log = logging.getLogger(__name__)

LONG_POLL_SECONDS = 25
PAUSES_SECONDS = (1.0, 2.0, 5.0, 10.0)
"""How long to wait after the first, second ... failure in a row."""
TRIES = 3
"""How often an update that raises what nobody expects is fetched before it is dropped, so that others get through."""
FINISH_SECONDS = 1.0
"""How long the updates in hand may still take once we are told to stop."""


class Waits:
    """Rests after failures, longer each time in a row, saying why."""

    def __init__(self) -> None:
        self._failures = 0

    def over(self) -> None:
        """Note that it went well: the next failure is a first one again."""
        self._failures = 0

    async def rest(self, why: str) -> None:
        """Log ``why`` and wait."""
        seconds = PAUSES_SECONDS[min(self._failures, len(PAUSES_SECONDS) - 1)]
        self._failures += 1
        log.warning(why, extra={"wait_s": seconds})
        await asyncio.sleep(seconds)


class RawBot(Bot):
    """The framework's bot, which can also hand over updates unparsed.

    Parsed in one go, a single update of a shape the library does not know would cost
    everybody in the same batch theirs.
    """

    async def raw_updates(self, offset: int | None, seconds: int) -> list[dict[str, Any]]:
        """Return what ``getUpdates`` answers, waiting up to ``seconds`` for something to arrive."""
        data: dict[str, Any] = {"timeout": seconds, "allowed_updates": list(ALLOWED_UPDATES)}
        if offset is not None:
            data["offset"] = offset
        updates = await self._post("getUpdates", data, read_timeout=seconds + 10.0)
        return updates if isinstance(updates, list) else []


class Polling:
    """Fetches updates for one bot. Exactly one poller may run per token; Telegram refuses a second."""

    def __init__(
        self, bot: RawBot, intake: Intake, long_poll: int = LONG_POLL_SECONDS, heard: Callable[[], None] | None = None
    ) -> None:
        """``heard`` is called whenever a poll went well to its end."""
        self._heard = heard
        self._bot = bot
        self._intake = intake
        self._long_poll = long_poll
        self._offset: int | None = None
        self._waits = Waits()
        self._stumbles: Counter[int] = Counter()
        """How often each update of this batch raised what nobody expects."""

    async def run(self) -> None:
        """Poll until cancelled. A token Telegram does not know raises InvalidToken."""
        while True:
            try:
                await self.once()
                self._waits.over()
                if self._heard is not None:
                    self._heard()
            except InvalidToken:
                raise
            except Conflict:
                await self._waits.rest(
                    "another process polls with this token, or a webhook is set; stop it, or use MODE=webhook"
                )
            except RetryAfter as error:
                log.warning("Telegram asks to poll more slowly")
                await asyncio.sleep(_seconds(error.retry_after))
            except TelegramError as error:
                kind = type(error).__name__
                await self._waits.rest(f"Telegram cannot be reached ({kind}); nothing is lost, trying again")
            except Unavailable:
                await self._waits.rest("the database cannot be reached; Telegram keeps the updates for us meanwhile")
            except Exception as error:  # whatever it was, everybody else still wants to be heard
                log.error("polling stumbled", extra=described(error))
                await self._waits.rest("polling goes on in a moment")

    async def once(self) -> int:
        """Fetch what is there, let it take effect, move the offset; return how many updates came."""
        updates = await self._fetch()
        if updates:
            reached(Point.POLLED)
            await _to_the_end(self._accept_all(updates))
            reached(Point.ACCEPTED)
            self._offset = max(update["update_id"] for update in updates) + 1
            self._stumbles.clear()
        return len(updates)

    async def _fetch(self) -> list[dict[str, Any]]:
        updates = await self._bot.raw_updates(self._offset, self._long_poll)
        sound = [each for each in updates if isinstance(each, dict) and update_id_of(each) is not None]
        if len(sound) < len(updates):
            log.error("updates without an id dropped", extra={"count": len(updates) - len(sound)})
        if updates and not sound:  # nothing moves the offset, so they come again at once
            await self._waits.rest("Telegram sends nothing but updates without an id")
        return sound

    async def _accept_all(self, updates: list[dict[str, Any]]) -> None:
        """One person's updates in their order, different people side by side."""
        queues: dict[int | None, list[dict[str, Any]]] = defaultdict(list)
        for update in updates:
            queues[sender_of(update)].append(update)
        ends = await asyncio.gather(*map(self._accept_in_order, queues.values()), return_exceptions=True)
        for end in ends:
            if isinstance(end, BaseException):
                raise end

    async def _accept_in_order(self, updates: list[dict[str, Any]]) -> None:
        for update in updates:
            try:
                await self._intake.accept(update)
            except Unavailable:
                raise
            except Exception as error:  # the guards of the intake let nothing through; should they, nobody else pays
                self._stumbles[update["update_id"]] += 1
                if self._stumbles[update["update_id"]] < TRIES:
                    raise
                log.error("an update was dropped", extra=described(error) | {"update_id": update["update_id"]})
                await self._apologise(sender_of(update))

    async def _apologise(self, sender: int | None) -> None:
        """Give somebody who is not understood the numbers to call. In private the person is the chat."""
        if sender is None:
            return
        try:
            await self._bot.send_message(sender, text_of(FALLBACK, "edge.broken"))
        except TelegramError as error:
            log.error("message by hand failed", extra={"error": type(error).__name__})


async def _to_the_end(work: Coroutine[Any, Any, None]) -> None:
    """Do ``work``; when cancelled, finish it first, so that what was decided is also said. Cancel twice to drop it."""
    task = asyncio.create_task(work)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        try:
            await asyncio.wait({task}, timeout=FINISH_SECONDS)
        finally:
            task.cancel()
        raise


def _seconds(value: Any) -> float:
    return float(value.total_seconds()) if hasattr(value, "total_seconds") else float(value)
