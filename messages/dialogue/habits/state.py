"""What the habits flow keeps between two events."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from pydantic import Field

from messages.dialogue.scene import Scene
from messages.memory import Frozen

NAME = "nu"
"""Name of the flow: of its buttons, its focus and its state."""


class HabitsState(Frozen):
    """Which items came when, which turns of today were used, and what the next text answers."""

    last: Mapping[str, datetime] = Field(default_factory=dict)
    """Item id -> when it was last sent (UTC). Memory holds only 14 days of nudges; repeats must wait longer."""
    avoid: Mapping[str, date] = Field(default_factory=dict)
    """Items that made somebody worse -> the first local date on which they may come again."""
    served: tuple[str, ...] = ()
    """Turns already used, as ``kind date HH:MM``: a trip west must not bring the same turn twice."""
    ask: str = ""
    """What the next plain text answers: ``times.<kind>``, ``quiet`` or ``pause``."""
    crisis_at: datetime | None = None
    """When a crisis (suicide, self-harm) was last raised; kept longer than alerts are remembered (UTC)."""
    offered_at: datetime | None = None
    """When we asked whether nudges may come again."""
    resumed_at: datetime | None = None
    """When the person chose nudges again (reference 2.8, point 7)."""


def state_of(scene: Scene) -> HabitsState:
    """Return the state of this flow; a fresh one if there is none."""
    return scene.state(NAME, HabitsState) or HabitsState()


def keep_state(scene: Scene, state: HabitsState) -> None:
    """Store the state of this flow, if it changed."""
    if state != state_of(scene):
        scene.keep(NAME, state)
