"""The Bot API as this project uses it: methods, parameters, types and limits, written down by hand.

Parameters for businesses, topics, paid posts and the like are left out on purpose: a
request that carries one is refused as unknown, because nothing here means to send it.
Texts and captions are measured after their formatting was taken out (``FORMATTED``).
"""

from __future__ import annotations

import re

from telegram.constants import (
    BotCommandLimit,
    BotDescriptionLimit,
    BulkRequestLimit,
    CallbackQueryLimit,
    ChatAction,
    FileSizeLimit,
    InlineKeyboardMarkupLimit,
    MessageLimit,
    PollingLimit,
    UpdateType,
    WebhookLimit,
)

from bot.sandbox.table.objects import CAPTION, MARKUP_SIGNS, OBJECTS, UNIONS, Union
from bot.sandbox.table.shapes import Param, Shape, Span, may, need

__all__ = [
    "CAPTION",
    "FORMATTED",
    "INLINE_BUTTONS",
    "INLINE_BUTTONS_PER_ROW",
    "MARKUP_SIGNS",
    "METHODS",
    "OBJECTS",
    "PHOTO_BYTES",
    "QUERY_LIFETIME_SECONDS",
    "REPLY_BUTTONS",
    "REPLY_BUTTONS_PER_ROW",
    "TEXT",
    "UNIONS",
    "UPDATE_KINDS",
    "UPLOAD_BYTES",
    "Param",
    "Shape",
    "Span",
    "Union",
]

TEXT: Span = (MessageLimit.MIN_TEXT_LENGTH, MessageLimit.MAX_TEXT_LENGTH)
INLINE_BUTTONS = int(InlineKeyboardMarkupLimit.TOTAL_BUTTON_NUMBER)
INLINE_BUTTONS_PER_ROW = int(InlineKeyboardMarkupLimit.BUTTONS_PER_ROW)
REPLY_BUTTONS = 300
REPLY_BUTTONS_PER_ROW = 12
"""Not documented; clients and servers are known to stop there."""
PHOTO_BYTES = int(FileSizeLimit.PHOTOSIZE_UPLOAD)
UPLOAD_BYTES = int(FileSizeLimit.FILESIZE_UPLOAD)
QUERY_LIFETIME_SECONDS = 900
"""A pressed button waits about this long for its answer; Telegram gives no number."""
UPDATE_KINDS = frozenset(UpdateType)

_INT, _TEXT, _BOOL = "Integer", "String", "Boolean"
_CHAT = need(_INT, _TEXT)
_INLINE = may("InlineKeyboardMarkup")
_LANGUAGE = may(_TEXT, pattern=re.compile(r"([a-z]{2})?"))
_ENTITIES = may("Array of MessageEntity")
_UPDATE_KINDS = may("Array of String", among=UPDATE_KINDS)

_DELIVERY: Shape = {
    "disable_notification": may(_BOOL),
    "protect_content": may(_BOOL),
    "message_effect_id": may(_TEXT),
    "reply_parameters": may("ReplyParameters"),
    "reply_markup": may("InlineKeyboardMarkup", "ReplyKeyboardMarkup", "ReplyKeyboardRemove", "ForceReply"),
}
_CAPTIONED: Shape = {
    "caption": may(_TEXT),
    "parse_mode": may(_TEXT),
    "caption_entities": _ENTITIES,
}
_ABOVE: Shape = {"show_caption_above_media": may(_BOOL), "has_spoiler": may(_BOOL)}
_SIZED: Shape = {"duration": may(_INT), "width": may(_INT), "height": may(_INT)}
_FILE = need("InputFile", _TEXT)
_THUMBNAIL = may("InputFile", _TEXT)
_WHICH: Shape = {"chat_id": may(_INT, _TEXT), "message_id": may(_INT)}
"""Optional only because of inline mode, which this project does not use."""

METHODS: dict[str, Shape] = {
    # who we are, and how updates reach us
    "getMe": {},
    "logOut": {},
    "close": {},
    "getUpdates": {
        "offset": may(_INT),
        "limit": may(_INT, between=(PollingLimit.MIN_LIMIT, PollingLimit.MAX_LIMIT)),
        "timeout": may(_INT, between=(0, 3600)),
        "allowed_updates": _UPDATE_KINDS,
    },
    "setWebhook": {
        "url": need(_TEXT),
        "certificate": may("InputFile"),
        "ip_address": may(_TEXT),
        "max_connections": may(_INT, between=(WebhookLimit.MIN_CONNECTIONS_LIMIT, WebhookLimit.MAX_CONNECTIONS_LIMIT)),
        "allowed_updates": _UPDATE_KINDS,
        "drop_pending_updates": may(_BOOL),
        "secret_token": may(
            _TEXT,
            length=(WebhookLimit.MIN_SECRET_TOKEN_LENGTH, WebhookLimit.MAX_SECRET_TOKEN_LENGTH),
            pattern=re.compile(r"[A-Za-z0-9_-]+"),
        ),
    },
    "deleteWebhook": {"drop_pending_updates": may(_BOOL)},
    "getWebhookInfo": {},
    # sending
    "sendMessage": {
        "chat_id": _CHAT,
        "text": need(_TEXT),
        "parse_mode": may(_TEXT),
        "entities": _ENTITIES,
        "link_preview_options": may("LinkPreviewOptions"),
        **_DELIVERY,
    },
    "sendPhoto": {"chat_id": _CHAT, "photo": _FILE, **_CAPTIONED, **_ABOVE, **_DELIVERY},
    "sendAnimation": {
        "chat_id": _CHAT,
        "animation": _FILE,
        "thumbnail": _THUMBNAIL,
        **_SIZED,
        **_CAPTIONED,
        **_ABOVE,
        **_DELIVERY,
    },
    "sendDocument": {
        "chat_id": _CHAT,
        "document": _FILE,
        "thumbnail": _THUMBNAIL,
        "disable_content_type_detection": may(_BOOL),
        **_CAPTIONED,
        **_DELIVERY,
    },
    "sendVideo": {
        "chat_id": _CHAT,
        "video": _FILE,
        "thumbnail": _THUMBNAIL,
        "supports_streaming": may(_BOOL),
        **_SIZED,
        **_CAPTIONED,
        **_ABOVE,
        **_DELIVERY,
    },
    "sendVoice": {
        "chat_id": _CHAT,
        "voice": _FILE,
        "duration": may(_INT),
        **_CAPTIONED,
        **_DELIVERY,
    },
    "sendChatAction": {"chat_id": _CHAT, "action": need(_TEXT, among=frozenset(ChatAction))},
    # editing and removing
    "editMessageText": {
        **_WHICH,
        "text": may(_TEXT),
        "parse_mode": may(_TEXT),
        "entities": _ENTITIES,
        "link_preview_options": may("LinkPreviewOptions"),
        "reply_markup": _INLINE,
    },
    "editMessageCaption": {
        **_WHICH,
        **_CAPTIONED,
        "show_caption_above_media": may(_BOOL),
        "reply_markup": _INLINE,
    },
    "editMessageMedia": {**_WHICH, "media": need("InputMedia"), "reply_markup": _INLINE},
    "editMessageReplyMarkup": {**_WHICH, "reply_markup": _INLINE},
    "deleteMessage": {"chat_id": _CHAT, "message_id": need(_INT)},
    "deleteMessages": {
        "chat_id": _CHAT,
        "message_ids": need("Array of Integer", items=(BulkRequestLimit.MIN_LIMIT, BulkRequestLimit.MAX_LIMIT)),
    },
    # in the chat
    "answerCallbackQuery": {
        "callback_query_id": need(_TEXT),
        "text": may(_TEXT, length=(0, CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH)),
        "show_alert": may(_BOOL),
        "url": may(_TEXT),
        "cache_time": may(_INT, between=(0, 1 << 31)),
    },
    "pinChatMessage": {"chat_id": _CHAT, "message_id": need(_INT), "disable_notification": may(_BOOL)},
    "unpinChatMessage": {"chat_id": _CHAT, "message_id": may(_INT)},
    "unpinAllChatMessages": {"chat_id": _CHAT},
    "setMessageReaction": {
        "chat_id": _CHAT,
        "message_id": need(_INT),
        "reaction": may("Array of ReactionType", items=(0, 1)),
        "is_big": may(_BOOL),
    },
    "getChat": {"chat_id": _CHAT},
    "getFile": {"file_id": need(_TEXT)},
    # what people see of the bot before and beside the chat
    "setMyCommands": {
        "commands": need("Array of BotCommand", items=(0, BotCommandLimit.MAX_COMMAND_NUMBER)),
        "scope": may("BotCommandScope"),
        "language_code": _LANGUAGE,
    },
    "getMyCommands": {"scope": may("BotCommandScope"), "language_code": _LANGUAGE},
    "deleteMyCommands": {"scope": may("BotCommandScope"), "language_code": _LANGUAGE},
    "setMyDescription": {
        "description": may(_TEXT, length=(0, BotDescriptionLimit.MAX_DESCRIPTION_LENGTH)),
        "language_code": _LANGUAGE,
    },
    "setMyShortDescription": {
        "short_description": may(_TEXT, length=(0, BotDescriptionLimit.MAX_SHORT_DESCRIPTION_LENGTH)),
        "language_code": _LANGUAGE,
    },
    "setChatMenuButton": {"chat_id": may(_INT), "menu_button": may("MenuButton")},
}

FORMATTED: dict[str, tuple[str, str, Span]] = {
    "text": ("entities", "message is too long", TEXT),
    "caption": ("caption_entities", "message caption is too long", CAPTION),
}
"""Per formatted parameter: where its entities may stand, the complaint, and the limit."""
