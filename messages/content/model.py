"""What one nudge is made of: its words, its dose, its cautions, and how sure we are of it."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field, model_validator

MAX_LINE = 119
"""Characters of a nudge line: under 120 (reference 5.1)."""


class Kind(StrEnum):
    """The four kinds, the most useful first: under a full daily cap the first ones stay."""

    STRETCHING = "stretching"
    SLEEP = "sleep"
    BREATHING = "breathing"
    HYDRATION = "hydration"


class Part(StrEnum):
    """Part of a person's own waking day, so that it fits night workers too."""

    MORNING = "morning"
    DAY = "day"
    EVENING = "evening"
    BEDTIME = "bedtime"


class Mood(StrEnum):
    """A situation some items are made for; they come first then, and not at other times."""

    BAD_NIGHT = "bad_night"
    BAD_NIGHTS = "bad_nights"
    ILL = "ill"


class Condition(StrEnum):
    """Something known of a person that rules some items out (reference 5.1-5.6)."""

    EMERGENCY = "emergency"
    """An EMERGENCY_NOW alert is open: a hospital may want an empty stomach."""
    FEVER = "fever"
    CRASH_AFTER_EFFORT = "crash_after_effort"
    WEAK_BONES = "weak_bones"
    PREGNANT = "pregnant"
    """Weeks are not asked for, so every pregnancy counts as past week 16."""
    FLUID_LIMIT = "fluid_limit"
    FLUID_UNKNOWN = "fluid_unknown"
    """Not yet said no to heart failure, kidney disease and dialysis: no amounts."""
    NO_BREATH_HOLDS = "no_breath_holds"
    HOLDS_UNKNOWN = "holds_unknown"
    """Not yet said no to heart disease and high blood pressure: no breath holds."""
    LEG_SYMPTOMS = "leg_symptoms"
    UNSTEADY = "unsteady"
    WALKING_UNCHECKED = "walking_unchecked"
    NUMB_SKIN = "numb_skin"
    UPPER_BACK_UNCHECKED = "upper_back_unchecked"
    STIFF_MORNINGS = "stiff_mornings"
    NARROW_CANAL = "narrow_canal"
    CANCER = "cancer"
    STRONG_PAINKILLERS = "strong_painkillers"
    LOW_MOOD = "low_mood"


class StopRule(StrEnum):
    """When to stop in the middle of it; the words are in the catalogue."""

    MOVEMENT = "movement"
    BREATHING = "breathing"
    HEAT = "heat"
    DISTRESS = "distress"


class Grade(StrEnum):
    """Strength of the evidence. D ("not recommended") is never nudged, so it has no place here."""

    A = "A"
    B = "B"
    C = "C"


class Item(BaseModel):
    """One nudge of the library, as reviewed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    kind: Kind
    nudge: str = Field(min_length=10, max_length=MAX_LINE)
    """The one line that is sent; it may be read on a lock screen, so it names no illness."""
    how_to: str
    dose: str
    why: str
    caution: str = ""
    """What we cannot know and the person can, e.g. a new hip."""
    suppress_if: frozenset[Condition] = frozenset()
    stop_if: tuple[StopRule, ...] = ()
    source: tuple[str, ...] = Field(min_length=1)
    evidence: Grade
    min_gap_h: int = Field(ge=1)
    """Hours before the same item may come again."""
    ok_in_hold: bool | None = None
    """May go out while exercise, heat and massage rest. Unset: only drinks may."""
    body_work: bool | None = None
    """Moves, loads or warms the body. Unset: all of stretching does."""
    when: frozenset[Part] = frozenset(Part)
    suits: frozenset[Mood] = frozenset()
    picture: str = ""
    reviewed: str | None
    """Who reviewed it and when; None until a clinician has."""

    @model_validator(mode="after")
    def _body_work_rests_in_hold(self) -> Item:
        if self.is_body_work and self.ok_in_hold:
            raise ValueError(f"{self.id}: body work is never allowed while a hold is on")
        if self.is_body_work and not self.stop_if:
            raise ValueError(f"{self.id}: body work needs a rule for stopping")
        return self

    @property
    def is_body_work(self) -> bool:
        """Is it exercise, heat or massage?"""
        return self.kind is Kind.STRETCHING if self.body_work is None else self.body_work

    @property
    def allowed_in_hold(self) -> bool:
        """May it go out while a hold is on (reference 5.1)?"""
        return self.kind is Kind.HYDRATION if self.ok_in_hold is None else self.ok_in_hold
