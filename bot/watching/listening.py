"""Does anybody hear what people write? The gravest way to fail in silence, and no query can see it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from telegram import Bot
from telegram.error import TelegramError

from scheduler.heartbeat import Sense
from storage.clock import Clock, monotonic
from storage.watch.audit import Trouble

SILENT_SECONDS = 120.0
"""Longer than a long poll and its longest pause."""
FAILED_LATELY = timedelta(minutes=2)
LOST_TRIES = 3
FAILED_LOOKS = 2
"""In a row, a minute apart: while web processes are replaced, one delivery fails and the next goes well."""


class Listening:
    """Remembers when Telegram last answered our poll and what it gave us took effect."""

    def __init__(self, seconds: Callable[[], float] = monotonic) -> None:
        self._seconds = seconds
        self._heard_at = seconds()

    def heard(self) -> None:
        """Note that a poll went well to its end."""
        self._heard_at = self._seconds()

    async def sense(self) -> Trouble | None:
        """Return a trouble when polls have not gone well for two minutes."""
        return Trouble("nobody-listens", 1) if self._seconds() - self._heard_at > SILENT_SECONDS else None


def webhook_sense(bot: Bot, clock: Clock) -> Sense:
    """Return what asks Telegram whether it can deliver: the web processes may all be gone."""
    lost = stuck = 0

    async def sense() -> Trouble | None:
        nonlocal lost, stuck
        try:
            info = await bot.get_webhook_info()
        except TelegramError:
            lost += 1
            return Trouble("telegram-out-of-reach", lost) if lost >= LOST_TRIES else None
        lost = 0
        if not info.url:
            return Trouble("nobody-listens", 1)
        failed = info.last_error_date is not None and clock.now() - info.last_error_date < FAILED_LATELY
        stuck = stuck + 1 if failed and info.pending_update_count else 0
        return Trouble("updates-not-delivered", info.pending_update_count) if stuck >= FAILED_LOOKS else None

    return sense
