"""The state of the make-believe Telegram, and the few ways in which it changes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from bot.sandbox.refusal import bad, forbidden
from bot.sandbox.world.files import Files
from bot.sandbox.world.model import Chat, Json, Message, Query, User
from bot.sandbox.world.updates import Updates

BOT_ID = 8_000_000_001
FIRST_PERSON_ID = 5_000_000_001


class SandboxClock(Protocol):
    """A clock that somebody else owns and that can be moved forward."""

    def now(self) -> datetime:
        """Return the present instant, aware and in UTC."""
        ...

    def advance(self, delta: timedelta) -> object:
        """Move the clock forward by ``delta``."""
        ...


Observer = Callable[[Json], None]


@dataclass(slots=True)
class World:
    """Everything Telegram would know. All of it lives in memory and on one event loop."""

    clock: SandboxClock
    bot: User = field(default_factory=lambda: User(BOT_ID, "Backcheck", is_bot=True, username="backcheck_sandbox_bot"))
    users: dict[int, User] = field(default_factory=dict)
    chats: dict[int, Chat] = field(default_factory=dict)
    files: Files = field(default_factory=Files)
    queries: dict[str, Query] = field(default_factory=dict)
    updates: Updates = field(default_factory=Updates)
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    """By scope (``world.profile.scope_key``) and language."""
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    menu_button: Json = field(default_factory=lambda: {"type": "commands"})
    next_message_id: int = 101
    next_query: int = 1
    version: int = 0
    observers: list[Observer] = field(default_factory=list)

    def tell(self, kind: str, **facts: object) -> None:
        """Let everybody who looks on know that something happened."""
        self.version += 1
        for observer in tuple(self.observers):
            observer({"type": kind, **facts})

    def chat_of(self, user: User) -> Chat:
        """Return the private chat of ``user`` with the bot; it is there before they first write."""
        return self.chats.setdefault(user.id, Chat(user.id))

    def chat_to_write_in(self, chat_id: int | str) -> Chat:
        """Return the chat the bot wants to write in; raise ``Refusal`` as Telegram would if it may not."""
        chat = self.chat_to_read(chat_id)
        if chat.kind == "private" and not chat.started:
            raise forbidden("bot can't initiate conversation with a user")
        if chat.blocked:
            raise forbidden("bot was blocked by the user")
        return chat

    def chat_to_read(self, chat_id: int | str) -> Chat:
        """Return the chat with this id; raise ``Refusal`` if the bot can't know it."""
        chat = self.chats.get(chat_id) if isinstance(chat_id, int) else None
        if chat is None:
            raise bad("chat not found")
        return chat

    def add(self, chat: Chat, author: User, content: Json) -> Message:
        """Put a new message into ``chat``. Ids grow over all chats, as they do for a real bot."""
        while self.next_message_id in chat.messages:
            self.next_message_id += 1
        message = Message(self.next_message_id, chat.id, author.id, self.clock.now(), content)
        self.next_message_id += 1
        chat.messages[message.message_id] = message
        return message

    def changed(self, message: Message, *, fresh: bool = False) -> None:
        """Say that ``message`` is new or looks different now."""
        message.arrived = asyncio.get_running_loop().time()
        message.version = self.version + 1
        self.tell("message", chat_id=message.chat_id, message_id=message.message_id, fresh=fresh)

    def chat_changed(self, chat: Chat) -> None:
        """Say that something around the messages of ``chat`` looks different now."""
        self.tell("chat", chat_id=chat.id)

    def remove(self, message: Message) -> None:
        """Take ``message`` out of sight for everybody. It stays in the record, marked."""
        message.deleted = True
        self.unpin(message)
        self.changed(message)

    def pin(self, message: Message) -> None:
        """Put ``message`` on top of the pinned ones."""
        pins = self.chats[message.chat_id].pins
        if message.message_id in pins:
            pins.remove(message.message_id)
        pins.append(message.message_id)
        message.pinned = True
        self.changed(message)
        self.chat_changed(self.chats[message.chat_id])

    def unpin(self, message: Message) -> None:
        """Take ``message`` off the pinned ones, if it is there."""
        chat = self.chats[message.chat_id]
        if message.message_id in chat.pins:
            chat.pins.remove(message.message_id)
            message.pinned = False
            self.changed(message)
            self.chat_changed(chat)

    def author_of(self, message: Message) -> User:
        """Return who wrote ``message``."""
        return self.bot if message.author == self.bot.id else self.users[message.author]
