"""The daily check-in: at most seven taps, every answer judged in the moment it is given."""

from __future__ import annotations

from messages.dialogue.flow import QuietFlow
from messages.dialogue.scene import Scene

__all__ = ["CHECKIN", "plan_next"]


class CheckInFlow(QuietFlow):
    """Asks, records, and hands every answer to the judge."""

    name = "ci"
    commands = frozenset({"checkin"})
    topics = frozenset({"checkin", "checkin_close"})


def plan_next(scene: Scene) -> None:
    """Plan the next daily check-in; call it after the hour or the zone changed."""


CHECKIN = CheckInFlow()
