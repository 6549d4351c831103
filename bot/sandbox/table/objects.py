"""The objects that requests carry, and how to tell one kind from another."""

from __future__ import annotations

import re
from dataclasses import dataclass

from telegram.constants import (
    BotCommandLimit,
    InlineKeyboardButtonLimit,
    KeyboardButtonStyle,
    MessageEntityType,
    MessageLimit,
    ReactionEmoji,
    ReplyLimit,
)

from bot.sandbox.table.shapes import Shape, Span, may, need

STYLES = frozenset(KeyboardButtonStyle)
REACTIONS = frozenset(ReactionEmoji)
COMMAND = re.compile(r"[a-z0-9_]+")
PLACEHOLDER: Span = (ReplyLimit.MIN_INPUT_FIELD_PLACEHOLDER, ReplyLimit.MAX_INPUT_FIELD_PLACEHOLDER)
CAPTION: Span = (0, MessageLimit.CAPTION_LENGTH)

_INT, _TEXT, _TRUE = "Integer", "String", "Boolean"
_ENTITIES = "Array of MessageEntity"
_CAPTIONED: Shape = {
    "caption": may(_TEXT),
    "parse_mode": may(_TEXT),
    "caption_entities": may(_ENTITIES),
}
_SIZED: Shape = {"width": may(_INT), "height": may(_INT), "duration": may(_INT)}

OBJECTS: dict[str, Shape] = {
    # keyboards
    "InlineKeyboardMarkup": {"inline_keyboard": need("Array of Array of InlineKeyboardButton")},
    "InlineKeyboardButton": {
        "text": need(_TEXT),
        "style": may(_TEXT, among=STYLES),
        "url": may(_TEXT),
        "callback_data": may(
            _TEXT,
            octets=(
                InlineKeyboardButtonLimit.MIN_CALLBACK_DATA,
                InlineKeyboardButtonLimit.MAX_CALLBACK_DATA,
            ),
        ),
        "web_app": may("WebAppInfo"),
        "switch_inline_query": may(_TEXT),
        "switch_inline_query_current_chat": may(_TEXT),
        "copy_text": may("CopyTextButton"),
    },
    "CopyTextButton": {"text": need(_TEXT, length=(1, InlineKeyboardButtonLimit.MAX_COPY_TEXT))},
    "WebAppInfo": {"url": need(_TEXT)},
    "ReplyKeyboardMarkup": {
        "keyboard": need("Array of Array of KeyboardButton"),
        "is_persistent": may(_TRUE),
        "resize_keyboard": may(_TRUE),
        "one_time_keyboard": may(_TRUE),
        "input_field_placeholder": may(_TEXT, length=PLACEHOLDER),
        "selective": may(_TRUE),
    },
    "KeyboardButton": {
        "text": need(_TEXT),
        "style": may(_TEXT, among=STYLES),
        "request_users": may("KeyboardButtonRequestUsers"),
        "request_contact": may(_TRUE),
        "request_location": may(_TRUE),
        "web_app": may("WebAppInfo"),
    },
    "KeyboardButtonRequestUsers": {
        "request_id": need(_INT),
        "user_is_bot": may(_TRUE),
        "user_is_premium": may(_TRUE),
        "max_quantity": may(_INT, between=(1, 10)),
        "request_name": may(_TRUE),
        "request_username": may(_TRUE),
        "request_photo": may(_TRUE),
    },
    "ReplyKeyboardRemove": {"remove_keyboard": need(_TRUE), "selective": may(_TRUE)},
    "ForceReply": {
        "force_reply": need(_TRUE),
        "input_field_placeholder": may(_TEXT, length=PLACEHOLDER),
        "selective": may(_TRUE),
    },
    # around a text
    "MessageEntity": {
        "type": need(_TEXT, among=frozenset(MessageEntityType)),
        "offset": need(_INT, between=(0, 1 << 31)),
        "length": need(_INT, between=(1, 1 << 31)),
        "url": may(_TEXT),
        "language": may(_TEXT),
        "custom_emoji_id": may(_TEXT),
        "unix_time": may(_INT),
        "date_time_format": may(_TEXT),
    },
    "LinkPreviewOptions": {
        "is_disabled": may(_TRUE),
        "url": may(_TEXT),
        "prefer_small_media": may(_TRUE),
        "prefer_large_media": may(_TRUE),
        "show_above_text": may(_TRUE),
    },
    "ReplyParameters": {
        "message_id": need(_INT),
        "chat_id": may(_INT, _TEXT),
        "allow_sending_without_reply": may(_TRUE),
        "quote": may(_TEXT, length=CAPTION),
        "quote_parse_mode": may(_TEXT),
        "quote_entities": may(_ENTITIES),
        "quote_position": may(_INT),
    },
    # media handed to editMessageMedia
    "InputMediaPhoto": {
        "type": need(_TEXT),
        "media": need(_TEXT),
        **_CAPTIONED,
        "show_caption_above_media": may(_TRUE),
        "has_spoiler": may(_TRUE),
    },
    "InputMediaAnimation": {
        "type": need(_TEXT),
        "media": need(_TEXT),
        "thumbnail": may(_TEXT),
        **_CAPTIONED,
        **_SIZED,
        "show_caption_above_media": may(_TRUE),
        "has_spoiler": may(_TRUE),
    },
    "InputMediaVideo": {
        "type": need(_TEXT),
        "media": need(_TEXT),
        "thumbnail": may(_TEXT),
        **_CAPTIONED,
        **_SIZED,
        "show_caption_above_media": may(_TRUE),
        "supports_streaming": may(_TRUE),
        "has_spoiler": may(_TRUE),
    },
    "InputMediaDocument": {
        "type": need(_TEXT),
        "media": need(_TEXT),
        "thumbnail": may(_TEXT),
        **_CAPTIONED,
        "disable_content_type_detection": may(_TRUE),
    },
    # commands, menu button, reactions
    "BotCommand": {
        "command": need(_TEXT, length=(BotCommandLimit.MIN_COMMAND, BotCommandLimit.MAX_COMMAND), pattern=COMMAND),
        "description": need(_TEXT, length=(1, BotCommandLimit.MAX_DESCRIPTION)),
    },
    "BotCommandScopeDefault": {"type": need(_TEXT)},
    "BotCommandScopeAllPrivateChats": {"type": need(_TEXT)},
    "BotCommandScopeAllGroupChats": {"type": need(_TEXT)},
    "BotCommandScopeAllChatAdministrators": {"type": need(_TEXT)},
    "BotCommandScopeChat": {"type": need(_TEXT), "chat_id": need(_INT, _TEXT)},
    "BotCommandScopeChatAdministrators": {"type": need(_TEXT), "chat_id": need(_INT, _TEXT)},
    "BotCommandScopeChatMember": {
        "type": need(_TEXT),
        "chat_id": need(_INT, _TEXT),
        "user_id": need(_INT),
    },
    "MenuButtonCommands": {"type": need(_TEXT)},
    "MenuButtonDefault": {"type": need(_TEXT)},
    "MenuButtonWebApp": {"type": need(_TEXT), "text": need(_TEXT), "web_app": need("WebAppInfo")},
    "ReactionTypeEmoji": {"type": need(_TEXT), "emoji": need(_TEXT, among=REACTIONS)},
}


@dataclass(frozen=True, slots=True)
class Union:
    """An object that is one of several: which field tells, and what its values mean."""

    field: str
    members: dict[str, str]


UNIONS: dict[str, Union] = {
    "InputMedia": Union(
        "type",
        {
            "photo": "InputMediaPhoto",
            "animation": "InputMediaAnimation",
            "video": "InputMediaVideo",
            "document": "InputMediaDocument",
        },
    ),
    "BotCommandScope": Union(
        "type",
        {
            "default": "BotCommandScopeDefault",
            "all_private_chats": "BotCommandScopeAllPrivateChats",
            "all_group_chats": "BotCommandScopeAllGroupChats",
            "all_chat_administrators": "BotCommandScopeAllChatAdministrators",
            "chat": "BotCommandScopeChat",
            "chat_administrators": "BotCommandScopeChatAdministrators",
            "chat_member": "BotCommandScopeChatMember",
        },
    ),
    "MenuButton": Union(
        "type",
        {
            "commands": "MenuButtonCommands",
            "default": "MenuButtonDefault",
            "web_app": "MenuButtonWebApp",
        },
    ),
    "ReactionType": Union("type", {"emoji": "ReactionTypeEmoji"}),
}

MARKUP_SIGNS: dict[str, str] = {
    "inline_keyboard": "InlineKeyboardMarkup",
    "keyboard": "ReplyKeyboardMarkup",
    "remove_keyboard": "ReplyKeyboardRemove",
    "force_reply": "ForceReply",
}
"""Reply markups carry no ``type``; the one field each must have gives them away."""
