"""Hours of nudges and quiet hours are set in one sentence, and nothing else is taken for that."""

from __future__ import annotations

from datetime import date

import pytest

from messages.dialogue.freely.plain_words import wish_of
from messages.dialogue.habits import hours_wished
from tests.dialogue.host import Talk


@pytest.mark.parametrize(
    ("words", "kind", "times"),
    [
        ("nudge me to stretch at 4:15am", "stretching", ("04:15",)),
        ("can you nudge me at quarter past four in the mornin to stretch", "stretching", ("04:15",)),
        ("move stretching to 04:15", "stretching", ("04:15",)),
        ("remind me to drink at 2am and 5am", "hydration", ("02:00", "05:00")),
        ("Please remind me to drink water at 11:00, 3pm", "hydration", ("11:00", "15:00")),
        ("change my breathing nudge to 5pm", "breathing", ("17:00",)),
        ("remind me at 9pm to go to bed", "sleep", ("21:00",)),
    ],
)
def test_a_nudge_comes_at_the_hours_that_were_typed(words: str, kind: str, times: tuple[str, ...]) -> None:
    talk = Talk.with_().says(words)

    assert (talk.person.nudges[kind].on, talk.person.nudges[kind].times) == (True, times)
    assert talk.last.key == "habits.one" and all(at in talk.last.text for at in times)
    assert not talk.records and not talk.alerts


def test_a_nudge_in_the_quiet_hours_says_that_it_waits() -> None:
    talk = Talk.with_(quiet_from="22:00", quiet_to="07:00").says("nudge me to stretch at 4:15am")

    assert "Quiet from 22:00 to 07:00" in talk.last.text and "waits" in talk.last.text
    assert talk.presses("Quiet hours").last.key == "habits.quiet_from"
    assert "waits" not in Talk.with_(quiet_from="22:00", quiet_to="07:00").says("move stretching to 14:15").last.text


def test_more_times_than_a_day_holds_are_chosen_by_the_person() -> None:
    talk = Talk.with_().says("remind me to drink at 8am, 10am, 12pm, 2pm and 4pm")

    assert talk.last.key == "habits.times" and not talk.person.nudges


@pytest.mark.parametrize(
    "words", ["set quiet hours 9am to 5pm", "change my quiet hours 9am to 5pm", "quiet hours from 9am until 5pm please"]
)
def test_quiet_hours_are_set_as_typed(words: str) -> None:
    talk = Talk.with_(quiet_from="22:00", quiet_to="07:00").says(words)

    assert (talk.person.quiet_from, talk.person.quiet_to) == ("09:00", "17:00")
    assert talk.last.key.startswith("settings.") and not talk.records


def test_quiet_hours_that_may_be_the_night_or_the_day_are_asked_about() -> None:
    talk = Talk.with_(quiet_from="22:00", quiet_to="07:00").says("quiet hours 8 to 4")

    assert talk.last.key == "ask.quiet_which" and talk.person.quiet_from == "22:00"


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("nudge me to stretch every morning", "habits.main"), ("remind me to drink every 2 hours", "habits.main"),
        ("can you nudge me less", "habits.main"), ("nudge me at 4:15am", "habits.main"),
        ("set my nudges to 9am and 3pm", "habits.main"), ("stop nudging me at night", "ask.quiet"),
        ("quiet hours till 9am", "ask.quiet"), ("turn off quiet hours", "ask.quiet"),
    ],
)  # fmt: skip
def test_a_wish_for_hours_that_is_not_plain_enough_opens_where_they_are_set(words: str, key: str) -> None:
    talk = Talk.with_().says(words)

    assert talk.last.key == key and not talk.records


@pytest.mark.parametrize(
    "words",
    ["no sleep before 3am", "I sleep in the morning and not at night", "the nudge about water hurt my back",
     "nudges make my chest pain worse", "it was a quiet night", "stretching twice a day"],
)  # fmt: skip
def test_a_report_with_hours_in_it_is_no_wish_for_nudges(words: str) -> None:
    assert wish_of(words, date(2026, 3, 10)) is None


@pytest.mark.parametrize(
    "words",
    [
        "remind me to drink at 2am when I cannot pee", "my quiet hours are ruined, I woke at 3am with chest pain",
        "nudge me to stretch at 4 because my legs are numb", "tell me about water retention at 40",
        "move to 04:15 hurts", "I had to stretch at 4am", "the pain wakes me at 2am and 5am",
    ],
)  # fmt: skip
def test_words_that_tell_more_than_hours_are_read_as_ever(words: str) -> None:
    assert hours_wished(words) is None


def test_nobody_sets_hours_before_consent() -> None:
    assert not Talk.stranger().says("nudge me to stretch at 4:15am").person.nudges


def test_hours_wished_in_the_middle_of_a_question_leave_it_open() -> None:
    talk = Talk.with_().says("what if I wet myself").says("remind me to drink at 2pm")

    assert talk.person.nudges["hydration"].times == ("14:00",)
    assert any(topic == "ask" for topic, _ in talk.memory.agenda)


@pytest.mark.parametrize(
    "words",
    ["ask me at 9am from now on", "quiet from 10pm to 7am please", "no more nudges", "check in at 7pm",
     "only two nudges a day"],
)  # fmt: skip
def test_a_setting_at_the_instant_of_a_warning_is_set_and_adds_nothing_to_it(words: str) -> None:
    talk = Talk.with_().says("I cant pee since last night and my bum is numb").says(words)

    assert talk.heard[0].key.startswith("changed.") and words not in [note for _, note in talk.memory.notes]
    assert len(talk.alerts) == 1 and talk.alerts[0].is_open


def test_a_danger_at_the_instant_of_a_warning_is_still_heard() -> None:
    talk = Talk.with_().says("my calf is swollen and sore").says("and now i have chest pain")

    assert talk.last.loud and talk.last.text.startswith("Call 999")
