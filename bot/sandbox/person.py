"""Somebody who chats with the bot: what they can do with their thumbs, and what they see and hear."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.sandbox.checks.formatting import found
from bot.sandbox.samples import sample
from bot.sandbox.views import Bubble, ChatView, bubble, rows_of
from bot.sandbox.world.files import described
from bot.sandbox.world.model import Chat, Json, Message, Query, User
from bot.sandbox.world.telling import chat_json, message_json, query_json, user_json
from bot.sandbox.world.world import World


class CannotDoThatError(Exception):
    """A phone would not offer this: pressing a button that is not there, writing to a blocked bot.

    The story or test asked for something impossible; the message says what was possible.
    """


class Person:
    """One person and their private chat with the bot. Every act becomes an update for the bot."""

    def __init__(self, world: World, user: User) -> None:
        self._world = world
        self.user = user
        self._heard_up_to = 0

    @property
    def id(self) -> int:
        """Telegram's id of the person, and of their private chat."""
        return self.user.id

    @property
    def name(self) -> str:
        """The first name."""
        return self.user.first_name

    @property
    def chat(self) -> ChatView:
        """What is on the screen."""
        return ChatView(self._world, self._world.chat_of(self.user))

    # what they do

    async def says(self, text: str, *, reply_to: int | None = None, entities: list[Json] | None = None) -> int:
        """Send ``text`` and return the id of the message."""
        text = text.strip() or text
        marks = found(text, []) if entities is None else entities
        return self._sends({"text": text, **({"entities": marks} if marks else {})}, reply_to)

    async def command(self, command: str, payload: str = "") -> int:
        """Tap ``command`` in the menu, or open a deep link that carries ``payload``; return the message id."""
        return await self.says(f"/{command.removeprefix('/')} {payload}".strip())

    async def presses(
        self,
        label: str | None = None,
        *,
        data: str | None = None,
        message: int | None = None,
        stale: bool = False,
    ) -> str | None:
        """Press the button with this ``label`` or callback ``data``; the newest message with it, or ``message``.

        A button of the reply keyboard sends its label. ``stale`` also finds buttons that an edit has
        removed meanwhile: the phone was slow. Returns the id of the callback query, if there is one.
        """
        self._must_reach_the_bot()
        for candidate in self._candidates(message):
            keyboards = [candidate.markup, *(reversed(candidate.past_keyboards) if stale else ())]
            for button in (button for keyboard in keyboards for row in rows_of(keyboard) for button in row):
                if label in (None, button.label) and data in (None, button.data):
                    return None if button.data is None else self._query(candidate, button.data)
        if label is not None and label in self.chat.keyboard and message is None:
            await self._presses_reply_button(label)
            return None
        visible = [shown.buttons for shown in self.chat.messages if shown.buttons]
        wanted = label if data is None else f"{label or 'any label'} with {data!r}"
        raise CannotDoThatError(f"{self.name} sees no button {wanted}; there are {visible} and {self.chat.keyboard}")

    async def shares_location(self, latitude: float, longitude: float) -> int:
        """Share where they are, in degrees; return the message id."""
        return self._sends({"location": {"latitude": latitude, "longitude": longitude}})

    async def sends(
        self,
        kind: str,
        *,
        caption: str = "",
        name: str | None = None,
        mime: str | None = None,
        content: bytes | None = None,
    ) -> int:
        """Send a voice, sticker, photo, document, video, video_note, audio, animation or contact."""
        if kind == "contact":
            card = {"phone_number": "+491701234567", "first_name": name or self.name}
            return self._sends({"contact": card | ({} if name else {"user_id": self.id})})
        sample_name, sample_mime, sample_content = sample(kind)
        file = sample_content if content is None else content
        blob = self._world.files.keep(kind, name or sample_name, mime or sample_mime, file)
        words: Json = {}
        if caption:
            marks = found(caption, [])
            words = {"caption": caption, **({"caption_entities": marks} if marks else {})}
        return self._sends({**described(blob), **words})

    async def edits(self, message_id: int, text: str) -> None:
        """Change the words of an own message, or its caption."""
        self._must_reach_the_bot()
        message = self._own(message_id)
        key, marks_key = ("text", "entities") if "text" in message.content else ("caption", "caption_entities")
        marks = found(text, [])
        kept = {name: value for name, value in message.content.items() if name not in (key, marks_key)}
        message.content = {**kept, key: text, **({marks_key: marks} if marks else {})}
        message.edited_at = self._world.clock.now()
        self._world.changed(message)
        self._world.updates.put("edited_message", message_json(self._world, message))

    async def deletes(self, message_id: int) -> None:
        """Remove a message, own or of the bot, for both sides. Bots are not told."""
        message = self._chat.messages.get(message_id)
        if message is None or message.deleted:
            raise CannotDoThatError(f"{self.name} sees no message {message_id}")
        self._world.remove(message)

    async def blocks(self) -> None:
        """Block the bot: from now on it gets 403."""
        self._membership(before="member", after="kicked")

    async def unblocks(self) -> None:
        """Let the bot write again."""
        self._membership(before="kicked", after="member")

    # what they notice

    def heard(self, since: int | None = None) -> list[Bubble]:
        """Return new messages of the bot: after message ``since``, or since this was last called without it."""
        after = self._heard_up_to if since is None else since
        new = self._of_bot(lambda message: message.message_id > after)
        if since is None:
            self._heard_up_to = max(self._chat.messages, default=0)
        return new

    def loud(self, since: int = 0) -> list[Bubble]:
        """Return the messages after message ``since`` that made the phone ring."""
        return [shown for shown in self._of_bot(lambda message: message.message_id > since) if shown.loud]

    def changes(self, since_version: int) -> list[Bubble]:
        """Return messages of the bot that came or changed after the world had this version."""
        return self._of_bot(lambda message: message.version > since_version)

    # how it is done

    @property
    def _chat(self) -> Chat:
        return self._world.chat_of(self.user)

    def _of_bot(self, wanted: Callable[[Message], bool]) -> list[Bubble]:
        bot = self._world.bot.id
        return [
            bubble(self._world, message)
            for message in self._chat.messages.values()
            if message.author == bot and not message.service and not message.deleted and wanted(message)
        ]

    def _must_reach_the_bot(self) -> None:
        if self._chat.blocked:
            raise CannotDoThatError(f"{self.name} has blocked the bot and must unblock it first")

    def _sends(self, content: Json, reply_to: int | None = None) -> int:
        self._must_reach_the_bot()
        chat = self._chat
        if not chat.started:
            chat.started = True
            self._world.chat_changed(chat)
        message = self._world.add(chat, self.user, content)
        message.reply_to = reply_to
        if (chat.keyboard or {}).get("force_reply"):
            chat.keyboard = None
            self._world.chat_changed(chat)
        self._world.changed(message, fresh=True)
        self._world.updates.put("message", message_json(self._world, message))
        return message.message_id

    def _candidates(self, message_id: int | None) -> list[Message]:
        messages = [message for message in self._chat.messages.values() if not message.deleted]
        if message_id is not None:
            return [message for message in messages if message.message_id == message_id]
        return messages[::-1]

    def _query(self, message: Message, data: str) -> str:
        query = Query(
            f"{self.id}{self._world.next_query:010d}",
            self.id,
            message.chat_id,
            message.message_id,
            data,
            self._world.clock.now(),
        )
        self._world.next_query += 1
        self._world.queries[query.id] = query
        self._world.updates.put("callback_query", query_json(self._world, query))
        self._world.tell("pressed", chat_id=message.chat_id, message_id=message.message_id, data=data)
        return query.id

    async def _presses_reply_button(self, label: str) -> None:
        keyboard = self._chat.keyboard or {}
        button: Json = next(button for row in keyboard["keyboard"] for button in row if button["text"] == label)
        if button.get("request_location"):
            raise CannotDoThatError(f"{label!r} asks where {self.name} is: use shares_location")
        if keyboard.get("one_time_keyboard"):
            self._chat.keyboard = None
            self._world.chat_changed(self._chat)
        if button.get("request_contact"):
            await self.sends("contact")
        else:
            await self.says(label)

    def _own(self, message_id: int) -> Message:
        message = self._chat.messages.get(message_id)
        if message is None or message.deleted or message.author != self.id:
            raise CannotDoThatError(f"{self.name} has no own message {message_id} to edit")
        if not {"text", "caption"} & message.content.keys():
            raise CannotDoThatError(f"message {message_id} has no words to edit")
        return message

    def _membership(self, *, before: str, after: str) -> None:
        chat = self._chat
        if chat.blocked == (after == "kicked"):
            raise CannotDoThatError(f"{self.name}: the bot is {after} already")
        chat.blocked = after == "kicked"
        self._world.chat_changed(chat)

        def member(status: str) -> dict[str, Any]:
            until = {"until_date": 0} if status == "kicked" else {}
            return {"user": user_json(self._world.bot), "status": status, **until}

        self._world.updates.put(
            "my_chat_member",
            {
                "chat": chat_json(self._world, chat),
                "from": user_json(self.user),
                "date": int(self._world.clock.now().timestamp()),
                "old_chat_member": member(before),
                "new_chat_member": member(after),
            },
        )
