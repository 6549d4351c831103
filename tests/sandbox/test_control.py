"""The levers behind the chat page do what a thumb would do, and only the page may pull them."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from bot.sandbox import Person, Sandbox


@pytest.fixture
async def web(sandbox: Sandbox) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(sandbox.base_url) as session:
        yield session


async def _act(web: aiohttp.ClientSession, person: Person, **ask: Any) -> tuple[int, Any]:
    async with web.post(f"/sandbox/api/people/{person.id}/act", json=ask) as response:
        return response.status, await response.json()


async def test_the_page_and_its_parts_are_served(sandbox: Sandbox, web: aiohttp.ClientSession) -> None:
    page = await (await web.get("/")).text()

    parts = [part.split('"')[0] for part in page.split('"/sandbox/page/')[1:]]
    assert {"app.css", "app.js", "icon.svg"} <= set(parts)
    for part in parts:
        response = await web.get(f"/sandbox/page/{part}")
        assert response.status == 200
    assert "https://" not in page
    assert (await web.get("/sandbox/page/..%2Fserver.py")).status == 404


async def test_every_act_of_a_thumb_reaches_the_bot(
    sandbox: Sandbox, web: aiohttp.ClientSession, bot: Bot, ada: Person
) -> None:
    assert (await _act(web, ada, act="command", command="start", payload="c_1"))[0] == 200
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="yes")]])
    sent = await bot.send_message(ada.id, "Well?", reply_markup=keyboard)
    _, said = await _act(web, ada, act="says", text="hello", reply_to=sent.message_id)
    await _act(web, ada, act="edits", message_id=said["result"], text="hello there")
    await _act(web, ada, act="presses", message_id=sent.message_id, data="yes")
    await _act(web, ada, act="shares_location", latitude=52.5, longitude=13.4)
    file = base64.b64encode(b"hello").decode()
    await _act(web, ada, act="sends", kind="document", name="a.txt", content=file, caption="read")
    await _act(web, ada, act="sends", kind="sticker")
    await _act(web, ada, act="blocks")
    await _act(web, ada, act="unblocks")
    await _act(web, ada, act="deletes", message_id=sent.message_id)

    updates = await bot.get_updates()
    kinds = [next(name for name in update.to_dict() if name != "update_id") for update in updates]
    assert kinds == [
        "message",
        "message",
        "edited_message",
        "callback_query",
        "message",
        "message",
        "message",
        "my_chat_member",
        "my_chat_member",
    ]
    assert "Well?" not in [shown.text for shown in ada.chat.messages]


async def test_what_a_phone_would_not_offer_is_refused_in_words(web: aiohttp.ClientSession, ada: Person) -> None:
    status, answer = await _act(web, ada, act="presses", label="Nothing")
    assert (status, "Ada sees no button" in answer["problem"]) == (409, True)
    status, answer = await _act(web, ada, act="dances")
    assert status == 400
    status, answer = await _act(web, ada, act="says", text="x" * 4097)
    assert (status, "text" in answer["problem"]) == (400, True)


async def test_the_clock_travels(sandbox: Sandbox, web: aiohttp.ClientSession) -> None:
    before = sandbox.clock.now()

    await web.post("/sandbox/api/clock", json={"advance_seconds": 3600})
    assert (sandbox.clock.now() - before).total_seconds() == 3600
    async with web.post("/sandbox/api/clock", json={"to_next": True}) as response:
        assert (await response.json())["moved"] is False


async def test_faults_are_switched_on_and_off(sandbox: Sandbox, web: aiohttp.ClientSession, ada: Person) -> None:
    await web.post("/sandbox/api/faults", json={"kind": "too_many", "retry_after": 9, "calls": 3})
    await web.post("/sandbox/api/faults", json={"kind": "forbidden", "person": ada.id})
    assert [fault.kind for fault in sandbox.faults.active] == ["too_many", "forbidden"]

    await web.post("/sandbox/api/faults/clear", json={"kind": "too_many"})
    assert [fault.kind for fault in sandbox.faults.active] == ["forbidden"]
    await web.post("/sandbox/api/faults/clear", json={})
    assert sandbox.faults.active == []


async def test_open_pages_are_told_what_happens(
    sandbox: Sandbox, web: aiohttp.ClientSession, bot: Bot, ada: Person
) -> None:
    async with web.get("/sandbox/api/events") as stream:
        assert await stream.content.readline() == b"retry: 500\n"
        await ada.says("hi")
        await bot.send_message(ada.id, "hello", disable_notification=True)

        told: list[dict[str, Any]] = []
        while not told or told[-1].get("message", {}).get("text") != "hello":
            line = await asyncio.wait_for(stream.content.readline(), 5)
            if line.startswith(b"data: "):
                told.append(json.loads(line[6:]))

    assert told[-1]["message"]["silent"] is True
    assert told[-1]["fresh"] is True


async def test_other_web_sites_may_not_pull_the_levers(web: aiohttp.ClientSession, sandbox: Sandbox) -> None:
    foreign = await web.post("/sandbox/api/faults", json={"kind": "down"}, headers={"Origin": "https://evil.example"})
    form = await web.post("/sandbox/api/faults", data={"kind": "down"})
    rebound = await web.post("/sandbox/api/faults", json={"kind": "down"}, headers={"Host": "evil.example"})

    assert (foreign.status, form.status, rebound.status) == (403, 415, 403)
    assert sandbox.faults.active == []
