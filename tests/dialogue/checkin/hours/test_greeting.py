"""The planned prompt greets by the clock on the person's own wall."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from messages.catalogue import text_of
from messages.dialogue.checkin.showing import screens
from messages.dialogue.scene import Scene
from messages.memory import CheckIn
from tests.dialogue.host import Talk


@pytest.mark.parametrize(
    ("hour", "greeting"),
    [(0, "Hello"), (3, "Hello"), (4, "Good morning"), (12, "Good afternoon"), (18, "Good evening")],
)
def test_nobody_is_wished_a_good_evening_in_the_small_hours(hour: int, greeting: str) -> None:
    now = datetime(2026, 1, 13, hour, 30, tzinfo=UTC)
    talk = Talk.with_(now)
    checkin = CheckIn(run="1", day=now.date())

    said = screens.prompt(Scene(talk.memory, now), checkin)

    assert text_of("en", said.key).startswith(greeting)
