"""What a reviewed red flag, a stored risk factor and a source look like on file."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from messages.triage.vocabulary import Channel, Level


def _level(name: object) -> object:
    """Read a level by its name; the number behind it is nobody's business outside Python."""
    return Level.__members__.get(name, name) if isinstance(name, str) else name


LevelName = Annotated[Level, BeforeValidator(_level)]
Group = Literal["ces", "neuro", "systemic", "fever", "unrelenting"]
RiskGroup = Literal[
    "major_infection",
    "infection",
    "blood_borne_infection",
    "cancer",
    "weak_immunity",
    "weak_bones",
    "clot",
]


class Reviewed(BaseModel):
    """Immutable, and refuses every key it does not know: a typing slip must not become a silence."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class When(Reviewed):
    """A condition on what is known. It holds when ANY of its parts holds; ``all`` holds when all of its own do.

    There is no "not": a condition that gets truer the more is known can never lower a level.
    """

    risks: tuple[str, ...] = ()
    risk_groups: tuple[RiskGroup, ...] = ()
    flags: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()
    age_from: int | None = None
    age_to: int | None = None
    sex: Literal["female", "male"] | None = None
    pain_from: float | None = None
    """Pain of the last 24 hours, 0 to 10."""
    temperature_from: float | None = None
    temperature_to: float | None = None
    oxygen_to: float | None = None
    all: tuple[When, ...] = ()


class Modifier(Reviewed):
    """Raise the row to ``raise_to`` when everything given here holds; a modifier never lowers."""

    raise_to: LevelName
    when: When | None = None
    words: tuple[str, ...] = ()
    """Holds when the person said one of these about the row: whole words, ``*`` for any ending, not after a "no"."""
    in_words_of: tuple[str, ...] = ()
    """Further rows whose words are looked at too, such as the fever beside a kidney pain."""
    said_days_ago: int | None = Field(default=None, ge=1, le=366)
    """Holds when the row was said at least so many days ago already, and still is."""
    channel: Channel | None = None
    """Where to go instead of the row's own place, e.g. an ambulance."""

    @model_validator(mode="after")
    def _asks_something(self) -> Modifier:
        if self.when is None and not self.words and self.said_days_ago is None:
            raise ValueError("a modifier without a condition would always hold")
        return self


class Composed(Reviewed):
    """The row holds by itself once the profile answers its first half and a sign answers its second."""

    known: When
    sign: When


class Lowering(Reviewed):
    """The only ways down, each resting on two explicit answers (reference 1.3, rule 2)."""

    to: LevelName
    when: Literal["unchanged_and_checked", "pain_numbers_all_moderate"] = "unchanged_and_checked"


class Flag(Reviewed):
    """One row of the reviewed table (reference 1.3)."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]+$")
    question: str = Field(min_length=5, max_length=300)
    """Plain yes/no question, shown as it stands."""
    question_other: str = Field(default="", max_length=300)
    """The same about somebody else, "their back" for "your back". Empty: ``question`` speaks to nobody."""
    short: str = Field(min_length=3, max_length=80)
    """The thing in the person's own terms, fitting after "You told me:"."""
    because: str = Field(min_length=10, max_length=160)
    """One plain sentence saying why it matters, shown under the alert."""
    suspected: str
    level: LevelName
    channel: Channel
    groups: tuple[Group, ...] = ()
    """The sets that the rules over days speak of (reference 1.5)."""
    implies: tuple[str, ...] = ()
    """Risk factors that a yes to this row tells us too."""
    modifiers: tuple[Modifier, ...] = ()
    composed: tuple[Composed, ...] = ()
    completed_by: When | None = None
    """When the profile holds this, an unclear mention of the other half in a text counts as a yes.

    Only for rows whose unclear mentions are about the event, such as a fall; not for those where
    a text often names the risk alone ("had an injection") and nothing is wrong.
    """
    with_back_pain: bool = False
    """The row says nothing about a person who has no back pain at all."""
    lower: Lowering | None = None
    never_lowered: bool = False
    strict_in_gb: bool = False
    """At least SAME_DAY on first report where ``nhs_strict`` is on (reference 1.4)."""
    stays_days: int = Field(default=14, ge=1, le=366)
    """How many days a yes stays active unless something supersedes it."""
    note: str = ""
    """The reference's wording of the modifiers, for the reviewer."""
    sensitive: bool = False
    """About mood, sex, drugs or abuse: ask kindly, hide from previews, may be skipped."""
    heard: tuple[str, ...] = ()
    """How people say it: each of these must be heard as this row (see :mod:`messages.triage.proof`)."""
    ignored: tuple[str, ...] = ()
    """What sounds like it and is not: none of these may be heard as this row."""
    not_yet_heard: tuple[str, ...] = ()
    """Fair ways to say it that reading still misses: known, counted and shown, not proved."""
    not_yet_ignored: tuple[str, ...] = ()
    """Harmless words that reading still takes for it."""
    sources: tuple[str, ...] = Field(min_length=1)
    reviewed: str | None = None
    """Initials and date of the clinician who signed the row; None until somebody did."""

    @property
    def about_another(self) -> str:
        """Return the question as it is asked about somebody else."""
        return self.question_other or self.question


class FlagGroup(Reviewed):
    """One lettered section of the table."""

    letter: str = Field(pattern=r"^[A-N]$")
    title: str
    flags: tuple[Flag, ...] = Field(min_length=1)


class RiskFactor(Reviewed):
    """Something lasting about a person that makes a symptom weigh more (reference 1.2)."""

    id: str = Field(pattern=r"^rf_[a-z0-9_]+$")
    question: str = Field(min_length=5, max_length=200)
    label: str = Field(min_length=3, max_length=60)
    page: Literal["you", "spine", "illness", "infection", "bones", "heart", "medicines", "joints", "private"]
    """Which page of the second sitting asks it."""
    groups: tuple[RiskGroup, ...] = ()
    """The lists that rows and rules speak of, e.g. ``major_infection``."""
    asked: bool = True
    """False for ids that are worked out from dates or from other answers."""
    dated: bool = False
    """The date matters and is asked for."""
    days: int | None = None
    """How long after its date it counts; None for ever."""
    within: str | None = None
    """The id it makes true while it is within its days, e.g. ``rf_spinal_surgery_90d``."""
    past_counts: bool = False
    """Having had it counts as much as having it, as with cancer."""
    sensitive: bool = False
    sources: tuple[str, ...] = ("K",)
    reviewed: str | None = None


class RiskFactors(Reviewed):
    """All stored risk factors in the order they are asked."""

    risk_factors: tuple[RiskFactor, ...]


class Source(Reviewed):
    """Where a clinical statement comes from."""

    title: str
    address: str
    """Web address or DOI; for general knowledge, a sentence saying that a clinician must confirm it."""


class Sources(Reviewed):
    """All sources by key."""

    sources: dict[str, Source]
