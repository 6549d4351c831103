"""What must happen because of an event. Decided in pure code, written down in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import IntEnum

from messages.buttons import Button
from messages.memory import Alert, CheckIn, NudgeRecord
from messages.triage.vocabulary import Fact, Matter, Measure, Verdict

Param = str | int | float


class Lane(IntEnum):
    """How urgent a message is; the lower number goes first."""

    URGENT = 0
    REPLY = 1
    NUDGE = 2


@dataclass(frozen=True, slots=True)
class Url:
    """A button that opens an address."""

    url: str


@dataclass(frozen=True, slots=True)
class Copy:
    """A button that copies text (1-256 characters)."""

    text: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One button under a message: a catalogue key for its words and what it does."""

    label: str
    does: Button | Url | Copy
    params: Mapping[str, Param] = field(default_factory=dict)
    style: str = ""
    """``danger``, ``success`` or ``primary``; words must say the same."""


Rows = tuple[tuple[Choice, ...], ...]


@dataclass(frozen=True, slots=True)
class Say:
    """A message: a catalogue key, its parameters, and how it should arrive."""

    key: str
    params: Mapping[str, Param] = field(default_factory=dict)
    buttons: Rows = ()
    lane: Lane = Lane.REPLY
    slot: str = ""
    """Name of a message in this chat that can be edited in place, e.g. ``checkin:4f``."""
    fresh: bool = False
    """Send anew even if the slot is on screen (its older message loses its buttons)."""
    silent: bool = False
    pin: bool = False
    picture: str = ""
    """Name of a file under ``messages/pictures``; the text becomes its caption."""
    ask_location: bool = False
    """Show the reply keyboard with the one button that shares a location."""
    drop_keyboard: bool = False
    """Remove a reply keyboard shown earlier."""
    topic: str = ""
    """Unsent messages of a topic can be withdrawn together, e.g. ``nudge:water``."""
    expires_after: timedelta | None = None
    """Do not send later than this after it was queued."""
    protect: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A file made for the person, e.g. their export."""

    key: str
    """Catalogue key of the caption."""
    filename: str
    content: str
    lane: Lane = Lane.REPLY


@dataclass(frozen=True, slots=True)
class Strip:
    """Take the buttons off the message in ``slot``; its text stays."""

    slot: str


@dataclass(frozen=True, slots=True)
class Remove:
    """Delete the message in ``slot`` from the chat, if Telegram still lets us."""

    slot: str


@dataclass(frozen=True, slots=True)
class Unpin:
    """Unpin the message in ``slot``."""

    slot: str


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Take back what is still unsent under a topic."""

    topic: str


@dataclass(frozen=True, slots=True)
class Toast:
    """A short answer shown over the chat when a button is pressed (200 characters)."""

    key: str
    params: Mapping[str, Param] = field(default_factory=dict)
    alert: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """One answer for the log, kept for ever as it was given; edits add, they never replace."""

    question: str
    """E.g. ``checkin.pain`` or ``note``."""
    value: str
    day: date
    """The local day it is about."""
    origin: str
    """``tap``, ``typed``, ``edited`` or ``backfill``."""
    run: str = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class Learn:
    """Dated facts and numbers for triage."""

    facts: tuple[Fact, ...] = ()
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement, kept so that it can be repeated and explained later."""

    verdict: Verdict
    source: str
    """A :class:`messages.triage.vocabulary.Occasion`."""
    words: str
    """The text, or what the person chose, in their own terms."""
    matter: Matter | None = None
    """What it rests on; None where that must not be kept: before consent, and of somebody else."""


@dataclass(frozen=True, slots=True)
class KeepAlert:
    """Open an escalation or store its new state."""

    alert: Alert


@dataclass(frozen=True, slots=True)
class KeepCheckIn:
    """Store a check-in as it now stands (one per person and local day)."""

    checkin: CheckIn


@dataclass(frozen=True, slots=True)
class KeepNudge:
    """Store that a nudge was sent, done, skipped or snoozed."""

    nudge: NudgeRecord


@dataclass(frozen=True, slots=True)
class Plan:
    """Something becomes due: one row per (topic, key), a later Plan moves it."""

    topic: str
    key: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Unplan:
    """Forget what was planned under ``topic``; with ``key`` None, all of it."""

    topic: str
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Consented:
    """Consent given or withdrawn, with the version of the text that was shown."""

    version: str
    given: bool


@dataclass(frozen=True, slots=True)
class Export:
    """Gather everything stored about the person and queue it as a file."""


@dataclass(frozen=True, slots=True)
class Forget:
    """Erase everything stored about the person; comes last in a turn.

    What is said in the same turn (the farewell) still goes out, after that nothing is left of it.
    """


Effect = (
    Say
    | Document
    | Strip
    | Remove
    | Unpin
    | Withdraw
    | Toast
    | Record
    | Learn
    | Judged
    | KeepAlert
    | KeepCheckIn
    | KeepNudge
    | Plan
    | Unplan
    | Consented
    | Export
    | Forget
)
