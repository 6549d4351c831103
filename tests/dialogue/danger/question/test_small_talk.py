"""Small talk below an open danger question: one quiet reminder, and the question rings again at its own moments."""

from __future__ import annotations

import pytest

from messages.triage.vocabulary import Answer
from tests.dialogue.host import Talk

UNSURE = "funny feeling down below"


def asked(words: str = UNSURE) -> Talk:
    talk = Talk.with_().says(words).travel(minutes=2)
    assert talk.screen[-1].key in ("escalation.ask", "escalation.direct")
    return talk


@pytest.mark.parametrize("words", [UNSURE, "whats the point of it all", "my mum can't feel her legs"])
@pytest.mark.parametrize(
    "text", ["nice weather today", "my cat is cute", "lol", "i had soup for lunch", "watching the football tonight"]
)
def test_it_brings_one_quiet_reminder(words: str, text: str) -> None:
    talk = asked(words).says(text)

    assert [
        (each.key in ("escalation.ask_plainly", "escalation.direct_plainly"), each.loud) for each in talk.heard
    ] == [(True, False)]
    assert talk.sees("Yes") and talk.sees("Not sure")


def test_it_is_in_the_log_all_the_same() -> None:
    assert asked().says("i had soup for lunch").memory.notes[0][1] == "i had soup for lunch"


def test_the_question_rings_again_after_its_15_minutes_and_can_still_be_answered() -> None:
    talk = asked().says("my cat is cute").travel(minutes=14)

    assert [(each.key, each.loud) for each in talk.heard] == [("escalation.ask_again", True)]
    assert talk.says("yes").alerts


def test_it_is_reminded_of_once_and_not_below_every_word() -> None:
    talk = asked().says("my cat is cute").travel(minutes=1).says("watching the football tonight")

    assert [each.key for each in talk.heard] == ["wishes.noted"]


def test_silence_and_small_talk_are_no_answer() -> None:
    talk = asked().says("nice weather today")

    assert Answer.NO not in [each.answer for each in talk.case.facts]


@pytest.mark.parametrize("text", ["not exactly sure what you want", "down there it is odd somehow"])
def test_words_that_may_be_an_answer_are_asked_on_aloud(text: str) -> None:
    talk = asked().says(text)

    assert any(each.key.startswith("escalation.") and each.loud for each in talk.heard)


def test_a_new_danger_in_between_rings_as_always() -> None:
    talk = asked().says("nice weather but i cant pee")

    assert talk.heard[0].key == "escalation.alert" and talk.heard[0].loud
