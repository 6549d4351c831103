"""Who asks "if I ever ..." and says that it is not so is not asked whether it is."""

from __future__ import annotations

import pytest

from messages.triage.assess import DAY_ZERO
from messages.triage.judging.screen import screen
from messages.triage.vocabulary import Action, Case

ALARMS = (Action.ASK, Action.ESCALATE)


@pytest.mark.parametrize(
    "text",
    [
        "If I ever couldn't pee who would I ring? It hasn't happened, I like to know",
        "what should I do if my bum ever went numb? all fine so far, it's for the list on the fridge",
        "should I come in if I get a fever with this back? I haven't got one",
        "suppose one day both legs go weak, is that 999? Everything is working now, just planning",
    ],
)
def test_what_is_said_not_to_be_so_is_not_asked_about(text: str) -> None:
    assert screen(text, Case(), DAY_ZERO).action not in ALARMS


@pytest.mark.parametrize(
    "text",
    [
        "what if I can't pee? I haven't since last night",
        "what should I do if I can't feel my bum? I can't, it started today",
        "if my leg ever went weak I'd ring. It hasn't. But I can't feel when I wee",
        "what if my bladder is going? I have wet myself twice today, everything else is fine",
    ],
)
def test_what_may_be_so_is_asked_about(text: str) -> None:
    assert screen(text, Case(), DAY_ZERO).action in ALARMS


@pytest.mark.parametrize("danger", ["I can't pee", "I can't feel my bum when I sit", "my privates have gone numb"])
@pytest.mark.parametrize(
    "frame", ["what if {}? All fine before.", "who do I ring if {}? Walking fine though.", "what if {}? No pain now."]
)
def test_a_bare_what_if_may_be_real(danger: str, frame: str) -> None:
    assert screen(frame.format(danger), Case(), DAY_ZERO).action in ALARMS
