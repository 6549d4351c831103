"""Composition root: builds every part from the settings and joins them; nothing else does."""

from __future__ import annotations

from dataclasses import dataclass

from bot.edge.sender import TelegramSender
from bot.edge.transport import AiohttpRequest
from bot.receiving.intake import Intake
from bot.receiving.polling import RawBot
from bot.settings import Settings
from bot.watching.metrics import Metrics
from bot.watching.sending import WatchedSender
from messages.dialogue import step
from messages.effects import Lane
from scheduler.sending.dispatch import Dispatcher
from storage.clock import Clock
from storage.engine.database import Database
from storage.turn.turns import Decide

ALL_LANES = (Lane.URGENT, Lane.REPLY, Lane.NUDGE)
WEB_LANES = (Lane.URGENT, Lane.REPLY)
"""A web process sends what its own turns decided at once; nudges are the workers' work."""


@dataclass(frozen=True, slots=True)
class App:
    """The parts of one process, joined but not yet running."""

    settings: Settings
    clock: Clock
    database: Database
    bot: RawBot
    dispatcher: Dispatcher
    intake: Intake
    metrics: Metrics
    decide: Decide
    """The dialogue, measured."""


def telegram_bot(settings: Settings) -> RawBot:
    """Return the client for the Bot API server of ``settings``; opens no connection yet."""
    base = settings.telegram_api_base_url
    return RawBot(
        settings.token,
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        request=AiohttpRequest(),
        get_updates_request=AiohttpRequest(connections=2),
    )


def build(settings: Settings, clock: Clock, lanes: tuple[Lane, ...] = ALL_LANES) -> App:
    """Return the parts of one process; opens no connection yet."""
    database = Database(settings.database)
    bot = telegram_bot(settings)
    metrics = Metrics()
    decide = metrics.deciding(step)
    sender = WatchedSender(TelegramSender(bot), metrics, clock)
    dispatcher = Dispatcher(database, sender, clock, lanes=lanes)
    intake = Intake(database, bot, dispatcher, clock, decide=decide, count=metrics.turn)
    return App(settings, clock, database, bot, dispatcher, intake, metrics, decide)
