"""Everything that goes wrong between a bot and Telegram can be made to go wrong here."""

from __future__ import annotations

import asyncio

import pytest
from telegram import Bot
from telegram.error import Forbidden, NetworkError, RetryAfter, TimedOut

from bot.sandbox import Person, Sandbox


async def test_too_many_requests_ask_to_wait_as_often_as_set(sandbox: Sandbox, bot: Bot, ada: Person) -> None:
    await ada.says("hi")
    sandbox.faults.too_many(7, calls=2, methods=["sendMessage"])

    for _ in range(2):
        with pytest.raises(RetryAfter) as caught:
            await bot.send_message(ada.id, "hello")
        assert caught.value.retry_after in (7, 7.0) or str(caught.value.retry_after) == "0:00:07"
    await bot.send_message(ada.id, "hello")

    assert [shown.text for shown in ada.heard()] == ["hello"]
    assert [request.fault for request in sandbox.requests if request.method == "sendMessage"] == [
        "too_many",
        "too_many",
        "",
    ]
    assert sandbox.violations == []


async def test_a_share_strikes_evenly(sandbox: Sandbox, bot: Bot, ada: Person) -> None:
    await ada.says("hi")
    sandbox.faults.server_error(502, share=0.25)

    outcomes = []
    for _ in range(8):
        try:
            await bot.send_message(ada.id, "hello")
            outcomes.append(True)
        except NetworkError:
            outcomes.append(False)

    assert outcomes == [True, True, True, False] * 2


async def test_after_a_cut_the_message_is_there_but_the_bot_does_not_know(
    sandbox: Sandbox, bot: Bot, ada: Person
) -> None:
    await ada.says("hi")
    sandbox.faults.cut_after()

    with pytest.raises(NetworkError):
        await bot.send_message(ada.id, "hello")

    assert [shown.text for shown in ada.heard()] == ["hello"]
    assert sandbox.requests[-1].status == 0


@pytest.mark.parametrize(("status", "words"), [(500, "Internal Server Error"), (502, "Bad Gateway"), (504, "Gateway")])
async def test_a_server_error_after_the_call_leaves_the_message_there(
    sandbox: Sandbox, bot: Bot, ada: Person, status: int, words: str
) -> None:
    await ada.says("hi")
    sandbox.faults.server_error(status, calls=1, after=True)

    with pytest.raises(NetworkError, match=words):
        await bot.send_message(ada.id, "hello")

    assert [shown.text for shown in ada.heard()] == ["hello"]
    assert sandbox.requests[-1].status == status


async def test_while_telegram_is_down_nothing_arrives_and_polls_are_cut(
    sandbox: Sandbox, bot: Bot, ada: Person
) -> None:
    await ada.says("hi")
    (first,) = await bot.get_updates()
    poll = asyncio.create_task(bot.get_updates(offset=first.update_id + 1, timeout=50))
    await sandbox.listened_to()
    sandbox.faults.down()

    with pytest.raises(NetworkError):
        await asyncio.wait_for(poll, 5)
    with pytest.raises(NetworkError):
        await bot.send_message(ada.id, "hello")
    sandbox.faults.clear()
    await bot.send_message(ada.id, "hello again")

    assert [shown.text for shown in ada.heard()] == ["hello again"]


async def test_who_gives_up_on_a_slow_telegram_has_not_sent_anything(sandbox: Sandbox, bot: Bot, ada: Person) -> None:
    await ada.says("hi")
    sandbox.faults.slow(30)

    with pytest.raises(TimedOut):
        await bot.send_message(ada.id, "hello", read_timeout=0.1)
    sandbox.faults.clear()
    await bot.get_updates(offset=1 << 40)
    await sandbox.idle()

    assert ada.heard() == []


async def test_one_person_can_be_gone_while_others_are_reached(sandbox: Sandbox, bot: Bot, ada: Person) -> None:
    ben = sandbox.person("Ben")
    await ada.says("hi")
    await ben.says("hi")
    sandbox.faults.forbid(ada.id)

    with pytest.raises(Forbidden, match="user is deactivated"):
        await bot.send_message(ada.id, "hello")
    await bot.send_message(ben.id, "hello")

    assert len(ben.heard()) == 1
