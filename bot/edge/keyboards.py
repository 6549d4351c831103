"""Buttons as Telegram wants them."""

from __future__ import annotations

from telegram import (
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
)

from messages.catalogue import RenderedButton, text_of
from messages.catalogue.entries import FALLBACK


def inline(rows: tuple[tuple[RenderedButton, ...], ...]) -> InlineKeyboardMarkup | None:
    """Return the buttons under a message, or None when there are none."""
    if not rows:
        return None
    return InlineKeyboardMarkup([[_button(button) for button in row] for row in rows])


def _button(button: RenderedButton) -> InlineKeyboardButton:
    return InlineKeyboardButton(
        button.text,
        url=button.url or None,
        callback_data=button.data or None,
        copy_text=CopyTextButton(button.copy) if button.copy else None,
        style=button.style or None,
    )


def location(label: str | None = None) -> ReplyKeyboardMarkup:
    """Return the one reply keyboard we show: a button that shares where the person is."""
    label = label or text_of(FALLBACK, "edge.share_location")
    return ReplyKeyboardMarkup(
        [[KeyboardButton(label, request_location=True)]], resize_keyboard=True, one_time_keyboard=True
    )
