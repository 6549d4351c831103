"""Somebody who has just been warned, and what was said to them."""

from __future__ import annotations

from typing import Any

from messages.effects import Say
from tests.dialogue.host import Talk

NUMB = "I can't feel anything when I wipe"
"""Words that are an emergency."""
TODAY = "my foot drops and slaps when I walk, it won't lift"
"""Words for which somebody should look today."""


def warned(**fields: Any) -> Talk:
    """Return a talk in which a warning has just gone out."""
    talk = Talk.with_(**fields).says(NUMB)
    return talk.travel(minutes=1)


def alert_messages(talk: Talk) -> list[Say]:
    return [each for each in talk.effects if isinstance(each, Say) and each.key == "escalation.alert"]


def repeats(talk: Talk) -> list[Say]:
    """Return what was said again because nobody answered."""
    return [each for each in talk.effects if isinstance(each, Say) and "STILL OPEN" in str(each.params.get("text", ""))]
