"""Learns chats and people from raw updates, so that the bot's answers to them can be checked like all others."""

from __future__ import annotations

from typing import Any

from bot.sandbox.world.model import Chat, Json, Message, User
from bot.sandbox.world.world import World

_KINDS = ("private", "group", "supergroup", "channel")
_NOT_CONTENT = frozenset({"message_id", "chat", "from", "sender_chat", "date", "edit_date", "reply_markup"})


def meet(world: World, update: Json) -> None:
    """Make known what ``update`` speaks of. Whatever in it is not as Telegram writes it is passed over."""
    for payload in update.values():
        if isinstance(payload, dict):
            _meet_user(world, payload.get("from"))
            _meet_message(world, payload if "message_id" in payload else payload.get("message"))
            _meet_chat(world, payload.get("chat"))


def _meet_user(world: World, user: Any) -> None:
    if isinstance(user, dict) and isinstance(user.get("id"), int) and user["id"] != world.bot.id:
        name, language = str(user.get("first_name", "Somebody")), str(user.get("language_code", "en"))
        world.users.setdefault(user["id"], User(user["id"], name, language))


def _meet_chat(world: World, chat: Any) -> Chat | None:
    if not isinstance(chat, dict) or not isinstance(chat.get("id"), int) or chat.get("type") not in _KINDS:
        return None
    known = world.chats.setdefault(chat["id"], Chat(chat["id"], chat["type"], str(chat.get("title", ""))))
    known.started = True
    if known.kind == "private":
        _meet_user(world, chat)
    return known


def _meet_message(world: World, message: Any) -> None:
    if not isinstance(message, dict) or not isinstance(message.get("message_id"), int):
        return
    chat = _meet_chat(world, message.get("chat"))
    if chat is None or message["message_id"] in chat.messages:
        return
    _meet_user(world, message.get("from"))
    author = message["from"].get("id") if isinstance(message.get("from"), dict) else chat.id
    if author not in (*world.users, world.bot.id):
        return
    content = {name: value for name, value in message.items() if name not in _NOT_CONTENT}
    chat.messages[message["message_id"]] = Message(message["message_id"], chat.id, author, world.clock.now(), content)
