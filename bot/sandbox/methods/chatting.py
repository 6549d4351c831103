"""The methods around messages: answering buttons, pinning, reacting, looking things up."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from telegram.constants import FileSizeLimit

from bot.sandbox.methods.call import Action, Call
from bot.sandbox.refusal import bad, broken
from bot.sandbox.table.methods import QUERY_LIFETIME_SECONDS
from bot.sandbox.world.model import Chat, Message
from bot.sandbox.world.telling import chat_json, message_json, user_json

_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


def _answer(call: Call) -> Any:
    world, values = call.world, call.values
    url = values.get("url")
    if url and not url.startswith(f"https://t.me/{world.bot.username}?start="):
        raise broken("URL_INVALID: only links that open the bot itself can answer a button")
    query = world.queries.get(values["callback_query_id"])
    now = world.clock.now()
    if query is None or query.answered or now - query.at > timedelta(seconds=QUERY_LIFETIME_SECONDS):
        raise bad(_TOO_OLD)
    query.answered = True
    text, alert = values.get("text", ""), values.get("show_alert", False)
    if text:
        world.chats[query.chat_id].toasts.append({"text": text, "alert": alert, "at": now.isoformat()})
    world.tell("answered", chat_id=query.chat_id, message_id=query.message_id, text=text, alert=alert)
    return True


def _act(call: Call) -> Any:
    chat = call.world.chat_to_write_in(call.values["chat_id"])
    call.world.tell("typing", chat_id=chat.id, action=call.values["action"])
    return True


def _message(chat: Chat, message_id: int, purpose: str) -> Message:
    message = chat.messages.get(message_id)
    if message is None or message.deleted or message.service:
        raise bad(f"message to {purpose} not found")
    return message


def _pin(call: Call) -> Any:
    world = call.world
    chat = world.chat_to_write_in(call.values["chat_id"])
    message = _message(chat, call.values["message_id"], "pin")
    again = chat.pins[-1:] == [message.message_id]
    world.pin(message)
    if not again:
        pinned = message_json(world, message, with_reply=False)
        notice = world.add(chat, world.bot, {"pinned_message": pinned})
        notice.service = notice.silent = True
        world.changed(notice, fresh=True)
        world.updates.put("message", message_json(world, notice))
    return True


def _unpin(call: Call) -> Any:
    chat = call.world.chat_to_write_in(call.values["chat_id"])
    message_id = call.values.get("message_id", chat.pins[-1] if chat.pins else None)
    if message_id is None:
        raise bad("message to unpin not found")
    call.world.unpin(_message(chat, message_id, "unpin"))
    return True


def _unpin_all(call: Call) -> Any:
    chat = call.world.chat_to_write_in(call.values["chat_id"])
    for message_id in tuple(chat.pins):
        call.world.unpin(chat.messages[message_id])
    return True


def _react(call: Call) -> Any:
    chat = call.world.chat_to_write_in(call.values["chat_id"])
    message = _message(chat, call.values["message_id"], "react")
    reaction = call.values.get("reaction", [])
    message.reaction = reaction[0]["emoji"] if reaction else None
    call.world.changed(message)
    return True


def _get_chat(call: Call) -> Any:
    chat = call.world.chat_to_read(call.values["chat_id"])
    gifts = {
        "unlimited_gifts": False,
        "limited_gifts": False,
        "unique_gifts": False,
        "premium_subscription": False,
        "gifts_from_channels": False,
    }
    full = {"accent_color_id": chat.id % 7, "max_reaction_count": 11, "accepted_gift_types": gifts}
    pinned = [chat.messages[message_id] for message_id in chat.pins[-1:]]
    return {
        **chat_json(call.world, chat),
        **full,
        **({"pinned_message": message_json(call.world, pinned[0])} if pinned else {}),
    }


def _get_file(call: Call) -> Any:
    blob = call.world.files.find(call.values["file_id"])
    if len(blob.content) > FileSizeLimit.FILESIZE_DOWNLOAD:
        raise bad("file is too big")
    return {
        "file_id": blob.file_id,
        "file_unique_id": blob.unique_id,
        "file_size": len(blob.content),
        "file_path": blob.path,
    }


def _get_me(call: Call) -> Any:
    return {
        **user_json(call.world.bot),
        "can_join_groups": False,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
        "can_manage_bots": False,
        "supports_guest_queries": False,
    }


def _true(_: Call) -> Any:
    return True


ACTIONS: dict[str, Action] = {
    "answerCallbackQuery": _answer,
    "sendChatAction": _act,
    "pinChatMessage": _pin,
    "unpinChatMessage": _unpin,
    "unpinAllChatMessages": _unpin_all,
    "setMessageReaction": _react,
    "getChat": _get_chat,
    "getFile": _get_file,
    "getMe": _get_me,
    "logOut": _true,
    "close": _true,
}
