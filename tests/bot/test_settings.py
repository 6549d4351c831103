"""Settings: one message names everything that is missing or wrong, and never a secret."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import STANDING, Mode, SettingsError, check, read_settings

TOKEN = "123456:AAabcdefghijklmnop"
NAMES = (
    "TELEGRAM_BOT_TOKEN",
    "TELEGRAM_API_BASE_URL",
    "DATABASE_URL",
    "MODE",
    "WEBHOOK_URL",
    "WEBHOOK_SECRET",
    "PORT",
    "OPERATOR_CHAT_ID",
    "LOG_LEVEL",
    "LOG_FORMAT",
    "HEARTBEAT_URL",
    "HEARTBEAT_FAIL_URL",
)


@pytest.fixture(autouse=True)
def _empty_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def test_with_nothing_set_the_sandbox_runs_on_sqlite() -> None:
    settings = read_settings(None)

    assert settings.chosen_mode is Mode.SANDBOX
    assert settings.database == "sqlite:///var/backcheck.db"
    check(settings, Mode.SANDBOX)


def test_a_token_alone_means_polling(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)

    settings = read_settings(None)

    assert settings.chosen_mode is Mode.EMBEDDED
    check(settings, Mode.EMBEDDED)


def test_everything_wrong_is_named_at_once_and_no_secret_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "not-a-token-but-secret")
    monkeypatch.setenv("DATABASE_URL", "mysql://user:hunter2@host/db")
    monkeypatch.setenv("PORT", "99999")
    monkeypatch.setenv("LOG_LEVEL", "LOUD")
    monkeypatch.setenv("LOG_FORMAT", "xml")
    monkeypatch.setenv("HEARTBEAT_URL", "ping.example.org/secret")

    with pytest.raises(SettingsError) as caught:
        read_settings(None)

    words = str(caught.value)
    for name in ("TELEGRAM_BOT_TOKEN", "DATABASE_URL", "PORT", "LOG_LEVEL", "LOG_FORMAT", "HEARTBEAT_URL"):
        assert name in words
    assert "secret" not in words.replace("WEBHOOK_SECRET", "")
    assert "hunter2" not in words
    assert ".env" in words


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:var/x.db",
        "postgresql://u:hunter2@host:abc/db",
        "sqlite:///x.db?timeout=soon",
        "nonsense",
        "mysql://u:hunter2@host/db",
    ],
)
def test_a_database_address_that_cannot_be_read_is_a_setting_that_is_wrong(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)

    with pytest.raises(SettingsError, match="DATABASE_URL: must be sqlite:///path or postgresql://") as caught:
        read_settings(None)

    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("mode", [Mode.RULES, Mode.EVALUATE, Mode.REPLAY, Mode.ASSESS, "serve"])
def test_a_mode_that_needs_arguments_is_no_setting(monkeypatch: pytest.MonkeyPatch, mode: str) -> None:
    monkeypatch.setenv("MODE", mode)

    with pytest.raises(SettingsError, match="MODE: may be embedded, webhook, worker, migrate, sandbox, doctor"):
        read_settings(None)


def test_the_example_file_names_every_mode_that_may_be_set() -> None:
    example = Path(__file__).parents[2].joinpath(".env.example").read_text()

    assert f"# {' | '.join(STANDING)} " in example


def test_webhook_mode_names_all_that_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = read_settings(None)

    with pytest.raises(SettingsError) as caught:
        check(settings, Mode.WEBHOOK)

    for name in ("TELEGRAM_BOT_TOKEN", "WEBHOOK_URL", "WEBHOOK_SECRET", "DATABASE_URL"):
        assert name in str(caught.value)


def test_the_env_file_is_read_and_the_environment_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / ".env"
    file.write_text(f"TELEGRAM_BOT_TOKEN={TOKEN}\nPORT=9000\nTELEGRAM_API_BASE_URL=http://127.0.0.1:1/bot\n")
    monkeypatch.setenv("PORT", "9100")

    settings = read_settings(file)

    assert settings.token == TOKEN
    assert settings.port == 9100
    assert settings.telegram_api_base_url == "http://127.0.0.1:1"


def test_a_printed_setting_shows_no_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)

    assert TOKEN not in repr(read_settings(None))


def test_the_example_file_names_every_setting() -> None:
    example = Path(__file__).parents[2].joinpath(".env.example").read_text()

    for name in NAMES:
        assert name in example
