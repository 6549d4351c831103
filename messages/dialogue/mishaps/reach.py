"""Somebody whom Telegram once refused for us does something again: so they can be reached, whatever it said then."""

from __future__ import annotations

from messages.dialogue import escalation
from messages.dialogue.onboarding import replan
from messages.dialogue.scene import Scene
from messages.effects import Forget, Lane, Say
from messages.memory import AlertState


def within_reach(scene: Scene) -> None:
    """Plan anew what rested while nothing could be delivered."""
    scene.change(reachable=True)
    replan(scene)


def still_warned(scene: Scene) -> None:
    """Say an unanswered warning again, which they may never have got; not twice in one turn, not after a farewell."""
    alert = scene.open_alert
    said = any(
        isinstance(each, Forget) or (isinstance(each, Say) and each.lane is Lane.URGENT) for each in scene.effects
    )
    if alert is not None and alert.state is AlertState.OPEN and not said:
        escalation.remind_if_open(scene)
