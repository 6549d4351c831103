"""Who took what a warning about dying speaks of has been poisoned, in whatever words they say so."""

from __future__ import annotations

import re
from typing import Any

import pytest

from messages.dialogue.escalation.words.kinds import Kind
from messages.dialogue.escalation.words.warning import kind_for
from messages.memory import AlertState
from messages.triage.vocabulary import Answer, Level
from tests.dialogue.host import Talk, highest

SAVED = "i have tablets saved up"


def saved(**fields: Any) -> Talk:
    """Return a talk some minutes after somebody said that they have saved tablets."""
    return Talk.with_(**fields).says(SAVED).travel(minutes=5)


def is_poisoned(talk: Talk) -> bool:
    return any(each.is_open and kind_for(each.reasons) is Kind.TAKEN for each in talk.alerts)


@pytest.mark.parametrize(
    "words",
    [
        "i took them",
        "i took them all",
        "I swallowed them",
        "ive took em",
        "took them",
        "yes i took them",
        "i have taken them all now",
        "just took them with vodka",
        "took the lot",
        "ive taken everything",
        "i swallowed the whole box",
        "finished the packet",
        "i took 30",
        "i took 20 of them",
        "i overdosed",
        "ive taken an overdose",
        "waiting for them to kick in",
        "theyre in me now",
        "i took them i dont want to live",
        "took em 20 minutes ago",
        "i took all the tablets",
        "i've taken something",
        "ok so i took them",
        "bye i took them",
        "i tok them",
        "i have take them all",
        "ive gone and taken them",
        "i ate all the pills",
        "i injected all my insulin",
        "i think ive taken too much",
        "no i took them",
    ],
)
def test_it_is_heard_in_any_words_and_rings(words: str) -> None:
    talk = saved().says(words)

    said = talk.heard[0]
    assert said.key == "escalation.alert"
    assert said.loud
    assert said.text.startswith("Call 999 now. Ask for an ambulance.")
    assert "what you took, how much and when" in said.text
    assert "111" in said.text
    assert "116 123" in said.text
    assert "numb" not in said.text
    assert is_poisoned(talk)
    assert highest(talk) is Level.EMERGENCY_NOW


@pytest.mark.parametrize(
    "words",
    [
        "i nearly took them",
        "i havent taken them",
        "my sister took them away",
        "she took them",
        "i took them back to the pharmacy",
        "i took the dog out",
        "if i took them would it hurt",
        "i took my tablets as usual",
        "i took them all last year",
        "ive had enough",
        "i took them to school",
    ],
)
def test_nothing_else_is_taken_for_it(words: str) -> None:
    assert not is_poisoned(saved().says(words))


@pytest.mark.parametrize(
    "words",
    [
        "its done",
        "ive done it",
        "too late now",
        "all gone",
        "none left",
        "i did something stupid",
        "i took two of them",
    ],
)
def test_what_may_mean_it_is_asked_at_once(words: str) -> None:
    talk = saved().says(words)

    assert talk.heard[0].key == "escalation.crisis_acting"
    assert talk.heard[0].loud
    assert talk.presses("Yes").heard[0].text.startswith("Call 999 now. Ask for an ambulance.")


def test_below_the_direct_question_it_is_heard_too() -> None:
    talk = Talk.with_().says("whats the point of it all").travel(minutes=2)
    assert "killing yourself" in talk.last.text

    talk.says("i took them")

    assert is_poisoned(talk)
    assert talk.heard[0].loud


def test_it_is_heard_in_the_middle_of_a_check_in_and_in_an_edited_message() -> None:
    assert is_poisoned(saved().commands("/checkin").says("i took them"))
    assert is_poisoned(saved().says("i want them").says("i took them", edited=True))


def test_without_such_a_warning_the_words_mean_nothing() -> None:
    talk = Talk.with_().says("i took them")

    assert talk.alerts == ()


def test_an_accident_with_tablets_is_no_wish_to_die() -> None:
    talk = Talk.with_().says("I took 20 paracetamol today").travel(minutes=1).presses("No")

    assert not is_poisoned(talk)
    assert talk.says("i took them by mistake").heard[0].loud
    assert not is_poisoned(talk)


def test_a_yes_to_having_taken_them_to_die_carries_what_how_much_and_when() -> None:
    talk = Talk.with_().says("I took 20 paracetamol today").travel(minutes=1).presses("Yes")

    assert is_poisoned(talk)
    assert "what you took, how much and when" in talk.heard[0].text


def test_who_said_so_is_not_asked_whether_it_was_on_purpose() -> None:
    talk = saved().says("i took all the tablets")

    assert [each.key for each in talk.heard] == ["escalation.alert"]


@pytest.mark.parametrize(
    "words",
    ["im sleepy", "feel sick", "i feel fine", "my stomach hurts", "cant stay awake", "just sitting here", "hm so"],
)
def test_whatever_they_write_next_is_told_on_aloud(words: str) -> None:
    talk = saved().says("i took them").travel(minutes=3).says(words)

    assert talk.heard[0].loud
    assert talk.heard[0].text.startswith("Call 999 now. Ask for an ambulance.")
    assert "what you took, how much and when" in talk.heard[0].text


def test_who_fell_ill_after_too_many_by_accident_is_heard_aloud_too() -> None:
    talk = Talk.with_().says("I took 20 paracetamol today").travel(minutes=1).presses("No").travel(minutes=5)

    assert talk.says("im so sleepy").heard[0].key == "escalation.taken_heard"


def test_that_i_am_ok_quietens_nothing() -> None:
    talk = saved().says("i took them").travel(minutes=2).says("im ok now")

    assert talk.heard[0].loud
    assert talk.alerts[0].state is AlertState.OPEN
    assert "safe" not in talk.heard[0].text


def test_every_repeat_names_the_poisoning_and_none_blames_for_silence() -> None:
    talk = saved().says("i took them").travel(minutes=3).says("im sleepy").travel(hours=13)

    rung = [each.text for each in talk.heard if each.key == "escalation.alert"]
    assert len(rung) == 4
    assert all(text.startswith("Call 999 now. Ask for an ambulance.") for text in rung)
    assert any("what you took, how much and when" in text for text in rung)
    assert not any("You have not answered me" in text or "saved up" in text for text in rung)


def test_with_help_on_its_way_it_still_says_what_to_tell() -> None:
    talk = saved().says("i took them").travel(minutes=2).presses("I have called")

    assert "what you took, how much and when" in talk.last.text
    talk.travel(minutes=61)
    assert talk.last.key == "escalation.waiting_taken"
    assert talk.travel(minutes=2).says("still alive").last.key == "escalation.taken_with_help"


def test_the_morning_after_asks_whether_somebody_looked_after_them() -> None:
    talk = saved().says("i took them").travel(minutes=2).presses("I have called").travel(minutes=61)
    talk.presses("Yes, I am being helped").travel(days=1)

    assert talk.last.key == "escalation.morning_taken"
    assert "tablets" not in talk.last.text


def test_it_closes_only_as_a_warning_about_dying_does() -> None:
    talk = saved().says("i took them").travel(minutes=2).presses("A clinician already")

    assert talk.last.key == "escalation.crisis_do_they_know"
    talk.presses("Yes, they know")
    assert "Might you hurt yourself right now?" in talk.last.text
    talk.presses("No")
    assert talk.alerts[0].is_open


def test_a_clinician_long_ago_makes_it_no_reminder() -> None:
    talk = (
        saved().says("i took them").travel(days=1, minutes=5).presses("A clinician already").presses("Yes, they know")
    )
    talk.presses("No").travel(days=2)
    assert not any(each.is_open for each in talk.alerts)

    talk.says(SAVED).travel(minutes=2).says("i took them")

    assert is_poisoned(talk)
    assert talk.heard[0].key == "escalation.alert"


def test_it_is_remembered_as_harm_done() -> None:
    talk = saved().says("i took them")

    assert [each.answer for each in talk.case.facts if each.flag == "mh_self_harm"] == [Answer.YES]


@pytest.mark.parametrize("country", [None, "GB", "US", "IT", "NL", "BD"])
def test_no_dose_no_method_and_no_blame_stand_in_it_anywhere(country: str | None) -> None:
    talk = saved(country=country).says("i took them").travel(minutes=3).says("im sleepy").travel(hours=2)

    for shown in talk.screen:
        assert not re.search(r"\b(lethal|enough to|safe amount|mg|why did you|how could you|selfish)\b", shown.text)
        assert len(shown.text) <= 900


def test_no_daily_prompt_comes_within_a_day_of_it_however_old_the_warning_is() -> None:
    talk = Talk.with_().commands("/start").says(SAVED).travel(hours=36).says("i took them").travel(minutes=2)
    talk.presses("I have called").travel(minutes=61).presses("Yes, I am being helped")

    assert [each.key for each in talk.travel(hours=20).heard if each.key.startswith("checkin.")] == []
    assert [each.key for each in talk.travel(hours=24).heard if each.key.startswith("checkin.")]
