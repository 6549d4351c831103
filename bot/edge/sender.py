"""One outbox message through the Bot API; whatever Telegram answers becomes an outcome, never an exception."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import cache
from importlib.resources import files
from typing import assert_never

from telegram import (
    Bot,
    InlineKeyboardMarkup,
    InputFile,
    LinkPreviewOptions,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.edge.keyboards import inline, location
from bot.edge.transport import ConnectionLost, NeverSent
from storage.outgoing import Delivered, Kind, Later, Maybe, Outcome, Outgoing, Refused

log = logging.getLogger(__name__)

GONE = ("chat not found", "user is deactivated", "blocked by the user", "kicked", "peer_id_invalid", "initiate")
"""Parts of Telegram's refusals after which a person cannot be written to until they come back by themselves."""
UNCHANGED = "message is not modified"
UNEDITABLE = ("message to edit not found", "message can't be edited", "message_id_invalid", "there is no text in the")
NOTHING_THERE = (
    "message to delete not found",
    "message can't be deleted",
    "message to unpin not found",
    "message to edit not found",
    "message to pin not found",
    "message can't be edited",
)
FAULTS = (
    "can't parse entities",
    "message is too long",
    "text must be non-empty",
    "message text is empty",
    "button_data_invalid",
    "reply markup",
    "wrong file identifier",
    "not enough rights",
    "group chat was upgraded",
    "migrated to supergroup",
    "bad gateway",
    "gateway timeout",
    "internal server error",
    "service unavailable",
    "timed out",
    "forbidden",
    "bad request",
)
"""What else Telegram is known to say, the particular before the general; it is kept as it stands here."""
UNTAKEN = ("service unavailable", "unknown error in http implementation")
"""What is said where nobody took the message: no server stands behind the gateway (503), or it never left us."""
SEND_MESSAGE = "sendMessage_"
"""The library's generic call with a name of its own: it drops the trailing line, and would warn without it. Its
``send_message`` makes objects of the whole answer, of which one number is wanted: half the work of a message."""
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | None


class TelegramSender:
    """Sends for one bot. Pictures are uploaded once and then named by the id Telegram gave them."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._file_ids: dict[str, str] = {}

    async def send(self, message: Outgoing) -> Outcome:
        """Hand ``message`` to Telegram and say what became of it. Never raises for anything Telegram does."""
        try:
            return Delivered(await self._perform(message))
        except RetryAfter as error:
            return Later("flood control", _delta(error.retry_after))
        except (Forbidden, ChatMigrated) as error:
            return Refused(_code(error))
        except BadRequest as error:  # a NetworkError by class, but a final answer by meaning: keep it above
            return self._refused(message, error)
        except (InvalidToken, EndPointNotFound):  # the generic call knows no better than to name the address
            log.error("Telegram refuses the token; nothing can be sent until TELEGRAM_BOT_TOKEN is right")
            return Later("token refused")
        except NeverSent:
            return Later("no connection")
        except ConnectionLost as error:
            return Maybe(error.message)
        except TelegramError as error:  # it stumbled (5xx), or its answer cannot be read: it may have taken it before
            untaken = any(each in error.message.lower() for each in UNTAKEN)
            return Later(_code(error)) if untaken else Maybe(_code(error))

    def _refused(self, message: Outgoing, error: BadRequest) -> Outcome:
        said = error.message.lower()
        if UNCHANGED in said:
            return Delivered(message.message_id)
        if not message.kind.speaks and any(each in said for each in NOTHING_THERE):
            return Delivered(None)  # there is nothing left to strip, delete or unpin
        gone = any(each in said for each in GONE)
        return Refused(_code(error), gone=gone)

    async def _perform(self, message: Outgoing) -> int | None:
        match message.kind:
            case Kind.TEXT:
                return await self._text(message)
            case Kind.PICTURE:
                return await self._picture(message)
            case Kind.DOCUMENT:
                return await self._document(message)
            case Kind.STRIP:
                await self._bot.edit_message_reply_markup(message.chat_id, _target(message))
                return message.message_id
            case Kind.REMOVE:
                await self._bot.delete_message(message.chat_id, _target(message))
                return None
            case Kind.PIN:
                # A pin in a private chat never rings; the message itself already did.
                await self._bot.pin_chat_message(message.chat_id, _target(message), disable_notification=True)
                return message.message_id
            case Kind.UNPIN:
                await self._bot.unpin_chat_message(message.chat_id, _target(message))
                return message.message_id
            case _:
                assert_never(message.kind)

    async def _text(self, message: Outgoing) -> int | None:
        mode = ParseMode.HTML if message.html else None
        target = message.message_id
        if target is not None:

            async def edit() -> None:
                await self._bot.edit_message_text(
                    message.text,
                    message.chat_id,
                    target,
                    parse_mode=mode,
                    reply_markup=inline(message.rows),
                    link_preview_options=NO_PREVIEW,
                )

            if await _possible(edit):
                return target
        if message.drop_keyboard and message.rows:
            await self._take_keyboard_away(message.chat_id)
        sent = await self._bot.do_api_request(
            SEND_MESSAGE,
            {
                "chat_id": message.chat_id,
                "text": message.text,
                "parse_mode": mode,
                "reply_markup": _markup(message),
                "disable_notification": message.silent,
                "protect_content": message.protect,
                "link_preview_options": NO_PREVIEW,
            },
        )
        return int(sent["message_id"])

    async def _take_keyboard_away(self, chat_id: int) -> None:
        """A message holds inline buttons or removes a reply keyboard, never both: a passing one does the latter."""
        passing = await self._bot.send_message(
            chat_id, "…", reply_markup=ReplyKeyboardRemove(), disable_notification=True
        )
        try:
            await self._bot.delete_message(chat_id, passing.message_id)
        except TelegramError as error:  # the dots stay on screen; what is to be said must still be said
            log.info("passing message not deleted", extra={"error": type(error).__name__})

    async def _picture(self, message: Outgoing) -> int | None:
        mode = ParseMode.HTML if message.html else None
        target = message.message_id
        if target is not None:

            async def edit() -> None:
                await self._bot.edit_message_caption(
                    message.chat_id, target, caption=message.text, parse_mode=mode, reply_markup=inline(message.rows)
                )

            if await _possible(edit):
                return target
        moving = message.picture.endswith(".gif")
        send = self._bot.send_animation if moving else self._bot.send_photo
        file: str | bytes = self._file_ids.get(message.picture) or _drawing(message.picture)
        sent: Message = await send(
            message.chat_id,
            file,
            caption=message.text,
            parse_mode=mode,
            reply_markup=_markup(message),
            disable_notification=message.silent,
            protect_content=message.protect,
            filename=message.picture if isinstance(file, bytes) else None,
        )
        self._remember(message.picture, sent)
        return sent.message_id

    def _remember(self, picture: str, sent: Message) -> None:
        if sent.animation is not None:
            self._file_ids[picture] = sent.animation.file_id
        elif sent.photo:
            self._file_ids[picture] = sent.photo[-1].file_id

    async def _document(self, message: Outgoing) -> int | None:
        sent = await self._bot.send_document(
            message.chat_id,
            InputFile(message.content.encode(), filename=message.filename),
            caption=message.text,
            parse_mode=ParseMode.HTML if message.html else None,
            disable_notification=message.silent,
        )
        return sent.message_id


async def _possible(edit: Callable[[], Awaitable[None]]) -> bool:
    """Edit; return False when the old message is out of reach, so that a new one must take its place."""
    try:
        await edit()
    except BadRequest as error:
        if any(each in error.message.lower() for each in UNEDITABLE):
            return False
        raise
    return True


def _markup(message: Outgoing) -> Markup:
    if message.ask_location:
        return location()
    if message.rows:
        return inline(message.rows)
    return ReplyKeyboardRemove() if message.drop_keyboard else None


def _target(message: Outgoing) -> int:
    if message.message_id is None:
        raise ValueError(f"outbox row {message.id} has no message to act on")
    return message.message_id


@cache
def _drawing(name: str) -> bytes:
    return (files("messages") / "pictures" / name).read_bytes()


def _delta(value: int | timedelta) -> timedelta:
    return value if isinstance(value, timedelta) else timedelta(seconds=value)


def _code(error: TelegramError) -> str:
    """Return a code of ours for what Telegram said: its own words may quote the message, or name a person."""
    said = error.message.lower()
    return next((each for each in (*GONE, *UNEDITABLE, *NOTHING_THERE, *FAULTS) if each in said), "other")
