"""What somebody in danger hears while nothing can be stored: a number to call, at once and once.

Words are read for danger. What a button stands for is known only with the talk around it, so every
press is answered, with an alert over the chat.
"""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict

from telegram import Bot
from telegram.error import BadRequest, TelegramError

from messages.catalogue import text_of
from messages.catalogue.entries import FALLBACK
from messages.events import Event, Pressed, words_of
from messages.triage.judging.screen import screen
from messages.triage.vocabulary import Action, Case
from storage.clock import Clock

log = logging.getLogger(__name__)

REMEMBERED = 1_000
"""Updates that were answered like this; Telegram delivers each again and again until it can be stored."""


class Lifeline:
    """Reads words for danger alone, without anything known of the person.

    The update stays untaken, so the proper warning follows when the database is back.
    """

    def __init__(self, bot: Bot, clock: Clock) -> None:
        self._bot = bot
        self._clock = clock
        self._answered: OrderedDict[int, None] = OrderedDict()

    async def throw(self, update_id: int, chat_id: int, event: Event, callback_id: str | None = None) -> None:
        """Answer a press, and words that may be dangerous; never raises. Several processes may each answer once.

        ``callback_id`` is Telegram's name for the press.
        """
        words = words_of(event)
        pressed = isinstance(event, Pressed)
        if not (words or pressed) or update_id in self._answered:
            return
        self._answered[update_id] = None
        while len(self._answered) > REMEMBERED:
            self._answered.popitem(last=False)
        if not pressed and await asyncio.to_thread(self._calm, update_id, words):
            return
        try:
            if pressed:
                await self._alert(chat_id, callback_id)
            else:
                await self._bot.send_message(chat_id, text_of(FALLBACK, "edge.away_danger"))
        except TelegramError as error:
            del self._answered[update_id]
            log.error("no lifeline", extra={"update_id": update_id, "error": type(error).__name__})

    async def _alert(self, chat_id: int, callback_id: str | None) -> None:
        """Show it over the chat; as a message where Telegram no longer knows of the press."""
        text = text_of(FALLBACK, "edge.away_pressed")
        if callback_id is not None:
            try:
                await self._bot.answer_callback_query(callback_id, text, show_alert=True)
            except BadRequest:
                log.info("callback not answered; the numbers go out as a message")
            else:
                return
        await self._bot.send_message(chat_id, text)

    def _calm(self, update_id: int, words: str) -> bool:
        try:
            action = screen(words, Case(), self._clock.now()).action
        except Exception:  # what cannot be read may be anything
            log.exception("reading failed while the database is away", extra={"update_id": update_id})
            return False
        return action not in (Action.ESCALATE, Action.ASK)
