"""A Telegram update becomes an event of ours. Total: whatever arrives, it either means something or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from telegram import ChatMember, ChatMemberUpdated, Message, MessageEntity, Update
from telegram.constants import ChatType
from timezonefinder import TimezoneFinder

from messages.buttons import Button, ForgedButton, decode
from messages.events import Commanded, Event, Located, Media, Pressed, Reachable, Said, Sent

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
"""What we ask Telegram for; anything else only leaves a receipt."""


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


def translate(update: Update) -> Incoming:
    """Return what ``update`` means to us."""
    if update.callback_query is not None:
        return _pressed(update)
    if update.my_chat_member is not None:
        return _membership(update.update_id, update.my_chat_member)
    message = update.message or update.edited_message
    if message is None:
        return Incoming(update.update_id)
    if message.chat.type in (ChatType.GROUP, ChatType.SUPERGROUP):
        return Incoming(update.update_id, group_id=message.chat.id if update.message else None)
    if message.chat.type != ChatType.PRIVATE:
        return Incoming(update.update_id)
    event = _message(message, edited=update.message is None)
    return Incoming(update.update_id, message.chat.id, event)


def _pressed(update: Update) -> Incoming:
    query = update.callback_query
    assert query is not None  # noqa: S101 - the caller looked
    message = query.message
    private = message is None or message.chat.type == ChatType.PRIVATE
    # In a private chat the chat is the person; a button pressed anywhere else is nobody's answer.
    if not private or (message is not None and message.chat.id != query.from_user.id):
        return Incoming(update.update_id, callback_id=query.id)
    button: Button | None
    try:
        button = decode(query.data or "")
    except ForgedButton:
        button = None
    hint = query.from_user.language_code or ""
    event = Pressed(button, message.message_id if message else 0, hint)
    return Incoming(update.update_id, query.from_user.id, event, query.id)


def _membership(update_id: int, change: ChatMemberUpdated) -> Incoming:
    if change.chat.type != ChatType.PRIVATE:
        return Incoming(update_id)
    gone = change.new_chat_member.status in (ChatMember.BANNED, ChatMember.LEFT)
    return Incoming(update_id, change.chat.id, Reachable(not gone))


def _message(message: Message, *, edited: bool) -> Event:
    hint = (message.from_user.language_code or "") if message.from_user else ""
    sent_at = (message.edit_date if edited else None) or message.date
    if message.text is not None:
        command = _command(message)
        if command is not None:
            name, args = command
            return Commanded(name, args, message.message_id, edited, hint)
        return Said(message.text, message.message_id, edited, sent_at=_utc(sent_at), hint=hint)
    if message.location is not None:
        place = message.location
        return Located(place.latitude, place.longitude, zone_at(place.latitude, place.longitude))
    if message.caption:
        return Said(message.caption, message.message_id, edited, caption=True, sent_at=_utc(sent_at), hint=hint)
    return Sent(_media(message))


def _command(message: Message) -> tuple[str, str] | None:
    text = message.text or ""
    first = next(iter(message.entities), None)
    if first is None or first.type != MessageEntity.BOT_COMMAND or first.offset != 0:
        return None
    name = text[1 : first.length].split("@")[0]
    return name, text[first.length :].strip()


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


def _media(message: Message) -> Media:
    return next((media for name, media in _MEDIA.items() if getattr(message, name, None)), Media.OTHER)


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


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
