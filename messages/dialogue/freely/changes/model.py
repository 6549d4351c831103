"""What a sentence may want changed, one small class for each."""

from __future__ import annotations

from dataclasses import dataclass

from messages.content import Kind
from messages.dialogue.freely.changes.moving import Moving


@dataclass(frozen=True, slots=True)
class CheckInAt:
    """The hour of the daily check-in: one, or the two that "at 7" may mean."""

    hours: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuietFrom:
    """The quiet hours, as they were typed; they may be the night or the day."""

    window: str


@dataclass(frozen=True, slots=True)
class Kinds:
    """These kinds of nudge are turned on or off."""

    kinds: frozenset[Kind]
    on: bool


@dataclass(frozen=True, slots=True)
class AtMost:
    """So many nudges a day."""

    nudges: int


@dataclass(frozen=True, slots=True)
class Sound:
    """The check-in rings, or does not."""

    on: bool


@dataclass(frozen=True, slots=True)
class NotToday:
    """Today's check-in is left out."""


@dataclass(frozen=True, slots=True)
class AskAt:
    """The open check-in waits until this hour of today; where none is open and ``daily``, its hour is meant."""

    hours: tuple[str, ...]
    daily: bool = False


@dataclass(frozen=True, slots=True)
class TakeBack:
    """The last note is taken out of the log."""


@dataclass(frozen=True, slots=True)
class OpenPage:
    """A page of the settings is asked for."""

    page: str


@dataclass(frozen=True, slots=True)
class QuietEnd:
    """One end of the quiet hours: nothing before, or nothing after, one of ``hours``."""

    hours: tuple[str, ...]
    before: bool


@dataclass(frozen=True, slots=True)
class OnDays:
    """These kinds of nudge come on these days of the week only (Monday is 0)."""

    kinds: frozenset[Kind]
    weekdays: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Often:
    """A kind of nudge comes so often a day, spread over it."""

    kind: Kind
    times: int


@dataclass(frozen=True, slots=True)
class OpenKind:
    """The page of one kind of nudge is asked for."""

    kind: Kind


@dataclass(frozen=True, slots=True)
class SetTo:
    """A page of the settings and its new value, as it was typed; ``asked`` for, or only told."""

    page: str
    value: str
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What cannot be set as wished: ``key`` says so, and what can."""

    key: str


HoursChange = CheckInAt | QuietFrom | QuietEnd | AskAt | NotToday
NudgesChange = Kinds | OnDays | Often | OpenKind | AtMost
SettingsChange = Sound | TakeBack | OpenPage | SetTo | Told | Moving
Change = HoursChange | NudgesChange | SettingsChange
