"""Turns the text of a request into what people will see: trimmed, with its entities, within limits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from telegram.constants import MessageLimit, ParseMode

from bot.sandbox.checks.markup import read_html, utf16
from bot.sandbox.refusal import broken
from bot.sandbox.table.methods import FORMATTED

Entities = list[dict[str, Any]]

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_FOUND_BY_TELEGRAM: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("url", re.compile(r"\bhttps?://[^\s<>\"]+[^\s<>\".,;:!?)\]]", re.IGNORECASE)),
    ("email", re.compile(r"\b[\w.+-]+@[\w-]+\.[a-z]{2,}\b", re.IGNORECASE)),
    ("bot_command", re.compile(r"(?<![\w/<>@])/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?![\w/])")),
    ("mention", re.compile(r"(?<![\w@])@[a-zA-Z][a-zA-Z0-9_]{3,31}\b")),
    ("phone_number", re.compile(r"(?<![\w+])\+[0-9](?:[ -]?[0-9]){6,14}(?![\w])")),
)
_OPAQUE = frozenset({"code", "pre", "text_link", "url", "email", "bot_command", "mention"})


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text as it stands in the chat. Offsets and lengths are in UTF-16 code units."""

    text: str
    entities: Entities


def formatted(values: dict[str, Any], name: str) -> Formatted:
    """Return the parameter ``name`` ("text" or "caption") as people will see it; raise ``Refusal`` if unsound."""
    entities_name, too_long, (_, most) = FORMATTED[name]
    source, mode, given = values.get(name, ""), values.get("parse_mode"), values.get(entities_name)
    if mode is not None and given is not None:
        raise broken(f"give either parse_mode or {entities_name}, not both")
    if mode is None:
        text, entities = source, given or []
    elif mode == ParseMode.HTML:
        text, entities = read_html(source)
    else:
        raise broken(f"unsupported parse_mode {mode!r}: this project writes HTML only")
    _inside(text, entities)
    shown = trimmed(_CONTROL.sub(" ", text), entities)
    if len(shown.text) > most:
        raise broken(f"{too_long}: {len(shown.text)} characters, {most} allowed")
    if len(shown.entities) > MessageLimit.MESSAGE_ENTITIES:
        raise broken(f"{len(shown.entities)} entities, Telegram keeps {MessageLimit.MESSAGE_ENTITIES:d}")
    return Formatted(shown.text, shown.entities + found(shown.text, shown.entities))


def trimmed(text: str, entities: Entities) -> Formatted:
    """Return ``text`` without the white space around it, its entities moved along."""
    body = text.strip()
    shift, end = utf16(text[: len(text) - len(text.lstrip())]), utf16(body)
    kept: Entities = []
    for entity in entities:
        start = max(entity["offset"] - shift, 0)
        stop = min(entity["offset"] + entity["length"] - shift, end)
        if stop > start:
            kept.append({**entity, "offset": start, "length": stop - start})
    return Formatted(body, kept)


def found(text: str, known: Entities) -> Entities:
    """Return the addresses, commands and numbers in ``text`` that Telegram would link by itself."""
    taken = [(entity["offset"], entity["offset"] + entity["length"]) for entity in known if entity["type"] in _OPAQUE]
    result: Entities = []
    for kind, pattern in _FOUND_BY_TELEGRAM:
        for match in pattern.finditer(text):
            start = utf16(text[: match.start()])
            stop = start + utf16(match[0])
            if all(stop <= low or start >= high for low, high in taken):
                taken.append((start, stop))
                result.append({"type": kind, "offset": start, "length": stop - start})
    return sorted(result, key=lambda entity: int(entity["offset"]))


def _inside(text: str, entities: Entities) -> None:
    end = utf16(text)
    for entity in entities:
        if entity["offset"] + entity["length"] > end:
            raise broken(f"entity {entity['type']!r} reaches beyond the end of the text")
