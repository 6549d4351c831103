"""An update comes in, and is acknowledged only after its effects are committed.

Three tries at once; then the text is read for danger without the dialogue; and if even
that fails, a fixed emergency card goes out. A bug in a flow must never swallow
an emergency, and one person's broken update must never stop anybody else's.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any

from telegram import Bot
from telegram.error import TelegramError

from bot.edge.translate import LARGEST_ID, Incoming, translate
from bot.receiving.abreast import Abreast
from bot.receiving.ahead import Ahead
from bot.receiving.lifeline import Lifeline
from messages.catalogue import text_of
from messages.catalogue.entries import FALLBACK
from messages.dialogue import step
from messages.events import Event
from scheduler.sending.dispatch import Dispatcher
from storage.batch.abreast import Asked
from storage.clock import Clock
from storage.engine.database import Database, Unavailable
from storage.turn import receipts
from storage.turn.answered import Happened, answered
from storage.turn.turns import Decide, RenderedToast, broken_turn, rescue_turn

log = logging.getLogger(__name__)

TRIES = 3
"""How often a failing update is tried before its text is read without the dialogue."""

FINISH_SECONDS = 0.5
"""How long spinners may still take to be stopped when we stop ourselves."""

Count = Callable[[Event, str], None]
"""Hears of each event what became of it: ``taken``, ``repeated``, ``rescued`` or ``broken``."""


def _uncounted(event: Event, outcome: str) -> None:
    del event, outcome


class Intake:
    """Takes raw updates of one bot, from polling and webhook alike."""

    def __init__(
        self,
        database: Database,
        bot: Bot,
        dispatcher: Dispatcher,
        clock: Clock,
        *,
        decide: Decide = step,
        count: Count = _uncounted,
    ) -> None:
        self._database = database
        self._bot = bot
        self._dispatcher = dispatcher
        self._clock = clock
        self._decide = decide
        self._ahead = Ahead()
        self._abreast = Abreast(database)
        self._count = count
        self._lifeline = Lifeline(bot, clock)
        self._spinners: set[asyncio.Task[None]] = set()

    async def accept(self, raw: dict[str, Any]) -> None:
        """Let the update take effect. Raises :class:`Unavailable` if the database is away.

        Then nothing is stored, and nothing happened but that a text in danger was answered with a number to call.
        """
        incoming = self._understand(raw)
        if incoming is None:
            return
        if incoming.chat_id is None or incoming.event is None:
            await self._only_receipt(incoming)
            return
        try:
            toast = await self._turn(incoming, incoming.chat_id, incoming.event)
        except Unavailable:
            await self._lifeline.throw(incoming.update_id, incoming.chat_id, incoming.event, incoming.callback_id)
            raise
        self._dispatcher.kick()
        self._stop_spinner(incoming.callback_id, toast)

    async def settle(self) -> None:
        """Return when every spinner that was to be stopped has been."""
        while self._spinners:
            await asyncio.wait(set(self._spinners))

    async def finish(self) -> None:
        """Stop the last spinners, or let them spin."""
        if self._spinners:
            _, late = await asyncio.wait(set(self._spinners), timeout=FINISH_SECONDS)
            for task in late:
                task.cancel()

    def _understand(self, raw: dict[str, Any]) -> Incoming | None:
        update_id = raw.get("update_id")
        if not isinstance(update_id, int) or not 0 <= update_id < LARGEST_ID:
            log.warning("update without an id dropped")
            return None
        return translate(update_id, raw)

    async def _only_receipt(self, incoming: Incoming) -> None:
        now = self._clock.now()
        new = await self._database.run(lambda tx: receipts.write(tx, incoming.update_id, None, now))
        self._stop_spinner(incoming.callback_id, None)
        if new and incoming.group_id is not None:
            await self._send_by_hand(incoming.group_id, "edge.only_private", logging.INFO)

    async def _turn(self, incoming: Incoming, chat_id: int, event: Event) -> RenderedToast | None:
        """Let the event take effect and return what the press, if it was one, is answered."""
        decide = self._ahead.of(event, self._decide)
        for attempt in range(1, TRIES + 1):
            asked = Asked(Happened(chat_id, event, self._clock.now(), incoming.update_id), decide)
            take = self._abreast.take if attempt == 1 else self._abreast.alone
            try:
                came = await take(asked)
            except Unavailable:
                raise
            except Exception:
                log.exception("turn failed", extra={"update_id": incoming.update_id, "attempt": attempt})
            else:
                self._count(event, "taken" if came.result.applied is not None else "repeated")
                return came.toast
        happened = Happened(chat_id, event, self._clock.now(), incoming.update_id)
        try:
            came = await self._database.run(lambda tx: answered(tx, rescue_turn, happened))
        except Unavailable:
            raise
        except Exception:
            log.exception("rescue failed; the emergency card goes out", extra={"update_id": incoming.update_id})
        else:
            self._count(event, "rescued")
            return came.toast
        self._count(event, "broken")
        await self._send_card(incoming.update_id, chat_id)
        return None

    async def _send_card(self, update_id: int, chat_id: int) -> None:
        now, text = self._clock.now(), text_of(FALLBACK, "edge.broken")
        try:
            await self._database.run(lambda tx: broken_turn(tx, chat_id, text, now, update_id=update_id))
        except Unavailable:
            raise
        except Exception:
            log.exception("the card goes out by hand", extra={"update_id": update_id})
            await self._send_by_hand(chat_id, "edge.broken")

    def _stop_spinner(self, callback_id: str | None, toast: RenderedToast | None) -> None:
        """Beside the next update, not before it: a slow answer here must not hold up what somebody types."""
        if callback_id is not None:
            task = asyncio.create_task(self._answer_callback(callback_id, toast))
            self._spinners.add(task)
            task.add_done_callback(self._spinners.discard)

    async def _answer_callback(self, callback_id: str, toast: RenderedToast | None) -> None:
        try:
            if toast is None:
                await self._bot.answer_callback_query(callback_id)
            else:
                await self._bot.answer_callback_query(callback_id, toast.text[:200], show_alert=toast.alert)
        except TelegramError as error:  # it only stops a spinner; what was decided is committed already
            log.info("callback not answered", extra={"error": type(error).__name__})

    async def _send_by_hand(self, chat_id: int, key: str, weight: int = logging.ERROR) -> None:
        """Send past the outbox; a failure is logged with ``weight``."""
        try:
            await self._bot.send_message(chat_id, text_of(FALLBACK, key))
        except TelegramError as error:
            log.log(weight, "message by hand failed", extra={"key": key, "error": type(error).__name__})
