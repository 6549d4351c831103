"""A tiny bot with nothing of ours in it, to try the sandbox and the stories with."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import TelegramError
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, MessageHandler, filters

from bot.sandbox import Sandbox

YES_NO = InlineKeyboardMarkup(
    [[InlineKeyboardButton("Yes", callback_data="yes"), InlineKeyboardButton("No", callback_data="no")]]
)


class EchoBot:
    """Says back what it hears, asks a question, and reminds silently when an hour has come."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._app: Application[Any, Any, Any, Any, Any, Any] | None = None
        self.reminders: list[tuple[datetime, int]] = []
        """Survive a restart, like rows in a database."""

    async def start(self) -> None:
        builder = Application.builder().token(self._sandbox.token)
        app = builder.base_url(self._sandbox.api_url).base_file_url(self._sandbox.file_url).job_queue(None).build()
        app.add_handler(CommandHandler("start", self._greet))
        app.add_handler(CommandHandler("remind", self._remind))
        app.add_handler(CommandHandler("shout", self._shout))
        app.add_handler(CallbackQueryHandler(self._chosen))
        app.add_handler(MessageHandler(filters.TEXT & filters.UpdateType.MESSAGE, self._echo))
        await app.initialize()
        assert app.updater is not None
        await app.updater.start_polling(timeout=20, allowed_updates=["message", "edited_message", "callback_query"])
        await app.start()
        self._app = app

    async def stop(self) -> None:
        if self._app is None:
            return
        assert self._app.updater is not None
        await self._app.updater.stop()
        await self._app.stop()
        await self._app.shutdown()
        self._app = None

    async def kill(self) -> None:
        await self.stop()

    async def settle(self) -> None:
        assert self._app is not None
        await self._app.update_queue.join()
        await asyncio.sleep(0)

    async def tick(self, now: datetime) -> None:
        assert self._app is not None
        for due, chat_id in [reminder for reminder in self.reminders if reminder[0] <= now]:
            self.reminders.remove((due, chat_id))
            await self._app.bot.send_message(chat_id, f"It is {due:%H:%M} UTC.", disable_notification=True)

    async def next_due(self) -> datetime | None:
        return min((due for due, _ in self.reminders), default=None)

    async def _greet(self, update: Update, _: Any) -> None:
        assert update.message is not None
        await update.message.reply_text("<b>Hello!</b> Shall we?", parse_mode="HTML", reply_markup=YES_NO)

    async def _remind(self, update: Update, _: Any) -> None:
        assert update.message is not None
        hours = int((update.message.text or "").split()[1])
        self.reminders.append((self._sandbox.clock.now() + timedelta(hours=hours), update.message.chat_id))

    async def _shout(self, update: Update, _: Any) -> None:
        assert update.message is not None
        await update.message.reply_text("<b>unclosed", parse_mode="HTML")

    async def _chosen(self, update: Update, _: Any) -> None:
        query = update.callback_query
        assert query is not None
        await query.answer("Thanks")
        await query.edit_message_text(f"You chose {query.data}.")

    async def _echo(self, update: Update, _: Any) -> None:
        assert update.message is not None
        try:
            await update.message.reply_text(update.message.text or "")
        except TelegramError:
            return
