"""Small habits: nudges to stretch, drink, sleep well and breathe, at the person's own hours."""

from __future__ import annotations

from messages.dialogue.flow import QuietFlow
from messages.dialogue.scene import Scene


def replan(scene: Scene) -> None:
    """Plan the next nudge of every kind anew, after any change of zone, hours, kinds or pause."""


class _Habits(QuietFlow):
    """The flow of nudges, their settings and the pause."""

    name = "nu"
    commands = frozenset({"habits", "pause"})
    topics = frozenset({"nudge", "nudge_replan"})


HABITS = _Habits()

__all__ = ["HABITS", "replan"]
