"""The methods that put a new message of the bot into a chat."""

from __future__ import annotations

from functools import partial
from typing import Any

from bot.sandbox.checks.formatting import formatted
from bot.sandbox.checks.keyboards import check_markup
from bot.sandbox.methods.call import Action, Call
from bot.sandbox.refusal import bad, broken
from bot.sandbox.world.files import described
from bot.sandbox.world.model import Chat, Json
from bot.sandbox.world.telling import message_json


def text_content(call: Call) -> Json:
    """Return the message fields for the text of ``call``; raise ``Refusal`` if there is nothing to read."""
    shown = formatted(call.values, "text")
    if not shown.text:
        raise broken("message text is empty" if not call.values.get("text") else "text must be non-empty")
    content: Json = {"text": shown.text}
    if shown.entities:
        content["entities"] = shown.entities
    if "link_preview_options" in call.values:
        content["link_preview_options"] = call.values["link_preview_options"]
    return content


def caption_content(values: Json) -> Json:
    """Return the message fields for a caption; none when it is empty."""
    shown = formatted(values, "caption")
    content: Json = {}
    if shown.text:
        content["caption"] = shown.text
        if shown.entities:
            content["caption_entities"] = shown.entities
    if values.get("show_caption_above_media"):
        content["show_caption_above_media"] = True
    if values.get("has_spoiler"):
        content["has_media_spoiler"] = True
    return content


def _send_text(call: Call) -> Any:
    return _send(call, text_content(call))


def _send_media(kind: str, call: Call) -> Any:
    caption = caption_content(call.values)
    _check_markup(call)
    sizes = {key: call.values[key] for key in ("duration", "width", "height") if key in call.values}
    blob = call.file(call.values[kind], kind)
    if "thumbnail" in call.values:
        call.file(call.values["thumbnail"], "photo")
    return _send(call, {**described(blob, **sizes), **caption})


def _send(call: Call, content: Json) -> Json:
    _check_markup(call)
    values, world = call.values, call.world
    chat = world.chat_to_write_in(values["chat_id"])
    reply_to = _replied_to(chat, values.get("reply_parameters"))
    if "message_effect_id" in values:
        content["effect_id"] = values["message_effect_id"]
    message = world.add(chat, world.bot, content)
    message.reply_to = reply_to
    message.silent = values.get("disable_notification", False)
    message.protected = values.get("protect_content", False)
    markup = values.get("reply_markup")
    if markup is not None:
        if "inline_keyboard" in markup:
            message.markup = markup if any(markup["inline_keyboard"]) else None
        else:
            message.fixed = True
            chat.keyboard = None if "remove_keyboard" in markup else markup
            world.chat_changed(chat)
    world.changed(message, fresh=True)
    return message_json(world, message)


def _check_markup(call: Call) -> None:
    markup = call.values.get("reply_markup")
    if markup is not None:
        check_markup(markup)


def _replied_to(chat: Chat, parameters: Json | None) -> int | None:
    if parameters is None:
        return None
    target = chat.messages.get(parameters["message_id"])
    if target is not None and not target.deleted:
        return target.message_id
    if parameters.get("allow_sending_without_reply"):
        return None
    raise bad("message to be replied not found")


ACTIONS: dict[str, Action] = {
    "sendMessage": _send_text,
    "sendPhoto": partial(_send_media, "photo"),
    "sendAnimation": partial(_send_media, "animation"),
    "sendDocument": partial(_send_media, "document"),
    "sendVideo": partial(_send_media, "video"),
    "sendVoice": partial(_send_media, "voice"),
}
