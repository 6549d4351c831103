"""What a clinician found or said is the answer to our own question: no new alarm, unless a new sign stands by it."""

from __future__ import annotations

import pytest

from messages.memory import AlertState
from tests.dialogue.escalation.warned import NUMB, warned
from tests.dialogue.host import Talk, at

KIDNEY = "bad pain in my side and fever and shivers"
HEART = "my chest is tight and my left arm hurts since an hour"
EVENING = at("2026-03-10", "22:27")


def morning(words: str = NUMB) -> Talk:
    """Return the morning after, with the daily prompt on the screen."""
    return Talk.with_(EVENING).commands("/start").says(words).travel(at("2026-03-11", "09:40"))


@pytest.mark.parametrize(
    "text",
    [
        "yes they saw me in hospital. kidney infection. antibiotics",
        "they saw me, its a kidney infection, antibiotics",
        "doctor say kidney stone, give medicine",
        "scan was clear, they said a slipped disc",
        "gp says kidney infection, go to hospital if i shiver",
        "they said come back if i cant pee",
        "scan showed a fracture",
        "had emergency surgery, they said cauda equina, im home now",
    ],
)
def test_what_they_found_is_no_new_alarm(text: str) -> None:
    for talk in (Talk.with_().says(KIDNEY).travel(minutes=5), warned()):
        flags = [each.flag for each in talk.alerts[0].reasons]
        talk.says(text)

        assert [each.key for each in talk.heard] == ["escalation.when"]
        assert [each.flag for each in talk.alerts[0].reasons] == flags
        assert talk.memory.notes[0][1] == text


@pytest.mark.parametrize(
    "text",
    [
        "they saw me, kidney infection but now both my legs are numb",
        "gp said kidney stone, but i cant pee now",
        "they said come back if i cant pee, i cant pee",
        "they sent me home and i cant pee at all now",
        "doctor says its a bruise but now I have crushing chest pain",
    ],
)
def test_a_new_sign_beside_it_is_heard(text: str) -> None:
    talk = warned().says(text)

    assert talk.heard[0].loud
    assert talk.heard[0].key in ("escalation.alert", "escalation.ask", "escalation.reminder_new")
    assert talk.alerts[0].state is AlertState.OPEN


def test_a_grave_thing_that_a_doctor_only_suspects_is_asked_about() -> None:
    assert warned().says("gp says it might be a heart attack").heard[0].key == "escalation.ask"


def test_without_a_warning_it_is_read_as_always() -> None:
    assert Talk.with_().says("i have a kidney infection with fever and shivers").heard[0].key != "escalation.when"


@pytest.mark.parametrize(
    "text",
    [
        "im in hospital",
        "they kept me in",
        "they kept me in, heart attack",
        "im in hospital, had a stent",
        "had emergency surgery, im in intensive care",
        "they gave me iv antibiotics, im on the ward",
        "in icu",
        "paramedics are here",
    ],
)
def test_being_in_hospital_is_answered_in_a_message_of_its_own(text: str) -> None:
    talk = Talk.with_().says(HEART).presses("I have called").travel(minutes=61).says(text)

    assert talk.heard[0].key == "escalation.helped"
    assert not talk.heard[0].edited
    assert talk.alerts[0].state is AlertState.ACTING


@pytest.mark.parametrize(
    "text",
    ["i was in hospital last year", "in the hospital car park", "my mum is in hospital", "they didnt keep me in"],
)
def test_other_words_of_a_hospital_are_no_help(text: str) -> None:
    assert "escalation.helped" not in [each.key for each in warned().says(text).heard]


@pytest.mark.parametrize(
    "text",
    [
        "yes, they fitted a catheter, im home now",
        "catheter fitted",
        "i was checked, all fine",
        "gp checked me, all clear",
        "yes gp listened to my chest, all clear",
        "doctor see me today, say disc, mri friday",
        "mri was clear, they said sciatica",
        "cardiologist did an angiogram and put a stent in",
        "taken bloods, troponin ok, home again",
        "seen by the doctor",
    ],
)
def test_the_answer_of_the_next_morning_is_for_the_warning_and_not_for_the_check_in(text: str) -> None:
    talk = morning().says(text)

    assert [each.key for each in talk.heard] == ["escalation.when"]
    assert talk.alerts[0].is_open
    assert not talk.checkins[0].answers


def test_in_intensive_care_nobody_is_asked_for_their_pain() -> None:
    talk = morning().says("had emergency surgery, im in intensive care")

    assert [each.key for each in talk.heard] == ["escalation.helped"]


@pytest.mark.parametrize("text", ["pain 4", "4"])
def test_a_number_is_still_for_the_check_in(text: str) -> None:
    assert morning().says(text).checkins[0].answers["pain"] == 4


@pytest.mark.parametrize(
    "text",
    [
        "i havent been checked",
        "nobody checked me",
        "i want to be checked",
        "waiting to be seen",
        "they should have scanned me",
        "i am having a scan tomorrow",
    ],
)
def test_a_check_that_did_not_happen_is_none(text: str) -> None:
    assert "escalation.when" not in [each.key for each in warned().says(text).heard]


@pytest.mark.parametrize("text", ["yes, after it", "after it", "yes it was after that"])
def test_when_it_was_checked_is_understood_with_a_yes_before_it(text: str) -> None:
    talk = warned().presses("A clinician already").travel(minutes=1).says(text)

    assert talk.last.key == "escalation.watch"


def test_yesterday_is_before_a_warning_of_today_and_after_an_older_one() -> None:
    today = Talk.with_(at("2026-03-11", "09:00")).says(NUMB).presses("A clinician already").says("yesterday")
    older = Talk.with_(at("2026-03-09", "20:00")).says(NUMB).travel(at("2026-03-11", "09:40"))
    older.presses("A clinician already").says("yesterday")

    assert today.last.key == "escalation.newer"
    assert older.last.key == "escalation.watch"


def test_yesterday_is_asked_about_where_the_warning_came_on_that_day() -> None:
    talk = morning().presses("A clinician already").says("yesterday")

    assert "Was it before or after my warning at 22:27?" in talk.last.text
    assert talk.alerts[0].is_open


@pytest.mark.parametrize(
    "text",
    [
        "come back if i cant pee",
        "if i cant feel my legs go to a&e",
        "they said ring 999 if my chest hurts",
        "come back when both legs go numb",
        "any numbness or trouble peeing",
        "numbness, weak legs, fever",
    ],
)
def test_what_they_were_told_to_watch_for_is_kept_and_raises_no_question(text: str) -> None:
    talk = warned().presses("A clinician already").presses("After this").travel(minutes=1).says(text)

    assert [each.key for each in talk.heard] == ["escalation.resolved"]
    assert [each.value for each in talk.records if each.question == "alert.watch_for"] == [text]
    assert not [each for each in talk.travel(hours=3).heard if each.key.startswith("escalation")]


@pytest.mark.parametrize(
    "text",
    [
        "i cant pee",
        "i cant pee if i sit",
        "both my legs are numb now",
        "they said come back if i cant pee, and now i cant pee",
        "what if i cant pee?",
    ],
)
def test_a_sign_of_now_is_no_advice(text: str) -> None:
    talk = warned().presses("A clinician already").presses("After this").travel(minutes=1).says(text)

    assert "escalation.resolved" not in [each.key for each in talk.heard]
    assert talk.heard[0].loud


def test_what_is_closed_is_told_with_what_may_still_be_there() -> None:
    talk = warned().presses("A clinician already").presses("After this").presses("Nothing special")

    assert "Is it still there" in talk.last.text
    assert "did nobody examine you" in talk.last.text


def test_the_same_again_names_who_said_that_it_was_checked() -> None:
    talk = warned().presses("A clinician already").presses("After this").presses("Nothing special")
    talk.travel(hours=20).says(NUMB)

    assert talk.heard[0].key == "escalation.checked_before"
    assert "you told me that a clinician checked this" in talk.heard[0].text
    assert "did nobody examine you" in talk.heard[0].text
    assert talk.presses("It is new or worse").alerts[0].is_open


@pytest.mark.parametrize("text", ["still numb today", "i still cant feel it though", "no better", "its the same"])
def test_what_is_still_there_after_a_check_is_heard(text: str) -> None:
    talk = warned().presses("A clinician already").presses("After this").presses("Nothing special")
    talk.travel(hours=20).says(text)

    assert talk.heard[0].key == "escalation.checked_before"
    assert talk.heard[0].loud
    assert talk.memory.notes[0][1] == text


@pytest.mark.parametrize("text", ["still hurts", "it is better", "still in bed"])
def test_pain_that_is_still_there_is_for_the_log(text: str) -> None:
    talk = warned().presses("A clinician already").presses("After this").presses("Nothing special")

    assert not talk.travel(hours=20).says(text).heard[0].key.startswith("escalation")


def test_a_week_later_no_better_is_not_about_the_check() -> None:
    talk = warned().presses("A clinician already").presses("After this").presses("Nothing special")

    assert not talk.travel(days=7).says("no better").heard[0].key.startswith("escalation")


@pytest.mark.parametrize("text", ["came home at midnight", "return if i go numb again or cant go to the toilet"])
def test_an_answer_that_names_no_time_brings_the_question_again(text: str) -> None:
    talk = warned().presses("A clinician already").travel(minutes=1).says(text)

    assert talk.heard[0].key == "escalation.when"
    assert talk.memory.notes[0][1] == text
    assert talk.alerts[0].is_open
    assert talk.says("after it").last.key == "escalation.watch"


def test_a_sign_in_place_of_a_time_is_heard() -> None:
    talk = warned().presses("A clinician already").travel(minutes=1).says("i have crushing chest pain")

    assert talk.heard[0].key == "escalation.alert"
