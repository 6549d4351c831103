"""``python -m bot doctor``: checks everything and says in plain words what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from telegram.error import InvalidToken, TelegramError

from bot.polling import RawBot
from bot.settings import Settings, SettingsError, check
from bot.transport import AiohttpRequest
from messages.catalogue.entries import FALLBACK, load_catalogue, locales
from messages.triage.flags import load_flags, unreviewed
from storage import migrate
from storage.database import Database, Unavailable


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One line of the doctor: ``ok``, ``note`` (works, but know this) or ``wrong``."""

    kind: str
    subject: str
    words: str

    def __str__(self) -> str:
        return f"{self.kind:>5}  {self.subject}: {self.words}"


async def examine(settings: Settings) -> list[Diagnosis]:
    """Return what is well and what is not, worst news included, without changing anything."""
    examinations: tuple[Callable[[Settings], Awaitable[list[Diagnosis]]], ...] = (
        _settings,
        _data,
        _database,
        _telegram,
    )
    return [each for look in examinations for each in await look(settings)]


async def _settings(settings: Settings) -> list[Diagnosis]:
    try:
        check(settings, settings.chosen_mode)
    except SettingsError as error:
        return [Diagnosis("wrong", "settings", str(error).replace("\n", "\n       "))]
    found = [Diagnosis("ok", "settings", f"complete for mode '{settings.chosen_mode}'")]
    if settings.operator_chat_id is None:
        words = "OPERATOR_CHAT_ID is not set: nobody is told when the machine has a fault"
        found.append(Diagnosis("note", "operator", words))
    return found


async def _data(settings: Settings) -> list[Diagnosis]:
    found = []
    english = load_catalogue(FALLBACK)
    for locale in locales():
        missing = english.keys() - load_catalogue(locale).keys()
        if missing:
            words = f"{locale}: {len(missing)} texts missing; English is shown instead, e.g. {min(missing)}"
            found.append(Diagnosis("note", "texts", words))
        else:
            found.append(Diagnosis("ok", "texts", f"{locale}: {len(english)} texts"))
    flags, waiting = load_flags(), unreviewed()
    found.append(Diagnosis("ok", "rules", f"{len(flags)} red flags loaded"))
    if waiting:
        words = f"{len(waiting)} rules carry no clinician's review; /about says so to people, too"
        found.append(Diagnosis("note", "review", words))
    ZoneInfo("Europe/Berlin")
    found.append(Diagnosis("ok", "time zones", "zone data is there"))
    return found


async def _database(settings: Settings) -> list[Diagnosis]:
    database = Database(settings.database)
    kind = settings.database.split(":", 1)[0]
    try:
        at, head = migrate.revision(database), migrate.head()
    except Unavailable:
        words = "cannot be reached; check DATABASE_URL, that the server runs, and that the folder can be written"
        return [Diagnosis("wrong", "database", f"{kind} {words}")]
    finally:
        database.dispose()
    if at is None:
        return [
            Diagnosis(
                "note", "database", f"{kind} is empty; 'python -m bot migrate' prepares it (embedded does so itself)"
            )
        ]
    if at != head:
        return [
            Diagnosis("wrong", "database", f"{kind} is at {at}, the program needs {head}: run 'python -m bot migrate'")
        ]
    return [Diagnosis("ok", "database", f"{kind} is at {at}, as it should be")]


async def _telegram(settings: Settings) -> list[Diagnosis]:
    if settings.telegram_bot_token is None:
        return [Diagnosis("note", "telegram", "no TELEGRAM_BOT_TOKEN: only the sandbox can run")]
    base = settings.telegram_api_base_url
    bot = RawBot(
        settings.token,
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        request=AiohttpRequest(),
        get_updates_request=AiohttpRequest(),
    )
    try:
        await bot.initialize()
        info = await bot.get_webhook_info()
    except InvalidToken:
        return [Diagnosis("wrong", "telegram", "the token is refused; copy it again from @BotFather")]
    except TelegramError as error:
        return [
            Diagnosis(
                "wrong", "telegram", f"{base} cannot be reached ({type(error).__name__}); check network and address"
            )
        ]
    finally:
        await bot.shutdown()
    found = [Diagnosis("ok", "telegram", f"speaking as @{bot.username}")]
    if info.last_error_message:
        found.append(Diagnosis("note", "webhook", "Telegram reports trouble delivering to the webhook; see its logs"))
    if info.pending_update_count > 100:
        found.append(Diagnosis("note", "backlog", f"{info.pending_update_count} updates wait at Telegram"))
    return found
