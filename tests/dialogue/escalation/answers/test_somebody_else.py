"""A warning about somebody else is closed by two buttons, never by words; a carer hears what a carer can do."""

from __future__ import annotations

import pytest

from messages.memory import AlertState
from messages.triage.vocabulary import Answer, Level
from tests.dialogue.escalation.warned import NUMB, warned
from tests.dialogue.host import Talk, highest


def test_a_warning_about_somebody_else_is_closed_by_two_buttons_and_tells_what_to_do_for_them() -> None:
    talk = warned().presses("About someone else")

    assert talk.alerts[0].is_open
    assert talk.heard[0].text.startswith("Go to A&E now")

    talk.presses("Only to them, not to me")

    assert talk.alerts[0].state is AlertState.RESOLVED
    assert talk.alerts[0].resolution == "other"
    assert "about someone else" in talk.last.text
    assert not [each for each in talk.travel(hours=48).heard if each.key.startswith("escalation.")]


def test_the_symptom_of_somebody_else_is_not_kept_as_the_writers_own() -> None:
    talk = warned().presses("About someone else").presses("Only to them")

    latest = {each.flag: each.answer for each in talk.case.facts}
    assert set(latest.values()) == {Answer.NO}
    talk.commands("serious").presses("Stop here").presses("Show summary")
    assert talk.last.key == "escalation.desk_card"
    assert "wip" not in talk.last.text
    assert "numb" not in talk.last.text


def test_it_is_happening_to_me_makes_it_loud_again() -> None:
    talk = warned().presses("About someone else").presses("It is happening to me")

    assert talk.heard[0].key == "escalation.alert"
    assert talk.heard[0].loud
    assert talk.alerts[0].state is AlertState.OPEN


def test_one_press_or_words_alone_close_nothing_and_the_repeats_go_on() -> None:
    talk = warned().presses("About someone else").says("it was about my mum").says("this was my dad not me")

    assert talk.alerts[0].is_open
    assert "escalation.alert" in [each.key for each in talk.travel(minutes=20).heard]


def test_what_was_told_after_the_question_is_not_closed_by_its_old_button() -> None:
    talk = warned().presses("About someone else")
    old = talk.button("Only to them")
    talk.says("I have crushing chest pain").presses(old)

    assert talk.alerts[0].is_open
    assert highest(talk) is Level.EMERGENCY_NOW
    assert "crushing chest" in talk.last.text


def test_a_danger_of_their_own_later_is_a_new_warning() -> None:
    talk = warned().presses("About someone else").presses("Only to them").travel(minutes=5).says(NUMB)

    assert talk.heard[0].key == "escalation.alert"
    assert talk.heard[0].loud


def test_wanting_to_die_is_not_closed_that_way_but_asked_again_in_the_morning() -> None:
    talk = Talk.with_().says("i want to die").presses("About someone else").presses("Only to them")

    assert talk.alerts[0].is_open
    assert "escalation.mistake_next_day" in [each.key for each in talk.travel(hours=26).heard]


@pytest.mark.parametrize("country", ["GB", "US", "BD", None])
def test_a_carer_is_told_to_ask_to_stay_and_to_call_if_they_might_act(country: str | None) -> None:
    talk = Talk.with_(country=country).says("my husband says he wants to kill himself")

    text = talk.heard[0].text
    assert "if they might act" in text[:60]
    assert "Are you thinking about killing yourself?" in text
    assert "Stay with them" in text
    assert "if you might act" not in text
    assert "food" not in text
    assert "Note the times" not in text
    assert len(text) <= 900
    assert talk.alerts == ()
    assert talk.case.facts == ()


MUM = "my mum can't feel her legs"


@pytest.mark.parametrize("answer", ["", "yes both, since this morning", "no"])
@pytest.mark.parametrize(
    "words",
    ["her legs are back to normal now", "she can walk again", "he seems fine now", "they say its a trapped nerve"],
)
def test_what_comes_next_about_them_stays_theirs(answer: str, words: str) -> None:
    talk = Talk.with_().says(MUM).travel(minutes=1)
    if answer:
        talk.says(answer).travel(minutes=2)
    talk.says(words)

    assert [each.key for each in talk.heard] == ["escalation.about_them" if answer else "escalation.about_them_asked"]
    assert talk.memory.notes == ()
    assert talk.case.facts == ()
    assert talk.alerts == ()


def test_a_question_about_them_can_still_be_answered_below_their_news() -> None:
    talk = Talk.with_().says(MUM).travel(minutes=1).says("her legs are back to normal now").presses("No")

    assert talk.last.key == "escalation.thanks_other"
    assert talk.travel(minutes=20).heard == []


def test_new_danger_of_theirs_is_answered_for_them() -> None:
    talk = Talk.with_().says(MUM).says("yes").travel(minutes=2).says("now she has crushing chest pain and is sweating")

    assert "about someone else" in talk.heard[0].text
    assert talk.alerts == ()


@pytest.mark.parametrize("words", ["my back is a bit stiff today", "i walked her dog today", "slept badly"])
def test_the_writers_own_words_are_still_theirs(words: str) -> None:
    talk = Talk.with_().says(MUM).says("yes").travel(minutes=2).says(words)

    assert talk.memory.notes[0][1] == words


def test_an_hour_later_her_is_somebody_new() -> None:
    talk = Talk.with_().says(MUM).says("no").travel(minutes=61).says("her garden took it out of my back")

    assert talk.memory.notes


def test_danger_that_may_be_the_writers_own_is_taken_for_theirs() -> None:
    talk = Talk.with_().says(MUM).says("no").travel(minutes=2).says("they went numb, both legs, and can't pee")

    assert talk.alerts or "escalation.ask" in [each.key for each in talk.heard]


def test_it_can_be_written_down_all_the_same() -> None:
    talk = Talk.with_().says(MUM).says("no").travel(minutes=2).says("she can walk again").presses("Write it in my log")

    assert talk.memory.notes[0][1] == "she can walk again"
