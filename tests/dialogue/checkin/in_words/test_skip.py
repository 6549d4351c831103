"""Typing "skip" leaves out one question, as a button would; never one that keeps people safe."""

from __future__ import annotations

import pytest

from messages.memory import CheckInState
from tests.dialogue.host import Talk
from tests.dialogue.onboarding.arrived import set_up


def at_question(*answers: str) -> Talk:
    talk = Talk.with_().commands("/checkin")
    for each in answers:
        talk.says(each)
    return talk


@pytest.mark.parametrize("word", ["skip", "Skip.", "skip this one", "pass", "next"])
def test_skip_goes_on_to_the_next_question_and_stores_nothing(word: str) -> None:
    talk = at_question().says(word)

    assert talk.last.key == "checkin.change"
    assert talk.checkins[0].answers == {}
    assert talk.records == []
    assert talk.memory.notes == ()


def test_the_safety_question_is_asked_all_the_same() -> None:
    talk = at_question("4", "same").says("skip")

    assert [each.key for each in talk.heard if not each.edited] == ["checkin.no_skip", "checkin.sweep"]


def test_a_question_about_one_danger_is_not_skipped_either() -> None:
    talk = at_question("8")
    assert talk.last.key == "checkin.drill"

    talk.says("skip")
    assert [each.key for each in talk.heard if not each.edited] == ["checkin.no_skip", "checkin.drill"]


def test_skipping_the_last_question_ends_the_check_in_with_its_summary() -> None:
    talk = at_question("4", "same").presses("None of these")
    for _ in range(3):
        talk.says("skip")

    assert talk.checkins[0].state is CheckInState.DONE
    assert talk.last.key == "checkin.summary_done"
    assert set(talk.checkins[0].answers) == {"pain", "change", "sweep"}


def test_what_was_skipped_can_still_be_told() -> None:
    talk = at_question().says("skip").says("pain 6")

    assert talk.checkins[0].answers["pain"] == 6


def test_skip_while_an_answer_is_changed_keeps_it() -> None:
    talk = at_question("4", "same").presses("None of these").says("6").says("3").says("ok")
    talk.presses("Edit").presses("Pain 4").says("skip")

    assert talk.checkins[0].answers["pain"] == 4
    assert talk.last.key.startswith("checkin.summary")


def test_a_page_of_health_questions_is_skipped_the_same_way() -> None:
    talk = set_up().presses("Health questions")
    first = talk.last
    talk.says("skip")

    assert (first.key, talk.last.key) == ("risks.page", "risks.page")
    assert talk.last.text != first.text
    assert talk.person.risks == {}
