"""Only a clinician's look closes a warning, and the same again is then a reminder for two weeks."""

from __future__ import annotations

import pytest

from messages.memory import AlertState
from messages.triage.vocabulary import Level
from tests.dialogue.escalation.warned import NUMB, warned
from tests.dialogue.host import Talk, highest


def test_only_a_clinician_resolves_a_warning() -> None:
    talk = warned().presses("A clinician already checked this").presses("After this warning")

    assert talk.alerts[0].state is AlertState.RESOLVED
    assert talk.alerts[0].resolution == "clinician"
    assert not talk.memory.agenda
    assert not any(shown.pinned for shown in talk.screen)


def test_what_they_were_told_to_watch_for_is_kept() -> None:
    talk = warned().presses("A clinician already").presses("After this").travel(minutes=1).says("more pain in the foot")

    kept = [each for each in talk.records if each.question == "alert.watch_for"]
    assert [each.value for each in kept] == ["more pain in the foot"]
    assert "call 999 at once" in talk.last.text


def test_a_symptom_that_is_gone_does_not_close_the_warning() -> None:
    talk = warned().says("the feeling is back to normal now, no numbness any more")

    assert talk.alerts[0].is_open


def test_an_old_check_never_covers_what_nothing_lowers() -> None:
    talk = Talk.with_().says("I have crushing chest pain").travel(minutes=1)

    talk.presses("A clinician already").presses("Before it")

    assert talk.alerts[0].is_open
    assert "does not cover it" in talk.last.text


@pytest.mark.parametrize(("answer", "closes"), [("Yes", False), ("Not sure", False), ("No", True)])
def test_an_earlier_check_counts_only_if_nothing_is_new_or_worse(answer: str, closes: bool) -> None:
    talk = warned().presses("A clinician already").presses("Before it").presses(answer)

    assert talk.alerts[0].is_open is not closes


def test_a_check_longer_ago_does_not_count() -> None:
    assert warned().presses("A clinician already").presses("Longer ago").alerts[0].is_open


def checked() -> Talk:
    return warned().presses("A clinician already").presses("After this").presses("Nothing special").travel(hours=1)


def test_the_same_after_a_check_is_only_a_reminder_for_two_weeks() -> None:
    talk = checked()

    talk.travel(days=13).says(NUMB)
    reminded = [each.key for each in talk.heard]
    talk.travel(days=2).says(NUMB)

    assert reminded == ["escalation.checked_before"]
    assert talk.heard[0].key == "escalation.alert"
    assert highest(talk) is Level.EMERGENCY_NOW


def test_new_or_worse_after_a_check_is_a_warning_at_once() -> None:
    talk = checked().says(NUMB).presses("It is new or worse")

    assert talk.heard[0].key == "escalation.alert"
    assert highest(talk) is Level.EMERGENCY_NOW


def test_another_danger_after_a_check_is_a_warning_at_once() -> None:
    talk = checked().says("I have crushing chest pain")

    assert talk.heard[0].text.startswith("Call 999 now.")


def test_a_button_of_a_closed_warning_says_so_and_worse_still_counts() -> None:
    talk = warned()
    going, stuck = talk.button("I have called"), talk.button("I cannot get help")
    talk.presses("A clinician already").presses("After this").presses("Nothing special").travel(days=1)

    talk.presses(going)
    closed = talk.toasts
    talk.presses(stuck)

    assert closed == ["That warning is closed. New or worse? Send /serious."]
    assert talk.alerts[0].is_open


@pytest.mark.parametrize("words", ["after", "After the warning", "since then"])
def test_when_it_was_checked_can_be_typed(words: str) -> None:
    talk = warned().presses("A clinician already").travel(minutes=1).says(words)

    assert talk.last.key == "escalation.watch"
    assert talk.alerts[0].state is AlertState.RESOLVED


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("before the warning", "escalation.newer"),
        ("ages ago", "escalation.check_too_old"),
        ("today", "escalation.when"),
    ],
)
def test_a_check_before_the_warning_or_on_some_hour_of_its_day_closes_nothing(words: str, key: str) -> None:
    talk = warned().presses("A clinician already").travel(minutes=1).says(words)

    assert talk.last.key == key
    assert talk.alerts[0].is_open


def test_after_a_day_such_a_word_answers_nothing() -> None:
    talk = warned().presses("A clinician already").travel(hours=25).says("after")

    assert talk.alerts[0].is_open


def test_words_of_feeling_are_not_what_they_were_told_to_watch_for() -> None:
    talk = warned().presses("A clinician already").presses("After this").travel(minutes=2)
    talk.says("still feeling low but im ok")

    assert "escalation.resolved" not in [each.key for each in talk.heard]
    assert talk.memory.notes[0][1] == "still feeling low but im ok"
    assert talk.says("come back if i feel worse").last.key == "escalation.resolved"


def test_a_question_of_a_week_ago_does_not_eat_what_is_written_now() -> None:
    talk = warned().presses("A clinician already").presses("After this").travel(days=8).says("walked the dog today")

    assert "escalation.resolved" not in [each.key for each in talk.heard]
    assert not [each for each in talk.records if each.question == "alert.watch_for"]
    assert talk.memory.notes[0][1] == "walked the dog today"


@pytest.mark.parametrize(
    "text", ["just painkillers", "just rest and paracetamol", "just take it easy", "just the usual tablets"]
)
def test_what_they_were_given_in_place_of_signs_closes_the_talk(text: str) -> None:
    talk = warned().presses("A clinician already").presses("After this").travel(minutes=1).says(text)

    assert [each.value for each in talk.records if each.question == "alert.watch_for"] == [text]
    assert talk.heard[-1].key == "escalation.resolved"


@pytest.mark.parametrize("text", ["just tired", "just sore", "just numb still", "just painful"])
def test_a_little_of_how_they_feel_is_not_what_they_were_told(text: str) -> None:
    talk = warned().presses("A clinician already").presses("After this").travel(minutes=1).says(text)

    assert not [each for each in talk.records if each.question == "alert.watch_for"]
