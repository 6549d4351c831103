"""Under an open warning "worse" is its button, something new is asked about aloud, and nobody hears of weeks."""

from __future__ import annotations

import pytest

from messages.triage.vocabulary import Level
from tests.dialogue.escalation.warned import NUMB, warned
from tests.dialogue.host import Talk, highest

CLOT = "my left calf is swollen and hot"


def today() -> Talk:
    """Return a talk two minutes after a warning for today."""
    return Talk.with_().says(CLOT).travel(minutes=2)


@pytest.mark.parametrize(
    "words",
    [
        "its worse now",
        "still bad, worse if anything",
        "worse",
        "getting a lot worse",
        "my calf is worse than yesterday",
    ],
)
def test_worse_in_words_is_its_button(words: str) -> None:
    talk = today().says(words)

    assert highest(talk) is Level.EMERGENCY_NOW
    assert talk.heard[0].key == "escalation.alert"
    assert talk.heard[0].loud
    assert talk.memory.notes[0][1] == words


@pytest.mark.parametrize(
    "words",
    ["its not worse", "no worse", "is it worse?", "it was worse last night", "my mood is worse", "my back is worse"],
)
def test_other_words_with_worse_in_them_are_not(words: str) -> None:
    assert highest(today().says(words)) is Level.SAME_DAY


def test_worse_under_despair_asks_whether_they_might_act() -> None:
    talk = Talk.with_().says("i want to die").presses("No").travel(minutes=2).says("its worse now")

    assert "Might you hurt yourself right now?" in talk.heard[0].text
    assert talk.heard[0].loud


def test_something_new_that_nobody_understood_is_asked_about_aloud_in_its_own_words() -> None:
    talk = warned().says("now my speech is kind of wonky")

    assert talk.heard[0].loud
    assert "now my speech is kind of wonky" in talk.heard[0].text
    assert "999" in talk.heard[0].text


@pytest.mark.parametrize("words", ["now my chest is fine", "now my mums chest is wonky", "now the kids are here"])
def test_calm_news_is_not_asked_about(words: str) -> None:
    assert not any(each.loud and "now my" in each.text for each in warned().says(words).heard)


@pytest.mark.parametrize("words", ["now my bladder", "also my bladder as i said"])
def test_the_thing_that_was_warned_of_is_no_news(words: str) -> None:
    assert Talk.with_().says("I cant pee").travel(minutes=1).says(words).heard[0].silent


@pytest.mark.parametrize("alarm", [CLOT, NUMB])
def test_advice_of_weeks_is_never_said_under_a_graver_warning(alarm: str) -> None:
    stiff = "stiff for an hour each morning, better when i move"
    assert "visit" in Talk.with_().says(stiff).heard[0].text
    talk = Talk.with_().says(alarm).travel(minutes=2).says(stiff)

    assert talk.heard
    assert not any(each.key in ("escalation.soon", "escalation.routine") for each in talk.heard)
    assert talk.memory.notes[0][1] == stiff
