"""Where the first talk stands: the open question, and the sitting of health questions."""

from __future__ import annotations

from messages.dialogue.scene import Scene
from messages.memory import Frozen

NAME = "on"
"""Name of the flow: of its buttons, its focus and its state."""

WELCOME, YOUNG, CONSENT, DECLINED = "welcome", "young", "consent", "declined"


class Sitting(Frozen):
    """One sitting of health questions: skipped, stopped and taken up again at any time."""

    run: str
    at: str = "intro"
    """``intro``, ``page.<page>``, ``ask.<risk>``, ``when.<risk>``, ``menu`` or ``over``."""
    review: bool = False
    """Looking through what was answered, page by page, instead of asking what is open."""

    @property
    def is_open(self) -> bool:
        """Is there still something on the screen to answer?"""
        return self.at != "over"


class OnboardingState(Frozen):
    """The first talk. ``at`` is empty once everything was asked."""

    run: str = ""
    at: str = ""
    """``welcome``, ``young``, ``consent``, ``declined``, or the name of the open question."""
    view: str = ""
    told_age: bool = False
    """An age was typed before consent. Only that is kept; the age itself is asked again."""
    aside: bool = False
    """Something else was said since the question: the next one comes below it, not in its place."""
    keyboard: bool = False
    """The reply keyboard that shares a location is on the screen and must be taken away."""
    sitting: Sitting | None = None


def state_of(scene: Scene) -> OnboardingState:
    """Return the stored state, or an empty one."""
    return scene.state(NAME, OnboardingState) or OnboardingState()


def keep(scene: Scene, state: OnboardingState) -> None:
    """Store the state."""
    scene.keep(NAME, state)
