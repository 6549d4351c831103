"""A check-in as python-telegram-bot's own examples would build it: ConversationHandler, PicklePersistence.

The persistence is written after every update: only then is nothing lost in a crash, which
is what our turns promise. (It does not wait for the disk even then; ours do.)
"""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

from telegram import Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    ExtBot,
    MessageHandler,
    PicklePersistence,
    filters,
)
from telegram.request import BaseRequest

POPULATION = 10_000
"""People the bot knows; the file holds all of them."""
KEPT = {"zone": "Europe/London", "country": "GB", "age": 40, "checkin_at": "09:00", "consent": "1"}


class _NoNetwork(BaseRequest):
    """Replies are queued, not sent, on both sides of the comparison."""

    @property
    def read_timeout(self) -> float:
        return 1.0

    async def initialize(self) -> None:
        """Do nothing."""

    async def shutdown(self) -> None:
        """Do nothing."""

    async def do_request(self, url: str, *_: Any, **__: Any) -> tuple[int, bytes]:
        assert url.endswith("getMe")
        return 200, b'{"ok":true,"result":{"id":1,"is_bot":true,"first_name":"B","username":"bench_bot"}}'


def offline_bot() -> Any:
    """A bot that never sends anything."""
    return ExtBot("1:bench", request=_NoNetwork(), get_updates_request=_NoNetwork())


async def application(folder: Path, chats: range, steps: int) -> Any:
    """An application that knows POPULATION people; ``steps`` questions make a check-in."""
    persistence: Any = PicklePersistence(folder / "bot.pickle", update_interval=1e9)
    app: Any = Application.builder().bot(offline_bot()).updater(None).persistence(persistence).job_queue(None).build()

    async def answered(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
        return _keep(update, context, steps)

    tap, typed, begin = (
        CallbackQueryHandler(answered),
        MessageHandler(filters.TEXT, answered),
        CommandHandler("checkin", answered),
    )
    # Not followed message by message: the updates here all come from one message, as ours do.
    warnings.filterwarnings("ignore", "If .per_message=False.")
    states: Any = {step: [tap] for step in range(1, steps)}
    entries: Any = [begin]
    app.add_handler(ConversationHandler(entries, states, entries, name="checkin", persistent=True))
    app.add_handler(typed)
    await app.initialize()
    first = chats.start
    for chat in range(first, first + POPULATION):
        app.user_data[chat].update(KEPT)
        app.mark_data_for_update_persistence(user_ids=[chat])
    persistence.on_flush = True  # ten thousand people at once: the file is written once, at the end
    await app.update_persistence()
    await persistence.flush()
    persistence.on_flush = False
    return app


def _keep(update: Update, context: ContextTypes.DEFAULT_TYPE, steps: int) -> int:
    mine: Any = context.user_data
    said = update.callback_query.data if update.callback_query else update.effective_message.text  # type: ignore[union-attr]
    mine.setdefault("answers", []).append(said)
    mine["outbox"] = [*mine.get("outbox", [])[-3:], "What is your pain now, from 0 to 10?"]
    step = len(mine["answers"])
    return step if step < steps else ConversationHandler.END


async def turn(app: Any, raw: dict[str, Any]) -> None:
    """Take one update and write down what became of it."""
    await app.process_update(Update.de_json(raw, app.bot))
    await app.update_persistence()
