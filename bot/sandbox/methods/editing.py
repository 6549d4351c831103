"""The methods that change or remove messages that are already there."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.sandbox.checks.keyboards import check_markup
from bot.sandbox.methods.call import Action, Call
from bot.sandbox.methods.sending import caption_content, text_content
from bot.sandbox.refusal import bad, broken
from bot.sandbox.world.files import described
from bot.sandbox.world.model import Json, Message
from bot.sandbox.world.telling import message_json

DELETABLE = timedelta(hours=48)
MEDIA = ("photo", "animation", "video", "voice", "document", "audio")
_CAPTION = ("caption", "caption_entities", "show_caption_above_media")
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)


def _edit_text(call: Call) -> Any:
    if "text" not in call.values:
        raise broken("message text is empty")
    content = text_content(call)
    message = _editable(call)
    if "text" not in message.content:
        raise bad("there is no text in the message to edit")
    return _change(call, message, content)


def _edit_caption(call: Call) -> Any:
    caption = caption_content(call.values)
    message = _editable(call)
    if not any(kind in message.content for kind in MEDIA):
        raise bad("there is no caption in the message to edit")
    kept = {key: value for key, value in message.content.items() if key not in _CAPTION}
    return _change(call, message, {**kept, **caption})


def _edit_media(call: Call) -> Any:
    media = call.values["media"]
    caption = caption_content(media)
    sizes = {key: media[key] for key in ("duration", "width", "height") if key in media}
    blob = call.file(media["media"], media["type"])
    return _change(call, _editable(call), {**described(blob, **sizes), **caption})


def _edit_markup(call: Call) -> Any:
    message = _editable(call)
    return _change(call, message, message.content)


def _editable(call: Call) -> Message:
    """Return the message to edit; raise ``Refusal`` in the order in which Telegram looks at things."""
    values = call.values
    for name in ("chat_id", "message_id"):
        if name not in values:
            raise broken(f'parameter "{name}" is required')
    if "reply_markup" in values:
        check_markup(values["reply_markup"])
    chat = call.world.chat_to_write_in(values["chat_id"])
    message = chat.messages.get(values["message_id"])
    if message is None or message.deleted:
        raise bad("message to edit not found")
    if message.author != call.world.bot.id or message.fixed or message.service:
        raise bad("message can't be edited")
    return message


def _change(call: Call, message: Message, content: Json) -> Json:
    markup = call.values.get("reply_markup")
    if markup is not None and not any(markup["inline_keyboard"]):
        markup = None
    if content == message.content and markup == message.markup:
        raise bad(_NOT_MODIFIED)
    if message.markup is not None and message.markup != markup:
        message.past_keyboards.append(message.markup)
    if content != message.content:
        message.edited_at = call.world.clock.now()
    message.content, message.markup = content, markup
    call.world.changed(message)
    return message_json(call.world, message)


def _delete(call: Call) -> Any:
    chat = call.world.chat_to_write_in(call.values["chat_id"])
    message = chat.messages.get(call.values["message_id"])
    if message is None or message.deleted:
        raise bad("message to delete not found")
    if not _deletable(call, message):
        raise bad("message can't be deleted for everyone")
    call.world.remove(message)
    return True


def _delete_many(call: Call) -> Any:
    chat = call.world.chat_to_write_in(call.values["chat_id"])
    found = [chat.messages.get(message_id) for message_id in call.values["message_ids"]]
    for message in found:
        if message is not None and not message.deleted and _deletable(call, message):
            call.world.remove(message)
    return True


def _deletable(call: Call, message: Message) -> bool:
    return call.world.clock.now() - message.at < DELETABLE


ACTIONS: dict[str, Action] = {
    "editMessageText": _edit_text,
    "editMessageCaption": _edit_caption,
    "editMessageMedia": _edit_media,
    "editMessageReplyMarkup": _edit_markup,
    "deleteMessage": _delete,
    "deleteMessages": _delete_many,
}
