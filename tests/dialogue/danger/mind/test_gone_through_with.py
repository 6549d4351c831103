"""Who injected, emptied or went through with it under a warning about dying has been poisoned, or is asked at once."""

from __future__ import annotations

import pytest

from messages.triage.vocabulary import Level
from tests.dialogue.danger.mind.test_overdose import is_poisoned
from tests.dialogue.host import Talk, highest


def prepared() -> Talk:
    """Return a talk some minutes after somebody said that their tablets lie ready."""
    return Talk.with_().says("i have my pills lined up").travel(minutes=5)


@pytest.mark.parametrize(
    "words",
    [
        "i injected the whole pen",
        "injected myself with everything i had",
        "i went through with it",
        "i've gone through with it",
        "had them all",
        "i've had all of them",
        "ive eaten them all",
        "i chewed them all up",
        "i jabbed the whole pen into me",
        "i used the whole pen",
        "emptied the pen into my leg",
        "gave myself the whole lot",
        "washed them down with vodka",
        "got them all down me",
        "all of them are inside me",
        "i finished them all",
    ],
)
def test_what_was_prepared_and_is_done_calls_the_ambulance_aloud(words: str) -> None:
    talk = prepared().says(words)

    assert talk.heard[0].key == "escalation.alert"
    assert talk.heard[0].loud
    assert "what you took, how much and when" in talk.heard[0].text
    assert is_poisoned(talk)
    assert highest(talk) is Level.EMERGENCY_NOW


@pytest.mark.parametrize(
    "words",
    [
        "ive had them",
        "i had them",
        "its done, they are all gone",
        "ate them",
        "ive injected it",
        "i did what i said i would",
        "i followed through",
        "every last pill is gone",
        "the pens are empty",
        "i finished them",
        "ive stuck the needle in",
        "they went down",
        "i went through with it and rang the samaritans",
    ],
)
def test_what_may_mean_it_is_asked_aloud_at_once(words: str) -> None:
    talk = prepared().says(words)

    assert talk.heard[0].key == "escalation.crisis_acting"
    assert talk.heard[0].loud
    assert not is_poisoned(talk)


@pytest.mark.parametrize(
    "words",
    [
        "i didnt go through with it",
        "i nearly went through with it",
        "i cant go through with it",
        "i went through with the interview",
        "i had everything and i lost it",
        "ive had them for years",
        "i had them locked away",
        "i havent had them",
        "my mum has had them",
        "she finished them",
        "i put them back",
        "i injected my usual dose",
        "i had a pen",
        "i gave all the pens to my wife",
        "my mum took all the pens away",
        "the darkness is inside me",
    ],
)
def test_near_words_are_no_overdose(words: str) -> None:
    assert not is_poisoned(prepared().says(words))


def test_without_a_warning_a_pen_is_a_pen() -> None:
    assert not is_poisoned(Talk.with_().says("i injected the whole pen"))
