"""Tells the operator's chat when something is true that must never be: codes and ids, nothing about people."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from telegram import Bot
from telegram.error import ChatMigrated, TelegramError

from messages.catalogue import text_of
from messages.catalogue.entries import FALLBACK
from scheduler.audit import Alarm
from storage import meta
from storage.engine.database import Database, Unavailable
from storage.watch.audit import Trouble

log = logging.getLogger(__name__)

MOVED = "moved.operator"
"""Where the new id of a migrated group is kept, beside the one it replaces."""


def operator_alarm(bot: Bot, chat_id: int | None, database: Database) -> Alarm | None:
    """Return what tells the operator, or None where there is nobody to tell."""
    return None if chat_id is None else Operator(bot, chat_id, database).tell


class Operator:
    """The operator's chat. A group that becomes a supergroup gets another id: it is followed and remembered."""

    def __init__(self, bot: Bot, chat_id: int, database: Database) -> None:
        """``chat_id`` is the one of the settings; a change of it counts more than what was remembered."""
        self._bot = bot
        self._given = chat_id
        self._now_at = chat_id
        self._database = database
        self._remembered = False

    async def tell(self, troubles: Sequence[Trouble]) -> bool:
        """Tell of ``troubles``, or that all is well again; return whether it arrived."""
        if troubles:
            lines = "\n".join(map(_line, troubles))
            text = text_of(FALLBACK, "operator.trouble", {"lines": lines})
        else:
            text = text_of(FALLBACK, "operator.well")
        await self._remember()
        try:
            try:
                await self._bot.send_message(self._now_at, text)
            except ChatMigrated as moved:
                await self._follow(moved.new_chat_id)
                await self._bot.send_message(self._now_at, text)
        except TelegramError as error:
            log.error("the operator could not be told", extra={"error": type(error).__name__})
            return False
        return True

    async def _remember(self) -> None:
        if self._remembered:
            return
        try:
            kept = await self._database.run(lambda tx: meta.get(tx, MOVED))
        except Unavailable:  # which may be the very thing to tell
            return
        self._remembered = True
        given, _, moved = (kept or "").partition(" ")
        if given == str(self._given):
            self._now_at = int(moved)

    async def _follow(self, chat_id: int) -> None:
        log.warning("the operator's group has a new id; set OPERATOR_CHAT_ID to it", extra={"chat_id": chat_id})
        self._now_at, self._remembered = chat_id, True
        try:
            await self._database.run(lambda tx: meta.put(tx, MOVED, f"{self._given} {chat_id}"))
        except Unavailable:
            log.warning("the operator's new id could not be kept; it is found again after a restart")


def _line(trouble: Trouble) -> str:
    ids = f" (such as {', '.join(map(str, trouble.ids))})" if trouble.ids else ""
    return f"{trouble.code}: {trouble.count}{ids}"
