"""The doctor finds what is wrong, says it in plain words, and changes nothing."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.doctor import examine
from bot.edge.transport import AiohttpRequest
from bot.receiving.polling import RawBot
from bot.sandbox import Sandbox
from bot.settings import Mode, Settings
from storage.clock import TravelClock
from storage.engine.database import Database
from storage.schema import migrate
from tests.proven import read_once

__all__ = ["read_once"]


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    stage = Sandbox(TravelClock())
    await stage.start()
    yield stage
    await stage.stop()


@pytest.fixture
def settings(sandbox: Sandbox, tmp_path: Path) -> Settings:
    """Everything as it should be for polling."""
    url = f"sqlite:///{tmp_path / 'kept.db'}"
    database = Database(url)
    migrate.upgrade(database)
    database.dispose()
    return Settings(
        telegram_bot_token=SecretStr(sandbox.token),
        telegram_api_base_url=sandbox.base_url,
        database_url=SecretStr(url),
        operator_chat_id=1,
        mode=Mode.EMBEDDED,
        port=0,
    )


async def found(settings: Settings, **changed: object) -> dict[str, tuple[str, str]]:
    """Return kind and words by subject."""
    return {each.subject: (each.kind, each.words) for each in await examine(settings.model_copy(update=changed))}


async def test_when_all_is_well_nothing_is_wrong(settings: Settings) -> None:
    assert "wrong" not in {kind for kind, _ in (await found(settings)).values()}


async def test_the_mode_that_will_run_is_examined(settings: Settings) -> None:
    kind, words = (await found(settings, mode=Mode.WEBHOOK, webhook_url="https://example.org/hook"))["settings"]

    assert (kind, "WEBHOOK_SECRET" in words, "SQLite" in words) == ("wrong", True, True)


async def test_without_a_mode_it_says_what_each_of_the_others_would_still_need(settings: Settings) -> None:
    told = await found(settings, mode=None, webhook_url="https://example.org/hook")

    assert told["settings"] == ("ok", "complete for mode 'embedded'")
    kind, words = told["other modes"]
    assert kind == "note"
    assert "'webhook' would still need WEBHOOK_SECRET, DATABASE_URL;" in words
    assert "'worker' would still need DATABASE_URL;" in words


async def test_a_secret_that_can_be_guessed_is_noted(settings: Settings) -> None:
    assert "secret" in await found(settings, webhook_secret=SecretStr("s3cret"))
    assert "secret" not in await found(settings, webhook_secret=SecretStr("a" * 32))


async def test_a_refused_token_is_named_and_not_shown(settings: Settings, sandbox: Sandbox) -> None:
    other = "8000000002:AAwrong-token-nobody-knows"
    kind, words = (await found(settings, telegram_bot_token=SecretStr(other)))["telegram"]

    assert kind == "wrong"
    assert "BotFather" in words
    assert other not in words


async def test_a_folder_that_cannot_be_written_is_wrong_before_the_first_start(settings: Settings) -> None:
    kind, words = (await found(settings, database_url=SecretStr("sqlite:////proc/nowhere/kept.db")))["database"]

    assert kind == "wrong"
    assert "/proc/nowhere" in words


async def test_looking_for_a_database_does_not_make_one(settings: Settings, tmp_path: Path) -> None:
    kind, words = (await found(settings, database_url=SecretStr(f"sqlite:///{tmp_path}/var/new.db")))["database"]

    assert (kind, (tmp_path / "var").exists()) == ("note", False)
    assert "migrate" in words


async def test_an_unreachable_server_is_wrong(settings: Settings) -> None:
    away = SecretStr("postgresql://ada:hunter2@127.0.0.1:9/none")
    kind, words = (await found(settings, database_url=away))["database"]

    assert kind == "wrong"
    assert "hunter2" not in words


async def test_a_server_asked_for_what_it_does_not_know_is_wrong(settings: Settings) -> None:
    odd = SecretStr("postgresql://ada:hunter2@127.0.0.1:9/none?nonsense=1")
    kind, words = (await found(settings, database_url=odd))["database"]

    assert (kind, "DATABASE_URL" in words) == ("wrong", True)
    assert "hunter2" not in words


async def test_a_file_that_is_no_database_is_wrong_and_stays_as_it_is(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "note.db").write_text("not a database, but longer than its header would be " * 40)
    kind, words = (await found(settings, database_url=SecretStr(f"sqlite:///{tmp_path}/note.db")))["database"]

    assert (kind, "damaged" in words) == ("wrong", True)
    assert (await asyncio.to_thread((tmp_path / "note.db").read_text)).startswith("not a database")


def open_to_all(folder: Path, name: str) -> None:
    folder.chmod(0o755)
    (folder / name).chmod(0o644)


async def test_a_database_that_others_can_read_is_noted(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # away from any .env
    assert "privacy" not in await found(settings)

    open_to_all(tmp_path, "kept.db")
    kind, words = (await found(settings))["privacy"]

    assert (kind, "chmod 600" in words) == ("note", True)


async def test_a_taken_port_is_named(settings: Settings) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        kind, words = (await found(settings, port=taken.getsockname()[1]))["port"]

    assert kind == "note"
    assert "cannot be opened" in words


async def test_a_webhook_in_the_way_of_polling_is_named(settings: Settings, sandbox: Sandbox) -> None:
    one, other = AiohttpRequest(), AiohttpRequest()
    bot = RawBot(sandbox.token, base_url=sandbox.api_url, request=one, get_updates_request=other)
    async with bot:
        await bot.set_webhook("https://example.org/hook")

    kind, words = (await found(settings))["webhook"]

    assert kind == "note"
    assert "takes it away" in words


async def test_a_machine_nobody_watches_from_outside_is_noted(settings: Settings) -> None:
    kind, words = (await found(settings))["heartbeat"]

    assert (kind, "HEARTBEAT_URL" in words) == ("note", True)
    assert "heartbeat" not in await found(settings, heartbeat_url=SecretStr("https://example.org/x"))
