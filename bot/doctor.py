"""``python -m bot doctor``: checks everything and says in plain words what is wrong and what to do."""

from __future__ import annotations

import socket
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from telegram import WebhookInfo
from telegram.error import InvalidToken, TelegramError

from bot.app import telegram_bot
from bot.settings import RUNNING, Mode, Settings, SettingsError, check, missing
from messages.catalogue.entries import FALLBACK, load_catalogue, locales
from messages.triage.flags import load_flags, unreviewed
from messages.triage.proof import broken
from storage.engine.database import Damaged, Database, Unavailable
from storage.schema import migrate

SHORT_SECRET = 16
"""Letters; Telegram allows a single one."""


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
        _port,
        _data,
        _database,
        _privacy,
        _telegram,
    )
    return [each for look in examinations for each in await look(settings)]


async def _settings(settings: Settings) -> list[Diagnosis]:
    try:
        check(settings, settings.chosen_mode)
    except SettingsError as error:
        return [Diagnosis("wrong", "settings", str(error).replace("\n", "\n       "))]
    found = [Diagnosis("ok", "settings", f"complete for mode '{settings.chosen_mode}'"), *_other_modes(settings)]
    secret = settings.webhook_secret
    if secret is not None and len(secret.get_secret_value()) < SHORT_SECRET:
        words = "WEBHOOK_SECRET can be guessed: take 32 random letters, or anybody can post updates"
        found.append(Diagnosis("note", "secret", words))
    if settings.operator_chat_id is None:
        words = "OPERATOR_CHAT_ID is not set: nobody is told when the machine has a fault"
        found.append(Diagnosis("note", "operator", words))
    if settings.heartbeat_url is None:
        words = "HEARTBEAT_URL is not set: nobody notices when the whole machine is dead"
        found.append(Diagnosis("note", "heartbeat", words))
    return found


def _other_modes(settings: Settings) -> list[Diagnosis]:
    """Where MODE is not set, something else may name the mode: say what the others would still need."""
    if settings.mode is not None:
        return []
    needs = {
        mode: ", ".join(line.split(":")[0] for line in missing(settings, mode))
        for mode in RUNNING
        if mode is not settings.chosen_mode
    }
    told = "; ".join(f"'{mode}' would still need {names}" for mode, names in needs.items() if names)
    words = f"MODE is not set; {told or 'the other modes would be complete, too'}; 'doctor --mode' looks at another one"
    return [Diagnosis("note", "other modes", words)]


async def _port(settings: Settings) -> list[Diagnosis]:
    if settings.chosen_mode not in RUNNING:
        return []
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("0.0.0.0", settings.port))  # noqa: S104 - where the program itself will listen
        except OSError as error:
            kind = "wrong" if settings.chosen_mode is Mode.WEBHOOK else "note"
            words = f"{settings.port} cannot be opened ({error.strerror}); fine if Backcheck runs already"
            return [Diagnosis(kind, "port", words)]
    return [Diagnosis("ok", "port", f"{settings.port} is free")]


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
    found.append(_proof(len(flags)))
    if waiting:
        words = f"{len(waiting)} rules carry no clinician's review; /about says so to people, too"
        found.append(Diagnosis("note", "review", words))
    ZoneInfo("Europe/Berlin")
    found.append(Diagnosis("ok", "time zones", "zone data is there"))
    return found


def _proof(rows: int) -> Diagnosis:
    """Hear every example of every red flag: about a second, which no start of the bot spends."""
    failed = broken()
    if failed:
        words = (
            f"{len(failed)} examples are not heard as promised, e.g. {failed[0].flag}; 'python -m bot rules --prove'"
        )
        return Diagnosis("wrong", "rules", words)
    return Diagnosis("ok", "rules", f"{rows} red flags loaded, every example heard as promised")


async def _database(settings: Settings) -> list[Diagnosis]:
    database = Database(settings.database)
    kind = database.dialect
    try:
        at, head = migrate.revision(database), migrate.head()
        behind = migrate.behind(database)
    except Damaged:
        words = (
            "is damaged, or no database: move it away together with the -wal and -shm beside it, then put the newest"
            " copy in its place; see docs/operating.md"
        )
        return [Diagnosis("wrong", "database", f"{kind} {words}")]
    except Unavailable:
        words = "cannot be reached; check DATABASE_URL, that the server runs, and that the folder can be written"
        return [Diagnosis("wrong", "database", f"{kind} {words}")]
    except migrate.Unreadable as error:
        words = f"answers, but not as a database of Backcheck ({error}); check DATABASE_URL"
        return [Diagnosis("wrong", "database", f"{kind} {words}")]
    finally:
        database.dispose()
    if at is None:
        if not _can_write(database.folder):
            return [Diagnosis("wrong", "database", f"{kind}: its folder {database.folder} cannot be written")]
        words = f"{kind} is empty; 'python -m bot migrate' prepares it (embedded does so itself)"
        return [Diagnosis("note", "database", words)]
    if behind:
        words = f"{kind} is at {at}, the program needs {head}: run 'python -m bot migrate'; what runs may go on running"
        return [Diagnosis("wrong", "database", words)]
    if at != head:
        return [
            Diagnosis(
                "note", "database", f"{kind} is at {at}, newer than this program's {head}: they live side by side"
            )
        ]
    return [Diagnosis("ok", "database", f"{kind} is at {at}, as it should be")]


async def _privacy(settings: Settings) -> list[Diagnosis]:
    """Whose eyes the files are for: what people wrote stands in one of them in plain words, the token in the other."""
    database = Database(settings.database)
    folder = database.folder
    database.dispose()
    kept = [] if folder is None else [folder / Path(str(database.url.database)).name]
    return [
        Diagnosis("note", "privacy", f"others on this machine can read {path}: chmod 600 it and what lies beside it")
        for path in (*kept, Path(".env"))
        if _others_read(path)
    ]


def _others_read(path: Path) -> bool:
    """Return whether somebody else gets at what stands in ``path``: its folder and the file must both let them."""
    if not path.exists():
        return False
    seen, reached = path.stat().st_mode & 0o044, path.absolute().parent.stat().st_mode & 0o011
    return bool(seen and reached)


def _can_write(folder: Path | None) -> bool:
    """Return whether a file can be made in ``folder``, or in the nearest folder above it that exists."""
    if folder is None:
        return True
    there = next(each for each in (folder, *folder.parents) if each.exists())
    try:
        with tempfile.TemporaryFile(dir=there):
            return True
    except OSError:
        return False


async def _telegram(settings: Settings) -> list[Diagnosis]:
    if settings.telegram_bot_token is None:
        return [Diagnosis("note", "telegram", "no TELEGRAM_BOT_TOKEN: only the sandbox can run")]
    base = settings.telegram_api_base_url
    bot = telegram_bot(settings)
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
    return [Diagnosis("ok", "telegram", f"speaking as @{bot.username}"), *_delivery(settings, info)]


def _delivery(settings: Settings, info: WebhookInfo) -> list[Diagnosis]:
    found = []
    if settings.chosen_mode is Mode.EMBEDDED and info.url:
        words = "one is set at Telegram; 'embedded' takes it away when it starts, and updates come here instead"
        if settings.mode is None:
            words += "; for 'webhook' it is as it should be"
        found.append(Diagnosis("note", "webhook", words))
    if settings.chosen_mode is Mode.WEBHOOK and info.url != settings.webhook_url:
        words = "Telegram does not deliver to WEBHOOK_URL; it will once a webhook process has started"
        found.append(Diagnosis("note", "webhook", words))
    if info.last_error_message:
        found.append(Diagnosis("note", "webhook", f"Telegram had trouble delivering: {info.last_error_message}"))
    if info.pending_update_count > 100:
        found.append(Diagnosis("note", "backlog", f"{info.pending_update_count} updates wait at Telegram"))
    return found
