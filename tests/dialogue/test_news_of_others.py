"""A carer's news of the one they look after is thanked for, and none of it enters the writer's own log."""

from __future__ import annotations

import pytest

from tests.dialogue.host import Talk

HOME = "dad came home from hospital"
LATER = [
    "he is a bit better today", "he ate some soup", "dad slept ok", "they changed his tablets", "he walked to the gate",
    "his appetite is back", "she gave him his pills", "dad had a good night",
    "he's asleep now", "hes more settled",
]  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [HOME, "my mum is out of hospital", "wife had her operation today", "gran had a fall but is ok", "Mum slept well",
     "my husband's on antibiotics now", "our son was discharged today", "Hi, my nan is on the mend",
     "hi i look after my mum, she has back pain", "im a carer for my dad, his hip is sore"],
)  # fmt: skip
def test_news_of_somebody_else_is_nothing_for_the_own_log(words: str) -> None:
    talk = Talk.with_().says(words)

    assert talk.last.key == "wishes.about_another" and not talk.memory.notes
    assert talk.presses("Write it in my log").memory.notes


@pytest.mark.parametrize("words", LATER)
def test_later_news_go_on_about_the_same_person(words: str) -> None:
    talk = Talk.with_().says(HOME).travel(hours=5).says(words)

    assert not talk.memory.notes and not talk.memory.case.facts


@pytest.mark.parametrize(
    "words",
    ["my back is sore from lifting him", "slept badly", "i slept ok", "back is stiff", "walked the dog",
     "he massaged my back", "better today", "we went to the beach", "he said it's just a strain"],
)  # fmt: skip
def test_what_is_told_of_oneself_in_between_is_kept(words: str) -> None:
    assert words in [note for _, note in Talk.with_().says(HOME).says(words).memory.notes]


@pytest.mark.parametrize(
    "words", ["my mum visited today", "wife made dinner", "husband came home late", "had a row with my son"]
)
def test_news_of_the_own_day_are_kept(words: str) -> None:
    assert words in [note for _, note in Talk.with_().says(words).memory.notes]


def test_two_days_later_he_may_be_anybody() -> None:
    assert Talk.with_().says(HOME).travel(days=2).says("he is loud today").memory.notes


def test_a_danger_of_theirs_is_heard_among_the_news() -> None:
    talk = Talk.with_().says(HOME).says("he cant feel his legs and wet himself")

    assert talk.last.loud and "999" in talk.last.text and not talk.memory.notes


def test_a_danger_of_their_own_is_heard_among_the_news() -> None:
    talk = Talk.with_().says(HOME).says("i cant pee since i lifted him and my bum is numb")

    assert talk.alerts and talk.alerts[0].is_open


def test_an_open_check_in_goes_on_below_the_news() -> None:
    talk = Talk.with_().commands("checkin").says(HOME)

    assert talk.heard[0].key == "wishes.about_another" and talk.last.key.startswith("checkin.")
