"""What twelve people typed in their own ways and was answered coldly, twice or not at all."""

from __future__ import annotations

import pytest

from messages.memory import AlertState
from tests.dialogue.escalation.warned import warned
from tests.dialogue.host import Talk


@pytest.mark.parametrize("words", ["I AM 81", "im 67", "i am 38 years old", "my age is 72"])
def test_an_age_told_in_passing_is_kept(words: str) -> None:
    talk = Talk.with_(age=None).says(words)

    assert talk.person.age is not None and not talk.memory.notes


@pytest.mark.parametrize("words", ["i'm 38 now", "im 8", "i am 39.5", "im 70 kg", "i am 99", "im 38"])
def test_a_temperature_a_weight_or_a_number_is_no_age(words: str) -> None:
    assert Talk.with_(age=None).says(words).person.age is None


@pytest.mark.parametrize("words", ["yes i have 34 years", "i have 34 years", "my age 34", "34"])
def test_an_age_in_a_learners_english_is_past_eighteen(words: str) -> None:
    assert Talk.stranger().commands("start").says(words).last.key == "onboarding.consent"


@pytest.mark.parametrize(
    "words", ["ALRIGHT I SHALL GO", "ok i go", "ok, going now", "I'll go now", "yes we will go to a&e"]
)
def test_agreeing_to_go_is_being_on_the_way_and_is_asked_about_in_an_hour(words: str) -> None:
    talk = warned().says(words)

    assert talk.alerts[0].state is AlertState.ACTING
    assert any(each.key == "escalation.waiting_question" for each in talk.travel(hours=1, minutes=5).heard)


@pytest.mark.parametrize(
    "words", ["ok i go tomorrow", "i'm going on monday", "going to the gp next week", "ok i'll go later"]
)
def test_going_another_day_is_not_going(words: str) -> None:
    talk = warned().says(words)

    assert talk.alerts[0].state is not AlertState.ACTING and talk.last.text.startswith("Go to A&E now")


def test_the_gp_of_two_days_ago_is_no_question_a_second_time() -> None:
    talk = Talk.with_().says("temp 38.2 and back pain").presses("A clinician already").says("gp saw me 2 days ago")

    assert talk.last.key == "escalation.newer"


@pytest.mark.parametrize("words", ["nobody saw me 2 days ago", "i rang them 2 days ago"])
def test_a_call_two_days_ago_is_no_check(words: str) -> None:
    talk = Talk.with_().says("temp 38.2 and back pain").presses("A clinician already").says(words)

    assert talk.last.key != "escalation.newer" and talk.alerts[0].is_open


@pytest.mark.parametrize("words", ["still 38", "temp still 38.4", "still at 39", "still got a temp of 38"])
def test_a_fever_that_stays_is_heard_under_its_warning(words: str) -> None:
    talk = Talk.with_().says("temp 38.2 and back pain").travel(hours=5).says(words)

    assert talk.last.key in ("escalation.still_there", "escalation.reminder", "escalation.alert")


@pytest.mark.parametrize("words", ["not understand", "no understand", "what it means", "me no understand"])
def test_whoever_does_not_understand_gets_the_question_again(words: str) -> None:
    talk = Talk.with_().says("back very bad today and i feel strange all over").says(words)

    assert talk.last.key in ("escalation.general", "escalation.ask", "wishes.explained") and "?" in talk.last.text


@pytest.mark.parametrize("words", ["what if its cancer", "what if it's cancer?"])
def test_a_fear_of_cancer_is_answered_by_the_signs(words: str) -> None:
    talk = Talk.with_().says(words)

    assert talk.last.key == "replied.about" and "wakes you each night" in talk.last.text


def test_sorry_after_a_no_to_a_warning_is_not_answered_coldly() -> None:
    talk = warned().presses("I have called").says("sorry")

    assert "I cannot answer that" not in talk.last.text


@pytest.mark.parametrize("words", ["took 2 codeine", "2 paracetamol", "ibuprofen again"])
def test_tablets_told_in_two_words_are_kept(words: str) -> None:
    assert words in [note for _, note in Talk.with_().says(words).memory.notes]
