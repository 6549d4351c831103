"""The commands menu and the bot's profile, per language; set at every start, harmless to repeat."""

from __future__ import annotations

import logging

from telegram import Bot, BotCommand
from telegram.error import TelegramError

from messages.catalogue import text_of
from messages.catalogue.entries import FALLBACK, locales

log = logging.getLogger(__name__)

MENU = ("checkin", "serious", "log", "habits", "pause", "progress", "settings", "privacy", "about", "help", "stop")
"""In the order shown; the words stand in the catalogue under ``command.<name>``."""


def menu(locale: str) -> list[BotCommand]:
    """Return the commands menu in ``locale``."""
    return [BotCommand(name, text_of(locale, f"command.{name}")) for name in MENU]


async def introduce(bot: Bot) -> None:
    """Tell Telegram our commands and who we are. A refusal costs the menu, not the start."""
    try:
        for locale in locales():
            code = None if locale == FALLBACK else locale
            await bot.set_my_commands(menu(locale), language_code=code)
            await bot.set_my_description(text_of(locale, "profile.description"), language_code=code)
            await bot.set_my_short_description(text_of(locale, "profile.short"), language_code=code)
    except TelegramError as error:
        log.warning("commands menu not set; it is tried again at the next start", extra={"error": type(error).__name__})
