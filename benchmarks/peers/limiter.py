"""A busy bot as python-telegram-bot advises it: its AIORateLimiter, every message sent when it is decided."""

from __future__ import annotations

import asyncio
import logging
from time import monotonic

from telegram.error import RetryAfter
from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import HTTPXRequest


async def urgent_behind_nudges(base: str, nudges: int, urgents: range, spacing: float) -> tuple[dict[int, float], int]:
    """Send ``nudges``, and between them one urgent message to each of ``urgents``; return when each began, and losses.

    Lost is what the limiter gave up on.
    """
    logging.getLogger("AIORateLimiter").setLevel(logging.CRITICAL)  # a trace for each refusal
    logging.getLogger("telegram.ext").setLevel(logging.CRITICAL)
    request = HTTPXRequest(connection_pool_size=256, pool_timeout=600)
    bot: ExtBot[int] = ExtBot("1:bench", base_url=f"{base}/bot", request=request, rate_limiter=AIORateLimiter())
    lost = 0

    async def send(chat: int, text: str) -> None:
        nonlocal lost
        try:
            await bot.send_message(chat, text)
        except RetryAfter:
            lost += 1

    begun: dict[int, float] = {}
    async with bot, asyncio.TaskGroup() as group:
        for number in range(nudges):
            group.create_task(send(number + 1, "Stand up for a minute."))
        for chat in urgents:
            await asyncio.sleep(spacing)
            begun[chat] = monotonic()
            group.create_task(send(chat, "Call 999 now."))
    return begun, lost
