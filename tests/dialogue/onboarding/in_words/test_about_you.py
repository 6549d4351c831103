"""Age and sex are understood as people type them, at the first question and later."""

from __future__ import annotations

import pytest

from tests.dialogue.host import Talk
from tests.dialogue.onboarding.arrived import arrived


@pytest.mark.parametrize(
    "words",
    ["yes im 54", "i'm over 18 yes", "yes i am", "yeah, over 18", "way over 18", "18 or older", "in my fifties", "yep"],
)
def test_whoever_says_that_they_are_grown_up_goes_on(words: str) -> None:
    assert Talk.stranger().commands("start").says(words).last.key == "onboarding.consent"


@pytest.mark.parametrize(
    "words", ["i'm not over 18", "under 18", "well", "im", "no", "i have 3 kids", "yes my back hurts"]
)
def test_what_says_nothing_of_it_does_not_pass(words: str) -> None:
    assert not Talk.stranger().commands("start").says(words).last.key.startswith("onboarding.consent")


def test_whoever_types_an_age_below_eighteen_behind_a_no_is_too_young() -> None:
    assert Talk.stranger().commands("start").says("no i'm 15").last.key == "onboarding.young"


@pytest.mark.parametrize(
    ("words", "age"),
    [("yes im 54", 54), ("54 thanks", 54), ("in my fifties", 59), ("early 60s", 69), ("im in my late forties", 49),
     ("my eighties", 80), ("sorry, 41", 41)],
)  # fmt: skip
def test_an_age_is_taken_from_what_is_typed(words: str, age: int) -> None:
    assert arrived(at="age").says(words).person.age == age


@pytest.mark.parametrize(
    ("words", "sex"),
    [("i'm a woman", "female"), ("a man", "male"), ("im female", "female"), ("male at birth", "male"),
     ("i was born a girl", "female"), ("a lady, thanks", "female")],
)  # fmt: skip
def test_a_sex_is_taken_from_what_is_typed(words: str, sex: str) -> None:
    talk = arrived(at="sex").says(words)

    assert talk.person.sex == sex
    assert talk.last.key == "ask.hour"


@pytest.mark.parametrize("words", ["i'm not a man", "my wife is a woman", "trans woman", "i'm a nurse"])
def test_what_does_not_plainly_say_it_is_no_answer(words: str) -> None:
    assert arrived(at="sex").says(words).person.sex is None


@pytest.mark.parametrize("question", ["age", "sex"])
@pytest.mark.parametrize("words", ["i'd rather not say", "i would prefer not to say", "prefer not to say please"])
def test_whoever_would_rather_not_say_is_let_on(question: str, words: str) -> None:
    assert arrived(at=question).says(words).last.key != f"ask.{question}"
