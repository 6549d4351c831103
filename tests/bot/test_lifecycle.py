"""A process that serves people has made ready what they would otherwise wait for."""

from __future__ import annotations

import gc

from pydantic import SecretStr

from bot.app import build
from bot.lifecycle import running
from bot.sandbox import Sandbox
from bot.settings import read_settings
from storage.clock import SystemClock, TravelClock


async def test_what_is_loaded_is_set_aside_before_anybody_is_let_in_and_no_longer_once_it_stops(
    empty_url: str,
) -> None:
    clock = TravelClock(SystemClock().now())
    before = gc.get_freeze_count()
    sandbox = Sandbox(clock)
    await sandbox.start()
    given = {
        "telegram_bot_token": SecretStr(sandbox.token),
        "telegram_api_base_url": sandbox.base_url,
        "database_url": SecretStr(empty_url),
    }
    app = build(read_settings(None).model_copy(update=given), clock)

    async with running(app, ticking=False, migrating=True):
        assert gc.get_freeze_count() > before

    await sandbox.stop()
    assert gc.get_freeze_count() <= before
