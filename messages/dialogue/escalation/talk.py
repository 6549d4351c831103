"""What an escalation remembers between two events, beside the alert itself: open questions and stages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from pydantic import Field

from messages.dialogue.scene import Scene
from messages.memory import Frozen

NAME = "al"
_MOST_KEPT = 20
ANSWERABLE_IN_WORDS = timedelta(hours=24)
"""A bare "no" typed later than this is hardly about our question any more."""


ANSWERABLE_BY_BUTTON = timedelta(hours=72)
"""So long an open danger question holds moves back, and no calm words stand in its place."""


NOW = "now"
"""Step of the question "Might you hurt yourself right now?", which stands inside a warning."""
ANSWERABLE_NOW = timedelta(hours=1)
"""Later a bare "yes" may mean something else that was asked in between, such as whether help came."""
CLOSING = "closing"
"""Step of the same question put before a warning about dying is closed."""
AWAITED = timedelta(days=1)
"""So long one line of typing is expected; later words are about something else."""


class About(StrEnum):
    """Why a yes/no question is open; the short value stands in its buttons."""

    UNSURE = "u"
    """The words may have meant a danger: one clarifying question."""
    MISTAKE = "m"
    """Pressed by mistake, they say: the dangerous item again, first time."""
    MISTAKE_TWICE = "n"
    """The same once more, in plainer words."""
    MISTAKE_NEXT_DAY = "o"
    """The same on the next day, which settles it."""
    CRISIS = "c"
    """One of the direct questions about suicide; ``flag`` names which."""
    INTENT = "i"
    """Too many tablets: taken on purpose?"""
    NEWER = "w"
    """A clinician checked it before the warning: new or worse since?"""
    GENERAL = "g"
    """We stumbled: is anything of the core five happening?"""


class Pending(Frozen):
    """A yes/no question that waits for its answer. Silence is never a no."""

    run: str
    about: About
    flag: str
    """The red flag asked about, or the name of the step for CRISIS."""
    asked_at: datetime
    words: str = ""
    alert: str = ""
    about_other: bool = False
    rung: int = 0
    said_at: datetime | None = None
    """When it was put last; a bare answer goes to the one that stands lowest in the chat."""

    @property
    def last_said(self) -> datetime:
        """When it was put last."""
        return self.said_at or self.asked_at


class Sign(Frozen):
    """One sign that was told of somebody else; known for some hours, and never the writer's own."""

    flag: str
    at: datetime
    words: str = ""


class Stage(Frozen):
    """Which follow-up of an alert comes next."""

    name: str
    """``wait`` (60 minutes after "I have called") or ``day`` (later mornings)."""
    number: int = 0


class Talk(Frozen):
    """Everything the escalation flow keeps on the person."""

    pending: tuple[Pending, ...] = ()
    """Oldest first."""
    answered: Mapping[str, str] = Field(default_factory=dict)
    """The last answers by question run, to know a second press from a change of mind."""
    awaiting: str = ""
    """``where``, ``when:<alert>`` or ``watch:<alert>`` while one line of typing is expected."""
    awaiting_at: datetime | None = None
    """Since when."""
    stages: Mapping[str, Stage] = Field(default_factory=dict)
    """By alert id."""
    shown: Mapping[str, int] = Field(default_factory=dict)
    """How often a warning was said, by alert id; each time is a message of its own."""
    reminded: Mapping[str, datetime] = Field(default_factory=dict)
    """When an open alert was last said again because of a repeat, by alert id."""
    crisis: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    """Direct questions asked so far, by alert id."""
    stuck: Mapping[str, int] = Field(default_factory=dict)
    """How often they said that they cannot get help, by alert id."""
    help_asked: datetime | None = None
    """When "Did you get help?" was asked last."""
    asked_directly: datetime | None = None
    """When "Are you thinking about killing yourself?" was last answered."""
    about_them: datetime | None = None
    """When the talk was last about somebody else's danger."""
    theirs: tuple[Sign, ...] = ()
    """What was told lately of the one other person that the talk is about."""
    theirs_who: str = ""
    """How that person was named, to know when somebody else is spoken of."""
    theirs_new_at: datetime | None = None
    """When the talk last turned from one other person to the next."""
    settled: Pending | None = None
    """The question about a danger of their own that was refused, or answered with a no, last."""
    settled_at: datetime | None = None
    told: str = ""
    """The flag that the words being read just answered: they are not asked about it again."""
    told_at: datetime | None = None
    advised: Mapping[str, datetime] = Field(default_factory=dict)
    """When a SOON or ROUTINE finding was last advised on, by flag."""


def talk(scene: Scene) -> Talk:
    """Return what is kept, or a clean slate."""
    return scene.state(NAME, Talk) or Talk()


def keep(scene: Scene, **fields: object) -> None:
    """Change what is kept."""
    scene.keep(NAME, talk(scene).model_copy(update=fields))


def await_words(scene: Scene, what: str) -> None:
    """Expect one line of typing, for a day."""
    keep(scene, awaiting=what, awaiting_at=scene.now)


def awaited(scene: Scene, what: str) -> str:
    """Return what stands behind ``what:`` in that which is awaited; nothing when it is not, or not any more."""
    state = talk(scene)
    lately = state.awaiting_at is not None and scene.now - state.awaiting_at <= AWAITED
    return state.awaiting.removeprefix(f"{what}:") if lately and state.awaiting.startswith(f"{what}:") else ""


def pend(scene: Scene, pending: Pending) -> None:
    """Open a question; an open one about the same thing gives way to it."""
    others = [each for each in talk(scene).pending if not _same(each, pending)]
    keep(scene, pending=tuple([*others, pending][-_MOST_KEPT:]))


def _same(one: Pending, other: Pending) -> bool:
    return one.run == other.run or (
        (one.about, one.flag, one.alert, one.about_other) == (other.about, other.flag, other.alert, other.about_other)
    )


def pending_of(scene: Scene, run: str) -> Pending | None:
    """Return the open question with this run."""
    return next((each for each in talk(scene).pending if each.run == run), None)


def settle(scene: Scene, run: str, choice: str) -> None:
    """Close a question with the answer it got."""
    state = talk(scene)
    answered = dict([*state.answered.items(), (run, choice)][-_MOST_KEPT:])
    keep(scene, pending=tuple(each for each in state.pending if each.run != run), answered=answered)


def latest(scene: Scene, within: timedelta = ANSWERABLE_IN_WORDS) -> Pending | None:
    """Return the open question that was said last, which a typed yes or no answers."""
    return max(still_open(scene, within), key=lambda each: each.last_said, default=None)


def still_open(scene: Scene, within: timedelta = ANSWERABLE_IN_WORDS) -> list[Pending]:
    """Return the open questions that were said so lately that words may still answer them."""
    return [
        each
        for each in talk(scene).pending
        if scene.now - each.last_said <= (min(within, ANSWERABLE_NOW) if each.flag in (NOW, CLOSING) else within)
    ]


def waits_for_answer(scene: Scene, within: timedelta = ANSWERABLE_BY_BUTTON) -> bool:
    """Is a question about a danger of the writer's own still open? Until it is answered moves rest."""
    return any(
        each.about is About.UNSURE and not each.about_other and scene.now - each.asked_at <= within
        for each in talk(scene).pending
    )


def forget_alert(scene: Scene, alert: str) -> None:
    """Drop everything kept for an alert that is over."""
    state = talk(scene)
    keep(
        scene,
        pending=tuple(each for each in state.pending if each.alert != alert),
        stages={key: value for key, value in state.stages.items() if key != alert},
        shown={key: value for key, value in state.shown.items() if key != alert},
        reminded={key: value for key, value in state.reminded.items() if key != alert},
        crisis={key: value for key, value in state.crisis.items() if key != alert},
        stuck={key: value for key, value in state.stuck.items() if key != alert},
    )
