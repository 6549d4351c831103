"""A Telegram update becomes an event of ours. Total: whatever arrives, it either means something or nothing.

It is read from the raw JSON, field by field. The library's own classes refuse a whole update
when one field of it has a shape they do not know, be it a poll in the message under a
pressed button; here that button still counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from timezonefinder import TimezoneFinder

from messages.buttons import Button, ForgedButton, decode
from messages.events import Commanded, Event, Located, Media, Pressed, Reachable, Said, Sent

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
"""What we ask Telegram for; anything else only leaves a receipt."""

Json = Mapping[str, Any]
NOTHING: Json = {}
FULL_CIRCLE = 360
LAST_SECOND = 253_402_300_800
"""The end of the year 9999, as far as datetime goes."""
LARGEST_ID = 2**53
"""Telegram's ids have at most 52 significant bits; anything larger is forged."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """One update, understood: from whom, what, and which spinner to stop."""

    update_id: int
    chat_id: int | None = None
    """The private chat, which is the person; None when nobody's conversation is touched."""
    event: Event | None = None
    callback_id: str | None = None
    group_id: int | None = None
    """A group in which somebody spoke to us: we answer there that we only talk in private."""


def update_id_of(update: Json) -> int | None:
    """Return the id of a raw ``update``; None if it has none that Telegram gives."""
    value = update.get("update_id")
    known = isinstance(value, int) and not isinstance(value, bool) and 0 <= value < LARGEST_ID
    return value if known else None


def sender_of(update: Json) -> int | None:
    """Return the id of whoever did what ``update`` tells; None where nobody can be named."""
    senders = (_object(value, "from") for value in update.values() if isinstance(value, dict))
    return next((_id(sender) for sender in senders if sender), None)


def translate(update_id: int, update: Json) -> Incoming:
    """Return what the raw ``update`` means to us."""
    query = _object(update, "callback_query")
    if query:
        return _pressed(update_id, query)
    change = _object(update, "my_chat_member")
    if change:
        return _membership(update_id, change)
    edited = "message" not in update
    message = _object(update, "edited_message" if edited else "message")
    chat = _object(message, "chat")
    chat_id = _id(chat)
    if chat_id is None:
        return Incoming(update_id)
    kind = chat.get("type")
    if kind in ("group", "supergroup"):
        return Incoming(update_id, group_id=None if edited else chat_id)
    if kind != "private" or _object(message, "from").get("is_bot") or any(name in message for name in _SERVICE):
        return Incoming(update_id)
    return Incoming(update_id, chat_id, _message(message, edited=edited))


def _pressed(update_id: int, query: Json) -> Incoming:
    callback_id = _text(query, "id") or None
    user_id = _id(_object(query, "from"))
    message = _object(query, "message")
    # In a private chat the chat is the person; a button pressed anywhere else is nobody's answer.
    elsewhere = bool(message) and _id(_object(message, "chat")) != user_id
    if user_id is None or elsewhere:
        return Incoming(update_id, callback_id=callback_id)
    button: Button | None
    try:
        button = decode(_text(query, "data"))
    except ForgedButton:
        button = None
    event = Pressed(button, _message_id(message), _hint(query))
    return Incoming(update_id, user_id, event, callback_id)


def _membership(update_id: int, change: Json) -> Incoming:
    chat = _object(change, "chat")
    chat_id = _id(chat)
    if chat.get("type") != "private" or chat_id is None:
        return Incoming(update_id)
    gone = _text(_object(change, "new_chat_member"), "status") in ("kicked", "left")
    return Incoming(update_id, chat_id, Reachable(not gone))


def _message(message: Json, *, edited: bool) -> Event:
    message_id, hint = _message_id(message), _hint(message)
    sent_at = _instant(message.get("edit_date") if edited else None) or _instant(message.get("date"))
    text = _text(message, "text")
    if text:
        command = _command(text, message)
        if command is not None:
            return Commanded(*command, message_id, edited, hint)
        return Said(text, message_id, edited, sent_at=sent_at, hint=hint)
    caption = _text(message, "caption")
    if caption:
        return Said(caption, message_id, edited, caption=True, sent_at=sent_at, hint=hint)
    place = _object(message, "location")
    latitude, longitude = _degrees(place, "latitude"), _degrees(place, "longitude")
    if latitude is not None and longitude is not None:
        return Located(latitude, longitude, zone_at(latitude, longitude))
    return Sent(_media(message))


def _command(text: str, message: Json) -> tuple[str, str] | None:
    entities = message.get("entities")
    first = entities[0] if isinstance(entities, list) and entities else None
    if not isinstance(first, dict) or first.get("type") != "bot_command" or first.get("offset") != 0:
        return None
    if not text.startswith("/"):
        return None
    word = text.split(maxsplit=1)[0]  # a command is plain letters and ends at the first space
    return word[1:].split("@")[0], text[len(word) :].strip()


_SERVICE = frozenset(
    {
        "pinned_message",
        "message_auto_delete_timer_changed",
        "new_chat_title",
        "new_chat_photo",
        "delete_chat_photo",
        "chat_background_set",
        "write_access_allowed",
        "proximity_alert_triggered",
        "users_shared",
        "chat_shared",
    }
)
"""Telegram telling what happened in the chat, our own pins among it: nobody said anything."""

_MEDIA = {
    "voice": Media.VOICE,
    "audio": Media.VOICE,
    "video_note": Media.VIDEO,
    "sticker": Media.STICKER,
    "photo": Media.PHOTO,
    "video": Media.VIDEO,
    "animation": Media.VIDEO,
    "document": Media.DOCUMENT,
    "contact": Media.CONTACT,
}


def _media(message: Json) -> Media:
    return next((media for name, media in _MEDIA.items() if message.get(name)), Media.OTHER)


def _object(within: Json, name: str) -> Json:
    value = within.get(name)
    return value if isinstance(value, dict) else NOTHING


def _text(within: Json, name: str) -> str:
    value = within.get(name)
    return value if isinstance(value, str) else ""


def _id(within: Json) -> int | None:
    value = within.get("id")
    known = isinstance(value, int) and not isinstance(value, bool) and 0 < abs(value) < LARGEST_ID
    return value if known else None


def _message_id(message: Json) -> int:
    value = message.get("message_id")
    return value if isinstance(value, int) else 0


def _degrees(within: Json, name: str) -> float | None:
    value = within.get(name)
    return float(value) if isinstance(value, (int, float)) and abs(value) <= FULL_CIRCLE else None


def _hint(within: Json) -> str:
    return _text(_object(within, "from"), "language_code")


def _instant(seconds: Any) -> datetime | None:
    if not isinstance(seconds, int) or not 0 < seconds < LAST_SECOND:
        return None
    return datetime.fromtimestamp(seconds, UTC)


@cache
def _finder() -> TimezoneFinder:
    return TimezoneFinder(in_memory=True)


def zone_at(latitude: float, longitude: float) -> str | None:
    """Return the IANA zone at a place in degrees, or None on the high seas and for impossible places."""
    try:
        zone = _finder().timezone_at(lat=latitude, lng=longitude)
    except ValueError:
        return None
    return None if zone is None or zone.startswith("Etc/") else zone
