"""What is remembered of a person between two events, as the dialogue sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Self
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field

from messages.triage.vocabulary import Answer, Case, Channel, Finding


class Frozen(BaseModel):
    """Base of everything stored as a JSON document: immutable, and at peace with the release after this one.

    While releases change, an old process reads what a new one wrote. Keys it does not know are
    neither an error nor lost: they are handed back unread when the document is stored again.
    """

    model_config = ConfigDict(frozen=True, extra="allow")

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy with some fields changed; raise TypeError for a field it does not have."""
        changes = update or {}
        shape = type(self)
        if not changes.keys() <= shape.__pydantic_fields__.keys():
            unknown = changes.keys() - shape.__pydantic_fields__.keys()
            raise TypeError(f"{shape.__name__} has no field {', '.join(sorted(unknown))}")
        if deep:
            return super().model_copy(update=update, deep=True)
        # What pydantic does, without its general ways: a turn copies eight times.
        copy = shape.__new__(shape)
        object.__setattr__(copy, "__dict__", {**self.__dict__, **changes})
        object.__setattr__(copy, "__pydantic_extra__", self.__pydantic_extra__ and dict(self.__pydantic_extra__))
        object.__setattr__(copy, "__pydantic_fields_set__", self.__pydantic_fields_set__ | changes.keys())
        object.__setattr__(copy, "__pydantic_private__", None)
        return copy


class RiskAnswer(Frozen):
    """What was answered about one risk factor, and when (UTC)."""

    answer: Answer
    at: datetime
    since: date | None = None


class Rhythm(Frozen):
    """When one kind of nudge comes: fixed local times, or n times between wake and bed."""

    on: bool = True
    times: tuple[str, ...] = ()
    """Local wall-clock times, ``HH:MM``."""
    spread: int = 0
    """With no fixed times: how often between wake and bed."""
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)
    """Monday is 0."""


class Person(Frozen):
    """One person: who they are to us, how they want to be reached, and where our talk stands."""

    chat_id: int
    created_at: datetime
    locale: str = "en"
    zone: str = "UTC"
    zone_given: bool = False
    country: str | None = None
    """ISO 3166 alpha-2 as stated by the person; never guessed from language or zone."""
    age: int | None = None
    sex: str | None = None
    onboarded: bool = False
    consent_version: str | None = None
    reachable: bool = True
    stopped: bool = False
    """They said stop: nothing planned is sent; messages are still read for danger and answered."""
    paused_until: date | None = None
    """The first local day on which nudges and check-ins come again."""
    checkin_at: str = "09:00"
    checkin_silent: bool = False
    wake: str = "07:00"
    bed: str = "22:30"
    quiet_from: str = "22:00"
    quiet_to: str = "07:00"
    daily_cap: int = 4
    """Nudges a day at most; more than four a day go to nobody (reference 5.1)."""
    nudges: Mapping[str, Rhythm] = Field(default_factory=dict)
    """By kind: ``stretching``, ``hydration``, ``sleep``, ``breathing``."""
    risks: Mapping[str, RiskAnswer] = Field(default_factory=dict)
    counter: int = 0
    """The last number given out by ``Scene.new_id``."""
    focus: str = ""
    """The flow that owns the next plain text; empty when no talk is open."""
    active_at: datetime | None = None
    """When the person last did something (UTC)."""
    flows: Mapping[str, Mapping[str, Any]] = Field(default_factory=dict)
    """State of each flow, shaped by the flow itself."""

    @property
    def tz(self) -> ZoneInfo:
        """The person's zone."""
        return ZoneInfo(self.zone)

    def today(self, now: datetime) -> date:
        """Return the person's local date at ``now``."""
        return now.astimezone(self.tz).date()


class CheckInState(StrEnum):
    """How far a check-in came."""

    OPEN = "open"
    DONE = "done"
    CLOSED = "closed"
    """Its day passed before it was finished."""


class CheckIn(Frozen):
    """One person's check-in of one local day."""

    run: str
    day: date
    state: CheckInState = CheckInState.OPEN
    planned_at: datetime | None = None
    started_at: datetime | None = None
    finished_at: datetime | None = None
    late: bool = False
    backfill: bool = False
    answers: Mapping[str, Any] = Field(default_factory=dict)
    """By question id: ``pain``, ``change``, ``sweep``, ``sleep``, ``sleep_hours``, ``interference``,
    ``meds``, ``mood``, ``note``."""


class AlertState(StrEnum):
    """Life of an escalation."""

    OPEN = "open"
    SEEN = "seen"
    ACTING = "acting"
    RESOLVED = "resolved"


class AlertReason(Frozen):
    """One reason of an escalation, as it was when it was raised."""

    flag: str
    words: str
    rule: str
    source: str
    level: int
    channel: Channel

    @classmethod
    def of(cls, finding: Finding) -> AlertReason:
        """Return what must be kept of ``finding``."""
        return cls(
            flag=finding.flag,
            words=finding.words,
            rule=finding.rule,
            source=finding.source,
            level=int(finding.level),
            channel=finding.channel,
        )


class Alert(Frozen):
    """An escalation: why it was raised, how it is going, and the ladder frozen into it."""

    id: str
    level: int
    channel: Channel
    state: AlertState = AlertState.OPEN
    opened_at: datetime
    reasons: tuple[AlertReason, ...]
    rules_version: str = ""
    ladder: tuple[int, ...] = ()
    """Minutes after opening at which it is said again while nobody acknowledges; frozen at opening."""
    rung: int = 0
    acknowledged_at: datetime | None = None
    resolved_at: datetime | None = None
    resolution: str = ""
    disputed: tuple[str, ...] = ()
    """Flags the person said were pressed by mistake; the answers stay."""

    @property
    def is_open(self) -> bool:
        """Nobody has said yet that a clinician looked at it."""
        return self.state is not AlertState.RESOLVED


class NudgeState(StrEnum):
    """What became of a nudge."""

    SENT = "sent"
    DONE = "done"
    SKIPPED = "skipped"
    SNOOZED = "snoozed"


class NudgeRecord(Frozen):
    """One nudge that went out."""

    run: str
    kind: str
    item: str
    day: date
    sent_at: datetime
    state: NudgeState = NudgeState.SENT
    snoozes: int = 0


@dataclass(frozen=True, slots=True)
class Memory:
    """Everything a turn may look at, read after the person was locked."""

    person: Person
    case: Case = field(default_factory=Case)
    checkins: tuple[CheckIn, ...] = ()
    """The last 60 local days, newest first."""
    alerts: tuple[Alert, ...] = ()
    """All open ones and those of the last 60 days, newest first."""
    nudges: tuple[NudgeRecord, ...] = ()
    """The last 14 days, newest first."""
    notes: tuple[tuple[datetime, str], ...] = ()
    """Log notes of the last 60 days (UTC instant, words), newest first."""
    agenda: Mapping[tuple[str, str], datetime] = field(default_factory=dict)
    """What is planned: (topic, key) -> due instant, UTC."""
