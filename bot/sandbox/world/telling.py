"""How users, chats and messages look in the Bot API's JSON."""

from __future__ import annotations

from bot.sandbox.world.model import Chat, Json, Message, Query, User
from bot.sandbox.world.world import World


def user_json(user: User) -> Json:
    """Return ``user`` as an object of type User."""
    result: Json = {"id": user.id, "is_bot": user.is_bot, "first_name": user.first_name}
    if user.username:
        result["username"] = user.username
    if not user.is_bot:
        result["language_code"] = user.language_code
    return result


def chat_json(world: World, chat: Chat) -> Json:
    """Return ``chat`` as an object of type Chat."""
    if chat.kind == "private":
        result: Json = {"id": chat.id, "type": "private", "first_name": world.users[chat.id].first_name}
        if world.users[chat.id].username:
            result["username"] = world.users[chat.id].username
        return result
    return {"id": chat.id, "type": chat.kind, "title": chat.title}


def message_json(world: World, message: Message, *, with_reply: bool = True) -> Json:
    """Return ``message`` as an object of type Message, as it stands now."""
    chat = world.chats[message.chat_id]
    result: Json = {
        "message_id": message.message_id,
        "from": user_json(world.author_of(message)),
        "chat": chat_json(world, chat),
        "date": int(message.at.timestamp()),
        **message.content,
    }
    if message.edited_at is not None:
        result["edit_date"] = int(message.edited_at.timestamp())
    if message.markup is not None:
        result["reply_markup"] = message.markup
    if message.protected:
        result["has_protected_content"] = True
    if with_reply and message.reply_to is not None and message.reply_to in chat.messages:
        result["reply_to_message"] = message_json(world, chat.messages[message.reply_to], with_reply=False)
    return result


def query_json(world: World, query: Query) -> Json:
    """Return ``query`` as an object of type CallbackQuery."""
    message = world.chats[query.chat_id].messages[query.message_id]
    if message.deleted:
        shown: Json = {
            "chat": chat_json(world, world.chats[query.chat_id]),
            "message_id": query.message_id,
            "date": 0,
        }
    else:
        shown = message_json(world, message)
    return {
        "id": query.id,
        "from": user_json(world.users[query.user_id]),
        "message": shown,
        "chat_instance": str(query.chat_id * 31),
        "data": query.data,
    }
