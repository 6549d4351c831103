"""The check-in hears how people really talk, and says why it asks again."""

from __future__ import annotations

import pytest

from messages.dialogue.checkin.hearing.answers.typed import read_answers
from tests.dialogue.host import Talk


def asked_to_compare() -> Talk:
    """Return a talk in which "How does that compare with your usual?" is open."""
    return Talk.with_().commands("/checkin").says("4")


@pytest.mark.parametrize(
    ("words", "change"),
    [
        ("bout the same", "same"),
        ("i said about the same like", "same"),
        ("no change", "same"),
        ("No change.", "same"),
        ("about the same as yesterday", "same"),
        ("no worse", "same"),
        ("a bit worse today", "worse"),
        ("my back is worse than yesterday", "worse"),
        ("feeling a lot better today thanks", "better"),
        ("less today", "better"),
        ("same, maybe a bit worse", "worse"),
        ("worse. well about the same", "worse"),
    ],
)
def test_how_today_compares_is_heard_in_plain_words(words: str, change: str) -> None:
    talk = asked_to_compare().says(words)

    assert talk.checkins[0].answers["change"] == change
    assert talk.last.key == "checkin.sweep"
    assert not [each for each in talk.records if each.question == "note"]


@pytest.mark.parametrize("words", ["not the same", "worse in the leg", "not better", "the same leg hurts"])
def test_more_than_a_comparison_is_not_taken_for_one(words: str) -> None:
    assert "change" not in read_answers(words, "change").values


@pytest.mark.parametrize(("words", "mood"), [("ok", 3), ("bit down today", 2), ("im ok thanks", 3), ("really low", 1)])
def test_a_mood_is_heard_with_the_words_around_it(words: str, mood: int) -> None:
    assert read_answers(words, "mood").values == {"mood": mood}


def asked_for_signs() -> Talk:
    """Return a talk in which the danger signs are asked for."""
    talk = asked_to_compare().says("same")
    assert talk.last.key == "checkin.sweep"
    return talk


@pytest.mark.parametrize("words", ["none of em", "None of 'em", "no none of them"])
def test_none_of_em_answers_the_danger_signs(words: str) -> None:
    assert asked_for_signs().says(words).checkins[0].answers["sweep"] == []


@pytest.mark.parametrize("words", ["usual", "same", "fine", "I’m fine", "ok"])
def test_words_that_only_sound_like_none_are_asked_about(words: str) -> None:
    talk = asked_for_signs().says(words)

    assert "sweep" not in talk.checkins[0].answers
    assert [each.key for each in talk.heard if not each.edited] == ["checkin.sweep_plainly", "checkin.sweep"]


@pytest.mark.parametrize(
    ("words", "hours"), [("about 5 hours broken", 5), ("6 hours in bits", 6), ("4h but very broken", 4)]
)
def test_broken_sleep_is_counted_in_hours(words: str, hours: float) -> None:
    assert read_answers(words, "sleep").values == {"sleep_hours": hours}


def test_an_ok_that_answers_nothing_brings_the_question_back() -> None:
    talk = asked_to_compare().says("ok")

    assert [each.key for each in talk.heard if not each.edited] == ["checkin.no_answer", "checkin.change"]


def test_thanks_stay_thanks_while_a_question_is_open() -> None:
    assert asked_to_compare().says("thank you").last.key == "wishes.thanks"


def test_whoever_tells_something_else_hears_why_the_question_comes_again() -> None:
    talk = asked_to_compare().says("the washing machine broke again today")

    noted, question = [each for each in talk.heard if not each.edited]
    assert "question from before is still open" in noted.text
    assert question.key == "checkin.change"


def test_without_an_open_question_a_note_is_only_thanked_for() -> None:
    assert "what I asked" not in Talk.with_().says("the washing machine broke again today").last.text


def test_a_check_in_begun_in_the_morning_is_recalled_at_the_promised_hour() -> None:
    talk = Talk.with_(checkin_at="20:00").commands("/start").commands("/checkin").says("4")

    talk.travel(hours=10)
    assert "checkin.carry_on" in [each.key for each in talk.heard]
    talk.travel(hours=1, minutes=30)

    assert [each.key for each in talk.heard if each.key.startswith("checkin")] == ["checkin.carry_on"]


@pytest.mark.parametrize(
    ("words", "pain"),
    [("bak pain 6", 6), ("pian 4", 4), ("my back pane is 5", 5), ("bakpain 7", 7), ("pain level 3", 3)],
)
def test_a_slip_in_the_answer_about_pain_is_understood(words: str, pain: int) -> None:
    assert Talk.with_().commands("/checkin").says(words).checkins[0].answers["pain"] == pain


@pytest.mark.parametrize("words", ["a pan of 6 eggs", "bak in 6 hours", "pane 5 broke and cut my hand"])
def test_a_slip_is_no_number_of_something_else(words: str) -> None:
    assert not Talk.with_().commands("/checkin").says(words).checkins[0].answers


def test_after_a_remark_the_question_comes_again_without_a_second_ring() -> None:
    talk = Talk.with_().commands("/checkin").says("the dog was sick on the rug")

    assert [each.loud for each in talk.heard] == [True, False] and talk.last.key == "checkin.pain"
