"""Tells the operator's chat when something is true that must never be: codes and ids, nothing about people."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from telegram import Bot
from telegram.error import TelegramError

from messages.catalogue import text_of
from messages.catalogue.entries import FALLBACK
from scheduler.audit import Alarm
from storage.audit import Trouble

log = logging.getLogger(__name__)


def operator_alarm(bot: Bot, chat_id: int | None) -> Alarm | None:
    """Return what tells the operator, or None where there is nobody to tell."""
    if chat_id is None:
        return None

    async def alarm(troubles: Sequence[Trouble]) -> bool:
        if troubles:
            lines = "\n".join(map(_line, troubles))
            text = text_of(FALLBACK, "operator.trouble", {"lines": lines})
        else:
            text = text_of(FALLBACK, "operator.well")
        try:
            await bot.send_message(chat_id, text)
        except TelegramError as error:
            log.error("the operator could not be told", extra={"error": type(error).__name__})
            return False
        return True

    return alarm


def _line(trouble: Trouble) -> str:
    ids = f" (such as {', '.join(map(str, trouble.ids))})" if trouble.ids else ""
    return f"{trouble.code}: {trouble.count}{ids}"
