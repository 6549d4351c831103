"""Column types that hide what SQLite and PostgreSQL do differently with instants, texts and documents."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, Text
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    """An instant. Naive values are refused going in; what comes out is aware and in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], Any]:
        """Return what makes of an instant what the driver stores; for SQLite the text that SQLAlchemy would write."""
        return _as_text if dialect.name == "sqlite" else _in_utc

    def result_processor(self, dialect: Dialect, coltype: Any) -> Callable[[Any], datetime | None]:
        """Return what makes an instant in UTC of what the driver gives."""
        return _from_text if dialect.name == "sqlite" else _in_utc


def _in_utc(value: datetime | None) -> datetime | None:
    if value is None or value.tzinfo is UTC:
        return value
    if value.tzinfo is None:
        raise ValueError("an instant without a zone cannot be stored")
    return value.astimezone(UTC)


_WITHOUT_ZONE = len("2026-01-31 09:00:00.000000")


def _texts() -> Callable[[datetime | None], str | None]:
    last: tuple[datetime | None, str | None] = (None, None)

    def as_text(value: datetime | None) -> str | None:
        nonlocal last  # one turn mostly writes one instant, many times
        spelt, text = last
        if value is spelt:
            return text
        instant = _in_utc(value)
        text = None if instant is None else instant.isoformat(" ", "microseconds")[:_WITHOUT_ZONE]
        last = (value, text)
        return text

    return as_text


_as_text = _texts()


def _from_text(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(value + "+00:00")


class Words(TypeDecorator[str]):
    """Text of any length: whatever people type can be stored and looked for, see :func:`clean`."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Return what the driver stores."""
        return _stored(value)

    def bind_processor(self, dialect: Dialect) -> Callable[[str | None], str | None]:
        """Return what does the same, without a step between."""
        return _stored


def _stored(value: str | None) -> str | None:
    return None if value is None else clean(value)


def clean(text: str) -> str:
    """Return ``text`` without what a database cannot hold: NUL, and halves of surrogate pairs."""
    if text.isascii() and "\x00" not in text:
        return text
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


class Spelt(str):
    """A document that is JSON already, such as :func:`to_json` makes."""

    __slots__ = ()


_SPELLER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def to_json(value: Any) -> str:
    """Return ``value`` as JSON that both databases can hold, readable by a person."""
    if type(value) is Spelt:
        return str(value)
    text = _SPELLER.encode(value)
    return text if holdable(text) else _SPELLER.encode(_cleaned(value))


def holdable(text: str) -> bool:
    """Return whether both databases can hold this JSON."""
    return "\\u0000" not in text and _encodable(text)


def _encodable(text: str) -> bool:
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _cleaned(value: Any) -> Any:
    match value:
        case str():
            return clean(value)
        case dict():
            return {_cleaned(key): _cleaned(each) for key, each in value.items()}
        case list() | tuple():
            return [_cleaned(each) for each in value]
        case _:
            return value
