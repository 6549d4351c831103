"""Reads Telegram's HTML the way Telegram does, and refuses what its documentation rules out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from bot.sandbox.checks import links
from bot.sandbox.refusal import Refusal, broken

_PLAIN = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
}
_NAMED = ("lt", "gt", "amp", "quot")
_REFERENCE = re.compile(r"&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]+);")
_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*)"
    r"(?P<attributes>(?:\s+[a-zA-Z-]+(?:\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>=]+))?)*)\s*>"
)
_ATTRIBUTE = re.compile(r"([a-zA-Z-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"']+)))?")
_MONOSPACE = ("code", "pre")
_QUOTES = ("blockquote", "expandable_blockquote")


@dataclass(slots=True)
class _Open:
    tag: str
    entity: dict[str, Any]


@dataclass(slots=True)
class _Reader:
    """Where we are in the source, and what came out so far."""

    source: str
    text: list[str] = field(default_factory=list)
    units: int = 0
    """Length of the text so far in UTF-16 code units, in which Telegram counts."""
    stack: list[_Open] = field(default_factory=list)
    entities: list[dict[str, Any]] = field(default_factory=list)

    def put(self, piece: str) -> None:
        self.text.append(piece)
        self.units += utf16(piece)

    def wrong(self, position: int, complaint: str) -> Refusal:
        offset = len(self.source[:position].encode())
        return broken(f"can't parse entities: {complaint} at byte offset {offset}")


def utf16(text: str) -> int:
    """Return the length of ``text`` in UTF-16 code units."""
    return len(text) + sum(character > "\uffff" for character in text)


def read_html(source: str) -> tuple[str, list[dict[str, Any]]]:
    """Return the plain text of ``source`` and its entities; raise ``Refusal`` if it is not sound."""
    reader = _Reader(source)
    position = 0
    while position < len(source):
        match source[position]:
            case "<":
                position = _tag(reader, position)
            case "&":
                position = _reference(reader, position)
            case ">":
                raise reader.wrong(position, 'character ">" must be escaped')
            case _:
                end = min((at for mark in "<>&" if (at := source.find(mark, position)) >= 0), default=len(source))
                reader.put(source[position:end])
                position = end
    if reader.stack:
        tag = reader.stack[-1].tag
        raise broken(f"can't parse entities: can't find end tag corresponding to start tag \"{tag}\"")
    found = [entity for entity in reader.entities if entity["length"] > 0]
    return "".join(reader.text), sorted(found, key=lambda entity: (entity["offset"], -entity["length"]))


def _reference(reader: _Reader, position: int) -> int:
    match = _REFERENCE.match(reader.source, position)
    if match is None:
        raise reader.wrong(position, 'character "&" must be escaped')
    name = match[1]
    if not name.startswith("#") and name not in _NAMED:
        raise reader.wrong(position, f'entity "&{name};" is not supported')
    reader.put(unescape(match[0]))
    return match.end()


def _tag(reader: _Reader, position: int) -> int:
    match = _TAG.match(reader.source, position)
    if match is None:
        raise reader.wrong(position, 'unclosed or unescaped start tag "<"')
    name = match["name"].lower()
    if match["end"]:
        _close(reader, position, name)
    else:
        attributes = {
            key.lower(): unescape(first or second or third)
            for key, first, second, third in _ATTRIBUTE.findall(match["attributes"])
        }
        _open(reader, position, name, attributes)
    return match.end()


def _close(reader: _Reader, position: int, name: str) -> None:
    if not reader.stack:
        raise reader.wrong(position, f'unexpected end tag "</{name}>"')
    opened = reader.stack.pop()
    if opened.tag != name:
        raise reader.wrong(position, f'unmatched end tag, expected "</{opened.tag}>", found "</{name}>"')
    entity = opened.entity
    entity["length"] = reader.units - entity["offset"]
    if entity["type"] == "code" and reader.stack and reader.stack[-1].tag == "pre":
        language = entity.pop("language", "")
        if language:
            reader.stack[-1].entity["language"] = language
        return
    entity.pop("language", None) if entity["type"] == "code" else None
    reader.entities.append(entity)


def _open(reader: _Reader, position: int, name: str, attributes: dict[str, str]) -> None:
    entity = _entity(reader, position, name, attributes)
    inside = [opened.entity["type"] for opened in reader.stack]
    code_in_pre = entity["type"] == "code" and inside[-1:] == ["pre"]
    if any(kind in _MONOSPACE for kind in inside) and not code_in_pre:
        raise reader.wrong(position, f'"{name}" can\'t stand inside code or pre')
    if entity["type"] in _QUOTES and any(kind in _QUOTES for kind in inside):
        raise reader.wrong(position, "block quotes can't be nested")
    if entity["type"] == "text_link" and "text_link" in inside:
        raise reader.wrong(position, "links can't be nested")
    entity["offset"] = reader.units
    reader.stack.append(_Open(name, entity))


def _entity(reader: _Reader, position: int, name: str, attributes: dict[str, str]) -> dict[str, Any]:
    match name:
        case "code" if attributes.get("class", "").startswith("language-"):
            return {"type": "code", "language": attributes["class"].removeprefix("language-")}
        case "span" if attributes.get("class") == "tg-spoiler":
            return {"type": "spoiler"}
        case "blockquote":
            return {"type": "expandable_blockquote" if "expandable" in attributes else "blockquote"}
        case "a":
            url = attributes.get("href", "")
            if not links.accepted(url):
                raise reader.wrong(position, f"Telegram drops the link to {url!r}")
            return {"type": "text_link", "url": url}
        case "tg-emoji" if "emoji-id" in attributes:
            return {"type": "custom_emoji", "custom_emoji_id": attributes["emoji-id"]}
        case "tg-time" if attributes.get("unix", "").isdecimal():
            moment = {"type": "date_time", "unix_time": int(attributes["unix"])}
            return {**moment, "date_time_format": attributes["format"]} if "format" in attributes else moment
    if name not in _PLAIN:
        raise reader.wrong(position, f'unsupported start tag "{name}"')
    return {"type": _PLAIN[name]}
