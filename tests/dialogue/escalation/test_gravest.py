"""A warning that is open never becomes a weaker one by what is told later."""

from __future__ import annotations

import pytest

from tests.dialogue.host import Talk

BREATH = "i cannot breathe good since one hour"


def in_germany() -> Talk:
    return Talk.with_(country="DE", zone="Europe/Berlin").says(BREATH).travel(minutes=1)


@pytest.mark.parametrize("later", ["now also i can not make water", "i can't feel anything when I wipe"])
def test_an_ambulance_stays_the_first_thing_said_whatever_comes_later(later: str) -> None:
    talk = in_germany().says(later)

    warning = talk.heard[0]
    assert warning.text.startswith("Call 112 now. Ask for an ambulance.")
    assert "cannot breathe" in warning.text
    assert warning.loud


def test_a_repeat_of_the_same_still_says_to_call_an_ambulance() -> None:
    talk = in_germany().says("now also i can not make water").travel(minutes=1).says("my breath is short")

    assert talk.last.text.startswith("Call 112 now. Ask for an ambulance.")
    talk.travel(minutes=20)
    assert all(each.text.startswith("Call 112 now.") for each in talk.heard)


def test_an_ambulance_said_later_takes_the_place_of_the_way_to_hospital() -> None:
    talk = Talk.with_().says("I can't feel anything when I wipe").travel(minutes=1).says("I can't breathe")

    assert talk.heard[0].text.startswith("Call 999 now. Ask for an ambulance.")
    assert "wipe" in talk.heard[0].text
