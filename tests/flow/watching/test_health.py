"""Whoever finds the pages for watchers can neither make people wait nor learn more than the operator allows."""

from __future__ import annotations

import asyncio

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.receiving.webhook import application
from bot.watching.health import Health
from tests.flow.conftest import World


class Asked:
    """Counts how often the database was asked."""

    def __init__(self) -> None:
        self.times = 0
        self.answer: str | None = None

    async def probe(self) -> str | None:
        self.times += 1
        await asyncio.sleep(0)
        return self.answer

    async def page(self) -> bytes:
        self.times += 1
        return b"numbers"


async def test_a_thousand_who_ask_at_once_cost_one_question() -> None:
    asked, at = Asked(), [0.0]
    pages = web.Application()
    Health({"database": asked.probe}, asked.page, seconds=lambda: at[0]).add_to(pages)

    async with TestServer(pages) as server, aiohttp.ClientSession() as client:
        for path in ("/readyz", "/metrics"):
            asked.times = 0
            await asyncio.gather(*(client.get(server.make_url(path)) for _ in range(50)))
            assert asked.times == 1
            at[0] += 0.99
            await client.get(server.make_url(path))
            assert asked.times == 1
            at[0] += 0.01
            await client.get(server.make_url(path))
            assert asked.times == 2


async def test_what_has_changed_shows_after_a_second() -> None:
    asked, at = Asked(), [0.0]
    pages = web.Application()
    Health({"database": asked.probe}, seconds=lambda: at[0]).add_to(pages)

    async with TestServer(pages) as server, aiohttp.ClientSession() as client:
        before = await client.get(server.make_url("/readyz"))
        asked.answer = "cannot be reached"
        at[0] = 1.0
        after = await client.get(server.make_url("/readyz"))

    assert (before.status, after.status) == (200, 503)


async def test_with_a_port_of_their_own_the_pages_leave_the_public_one(world: World) -> None:
    asked = Asked()
    health = Health({"database": asked.probe}, asked.page)
    pages = application(world.host.app.intake, health, "https://example.org/hook", "s", health_elsewhere=True)

    async with TestServer(pages) as server, aiohttp.ClientSession() as client:
        status = {path: (await client.get(server.make_url(path))).status for path in ("/livez", "/readyz", "/metrics")}

    assert status == {"/livez": 200, "/readyz": 404, "/metrics": 404}
    assert asked.times == 0
