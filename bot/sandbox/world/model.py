"""What the make-believe Telegram is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Json = dict[str, Any]


@dataclass(slots=True)
class User:
    """Somebody with an account: a person at the chat page, or the bot."""

    id: int
    first_name: str
    language_code: str = "en"
    zone: str = "UTC"
    """IANA zone of their phone; only the page and the transcripts look at it."""
    is_bot: bool = False
    username: str | None = None
    has_phone: bool = False
    """Lives in the sandbox; others are only known from raw updates."""


@dataclass(slots=True)
class Message:
    """One message in a chat, in or out. ``content`` holds the fields as the Bot API names them."""

    message_id: int
    chat_id: int
    author: int
    at: datetime
    content: Json
    markup: Json | None = None
    """The inline keyboard under it now."""
    past_keyboards: list[Json] = field(default_factory=list)
    """Inline keyboards it showed before; a slow phone may still press one."""
    fixed: bool = False
    """Sent with a reply keyboard, so that it can never be edited."""
    silent: bool = False
    protected: bool = False
    pinned: bool = False
    deleted: bool = False
    service: bool = False
    edited_at: datetime | None = None
    reply_to: int | None = None
    reaction: str | None = None
    arrived: float = 0.0
    """Seconds on the event loop's clock when it came or last changed; for measuring how fast the bot is."""
    version: int = 0
    """Grows with every change of anything in any chat; tells what is new since a moment."""


@dataclass(slots=True)
class Chat:
    """One conversation. In a private chat its id is the person's id."""

    id: int
    kind: str = "private"
    title: str = ""
    started: bool = False
    """The person has written or pressed START; before that the bot may not write."""
    blocked: bool = False
    keyboard: Json | None = None
    """The reply keyboard shown now, or a ForceReply."""
    messages: dict[int, Message] = field(default_factory=dict)
    pins: list[int] = field(default_factory=list)
    menu_button: Json | None = None
    toasts: list[Json] = field(default_factory=list)
    """Answers to pressed buttons: ``text``, ``alert``, ``at``."""


@dataclass(slots=True)
class Query:
    """A pressed button that waits for the bot's answer."""

    id: str
    user_id: int
    chat_id: int
    message_id: int
    data: str
    at: datetime
    answered: bool = False


@dataclass(frozen=True, slots=True)
class Blob:
    """A file that somebody sent."""

    file_id: str
    unique_id: str
    kind: str
    name: str
    mime: str
    content: bytes
    width: int = 0
    height: int = 0

    @property
    def path(self) -> str:
        """Where ``getFile`` says it lies."""
        return f"{self.kind}s/{self.unique_id}/{self.name}"
