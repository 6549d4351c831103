"""An answer put right in words changes that answer, says so, keeps the first, and quietens nothing."""

from __future__ import annotations

import pytest

from tests.dialogue.checkin.taken import done
from tests.dialogue.host import Talk

MEANT_FIVE = ["sorry i meant 5", "actually 5", "no 5", "oops 5", "make that a 5", "change it to 5", "*5", "5*",
              "that was wrong, it was a 5", "pain was 5 not 4", "wrong button i mean 5", "i pressed the wrong one, 5",
              "should be 5", "sorry, typo. 5"]  # fmt: skip


@pytest.mark.parametrize("words", MEANT_FIVE)
def test_the_last_answer_is_put_right_and_the_question_stays(words: str) -> None:
    talk = Talk.with_().commands("/checkin").says("4").says(words)

    assert [each.value for each in talk.records if each.question == "checkin.pain"] == ["4", "5"]
    assert talk.checkins[0].answers == {"pain": 5} and talk.last.key == "checkin.change"
    assert "Pain 5 of 10" in talk.heard[0].text
    assert not [each for each in talk.records if each.question == "note"]


def test_a_comparison_is_put_right_in_words() -> None:
    talk = Talk.with_().commands("/checkin").says("4").says("better").says("sorry i meant worse")

    assert talk.checkins[0].answers["change"] == "worse" and talk.last.key == "checkin.sweep"


def test_a_number_with_a_no_before_it_answers_the_open_question_about_a_number() -> None:
    talk = Talk.with_().commands("/checkin").says("4").says("same").says("none of these").says("6").says("no 3")

    assert (talk.checkins[0].answers["sleep"], talk.checkins[0].answers.get("interference")) != (3, None)


@pytest.mark.parametrize("words", ["sorry, pain should be 3", "actually pain should be 3", "sorry i meant pain 3"])
def test_after_the_end_an_answer_is_still_put_right(words: str) -> None:
    talk = done(Talk.with_()).travel(minutes=1).says(words)

    assert talk.checkins[0].answers["pain"] == 3 and talk.last.key == "checkin.summary_done"
    assert [each.value for each in talk.records if each.question == "checkin.pain"] == ["6", "3"]


@pytest.mark.parametrize("words", ["i meant to call my sister", "no numbness", "actually my leg went numb", "no",
                                   "sorry i meant to say thanks"])  # fmt: skip
def test_what_corrects_no_answer_changes_none(words: str) -> None:
    talk = Talk.with_().commands("/checkin").says("4").says(words)

    assert talk.checkins[0].answers["pain"] == 4


def test_severe_pain_put_right_is_still_asked_about() -> None:
    talk = Talk.with_().commands("/checkin").says("8")
    assert talk.last.key == "checkin.drill"

    talk.says("sorry i meant 3")

    assert talk.checkins[0].answers["pain"] == 3 and talk.last.key == "checkin.drill"
    assert any(each.key.startswith("escalation.") for each in talk.travel(minutes=16).heard)


def test_a_warning_is_not_closed_by_putting_the_number_right() -> None:
    talk = Talk.with_().commands("/checkin").says("8").says("yes")
    assert talk.alerts

    talk.says("sorry i meant 3")

    assert talk.alerts[0].is_open


@pytest.mark.parametrize(
    "words",
    ["oops i meant yes", "actually the second one", "wait, maybe", "no wait one of them", "sorry, yes to one of them",
     "actually not sure", "i meant yes"],
)  # fmt: skip
def test_a_none_taken_back_shows_the_list_again_and_asks_which(words: str) -> None:
    talk = Talk.with_().commands("/checkin").says("4").says("same").says("none of these").says(words)

    assert [each.key for each in talk.heard if not each.edited] == ["checkin.sweep_which", "checkin.sweep"]


def test_a_sign_picked_after_a_none_was_taken_back_is_asked_about() -> None:
    talk = Talk.with_().commands("/checkin").says("4").says("same").says("none of these").says("oops i meant yes")

    assert talk.presses("Pee, poo or numb bottom").last.key == "checkin.drill"


@pytest.mark.parametrize("words", ["undo", "wrong button", "oops", "go back", "that was wrong", "my mistake"])
def test_the_last_question_comes_again_for_a_slip(words: str) -> None:
    talk = Talk.with_().commands("/checkin").says("4").says("better").says(words)

    assert talk.last.key == "checkin.change" and "change" not in talk.checkins[0].answers
    assert talk.says("worse").checkins[0].answers == {"pain": 4, "change": "worse"}


@pytest.mark.parametrize("words", ["undo", "my mistake"])
def test_a_slip_undoes_nothing_beside_a_question_of_danger(words: str) -> None:
    talk = Talk.with_().commands("/checkin").says("4").says("what if I wet myself").says(words)

    assert talk.checkins[0].answers["pain"] == 4
