"""A chat as the person sees it on their phone: bubbles, buttons, what rang and what stayed quiet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.sandbox.world.model import Chat, Json, Message
from bot.sandbox.world.profile import commands_for
from bot.sandbox.world.world import World

MEDIA = (
    "animation",
    "photo",
    "video",
    "voice",
    "audio",
    "video_note",
    "sticker",
    "document",
    "venue",
    "location",
    "contact",
)
"""Kinds of media in the order of looking: an animation also carries a document."""


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button: what it says, how it looks, and the one thing it does."""

    label: str
    style: str | None
    data: str | None = None
    url: str | None = None
    copies: str | None = None


@dataclass(frozen=True, slots=True)
class Bubble:
    """One visible message at the moment of looking."""

    message_id: int
    from_bot: bool
    text: str
    """The words without formatting; for media the caption."""
    entities: tuple[Json, ...]
    rows: tuple[tuple[Button, ...], ...]
    media: str | None
    file_id: str | None
    file_name: str | None
    silent: bool
    pinned: bool
    protected: bool
    sent_at: datetime
    edited_at: datetime | None
    reply_to: int | None
    reaction: str | None
    service: bool
    deleted: bool
    arrived: float
    version: int

    @property
    def loud(self) -> bool:
        """The phone rang when this came."""
        return self.from_bot and not self.silent and not self.service

    @property
    def buttons(self) -> tuple[str, ...]:
        """The labels of all inline buttons, row after row."""
        return tuple(button.label for row in self.rows for button in row)

    def button(self, label: str) -> Button:
        """Return the button with this ``label``; raise ``LookupError`` if there is none."""
        for row in self.rows:
            for button in row:
                if button.label == label:
                    return button
        raise LookupError(f"no button {label!r} under message {self.message_id}, only {self.buttons}")


def rows_of(markup: Json | None) -> tuple[tuple[Button, ...], ...]:
    """Return the rows of an inline keyboard."""
    return tuple(
        tuple(
            Button(
                button["text"],
                button.get("style"),
                button.get("callback_data"),
                button.get("url") or button.get("web_app", {}).get("url"),
                button.get("copy_text", {}).get("text"),
            )
            for button in row
        )
        for row in (markup or {}).get("inline_keyboard", ())
    )


def bubble(world: World, message: Message) -> Bubble:
    """Return ``message`` as it looks now."""
    content = message.content
    media = next((kind for kind in MEDIA if kind in content), None)
    file = content[media][-1] if media == "photo" else content.get(media or "", {})
    return Bubble(
        message_id=message.message_id,
        from_bot=message.author == world.bot.id,
        text=content.get("text") or content.get("caption") or "",
        entities=tuple(content.get("entities") or content.get("caption_entities") or ()),
        rows=rows_of(message.markup),
        media=media,
        file_id=file.get("file_id"),
        file_name=file.get("file_name"),
        silent=message.silent,
        pinned=message.pinned,
        protected=message.protected,
        sent_at=message.at,
        edited_at=message.edited_at,
        reply_to=message.reply_to,
        reaction=message.reaction,
        service=message.service,
        deleted=message.deleted,
        arrived=message.arrived,
        version=message.version,
    )


@dataclass(frozen=True, slots=True)
class ChatView:
    """One person's chat with the bot, always as it is now."""

    world: World
    chat: Chat

    @property
    def messages(self) -> list[Bubble]:
        """What is on the screen, oldest first; deleted messages are not."""
        return [shown for shown in self.history if not shown.deleted]

    @property
    def history(self) -> list[Bubble]:
        """Every message there ever was, those since deleted included."""
        return [bubble(self.world, message) for message in self.chat.messages.values()]

    @property
    def last(self) -> Bubble:
        """The newest message of the bot on the screen; raises ``LookupError`` if there is none."""
        for shown in reversed(self.messages):
            if shown.from_bot and not shown.service:
                return shown
        raise LookupError("the bot has not said anything here")

    @property
    def pinned(self) -> Bubble | None:
        """The message in the bar at the top."""
        return bubble(self.world, self.chat.messages[self.chat.pins[-1]]) if self.chat.pins else None

    @property
    def keyboard(self) -> tuple[str, ...]:
        """The labels of the reply keyboard; empty when there is none."""
        rows = (self.chat.keyboard or {}).get("keyboard", ())
        return tuple(button["text"] for row in rows for button in row)

    @property
    def commands(self) -> tuple[str, ...]:
        """The commands in the menu, without the slash."""
        return tuple(command["command"] for command in commands_for(self.world, self.world.users[self.chat.id]))

    @property
    def toasts(self) -> list[Json]:
        """What answers to pressed buttons said: ``text``, ``alert``, ``at``."""
        return self.chat.toasts

    @property
    def blocked(self) -> bool:
        """The person has blocked the bot."""
        return self.chat.blocked
