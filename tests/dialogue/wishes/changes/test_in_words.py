"""A sentence that wants something set sets it, says what stands now, and leaves the open question open."""

from __future__ import annotations

from datetime import date

import pytest

from messages.dialogue.freely.changes import wanted
from messages.dialogue.habits import kinds_on
from messages.memory import CheckInState
from tests.dialogue.host import Talk

TODAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    "words",
    ["check in at 7pm", "Check-in at 19:00 please", "can you check in at 7pm instead", "move my check-in to 7pm",
     "ask me at 7pm every day", "i want my check-in at 7pm", "check in with me at 7 in the evening from now on",
     "checkin time 19:00", "set the daily minute to 7 pm", "message me at 7pm from now on"],
)  # fmt: skip
def test_the_check_in_comes_at_the_hour_that_was_typed(words: str) -> None:
    talk = Talk.with_().says(words)

    assert talk.person.checkin_at == "19:00" and "19:00" in talk.last.text
    assert not talk.records


def test_an_hour_that_may_be_morning_or_evening_is_asked_about_and_set_by_a_tap() -> None:
    talk = Talk.with_().says("check in at 7")
    assert talk.person.checkin_at == "09:00"

    assert talk.presses("19:00").person.checkin_at == "19:00"


@pytest.mark.parametrize(
    "words",
    ["quiet from 11pm to 6:30am", "be quiet from 11pm to 6:30am please", "no messages between 11pm and 6:30am",
     "don't write to me from 11pm to 6:30am", "do not disturb 11pm to 6:30am", "silent between 23:00 and 6:30 am",
     "stop messaging me between 11pm and 6:30am"],
)  # fmt: skip
def test_quiet_hours_are_set_as_they_were_typed(words: str) -> None:
    talk = Talk.with_().says(words)

    assert (talk.person.quiet_from, talk.person.quiet_to) == ("23:00", "06:30")
    assert "23:00" in talk.last.text and not talk.records


@pytest.mark.parametrize(
    "words",
    ["no more drinks nudges please", "turn off drinks", "no water reminders", "stop the water nudges",
     "i dont want any drinking reminders", "don't remind me to drink", "stop sending me water tips",
     "turn the drinks nudges off", "no more reminders to drink", "no more nudges about water"],
)  # fmt: skip
def test_a_kind_of_nudge_is_turned_off_and_the_others_are_named(words: str) -> None:
    talk = Talk.with_().says(words)

    assert {kind.value for kind in kinds_on(talk.person)} == {"stretching", "sleep", "breathing"}
    assert "Drinks" in talk.last.text and "Sleep" in talk.last.text and not talk.records


def test_a_kind_of_nudge_is_turned_on_again() -> None:
    talk = Talk.with_().says("no water reminders").says("bring back the water reminders")

    assert "hydration" in {kind.value for kind in kinds_on(talk.person)}


@pytest.mark.parametrize("words", ["no more nudges", "turn off nudges", "stop the nudges", "nudges off"])
def test_no_nudges_leaves_the_check_in_and_says_how_to_stop_that_too(words: str) -> None:
    talk = Talk.with_().says(words)

    assert not kinds_on(talk.person) and not talk.person.stopped
    assert talk.person.checkin_at in talk.last.text and "stop" in talk.last.text


def test_how_many_nudges_and_the_sound_of_the_check_in_are_set_in_words() -> None:
    talk = Talk.with_().says("only 2 nudges a day").says("silent check-in")

    assert (talk.person.daily_cap, talk.person.checkin_silent) == (2, True)


@pytest.mark.parametrize("words", ["change check in to evening", "move my check-in to the morning"])
def test_a_part_of_the_day_opens_the_hours(words: str) -> None:
    assert Talk.with_().says(words).last.key == "ask.hour"


def test_fewer_of_a_kind_does_not_turn_it_off() -> None:
    assert "hydration" in {kind.value for kind in kinds_on(Talk.with_().says("less water reminders").person)}


@pytest.mark.parametrize("words", ["skip today", "skip today's check-in", "no check-in today", "not today"])
def test_todays_check_in_can_be_left_out(words: str) -> None:
    talk = Talk.with_().says("check in at 9am").commands("/checkin").says(words)

    assert talk.last.key == "changed.not_today" and "tomorrow" in talk.last.text
    assert talk.checkins[0].state is CheckInState.CLOSED
    talk.travel(hours=6)
    assert not any(each.key.startswith("checkin.") for each in talk.heard)
    talk.travel(hours=18, minutes=5)
    assert any(each.key.startswith("checkin.prompt") for each in talk.heard)


@pytest.mark.parametrize("words", ["remind me later", "not now", "ask me again later", "im busy right now"])
def test_later_lets_the_check_in_wait_and_says_until_when(words: str) -> None:
    talk = Talk.with_().commands("/checkin").says(words)
    assert talk.last.key == "checkin.later" and "10:00" in talk.last.text

    assert talk.travel(hours=1, minutes=1).heard[-1].key == "checkin.pain"


def test_later_at_an_hour_waits_until_that_hour() -> None:
    talk = Talk.with_().commands("/checkin").says("remind me at 3pm")

    assert "15:00" in talk.last.text and talk.person.checkin_at == "09:00"


@pytest.mark.parametrize(
    "words",
    ["check in at 7pm", "quiet from 11pm to 6:30am", "no more drinks nudges", "im moving to new york on thursday",
     "remind me to drink at 2pm", "quiet hours 10pm to 7am"],
)  # fmt: skip
def test_the_open_question_of_the_check_in_comes_again_after_a_setting(words: str) -> None:
    talk = Talk.with_().commands("/checkin").says(words)

    assert len(talk.heard) == 2 and talk.last.key == "checkin.pain"
    assert talk.says("6").checkins[0].answers["pain"] == 6


@pytest.mark.parametrize("words", ["check in at 7pm", "quiet from 11pm to 6:30am", "turn off drinks"])
def test_an_open_safety_question_comes_again_after_a_setting(words: str) -> None:
    talk = Talk.with_().says("what if I wet myself").travel(minutes=1).says(words)

    assert talk.heard[0].key.startswith("changed.") and talk.last.key == "escalation.ask_again"
    talk.says("yes")
    assert talk.alerts


def test_an_unanswered_warning_stays_the_last_word_after_a_setting() -> None:
    talk = Talk.with_().says("I can't feel anything when I wipe").travel(minutes=1).says("check in at 7pm")

    assert talk.person.checkin_at == "19:00" and talk.last.key == "escalation.stands_open"


def test_the_last_note_is_taken_out_of_the_log_and_shown() -> None:
    talk = Talk.with_().says("my back was sore after the garden").says("please delete my last message")

    assert talk.last.key == "changed.taken_back" and "sore after the garden" in talk.last.text
    assert "garden" not in talk.commands("/log").last.text


@pytest.mark.parametrize(
    ("words", "page"), [("how do i change my country", "ask.country"), ("change my age", "ask.age")]
)
def test_whoever_asks_how_to_change_something_gets_its_page(words: str, page: str) -> None:
    assert Talk.with_().says(words).last.key == page


def test_delete_with_a_slash_asks_whether_everything_shall_go() -> None:
    assert Talk.with_().commands("/delete").last.key == "rights.erase_sure"


@pytest.mark.parametrize(
    "words",
    ["i checked in at 7pm and could not feel my legs", "no sleep", "no more sleep since monday", "stop breathing",
     "i stop breathing at night", "no drinks today", "no more drinking for me", "no water since yesterday",
     "quiet from 11pm to 6:30am but i cannot pee", "it was quiet from 11 to 6", "i sleep from 11pm to 6:30am",
     "turn off the pain", "skip today my legs are numb", "no walking today", "no more walking for me",
     "check in at the hospital", "my back hurts from 9 to 5", "stop the pain"],
)  # fmt: skip
def test_a_report_is_never_taken_for_a_setting(words: str) -> None:
    assert wanted(words, TODAY) is None


def test_nobody_sets_anything_before_consent() -> None:
    assert Talk.stranger().says("check in at 7pm").person.checkin_at == "09:00"
