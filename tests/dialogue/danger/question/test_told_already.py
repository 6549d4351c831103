"""What was just said is not asked for again: it is a yes, and so is help that was called for already."""

from __future__ import annotations

import pytest

from messages.dialogue.escalation.words import reasons
from messages.dialogue.scene import Scene
from messages.memory import AlertState
from messages.triage.flags import table
from tests.dialogue.host import Talk

STAIRS = "chest pain when i climb stairs, goes when i rest"
CANCER = "had breast cancer 3 years ago"


@pytest.mark.parametrize(
    "words",
    ["no thats what i told you", "that's what I said", "i just told you that", "i already said so", "like i said",
     "exactly what i wrote", "told you already"],
)  # fmt: skip
def test_that_is_what_i_told_you_is_a_yes(words: str) -> None:
    talk = Talk.with_().says(STAIRS).travel(minutes=2)
    assert not talk.alerts

    assert talk.says(words).alerts and talk.heard[0].key == "escalation.alert"


@pytest.mark.parametrize("words", ["i have called, they are coming", "ambulance is on its way", "ive rung 999"])
def test_help_called_for_before_the_answer_is_a_yes_and_help_on_its_way(words: str) -> None:
    talk = Talk.with_().says(STAIRS).travel(minutes=2).says(words)

    assert talk.alerts[0].state is AlertState.ACTING
    assert talk.heard[0].key == "escalation.alert"
    assert not [each for each in talk.travel(minutes=30).heard if each.key == "escalation.ask_again"]


@pytest.mark.parametrize(
    "words",
    ["thats not what i told you", "i already said no", "i told my doctor", "i never said that", "i told you no"],
)
def test_words_that_deny_or_tell_somebody_else_are_no_yes(words: str) -> None:
    assert not Talk.with_().says(STAIRS).travel(minutes=2).says(words).alerts


def test_a_question_about_somebody_else_is_not_turned_on_the_writer() -> None:
    talk = Talk.with_().says("my mum can't feel her legs since she woke up").travel(minutes=2)

    assert not talk.says("thats what i told you").alerts


def test_who_just_told_of_a_cancer_is_asked_only_about_the_pain() -> None:
    talk = Talk.with_().says(CANCER)

    assert "Have you ever had cancer" not in talk.last.text
    assert "Is this back or neck pain new, or getting worse?" in talk.last.text
    again = [each for each in talk.travel(minutes=16).heard if each.key == "escalation.ask_again"]
    assert again and "Have you ever" not in again[0].text


def test_a_no_to_the_rest_of_it_leaves_the_cancer_known() -> None:
    talk = Talk.with_().says(CANCER).travel(minutes=2).says("none")

    assert talk.last.key == "escalation.thanks_no"
    assert any(each.flag == "rf_cancer_history" and each.answer == "yes" for each in talk.case.facts)


def test_a_yes_to_the_rest_of_it_is_a_warning() -> None:
    assert Talk.with_().says(CANCER).travel(minutes=2).says("yes").alerts


def test_who_never_told_of_a_cancer_is_asked_both() -> None:
    talk = Talk.with_()

    asked = reasons.question_of(Scene(talk.memory, talk.now), "ca_history_new_pain")
    assert asked == table().flags["ca_history_new_pain"].question
