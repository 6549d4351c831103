"""Somebody whose check-in is planned, and the moments at which it came."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from messages.dialogue import checkin
from messages.dialogue.scene import Scene
from messages.memory import CheckInState
from tests.dialogue.host import Talk


def planned(now: datetime, **fields: Any) -> Talk:
    """Return somebody whose next check-in is planned; their own delay is nought unless their id says otherwise."""
    talk = Talk.with_(now, **({"chat_id": 5} | fields))
    scene = Scene(talk.memory, now)
    checkin.plan_next(scene)
    talk.memory = replace(talk.memory, agenda=dict(scene.agenda))
    return talk


def state_of(talk: Talk) -> CheckInState:
    return talk.checkins[0].state


def prompts(talk: Talk) -> list[datetime]:
    return [each.at for each in talk.heard if each.key.startswith("checkin.prompt")]
