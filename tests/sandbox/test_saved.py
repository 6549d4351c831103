"""A second start of the sandbox carries on where the first one was."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from telegram import Bot, BotCommand, InlineKeyboardButton, InlineKeyboardMarkup

from bot.sandbox import Sandbox
from bot.sandbox.samples import picture
from bot.sandbox.world.saved import SavedStateError
from tests.sandbox.conftest import NOON, StandingClock


async def test_chats_files_updates_and_the_clock_survive(tmp_path: Path) -> None:
    file = tmp_path / "var" / "sandbox.json"
    first = Sandbox(StandingClock(NOON), keep=file)
    await first.start()
    ada = first.person("Ada", language_code="de", zone="Europe/Berlin")
    await ada.says("/start")
    async with Bot(first.token, base_url=first.api_url) as bot:
        await bot.set_my_commands([BotCommand("help", "Help")])
        keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="yes")]])
        sent = await bot.send_photo(ada.id, picture(), caption="Look", reply_markup=keyboard)
        await bot.pin_chat_message(ada.id, sent.message_id)
    await first.travel(timedelta(hours=3))
    await first.stop()

    clock = StandingClock(NOON)
    second = Sandbox(clock, keep=file)
    await second.start()
    again = second.person("Ada")
    before = [shown.message_id for shown in ada.chat.messages]

    assert clock.now() == NOON + timedelta(hours=3)
    assert (again.id, again.user.zone, again.user.language_code) == (ada.id, "Europe/Berlin", "de")
    assert [(shown.text, shown.media) for shown in again.chat.messages] == [
        (shown.text, shown.media) for shown in ada.chat.messages
    ]
    assert again.chat.pinned is not None
    assert again.chat.commands == ("help",)
    async with Bot(second.token, base_url=second.api_url, base_file_url=second.file_url) as bot:
        texts = [update.message.text for update in await bot.get_updates() if update.message]
        assert texts == ["/start", None]
        assert len(await (await bot.get_file(sent.photo[-1].file_id)).download_as_bytearray()) == len(picture())
        await bot.edit_message_caption(ada.id, sent.message_id, caption="Look again")
    assert await again.says("next") > max(before)
    await second.stop()


async def test_a_file_of_something_else_is_refused_with_a_way_out(tmp_path: Path) -> None:
    file = tmp_path / "sandbox.json"
    file.write_text('{"hello": 1}')

    with pytest.raises(SavedStateError, match="Move it away"):
        await Sandbox(StandingClock(NOON), keep=file).start()

    assert file.read_text() == '{"hello": 1}'


async def test_a_taken_port_leads_to_the_next(clock: StandingClock) -> None:
    first, second = Sandbox(clock), Sandbox(clock)
    await first.start()
    port = int(first.base_url.rsplit(":", 1)[1])

    await second.start(port=port)

    assert second.base_url != first.base_url
    assert second.base_url.startswith("http://127.0.0.1:")
    await first.stop()
    await second.stop()
