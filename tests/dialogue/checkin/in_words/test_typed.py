"""Answers in words: bound to the open question, several in one sentence, impossible numbers asked again."""

from __future__ import annotations

from typing import Any

import pytest

from messages.dialogue.checkin.hearing.answers.typed import read_answers
from messages.dialogue.checkin.hearing.answers.yes_no import read_yes_no
from messages.memory import CheckInState
from messages.triage.vocabulary import Answer, MeasureKind
from tests.dialogue.checkin.taken import done
from tests.dialogue.host import Talk

ALONE = [
    ("7", "pain", 7),
    ("7/10", "pain", 7),
    ("7 / 10", "pain", 7),
    ("7 out of 10", "pain", 7),
    ("seven", "pain", 7),
    ("Seven.", "pain", 7),
    ("about a 7", "pain", 7),
    ("about 7ish", "pain", 7),
    ("~7", "pain", 7),
    ("I'd say 7", "pain", 7),
    ("I’d say a 7", "pain", 7),
    ("it's a 7 today", "pain", 7),
    ("maybe a 4", "pain", 4),
    ("6-7", "pain", 7),
    ("6 or 7", "pain", 7),
    ("6.5", "pain", 7),
    ("0", "pain", 0),
    ("zero", "pain", 0),
    ("none", "pain", 0),
    ("no pain today", "pain", 0),
    ("10", "pain", 10),
    ("ten out of ten", "pain", 10),
    ("same", "change", "same"),
    ("about the same", "change", "same"),
    ("a bit worse", "change", "worse"),
    ("much better", "change", "better"),
    ("worst ever", "change", "worst"),
    ("very different", "change", "different"),
    ("none of these", "sweep", []),
    ("None", "sweep", []),
    ("5", "sleep", 5),
    ("sleep 6/10", "sleep", 6),
    ("3", "interference", 3),
    ("not at all", "interference", 0),
    ("2 paracetamol", "meds", {"paracetamol": 2}),
    ("2 paracetamol and 1 ibuprofen", "meds", {"paracetamol": 2, "nsaid": 1}),
    ("none", "meds", {}),
    ("4", "meds", {"paracetamol": 4}),
    ("ok", "mood", 3),
    ("good", "mood", 4),
    ("mood low", "mood", 2),
]


@pytest.mark.parametrize(("text", "asked", "value"), ALONE)
def test_words_answer_the_open_question(text: str, asked: str, value: Any) -> None:
    assert read_answers(text, asked).values == {asked: value}


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("5h", 5),
        ("slept 5h", 5),
        ("5 hours", 5),
        ("about 5 and a half hours", 5.5),
        ("5.5 hrs", 5.5),
        ("six hours of sleep", 6),
    ],
)
def test_hours_of_sleep_are_heard_while_sleep_is_asked(text: str, hours: float) -> None:
    assert read_answers(text, "sleep").values == {"sleep_hours": hours}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("pain 6, slept 5h, no numbness", {"pain": 6, "sleep_hours": 5}),
        ("pain is 6 and slept 7 hours", {"pain": 6, "sleep_hours": 7}),
        ("6, slept 5h", {"pain": 6, "sleep_hours": 5}),
        ("pain 4/10. mood good", {"pain": 4, "mood": 4}),
        ("pain 6, same, took 2 paracetamol", {"pain": 6, "change": "same", "meds": {"paracetamol": 2}}),
    ],
)
def test_several_answers_in_one_sentence_fill_what_they_can(text: str, values: dict[str, Any]) -> None:
    assert read_answers(text, "pain").values == values


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("hello", "pain"),
        ("I'll be back at 7", "pain"),
        ("went to sleep at 10", "sleep"),
        ("7 days", "pain"),
        ("call me at 0207 946 0018", "pain"),
        ("is 7 bad?", "pain"),
        ("10 tablets", "pain"),
        ("no numbness", "sweep"),
        ("the pain won't stop", "pain"),
        ("", "pain"),
        ("5", ""),
        ("7", "change"),
        ("5", "sweep"),
    ],
)
def test_what_answers_nothing_is_left_for_others(text: str, asked: str) -> None:
    assert read_answers(text, asked) == read_answers("", asked)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("11", "pain"),
        ("pain 11", "pain"),
        ("-1", "pain"),
        ("99/10", "sleep"),
        ("slept 30h", "pain"),
        ("300 paracetamol", "meds"),
    ],
)
def test_impossible_numbers_are_seen_as_such(text: str, asked: str) -> None:
    typed = read_answers(text, asked)

    assert typed.impossible and not typed.values


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("yes", Answer.YES), ("Yeah!", Answer.YES), ("a bit", Answer.YES), ("no", Answer.NO),
        ("Not really.", Answer.NO), ("not sure", Answer.NOT_SURE), ("maybe", Answer.NOT_SURE),
        ("what?", None), ("seven", None),
    ],
)  # fmt: skip
def test_yes_and_no_in_words(text: str, answer: Answer | None) -> None:
    assert read_yes_no(text) is answer


def test_a_whole_check_in_can_be_typed() -> None:
    talk = Talk.with_().commands("/checkin")

    for each in ("about a 6", "same", "none of these", "5 and 6h", "4", "ok"):
        talk.says(each)

    assert talk.checkins[0].state is CheckInState.DONE
    assert talk.checkins[0].answers == {
        "pain": 6, "change": "same", "sweep": [], "sleep": 5, "sleep_hours": 6, "interference": 4, "mood": 3,
    }  # fmt: skip


def test_the_next_question_comes_below_what_was_typed() -> None:
    talk = Talk.with_().commands("/checkin")

    talk.says("6")

    assert talk.last.key == "checkin.change" and not talk.last.edited
    assert [each.rows for each in talk.screen[:-1]] == [()]


def test_an_impossible_number_is_asked_again_and_nothing_is_stored() -> None:
    talk = Talk.with_().commands("/checkin")

    talk.says("pain 11")

    assert "pain" not in talk.checkins[0].answers
    assert not talk.records and not talk.memory.case.measures
    assert [each.key for each in talk.heard] == ["checkin.impossible_scale", "checkin.pain"]


def test_beside_an_impossible_number_the_rest_is_kept() -> None:
    talk = Talk.with_().commands("/checkin")

    talk.says("pain 11, slept 5h")

    assert talk.checkins[0].answers == {"sleep_hours": 5}
    assert talk.last.key == "checkin.pain"


def test_a_number_read_for_danger_is_not_learned_twice() -> None:
    talk = Talk.with_().commands("/checkin")

    talk.says("pain 6, slept 5h, took 4 paracetamol")

    kinds = sorted(each.kind for each in talk.memory.case.measures)
    assert kinds == [MeasureKind.PAIN_0_10, MeasureKind.PARACETAMOL_TABLETS, MeasureKind.SLEEP_HOURS]


def test_words_bind_only_to_the_open_question_and_not_to_a_finished_check_in() -> None:
    talk = done(Talk.with_())

    talk.says("9")

    assert talk.checkins[0].answers["pain"] == 6


def test_an_edited_message_changes_the_answer_it_gave() -> None:
    talk = Talk.with_().commands("/checkin").says("6")

    talk.says("8", edited=True)

    assert talk.checkins[0].answers["pain"] == 8
    assert talk.records[-1].origin == "edited"


def test_an_edited_message_can_name_its_question() -> None:
    talk = Talk.with_().commands("/checkin").says("pain 6").says("same")

    talk.says("pain 5", edited=True)

    assert talk.checkins[0].answers == {"pain": 5, "change": "same"}


def test_yes_typed_to_a_danger_question_escalates() -> None:
    talk = Talk.with_().commands("/checkin").presses("6").presses("Same").presses("Chest pain")

    talk.says("yes")

    assert talk.alerts


def test_a_wish_typed_in_the_middle_is_no_answer_and_the_question_stays() -> None:
    talk = Talk.with_().commands("/checkin").presses("6")

    talk.says("help")

    assert talk.checkins[0].answers == {"pain": 6}
    talk.presses("Same")
    assert talk.checkins[0].answers == {"pain": 6, "change": "same"}


def test_words_behind_the_command_are_the_first_answers() -> None:
    talk = Talk.with_().commands("/checkin", "pain 6")

    assert talk.checkins[0].answers == {"pain": 6}
    assert talk.last.key == "checkin.change"


def test_a_report_in_the_middle_is_kept_and_the_question_asked_again() -> None:
    talk = Talk.with_().commands("/checkin").says("went to the shop today")

    assert [each.key for each in talk.heard if not each.edited] == ["wishes.noted", "checkin.pain"]
    talk.says("4")
    assert talk.checkins[0].answers == {"pain": 4}


def test_words_that_are_no_answer_bring_the_question_back() -> None:
    talk = Talk.with_().commands("/checkin").presses("4").says("a bit")

    assert [each.key for each in talk.heard if not each.edited] == ["checkin.no_answer", "checkin.change"]
    assert not [each for each in talk.records if each.question == "note"]


def test_words_around_an_answer_are_kept() -> None:
    talk = Talk.with_().commands("/checkin").says("maybe a 4, i slept terribly because of the heat")

    assert talk.checkins[0].answers["pain"] == 4
    talk.commands("/log")
    assert "because of the heat" in talk.last.text
