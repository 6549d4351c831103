"""What can happen to a conversation: a person does something, or a moment comes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from messages.buttons import Button


class Media(StrEnum):
    """Things people send that we cannot read."""

    VOICE = "voice"
    STICKER = "sticker"
    PHOTO = "photo"
    VIDEO = "video"
    DOCUMENT = "document"
    CONTACT = "contact"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Said:
    """Something was typed: a message, a caption, or the new text of an edited message."""

    text: str
    message_id: int = 0
    edited: bool = False
    caption: bool = False
    sent_at: datetime | None = None
    """When it was written, in UTC; older than ``now`` if we were away."""
    hint: str = ""
    """The language code Telegram reports; a tie-breaker, never more."""


@dataclass(frozen=True, slots=True)
class Commanded:
    """A command such as ``/serious``, with what stood behind it. ``name`` has no slash."""

    name: str
    args: str = ""
    message_id: int = 0
    edited: bool = False
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button was pressed; ``message_id`` is the message that carried it."""

    button: Button | None
    """None when the data was not ours: forged, or from a version long gone."""
    message_id: int = 0
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Located:
    """A location was shared, in degrees."""

    latitude: float
    longitude: float
    zone: str | None = None
    """The IANA zone there, looked up at the edge; None on the high seas or if unknown."""


@dataclass(frozen=True, slots=True)
class Sent:
    """Something arrived that we cannot read. A caption arrives as :class:`Said` instead."""

    media: Media


@dataclass(frozen=True, slots=True)
class Reachable:
    """The person blocked the bot (False) or let it back in (True)."""

    reachable: bool


@dataclass(frozen=True, slots=True)
class Refused:
    """Telegram refused for good to deliver a message of this person, e.g. ``blocked``."""

    reason: str
    urgent: bool
    gone: bool = True
    """The person cannot be reached at all. False: only this message was refused, in every form it has."""
    slot: str = ""
    """The name the message had within the chat, and"""
    topic: str = ""
    """what it could be taken back by: they say which warning it was."""


@dataclass(frozen=True, slots=True)
class Due:
    """A planned moment has come (or has passed, when ``now`` is later than ``due_at``)."""

    topic: str
    key: str
    due_at: datetime


Event = Said | Commanded | Pressed | Located | Sent | Reachable | Refused | Due


def words_of(event: Event) -> str:
    """Return what somebody typed, behind a command too: what must be read for danger. Empty for everything else."""
    match event:
        case Said(text=words) | Commanded(args=words):
            return words
        case _:
            return ""
