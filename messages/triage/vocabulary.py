"""The words triage is spoken in: levels, channels, answers, facts, verdicts.

Everything here is data without behaviour. Instants are aware datetimes in UTC;
local days are worked out from them with the zone in :class:`Case`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum, StrEnum


class Level(IntEnum):
    """How soon somebody should look at this; the highest of all findings wins."""

    NONE = 0
    SELF_CARE = 1
    ROUTINE = 2
    SOON = 3
    SAME_DAY = 4
    EMERGENCY_NOW = 5


class Channel(StrEnum):
    """Where to go with it (reference 1.1, column ``mode``)."""

    AMB = "AMB"
    ED = "ED"
    CRISIS = "CRISIS"
    MAT = "MAT"
    POISON = "POISON"
    CLIN = "CLIN"
    ONC = "ONC"
    EYE = "EYE"
    PHARM = "PHARM"


class Action(StrEnum):
    """What the bot does at once, in the same reply."""

    ESCALATE = "escalate"
    ASK = "ask"
    ADVISE = "advise"
    NONE = "none"


class Status(StrEnum):
    """What a piece of text claims about the thing it names."""

    CURRENT = "current"
    UNSURE = "unsure"
    DENIED = "denied"
    PAST = "past"
    RESOLVED = "resolved"
    HYPOTHETICAL = "hypothetical"
    OTHER_PERSON = "other_person"


class Answer(StrEnum):
    """An answer to a yes/no question. Silence and DECLINED are never a no."""

    YES = "yes"
    NOT_SURE = "not_sure"
    NO = "no"
    DECLINED = "declined"


class Origin(StrEnum):
    """How we came to know a fact."""

    BUTTON = "button"
    TEXT = "text"
    NUMBER = "number"


class MeasureKind(StrEnum):
    """A number a person gave; the unit is part of the name."""

    PAIN_0_10 = "pain_0_10"
    TEMPERATURE_C = "temperature_c"
    SLEEP_HOURS = "sleep_hours"
    SLEEP_QUALITY_0_10 = "sleep_quality_0_10"
    INTERFERENCE_0_10 = "interference_0_10"
    MOOD_1_5 = "mood_1_5"
    WEIGHT_KG = "weight_kg"
    PARACETAMOL_TABLETS = "paracetamol_tablets"
    NSAID_TABLETS = "nsaid_tablets"
    OXYGEN_PERCENT = "oxygen_percent"


@dataclass(frozen=True, slots=True)
class Mention:
    """One thing a text says about one red flag, with the very words it used."""

    flag: str
    words: str
    start: int
    end: int
    status: Status
    certain: bool
    """True when the words plainly say it; False when they may mean it, so that we ask."""
    rule: str
    """Id of the reading rule that heard it."""
    explained: bool = False
    """The same sentence names what its own rule knows as a harmless reason for it."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A number found in a text, already in the unit its kind names."""

    kind: MeasureKind
    value: float
    words: str
    status: Status


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was heard in one text. Texts nobody can read have a ``language``."""

    mentions: tuple[Mention, ...] = ()
    measures: tuple[Measured, ...] = ()
    about_other: bool = False
    """The text is about somebody else ("my mum"): nothing of it belongs to the writer."""
    language: str | None = None
    """ISO 639-1 code when the text is in a language the reader does not know."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One dated answer about one red flag, from whatever road it came."""

    flag: str
    answer: Answer
    at: datetime
    origin: Origin
    words: str = ""
    rule: str = ""
    unchanged_and_checked: bool = False
    """Both lowering answers were given by button: unchanged for 6 months AND checked by a clinician."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One dated number."""

    kind: MeasureKind
    value: float
    at: datetime
    origin: Origin = Origin.BUTTON


@dataclass(frozen=True, slots=True)
class Profile:
    """What stays known of the person between messages (reference 1.2)."""

    age: int | None = None
    sex: str | None = None
    """Sex at birth, ``female`` or ``male``; None when not given."""
    risk_factors: frozenset[str] = frozenset()
    """Ids answered yes, e.g. ``rf_diabetes``; derived ids such as ``rf_spinal_surgery_90d`` included."""
    dates: Mapping[str, date] = field(default_factory=dict)
    """For dated risk factors (``rf_spinal_surgery_date``): when."""


@dataclass(frozen=True, slots=True)
class Case:
    """Everything a judgement may rest on: who, what was said and measured, and where it is what time."""

    profile: Profile = Profile()
    facts: tuple[Fact, ...] = ()
    measures: tuple[Measure, ...] = ()
    zone: str = "UTC"
    country: str | None = None
    """ISO 3166 alpha-2 as stated by the person; GB switches ``nhs_strict`` on (reference 1.4)."""
    serious_checks: tuple[datetime, ...] = ()
    """When ``/serious`` was used, for the repeat-contact rule L18."""


class Occasion(StrEnum):
    """What a judgement was made of, and so how it is made again."""

    TEXT = "text"
    """Words, read for danger."""
    ANSWER = "button"
    """Answers given by button or number, a tick of the safety sweep among them."""
    CHECK_IN = "checkin"
    """A whole check-in, when all its answers are in."""
    SERIOUS = "serious"
    """A whole run of ``/serious``."""
    SETTLED = "settled"
    """What is left once a graver question is settled."""
    PROFILE = "profile"
    """Something lasting was learnt; only what weighs more than ``before`` counts."""


@dataclass(frozen=True, slots=True)
class Matter:
    """All that one judgement rests on: with the same rules the same matter gives the same verdict."""

    occasion: Occasion
    case: Case
    now: datetime
    fresh_after: datetime | None = None
    """What was said from then on is new; None for a text, which is new itself, and where all is."""
    text: str = ""
    numbers_at: datetime | None = None
    """The instant the numbers in a text are about, where that is not ``now``."""
    before: Case | None = None
    """The case as it stood before something lasting was learnt."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason for a level: which flag or rule, whose words, from which source."""

    flag: str
    words: str
    rule: str
    """``row:<flag>`` for a table row, ``mod:<flag>`` for a raised one, ``L01``... for a rule over days."""
    source: str
    status: Status
    level: Level
    channel: Channel
    fresh: bool = True
    """Rests on something said at the moment of judging, not only on what was known before."""


@dataclass(frozen=True, slots=True)
class Question:
    """The one clarifying question that must be asked in the same reply."""

    flag: str
    text: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement: level, what to do at once, why, and what to remember of it."""

    level: Level
    action: Action
    findings: tuple[Finding, ...] = ()
    question: Question | None = None
    facts: tuple[Fact, ...] = ()
    """New facts heard in this text, to be stored with the answer."""
    measures: tuple[Measure, ...] = ()
    """New numbers heard in this text."""
    about_other: bool = False
    language: str | None = None
    rules_version: str = ""
    channel: Channel = Channel.CLIN
    """Of the leading finding."""

    @property
    def lead(self) -> Finding | None:
        """The finding that decided the level, the first one shown to the person."""
        return self.findings[0] if self.findings else None
