"""Under an open warning nobody hears of weeks, beds or coffee: the answer is the warning's own; danger asks first."""

from __future__ import annotations

import pytest

from tests.dialogue.host import Talk

LEGS = "my legs are weak since today"
CALF = "my left calf is swollen and hot"
HOME = "my husband hits me and i am scared to go home"
EVERYDAY = [
    "how long will this last",
    "how long does back pain last",
    "will it go away",
    "which mattress is best",
    "how do i sleep with back pain",
    "does stress cause back pain",
    "will i need a scan",
    "is coffee bad for my back",
]


@pytest.mark.parametrize("alarm", [LEGS, CALF])
@pytest.mark.parametrize("words", EVERYDAY)
def test_an_everyday_question_is_answered_by_the_warning(alarm: str, words: str) -> None:
    talk = Talk.with_().says(alarm).travel(minutes=5)
    first = talk.memory.alerts[0].level

    talk.says(words)

    assert [each.key for each in talk.heard] == ["replied.do_now"]
    assert "weeks" not in talk.last.text and "My warning above still stands" in talk.last.text
    assert talk.last.text.startswith(("Go to A&E now", "Speak to a doctor or nurse today"))
    assert talk.memory.alerts[0].level == first


@pytest.mark.parametrize("words", EVERYDAY)
def test_beside_danger_at_home_it_is_not_answered_with_weeks_either(words: str) -> None:
    talk = Talk.with_().says(HOME).travel(minutes=5).says(words)

    assert [each.key for each in talk.heard] == ["escalation.stands_home"]


def test_that_moves_have_to_wait_is_still_said() -> None:
    assert "have to wait" in Talk.with_().says(LEGS).travel(minutes=5).says("can i go to the gym").heard[0].text


@pytest.mark.parametrize(
    "words",
    [
        "is it normal to sleep with no feeling between my legs",
        "how long will i not feel my bottom",
        "does coffee help if both my legs are numb",
        "is tea ok with no feeling when i wipe",
        "is it bad that i wet myself",
        "can stress give me chest pain",
    ],
)
@pytest.mark.parametrize("alarm", ["", CALF])
def test_a_question_with_a_doubt_of_danger_in_it_is_met_by_the_safety_question(words: str, alarm: str) -> None:
    talk = Talk.with_()
    if alarm:
        talk.says(alarm).travel(minutes=5)

    talk.says(words)

    assert talk.heard[0].key in ("escalation.ask", "escalation.alert")
    assert talk.heard[0].loud
    assert not any(each.key.startswith(("replied.", "wishes.")) for each in talk.heard)
