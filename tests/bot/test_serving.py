"""A stop answers whoever has asked: with what was asked for if that is soon done, otherwise with "come again"."""

from __future__ import annotations

import asyncio
import contextlib
import logging

import aiohttp
import pytest
from aiohttp import web

from bot.serving import PortTaken, serving

PATIENCE = 0.2


class Pages:
    """One page that answers once it is let go."""

    def __init__(self) -> None:
        self.reached = asyncio.Event()
        self.go = asyncio.Event()
        self.app = web.Application()
        self.app.router.add_get("/", self._slow)

    async def _slow(self, request: web.Request) -> web.Response:
        del request
        self.reached.set()
        await self.go.wait()
        return web.Response(text="done")


async def test_a_request_under_way_at_the_stop_is_answered() -> None:
    pages = Pages()
    async with contextlib.AsyncExitStack() as parts:
        asking = await _asked(pages, parts)
        asyncio.get_running_loop().call_soon(pages.go.set)

    assert await asking == (200, "done")


async def test_a_request_that_takes_too_long_is_told_to_come_again(caplog: pytest.LogCaptureFixture) -> None:
    pages = Pages()
    with caplog.at_level(logging.ERROR):
        async with contextlib.AsyncExitStack() as parts:
            asking = await _asked(pages, parts)

    status, _ = await asking
    assert status == 503
    assert caplog.records == []


async def test_a_request_that_ends_as_patience_does_is_no_error(caplog: pytest.LogCaptureFixture) -> None:
    pages = Pages()
    with caplog.at_level(logging.ERROR):
        async with contextlib.AsyncExitStack() as parts:
            asking = await _asked(pages, parts)
            loop = asyncio.get_running_loop()
            stopping = asyncio.create_task(parts.aclose())
            await asyncio.sleep(0)
            loop.call_at(loop.time() + PATIENCE, pages.go.set)
            await stopping

    status, _ = await asking
    assert status in {200, 503}
    assert caplog.records == []


async def test_a_taken_port_says_the_way_out() -> None:
    async with serving(Pages().app, 0, "127.0.0.1") as port:
        with pytest.raises(PortTaken, match="set PORT to another"):
            async with serving(Pages().app, port, "127.0.0.1"):
                pass


async def _asked(pages: Pages, parts: contextlib.AsyncExitStack) -> asyncio.Task[tuple[int, str]]:
    """Serve ``pages`` until ``parts`` close, and return a request that has reached them."""
    port = await parts.enter_async_context(serving(pages.app, 0, "127.0.0.1", PATIENCE))

    async def ask() -> tuple[int, str]:
        async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}/") as answer:
            return answer.status, await answer.text()

    asking = asyncio.create_task(ask())
    await pages.reached.wait()
    return asking
