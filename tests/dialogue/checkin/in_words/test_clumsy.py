"""Clumsy answers: numbers among other words, pictures, doubts, yesterday's answers once more. Nothing is guessed."""

from __future__ import annotations

from typing import Any

import pytest

from messages.dialogue.checkin.hearing.answers.typed import read_answers
from messages.memory import CheckInState
from tests.dialogue.checkin.taken import done
from tests.dialogue.host import Talk

WAY = {"pain": (), "change": ("4",), "sweep": ("4", "same"), "sleep": ("4", "same", "none of these")}
WAY |= {"interference": (*WAY["sleep"], "6"), "mood": (*WAY["sleep"], "6", "3")}


def asked(question: str, *, yesterday: bool = False) -> Talk:
    """Return a talk in which the check-in asks ``question``."""
    talk = Talk.with_()
    if yesterday:
        done(talk).travel(days=1)
    talk.commands("/checkin")
    for words in WAY[question]:
        talk.says(words)
    assert talk.last.key == f"checkin.{question}"
    return talk


@pytest.mark.parametrize(
    ("words", "pain"),
    [
        ("bout a 4", 4), ("4 today mate", 4), ("id give it a 4", 4), ("put me down for a four", 4), ("let's say 4", 4),
        ("4 outta 10", 4), ("four n a half", 5), ("four point five", 5), ("4,5", 5), ("like a four maybe five", 5),
        ("hello its a 5", 5), ("5 x", 5), ("4️⃣", 4), ("(4)", 4), ('"4"', 4), ("4?", 4), ("sevn", 7), ("ate", 8),
        ("down to 3", 3), ("3 down from 5", 3), ("gone up to a 6", 6), ("pain's about a 4", 4), ("back is at a 4", 4),
        ("five no four", 4), ("5 sorry 4", 4), ("5. actually 4", 4), ("6 not 5", 6), ("4 - not bad", 4),
        ("um yeah i would say it's probably about a five today thanks", 5), ("🔟", 10), ("4 :)", 4),
    ],
)  # fmt: skip
def test_a_number_is_heard_among_words_that_only_lead_to_it(words: str, pain: int) -> None:
    assert read_answers(words, "pain").values == {"pain": pain}


@pytest.mark.parametrize(
    "words",
    ["I'll be back at 7", "call me at 7", "4 sitting 7 standing", "6 this morning 3 now", "4 5", "back 4 leg 6", "fine",
     "even", "weight", "for 4 days", "no 4 is not right", "was a 6 now a 3", "my leg is a 4", "took 4 tablets", "50%",
     "4 if i sit still", "3 times"],
)  # fmt: skip
def test_a_number_among_words_of_their_own_is_no_pain(words: str) -> None:
    assert "pain" not in read_answers(words, "pain").values


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ("3 better than yesterday", {"pain": 3, "change": "better"}),
        ("bit better ta 3", {"pain": 3, "change": "better"}),
        ("4 (worse than usual)", {"pain": 4, "change": "worse"}),
        ("same as usual 4", {"pain": 4, "change": "same"}),
        ("pain four slept six hours mood ok", {"pain": 4, "sleep_hours": 6, "mood": 3}),
        ("2 because i rested all day", {"pain": 2}),
    ],
)
def test_what_stands_beside_the_number_is_heard_too(words: str, values: dict[str, Any]) -> None:
    assert read_answers(words, "pain").values == values


@pytest.mark.parametrize(
    ("words", "change"),
    [("bit better ta", "better"), ("tad worse", "worse"), ("not as bad", "better"), ("easing off", "better"),
     ("getting worse", "worse"), ("not much different", "same"), ("no worse no better", "same"), ("wrose", "worse"),
     ("ditto", "same"), ("same only", "same"), ("little better only", "better"),
     ("slowly getting better", None), ("not much better", None), ("worse in the leg", None)],
)  # fmt: skip
def test_more_ways_to_compare_with_the_usual(words: str, change: str | None) -> None:
    assert read_answers(words, "change").values.get("change") == change


@pytest.mark.parametrize(
    ("words", "mood"),
    [("Good 🙂", 4), ("🙁", 2), ("😢", 1), ("👍", 4), ("🙂😢", 1), ("pretty low actually", 2), ("all right i guess", 3),
     ("mustn't grumble", 3), ("fed up with it", 2), ("4/5", 4), ("not good 👍", 2), ("not happy", 2),
     ("anxious", 2), ("worried", 2), ("anxious about exams", 2), ("a bit stressed", 2), ("tearful", 1)],
)  # fmt: skip
def test_a_mood_is_heard_in_more_words_and_in_a_face(words: str, mood: int) -> None:
    assert read_answers(words, "mood").values == {"mood": mood}


@pytest.mark.parametrize(
    ("words", "hours"),
    [("11 till 6", 7), ("11 to 6", 7), ("bed at 11 up at 7", 8), ("five or six hours", 5), ("half ten till 6", None)],
)
def test_a_night_is_counted_from_its_ends(words: str, hours: float | None) -> None:
    assert read_answers(words, "sleep").values.get("sleep_hours") == hours


def test_what_a_mood_is_about_is_kept_beside_it() -> None:
    assert read_answers("worried about my sister moving away", "mood").more


@pytest.mark.parametrize("words", ["not anxious", "scared i will never walk", "worried i might leak"])
def test_more_than_a_mood_is_none(words: str) -> None:
    assert read_answers(words, "mood").values == {}


def test_five_to_six_of_ten_is_how_well_and_not_when() -> None:
    assert read_answers("5 to 6", "sleep").values == {"sleep": 6}


@pytest.mark.parametrize("words", ["7/10", "7 out of ten", "id give it 8/10 today"])
@pytest.mark.parametrize("question", ["sleep", "interference", "mood"])
def test_seven_of_ten_is_only_pain_where_pain_was_asked(question: str, words: str) -> None:
    talk = asked(question).says(words)

    assert not [each for each in talk.heard if each.key.startswith("escalation.")]
    assert not [each for each in talk.memory.case.measures if each.kind == "pain_0_10" and each.value > 4]
    assert question == "mood" or talk.checkins[0].answers[question] in (7, 8)


def test_pain_named_beside_another_question_is_still_pain() -> None:
    talk = asked("sleep").says("my pain is 8/10 now")

    assert talk.last.key == "checkin.drill" and talk.checkins[0].answers["pain"] == 8


@pytest.mark.parametrize("question", ["pain", "sleep", "interference"])
@pytest.mark.parametrize("words", ["not too bad", "bit rough", "so so", "hardly at all", "good thanks"])
def test_how_much_in_words_is_kept_and_the_number_is_asked_for(question: str, words: str) -> None:
    talk = asked(question).says(words)

    assert [each.key for each in talk.heard if not each.edited] == ["checkin.which_number", f"checkin.{question}"]
    assert question not in talk.checkins[0].answers and talk.checkins[0].answers["note"] == words
    assert talk.says("6").checkins[0].answers[question] == 6


@pytest.mark.parametrize("question", ["pain", "change", "sleep", "interference", "mood"])
@pytest.mark.parametrize("words", ["dunno", "not sure", "idk", "hard to say really", "no idea mate"])
def test_whoever_cannot_say_may_guess_or_skip(question: str, words: str) -> None:
    talk = asked(question).says(words)

    assert [each.key for each in talk.heard if not each.edited] == ["checkin.guess", f"checkin.{question}"]
    assert question not in talk.checkins[0].answers and not [each for each in talk.records if each.question == "note"]
    assert talk.says("skip").last.key != f"checkin.{question}"


@pytest.mark.parametrize("words", ["nah", "none thank god", "none today", "none of the above", "no nothing like that"])
def test_none_is_heard_with_the_words_around_it(words: str) -> None:
    assert asked("sweep").says(words).checkins[0].answers["sweep"] == []


@pytest.mark.parametrize("words", ["don't think so", "not that i know of", "not today", "👍", "same as yesterday", "0"])
def test_what_only_sounds_like_none_is_asked_about_plainly(words: str) -> None:
    talk = asked("sweep", yesterday=True).says(words)

    assert "sweep" not in talk.checkins[0].answers and talk.checkins[0].state is CheckInState.OPEN
    assert [each.key for each in talk.heard if not each.edited] == ["checkin.sweep_plainly", "checkin.sweep"]


@pytest.mark.parametrize("words", ["yes", "maybe", "not sure", "yes the first one", "sometimes"])
def test_a_yes_to_the_list_asks_which(words: str) -> None:
    talk = asked("sweep").says(words)

    assert [each.key for each in talk.heard if not each.edited] == ["checkin.sweep_which", "checkin.sweep"]
    assert "sweep" not in talk.checkins[0].answers


def test_same_as_yesterday_typed_is_the_button_of_that_name() -> None:
    talk = asked("pain", yesterday=True).says("same as yesterday")

    assert talk.last.key == "checkin.sweep"
    assert talk.checkins[0].answers == {
        each: value for each, value in talk.checkins[1].answers.items() if each != "sweep"
    }


@pytest.mark.parametrize(("question", "value"), [("sleep", 5), ("interference", 4), ("mood", 3)])
@pytest.mark.parametrize("words", ["same", "same as yesterday", "ditto"])
def test_same_at_a_later_question_is_yesterdays_answer_to_it(question: str, value: int, words: str) -> None:
    assert asked(question, yesterday=True).says(words).checkins[0].answers[question] == value


def test_with_no_yesterday_the_same_is_no_answer() -> None:
    assert "sleep" not in asked("sleep").says("same as yesterday").checkins[0].answers


@pytest.mark.parametrize("words", ["👍", "😊"])
def test_a_thumb_for_a_number_brings_the_question_back(words: str) -> None:
    assert asked("pain").says(words).last.key == "checkin.pain"


def test_why_alone_explains_the_open_question() -> None:
    talk = asked("sleep").says("why?")

    assert talk.heard[0].key.startswith("why.") and talk.last.key == "checkin.sleep"


ALL_AT_ONCE = {"pain": 4, "change": "same", "sweep": [], "sleep": 6, "interference": 3, "mood": 4}


@pytest.mark.parametrize("words", ["4 same none 6 3 good", "4, same, none, 6, 3, good", "4,the same,none x,6,3,good"])
def test_whoever_knows_the_order_types_it_all_at_once(words: str) -> None:
    talk = asked("pain", yesterday=True).says(words)

    assert talk.checkins[0].answers == ALL_AT_ONCE and talk.checkins[0].state is CheckInState.DONE


def test_the_danger_signs_are_not_answered_by_whoever_never_saw_them() -> None:
    assert "sweep" not in asked("pain").says("4 same none 6 3 good").checkins[0].answers


def test_a_row_begins_at_the_open_question() -> None:
    assert asked("sleep").says("6 3 good").checkins[0].answers == ALL_AT_ONCE


@pytest.mark.parametrize("words", ["4 same none 6 3 good 7 8", "4 same numb 6 3 good", "4 same none badly 3 good"])
def test_a_row_with_anything_else_in_it_is_not_guessed_at(words: str) -> None:
    assert "interference" not in asked("pain", yesterday=True).says(words).checkins[0].answers


@pytest.mark.parametrize("words", ["slept alright", "slept rubbish", "sleep was so so"])
def test_how_somebody_slept_in_words_asks_for_the_number(words: str) -> None:
    assert asked("sleep").says(words).heard[0].key == "checkin.which_number"


def test_the_number_may_stand_before_what_it_counts() -> None:
    assert read_answers("2/10 in the way", "pain").values == {"interference": 2}


@pytest.mark.parametrize("words", ["in 2 hours", "give me an hour", "half an hour"])
def test_how_long_the_check_in_shall_wait_is_heard_alone(words: str) -> None:
    assert (asked("pain").says(words).last.key == "checkin.later") is (words != "half an hour")


@pytest.mark.parametrize("words", ["all are no", "all no", "they are all no", "no for all", "all of them no"])
def test_a_no_to_each_sign_is_none_of_them(words: str) -> None:
    assert read_answers(words, "sweep").values == {"sweep": []}


@pytest.mark.parametrize("words", ["all are no except the legs", "all are not so good", "not all no", "all are yes"])
def test_what_takes_some_of_it_back_is_no_none(words: str) -> None:
    assert read_answers(words, "sweep").values.get("sweep") != []


def test_a_number_that_answers_nothing_open_is_told_to_be_no_answer() -> None:
    talk = asked("change").says("7")

    assert [each.key for each in talk.heard] == ["checkin.no_answer", "checkin.change"]
    assert talk.checkins[0].answers["pain"] != 7
