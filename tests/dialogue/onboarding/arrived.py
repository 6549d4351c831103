"""Somebody who agreed and looks at one of the questions, or has answered them all."""

from __future__ import annotations

from tests.dialogue.host import Talk


def arrived(*, at: str = "country") -> Talk:
    """Return somebody who agreed and now looks at the question ``at``."""
    talk = Talk.stranger().commands("start").presses("I am 18").presses("I agree")
    order = ["country", "zone", "age", "sex", "hour", "quiet", "nudges"]
    for _ in range(order.index(at)):
        talk.presses("Skip")
    return talk


def set_up() -> Talk:
    return (
        arrived()
        .presses("United Kingdom")
        .presses("London")
        .presses("50-59")
        .presses("Female")
        .presses("08:00")
        .presses("22:00 to 07:00")
        .presses("Done")
    )
