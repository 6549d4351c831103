"""Three ways to send the same message over TLS: our sender, python-telegram-bot as it comes, aiohttp by itself.

``python -m benchmarks.peers.http_clients <which> <base> <messages>`` prints messages a second and CPU seconds
as JSON. Each runs in a process of its own, because which certificates are trusted is read at import.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from time import perf_counter, process_time

import aiohttp
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.edge.sender import NO_PREVIEW, TelegramSender
from bot.edge.transport import AiohttpRequest
from messages.effects import Lane
from storage.outgoing import Delivered, Kind, Outgoing

IN_FLIGHT = 50
TEXT = "Stand up for a minute. Bend gently to each side, five times. Stop if it hurts more than before."
WARM_UP = 100

Send = Callable[[int], Awaitable[None]]


async def _ours(base: str, messages: int) -> tuple[float, float]:
    bot = Bot("1:bench", base_url=f"{base}/bot", request=AiohttpRequest(), get_updates_request=AiohttpRequest())
    sender = TelegramSender(bot)

    async def send(chat: int) -> None:
        outcome = await sender.send(Outgoing(chat, chat, Lane.NUDGE, Kind.TEXT, "k", 1, text=TEXT, silent=True))
        assert isinstance(outcome, Delivered), outcome

    async with bot:
        return await _measured(send, messages)


async def _stock(base: str, messages: int) -> tuple[float, float]:
    # What its own documentation advises for many requests at once: a pool as large as they are.
    request = HTTPXRequest(connection_pool_size=IN_FLIGHT, pool_timeout=60, read_timeout=60, connect_timeout=60)
    bot = Bot("1:bench", base_url=f"{base}/bot", request=request)

    async def send(chat: int) -> None:
        await bot.send_message(chat, TEXT, disable_notification=True, link_preview_options=NO_PREVIEW)

    async with bot:
        return await _measured(send, messages)


async def _raw(base: str, messages: int) -> tuple[float, float]:
    form = {"text": TEXT, "disable_notification": "true", "link_preview_options": '{"is_disabled": true}'}
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=100)) as session:

        async def send(chat: int) -> None:
            async with session.post(f"{base}/bot1:bench/sendMessage", data={"chat_id": str(chat), **form}) as answer:
                assert json.loads(await answer.read())["ok"]

        return await _measured(send, messages)


async def _measured(send: Send, messages: int) -> tuple[float, float]:
    await _all(send, WARM_UP)
    begun, worked = perf_counter(), process_time()
    await _all(send, messages)
    return messages / (perf_counter() - begun), process_time() - worked


async def _all(send: Send, messages: int) -> None:
    chats = iter(range(1, messages + 1))

    async def one_lane() -> None:
        for chat in chats:
            await send(chat)

    await asyncio.gather(*(one_lane() for _ in range(IN_FLIGHT)))


WAYS = {"ours": _ours, "stock": _stock, "raw": _raw}

if __name__ == "__main__":
    way, base, messages = sys.argv[1:]
    print(json.dumps(asyncio.run(WAYS[way](base, int(messages)))))
