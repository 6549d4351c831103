"""What answers something else is never written down as pain, and what is told of yesterday goes to yesterday."""

from __future__ import annotations

from datetime import timedelta

import pytest

from messages.dialogue.checkin.hearing.answers.typed import read_answers
from messages.memory import CheckInState
from messages.triage.vocabulary import Answer, MeasureKind
from tests.dialogue.checkin.taken import done
from tests.dialogue.host import Talk

# A bare "no" and "nothing"


@pytest.mark.parametrize(
    "words", ["nothing, go home and take paracetamol", "no, the doctor was kind", "none. they sent me home"]
)
def test_nothing_beside_other_words_is_no_zero(words: str) -> None:
    talk = Talk.with_().commands("/checkin").says(words)

    assert "pain" not in talk.checkins[0].answers
    assert talk.last.key == "checkin.pain"


@pytest.mark.parametrize("words", ["no", "nothing", "None."])
def test_a_bare_nothing_is_zero_when_only_the_scale_is_asked(words: str) -> None:
    assert Talk.with_().commands("/checkin").says(words).checkins[0].answers == {"pain": 0}


def test_nothing_beside_other_answers_is_still_zero() -> None:
    assert read_answers("nothing, slept 6 hours", "pain").values == {"pain": 0, "sleep_hours": 6}


def test_a_bare_no_beside_an_open_warning_is_no_number() -> None:
    talk = Talk.with_().says("my left calf is swollen and hot")
    assert talk.alerts
    talk.commands("/checkin").says("no")

    assert all("pain" not in each.answers for each in talk.checkins)
    assert not [each for each in talk.records if each.question == "checkin.pain"]


# "None of them" in one message with the rest

ALL_AT_ONCE = "3 today, same as usual, none of them, slept 6, not much in the way"


def test_none_of_them_typed_with_the_rest_is_heard_by_who_knows_the_list() -> None:
    talk = done(Talk.with_()).travel(days=1).commands("/checkin").says(ALL_AT_ONCE)

    assert talk.checkins[0].answers["sweep"] == [] and talk.checkins[0].answers["pain"] == 3
    assert talk.last.key == "checkin.interference"


def test_who_never_saw_the_list_of_danger_signs_is_shown_it() -> None:
    talk = Talk.with_().commands("/checkin").says(ALL_AT_ONCE)

    assert talk.last.key == "checkin.sweep"


def test_none_of_them_out_of_turn_is_no_answer_to_the_list() -> None:
    talk = done(Talk.with_()).travel(days=1).commands("/checkin").says("4, none of them")

    assert "sweep" not in talk.checkins[0].answers


# Yesterday


@pytest.mark.parametrize(
    ("words", "pain"),
    [
        ("yesterday was pain 5, slept badly", 5),
        ("forgot to tell you yesterday my pain was a 6", 6),
        ("pain 4 yesterday", 4),
    ],
)
@pytest.mark.parametrize("known", [True, False])
def test_a_number_told_of_yesterday_goes_to_yesterday(words: str, pain: int, known: bool) -> None:
    talk = done(Talk.with_()).travel(days=1) if known else Talk.with_()
    talk.commands("/checkin").says("3").says(words)
    yesterday = talk.memory.person.today(talk.now) - timedelta(days=1)
    days = {each.day: each.answers for each in talk.checkins}

    assert days[yesterday]["pain"] == pain
    assert days[yesterday + timedelta(days=1)] == {"pain": 3}
    assert talk.last.key == "checkin.told_of_yesterday" and str(pain) in talk.last.text


def test_a_number_told_of_yesterday_is_judged_as_of_yesterday() -> None:
    talk = Talk.with_().says("forgot to tell you yesterday my pain was a 6")
    measured = [each for each in talk.memory.case.measures if each.kind is MeasureKind.PAIN_0_10]

    assert [each.at.date() for each in measured] == [talk.now.date() - timedelta(days=1)]


def test_words_beside_a_number_of_yesterday_are_kept_on_that_day() -> None:
    talk = Talk.with_().says("yesterday was pain 5, slept badly").commands("/log")

    assert "slept badly" in talk.last.text.partition("Mon 9 March")[2]


def test_the_rest_of_yesterday_can_be_filled_in_by_a_tap() -> None:
    talk = Talk.with_().says("yesterday was pain 5")
    assert talk.checkins[0].state is CheckInState.CLOSED
    talk.presses("Fill in yesterday")

    assert talk.last.key == "checkin.change"


def test_bad_pain_of_yesterday_is_asked_about() -> None:
    assert Talk.with_().says("pain 8 yesterday").last.key == "checkin.drill"


@pytest.mark.parametrize(
    "words", ["my pain was 5 yesterday and 3 today", "pain 6 like yesterday", "worse than yesterday", "since yesterday"]
)
def test_words_that_set_yesterday_beside_another_day_change_no_day(words: str) -> None:
    talk = Talk.with_().says(words)

    assert not talk.checkins


def test_danger_of_yesterday_is_heard_before_anything_is_filled_in() -> None:
    talk = Talk.with_().says("yesterday was pain 5, and I cannot pee since")

    assert talk.alerts or talk.last.key == "escalation.ask"


NIGHT_PAIN = "my back wakes me at night"


def at_the_signs(*answers: str) -> Talk:
    """Return a check-in at its list of signs, while an older question about a danger is still open."""
    talk = Talk.with_().says(NIGHT_PAIN)
    assert talk.last.key == "escalation.ask"
    talk.travel(minutes=20).commands("/checkin")
    for each in (*answers, "3", "Same"):
        talk.travel(minutes=1).presses(each)
    assert talk.last.key == "checkin.sweep"
    return talk.travel(minutes=1)


@pytest.mark.parametrize("words", ["none", "no", "none of these", "none of them", "nope"])
def test_a_none_to_the_list_of_signs_says_nothing_of_an_older_question(words: str) -> None:
    talk = at_the_signs().says(words)

    assert not [each for each in talk.case.facts if each.flag == "ca_night_pain" and each.answer is Answer.NO]
    assert talk.checkins[0].answers["sweep"] == []
    assert "escalation.ask_again" in [each.key for each in talk.travel(hours=30).heard]


def test_a_no_that_names_the_older_question_settles_it_in_a_checkin_too() -> None:
    talk = at_the_signs().says("no it does not wake me at night")

    assert [each for each in talk.case.facts if each.flag == "ca_night_pain" and each.answer is Answer.NO]


def test_a_question_said_again_below_the_list_gets_the_bare_no() -> None:
    talk = at_the_signs().travel(minutes=41)
    assert talk.last.key == "escalation.ask_again"
    talk.says("no")

    assert [each for each in talk.case.facts if each.flag == "ca_night_pain" and each.answer is Answer.NO]


@pytest.mark.parametrize(
    "words", ["pain is too much today 8", "back pain so bad today 8", "terrible pain 9", "too much pain 8 out of 10"]
)
def test_bad_pain_in_strong_words_and_a_number_is_asked_about(words: str) -> None:
    talk = Talk.with_().says(words)

    assert talk.last.key == "checkin.drill" and talk.checkins[0].answers["pain"] >= 8


@pytest.mark.parametrize("words", ["too much pain since 8", "pain very bad 2 days", "pain too much, 8 hours sleep"])
def test_a_number_of_something_else_beside_strong_words_is_no_pain(words: str) -> None:
    assert all("pain" not in each.answers for each in Talk.with_().says(words).checkins)
