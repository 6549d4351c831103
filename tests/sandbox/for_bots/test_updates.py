"""Updates reach the bot by polling or webhook as they do at Telegram: none lost, none out of order."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import Conflict

from bot.sandbox import CannotDoThatError, Person, Sandbox
from tests.sandbox.for_bots.raw import call


def _ids(updates: list[dict[str, object]]) -> list[object]:
    return [update["update_id"] for update in updates]


async def test_an_update_stays_until_a_higher_offset_confirms_it(sandbox: Sandbox, ada: Person) -> None:
    for text in ("one", "two", "three"):
        await ada.says(text)

    first = (await call(sandbox, "getUpdates"))["result"]
    assert [update["message"]["text"] for update in first] == ["one", "two", "three"]
    assert (await call(sandbox, "getUpdates"))["result"] == first
    assert len((await call(sandbox, "getUpdates", {"limit": 2}))["result"]) == 2
    rest = (await call(sandbox, "getUpdates", {"offset": first[1]["update_id"]}))["result"]
    assert _ids(rest) == _ids(first[1:])

    assert (await call(sandbox, "getUpdates", {"offset": first[2]["update_id"] + 1}))["result"] == []
    assert (await call(sandbox, "getUpdates", {"offset": 1}))["result"] == []


async def test_a_negative_offset_forgets_all_but_the_last(sandbox: Sandbox, ada: Person) -> None:
    for text in ("one", "two", "three"):
        await ada.says(text)

    kept = (await call(sandbox, "getUpdates", {"offset": -1}))["result"]

    assert [update["message"]["text"] for update in kept] == ["three"]
    assert (await call(sandbox, "getUpdates"))["result"] == kept


async def test_a_long_poll_ends_as_soon_as_something_happens(sandbox: Sandbox, ada: Person) -> None:
    poll = asyncio.create_task(call(sandbox, "getUpdates", {"timeout": 50}))
    await sandbox.listened_to()
    await ada.says("at last")

    answer = await asyncio.wait_for(poll, 5)
    assert [update["message"]["text"] for update in answer["result"]] == ["at last"]


async def test_of_two_pollers_the_first_is_turned_away(sandbox: Sandbox, bot: Bot) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=50))
    await sandbox.listened_to()

    assert (await call(sandbox, "getUpdates", {"timeout": 0}))["ok"]

    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await asyncio.wait_for(first, 5)
    assert sandbox.violations == []


async def test_only_the_kinds_asked_for_are_queued_from_then_on(sandbox: Sandbox, ada: Person) -> None:
    await call(sandbox, "getUpdates", {"allowed_updates": ["callback_query", "my_chat_member"]})
    await ada.says("unheard")
    await ada.blocks()
    await ada.unblocks()

    kinds = [set(update) - {"update_id"} for update in (await call(sandbox, "getUpdates"))["result"]]

    assert kinds == [{"my_chat_member"}, {"my_chat_member"}]


async def test_an_edited_message_comes_as_its_own_update(sandbox: Sandbox, ada: Person, bot: Bot) -> None:
    message_id = await ada.says("fine")
    await ada.edits(message_id, "not fine")

    update = (await bot.get_updates())[-1]
    assert update.edited_message is not None
    assert update.edited_message.text == "not fine"
    assert update.edited_message.edit_date == sandbox.clock.now()


async def test_a_command_carries_its_entity_and_its_payload(ada: Person, bot: Bot) -> None:
    await ada.command("/start", "c_4711")

    message = (await bot.get_updates())[0].message
    assert message is not None
    assert message.text == "/start c_4711"
    assert [message.parse_entity(entity) for entity in message.entities] == ["/start"]


async def test_who_has_blocked_the_bot_cannot_write_to_it(ada: Person) -> None:
    await ada.says("hi")
    await ada.blocks()

    with pytest.raises(CannotDoThatError, match="unblock"):
        await ada.says("hello?")


async def test_raw_updates_of_any_kind_can_be_injected(sandbox: Sandbox, bot: Bot) -> None:
    group = {"id": -1001, "type": "supergroup", "title": "Backs"}
    update_id = sandbox.inject({"channel_post": {"message_id": 1, "chat": group, "date": 0, "text": "hello"}})

    update = (await bot.get_updates())[0]
    assert update.update_id == update_id
    assert update.channel_post is not None


async def test_the_bot_can_answer_in_a_chat_it_was_told_of(sandbox: Sandbox, bot: Bot) -> None:
    group = {"id": -1001, "type": "supergroup", "title": "Backs"}
    stranger = {"id": 99, "is_bot": False, "first_name": "Zoe"}
    text = {"message_id": 101, "chat": group, "from": stranger, "date": 0, "text": "hello"}
    sandbox.inject({"message": text})

    message = (await bot.get_updates())[0].message
    assert message is not None
    reply = await message.reply_text("Not here, please.", do_quote=True)

    assert reply.message_id != 101
    assert reply.reply_to_message is not None
    assert reply.reply_to_message.text == "hello"


@pytest.mark.parametrize(
    "rubbish",
    [
        {},
        {"message": 7},
        {"message": {"message_id": 1, "chat": {"id": "x"}}},
        {"message": {"message_id": 1, "chat": []}},
        {"message": {"message_id": 1, "chat": {"id": 5, "type": "private"}, "from": [1]}},
        {"poll": {"from": []}},
    ],
)
async def test_an_injected_update_may_be_rubbish(sandbox: Sandbox, rubbish: dict[str, object]) -> None:
    sandbox.inject(rubbish)

    assert len((await call(sandbox, "getUpdates"))["result"]) == 1


class Hook:
    """A web server that takes updates, and refuses as often as it is told to."""

    def __init__(self) -> None:
        self.taken: list[str] = []
        self.secrets: list[str | None] = []
        self.refuse = 0
        self.url = ""

    async def take(self, request: web.Request) -> web.Response:
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        if self.refuse:
            self.refuse -= 1
            return web.Response(status=503)
        self.taken.append((await request.json())["message"]["text"])
        return web.Response()


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    hook = Hook()
    app = web.Application()
    app.router.add_post("/hook", hook.take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield hook
    await runner.cleanup()


async def test_a_webhook_gets_every_update_once_in_order_and_with_the_secret(
    sandbox: Sandbox, bot: Bot, ada: Person, hook: Hook
) -> None:
    await ada.says("before")
    await bot.set_webhook(hook.url, secret_token="s3cret")
    for number in range(5):
        await ada.says(f"{number}")

    await sandbox.idle()

    assert hook.taken == ["before", "0", "1", "2", "3", "4"]
    assert set(hook.secrets) == {"s3cret"}
    with pytest.raises(Conflict, match="webhook is active"):
        await bot.get_updates()


async def test_a_webhook_that_fails_is_tried_again_and_reported(
    sandbox: Sandbox, bot: Bot, ada: Person, hook: Hook
) -> None:
    hook.refuse = 2
    await bot.set_webhook(hook.url)
    await ada.says("one")
    await ada.says("two")

    await sandbox.idle()

    assert hook.taken == ["one", "two"]
    info = await bot.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 503 Service Unavailable"
    assert info.pending_update_count == 0
    await bot.delete_webhook()
    assert await bot.get_updates() == ()


async def test_pending_updates_can_be_dropped(sandbox: Sandbox, bot: Bot, ada: Person) -> None:
    await ada.says("old")

    await bot.delete_webhook(drop_pending_updates=True)

    assert await bot.get_updates() == ()


async def test_idle_says_what_is_still_open(sandbox: Sandbox, ada: Person) -> None:
    await ada.says("nobody listens")

    with pytest.raises(TimeoutError, match="1 updates not confirmed"):
        await sandbox.idle(timeout=0.05)
