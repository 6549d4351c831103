"""The log and the progress of one person, read back to them in plain words."""

from __future__ import annotations

from messages.dialogue.flow import QuietFlow
from messages.dialogue.scene import Scene

__all__ = ["JOURNAL", "summary_lines"]


class JournalFlow(QuietFlow):
    """Shows what was logged, and how the last week went."""

    name = "lo"
    commands = frozenset({"log", "progress"})


def summary_lines(scene: Scene, days: int) -> list[str]:
    """Return plain lines about the last ``days`` local days, for the card shown at a desk."""
    return []


JOURNAL = JournalFlow()
