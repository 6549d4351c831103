"""A check-in taken by taps, for the tests that need one."""

from __future__ import annotations

from tests.dialogue.host import Talk

PLAIN_DAY = ("6", "Same", "None of these", "5", "4", "OK")


def done(talk: Talk, *taps: str) -> Talk:
    talk.commands("/checkin")
    for each in taps or PLAIN_DAY:
        talk.presses(each)
    return talk
