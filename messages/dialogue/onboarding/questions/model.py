"""What a question about a person's wishes is: it draws itself, and takes a tap, a typed answer or a place.

The same questions are asked at the start and changed later in the settings; the talk
that asks adds its own last row (skip, or back).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from messages.buttons import Button
from messages.dialogue.scene import Scene
from messages.effects import Choice, Param, Rows

TOP = "#top"
"""The choice that leads back to the question's first view."""


@dataclass(frozen=True, slots=True)
class Here:
    """Where a question is asked: flow and run of its buttons, and its own name."""

    flow: str
    run: str
    question: str

    def choice(self, label: str, choice: str, **params: Param) -> Choice:
        """Return a button of this question."""
        return Choice(label, Button(self.flow, self.run, self.question, choice), params)


@dataclass(frozen=True, slots=True)
class Screen:
    """How a question looks just now."""

    key: str
    rows: Rows
    params: dict[str, Param] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer is stored; ``alarmed`` when it raised an alert, so that nothing more is said."""

    alarmed: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """Show the question again, in another view: a page, a list of matches, a hint."""

    view: str = ""


@dataclass(frozen=True, slots=True)
class ShareLocation:
    """The person wants to share where they are."""


@dataclass(frozen=True, slots=True)
class TooYoung:
    """The person is under 18."""


Outcome = Answered | Look | ShareLocation | TooYoung


class Question(Protocol):
    """One question. Returns None for what means nothing to it."""

    name: str
    topic: str
    """Catalogue key of its short name, for the settings menu."""

    def show(self, scene: Scene, here: Here, view: str) -> Screen:
        """Draw the question as ``view``; an unknown view is the first one."""

    def tapped(self, scene: Scene, choice: str, view: str) -> Outcome | None:
        """Take a tap, perhaps an old one."""

    def typed(self, scene: Scene, text: str) -> Outcome | None:
        """Take a typed answer."""


def in_rows(choices: list[Choice], width: int) -> Rows:
    """Return the buttons in rows of ``width``."""
    return tuple(tuple(choices[start : start + width]) for start in range(0, len(choices), width))
