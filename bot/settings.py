"""The only reader of the environment. Everybody else gets plain arguments.

Values come from environment variables or a ``.env`` file beside the program; see ``.env.example``.
"""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

DEFAULT_DATABASE = "sqlite:///var/backcheck.db"
TELEGRAM = "https://api.telegram.org"
_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]{10,}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


class Mode(StrEnum):
    """What this process does; also the names of the subcommands."""

    EMBEDDED = "embedded"
    WEBHOOK = "webhook"
    WORKER = "worker"
    MIGRATE = "migrate"
    SANDBOX = "sandbox"
    ASSESS = "assess"
    DOCTOR = "doctor"
    EVALUATE = "evaluate"
    REPLAY = "replay"
    RULES = "rules"


STANDING = (Mode.EMBEDDED, Mode.WEBHOOK, Mode.WORKER, Mode.MIGRATE, Mode.SANDBOX, Mode.DOCTOR)
"""What MODE may be: what needs no arguments."""


RUNNING = (Mode.EMBEDDED, Mode.WEBHOOK, Mode.WORKER)
"""The modes that serve people."""


class SettingsError(Exception):
    """Settings are missing or wrong. The message names all of them and the way out."""


class Settings(BaseSettings):
    """All settings, checked one by one here and together by :func:`check`."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", env_ignore_empty=True, case_sensitive=False)

    telegram_bot_token: SecretStr | None = None
    telegram_api_base_url: str = TELEGRAM
    database_url: SecretStr = SecretStr(DEFAULT_DATABASE)
    mode: Mode | None = None
    webhook_url: str | None = None
    webhook_secret: SecretStr | None = None
    port: int = Field(default=8080, ge=0, le=65535)
    health_port: int | None = Field(default=None, ge=0, le=65535)
    operator_chat_id: int | None = None
    heartbeat_url: SecretStr | None = None
    heartbeat_fail_url: SecretStr | None = None
    log_level: str = "INFO"
    log_format: str = "text"

    @field_validator("telegram_bot_token")
    @classmethod
    def _token_has_its_shape(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not _TOKEN.fullmatch(value.get_secret_value()):
            raise ValueError("does not look like a bot token (digits, a colon, letters); copy it from @BotFather")
        return value

    @field_validator("telegram_api_base_url")
    @classmethod
    def _address(cls, value: str) -> str:
        value = value.rstrip("/").removesuffix("/bot")
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.netloc:
            raise ValueError("must be an address such as https://api.telegram.org")
        return value

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: SecretStr) -> SecretStr:
        from storage.engine.database import Database  # judging lines needs no database

        try:
            Database(value.get_secret_value()).dispose()  # opens nothing
        except ValueError:  # its words may show the password
            raise ValueError("must be sqlite:///path or postgresql://user:password@host:5432/name") from None
        return value

    @field_validator("mode", mode="before")
    @classmethod
    def _needs_no_arguments(cls, value: Any) -> Any:
        if value is not None and value not in STANDING:
            raise ValueError(f"may be {', '.join(STANDING)}; the others are subcommands of 'python -m bot'")
        return value

    @field_validator("webhook_url")
    @classmethod
    def _https(cls, value: str | None) -> str | None:
        if value is not None and urlsplit(value).scheme not in ("http", "https"):
            raise ValueError("must be the public https:// address under which Telegram reaches this process")
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _secret_alphabet(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not _SECRET.fullmatch(value.get_secret_value()):
            raise ValueError("may hold 1-256 of the characters A-Z a-z 0-9 _ - (Telegram's rule)")
        return value

    @field_validator("heartbeat_url", "heartbeat_fail_url")
    @classmethod
    def _pingable(cls, value: SecretStr | None) -> SecretStr | None:
        parts = urlsplit("" if value is None else value.get_secret_value())
        if value is not None and (parts.scheme not in ("http", "https") or not parts.netloc):
            raise ValueError("must be an http(s):// address that a watching service gave you")
        return value

    @field_validator("log_format")
    @classmethod
    def _known_format(cls, value: str) -> str:
        if value.lower() not in ("text", "json"):
            raise ValueError("must be text or json")
        return value.lower()

    @field_validator("log_level")
    @classmethod
    def _known_level(cls, value: str) -> str:
        if value.upper() not in ("DEBUG", "INFO", "WARNING", "ERROR"):
            raise ValueError("must be DEBUG, INFO, WARNING or ERROR")
        return value.upper()

    @property
    def token(self) -> str:
        """The bot token; only for handing to the Bot API client."""
        if self.telegram_bot_token is None:
            raise SettingsError("TELEGRAM_BOT_TOKEN is not set")
        return self.telegram_bot_token.get_secret_value()

    @property
    def database(self) -> str:
        """The database address, with its password."""
        return self.database_url.get_secret_value()

    @property
    def chosen_mode(self) -> Mode:
        """MODE, or: with a token poll Telegram, without one open the sandbox."""
        if self.mode is not None:
            return self.mode
        return Mode.EMBEDDED if self.telegram_bot_token is not None else Mode.SANDBOX


def read_settings(env_file: Path | None = Path(".env")) -> Settings:
    """Return the settings; raise :class:`SettingsError` naming everything that is wrong at once."""
    try:
        return Settings(_env_file=env_file)  # type: ignore[call-arg]
    except ValidationError as error:
        lines = []
        for each in error.errors():
            name = str(each["loc"][0]).upper() if each["loc"] else "settings"
            lines.append(f"  {name}: {each['msg'].removeprefix('Value error, ')}")
        raise SettingsError(_explain("These settings are wrong:", lines)) from None


def check(settings: Settings, mode: Mode) -> None:
    """Raise :class:`SettingsError` naming every setting that ``mode`` needs and does not have."""
    lines = missing(settings, mode)
    if lines:
        raise SettingsError(_explain(f"'{mode}' cannot start:", [f"  {line}" for line in lines]))


def missing(settings: Settings, mode: Mode) -> list[str]:
    """Return what ``mode`` needs and does not have: each begins with the name of the setting and a colon."""
    lines = []
    if mode in RUNNING and settings.telegram_bot_token is None:
        lines.append("TELEGRAM_BOT_TOKEN: missing; get one from @BotFather in Telegram")
    if mode is Mode.WEBHOOK and settings.webhook_url is None:
        lines.append("WEBHOOK_URL: missing; the public https:// address of this process")
    if mode is Mode.WEBHOOK and settings.webhook_secret is None:
        lines.append("WEBHOOK_SECRET: missing; any 32 random letters, so that only Telegram can post updates")
    if mode in (Mode.WEBHOOK, Mode.WORKER) and settings.database.startswith("sqlite"):
        lines.append(
            "DATABASE_URL: SQLite serves one process; webhook and worker are several."
            " Use postgresql://..., or run 'python -m bot embedded' alone"
        )
    if settings.heartbeat_fail_url is not None and settings.heartbeat_url is None:
        lines.append("HEARTBEAT_FAIL_URL: set without HEARTBEAT_URL; failures alone would never miss a dead bot")
    return lines


def _explain(head: str, lines: list[str]) -> str:
    return "\n".join(
        [
            head,
            *lines,
            "Set them in the environment or in a .env file (see .env.example).",
            "Just trying it out? 'python -m bot sandbox' needs no settings at all.",
        ]
    )
