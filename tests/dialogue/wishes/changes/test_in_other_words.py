"""Settings wished for in other people's words: heard at any moment, and a report or a danger never taken for one."""

from __future__ import annotations

from datetime import date

import pytest

from messages.content import Kind
from messages.dialogue.freely.changes import wanted
from messages.dialogue.freely.plain_words import wish_of
from messages.dialogue.habits import kinds_on
from tests.dialogue.host import Talk

TODAY = date(2026, 3, 10)


def says(words: str) -> Talk:
    return Talk.with_().says(words)


@pytest.mark.parametrize(
    ("words", "hour"),
    [("check in at half past seven in the evening", "19:30"), ("ask me at quarter to nine in the morning", "08:45"),
     ("8pm would be better", "20:00"), ("i'd prefer 6pm", "18:00"), ("message me at 19:15", "19:15"),
     ("7pm suits me better", "19:00")],
)  # fmt: skip
def test_the_hour_of_the_check_in_is_set(words: str, hour: str) -> None:
    talk = says(words)

    assert talk.person.checkin_at == hour and talk.last.key == "changed.hour" and not talk.records


def test_an_hour_asked_for_while_the_check_in_is_open_is_for_today() -> None:
    talk = Talk.with_().commands("/checkin").says("ask me at 7pm")

    assert talk.last.key == "checkin.later" and talk.person.checkin_at == "09:00"


@pytest.mark.parametrize(
    "words",
    ["nine o'clock is too early", "9am is too early for me", "can you ask later in the day", "ask me before bed",
     "evenings are better for me", "i prefer evenings", "could you ask me after dinner instead",
     "later in the morning"],
)  # fmt: skip
def test_a_wish_for_another_time_of_day_opens_the_hours(words: str) -> None:
    assert says(words).last.key == "ask.hour"


@pytest.mark.parametrize(
    ("words", "kinds", "days"),
    [
        ("only on weekdays", frozenset(Kind), (0, 1, 2, 3, 4)),
        ("not at the weekend please", frozenset(Kind), (0, 1, 2, 3, 4)),
        ("nudge me only on weekdays", frozenset(Kind), (0, 1, 2, 3, 4)),
        ("no nudges on sundays", frozenset(Kind), (0, 1, 2, 3, 4, 5)),
        ("weekends off", frozenset(Kind), (0, 1, 2, 3, 4)),
        ("stretching only on mondays and thursdays", {Kind.STRETCHING}, (0, 3)),
        ("no drinks reminders at the weekend", {Kind.HYDRATION}, (0, 1, 2, 3, 4)),
        ("monday to friday only", frozenset(Kind), (0, 1, 2, 3, 4)),
    ],
)
def test_nudges_come_on_the_days_that_were_named(words: str, kinds: set[Kind], days: tuple[int, ...]) -> None:
    talk = says(words)

    rhythms = talk.person.nudges
    assert {kind for kind in Kind if rhythms[kind.value].weekdays == days} == kinds
    assert talk.last.key == "changed.days" and "Your check-in still comes each day at 09:00" in talk.last.text


@pytest.mark.parametrize(
    "words",
    ["every other day please", "check in every other day", "only ask me on weekdays", "once a week is enough",
     "don't ask me on sundays", "no questions at the weekend", "can you check in less often"],
)  # fmt: skip
def test_why_the_check_in_comes_each_day_is_said_with_the_ways_around_it(words: str) -> None:
    talk = says(words)

    assert talk.last.key == "changed.every_day" and "not today" in talk.last.text and not talk.records


@pytest.mark.parametrize(
    "words",
    ["show me my data", "send me everything you have on me", "can i see what you have stored", "give me all my data",
     "give me a copy of everything", "could you email me my records please"],
)  # fmt: skip
def test_everything_stored_is_sent(words: str) -> None:
    talk = says(words)

    assert talk.exports == 1 and not talk.records


@pytest.mark.parametrize("words", ["talk less", "you talk too much", "shorter messages please", "keep it short",
                                   "too long", "too much text", "can you be briefer", "your messages are too long",
                                   "get to the point", "less text"])  # fmt: skip
def test_whoever_wants_fewer_words_is_told_what_can_be_had(words: str) -> None:
    talk = says(words)

    assert talk.last.key == "changed.shorter" and "1 nudge a day" in talk.last.text and not talk.records


@pytest.mark.parametrize(
    ("words", "quiet"),
    [("don't bother me before 10", ("22:00", "10:00")), ("nothing after 9pm", ("21:00", "07:00")),
     ("no messages before 8am please", ("22:00", "08:00")),
     ("no nudges before 9am", ("22:00", "09:00")),
     ("dont nudge me before 9", ("22:00", "09:00")), ("don't text me after 11", ("23:00", "07:00"))],
)  # fmt: skip
def test_one_end_of_the_quiet_hours_is_moved(words: str, quiet: tuple[str, str]) -> None:
    talk = says(words)

    assert (talk.person.quiet_from, talk.person.quiet_to) == quiet


def test_quiet_hours_over_the_check_in_say_that_it_still_comes() -> None:
    assert "Your check-in still comes at 09:00" in says("nothing before 10am").last.text
    assert "still comes at 09:00" not in says("nothing after 9pm").last.text


@pytest.mark.parametrize("words", ["make it silent", "no sound please", "don't ring", "turn the sound off"])
def test_the_sound_is_turned_off(words: str) -> None:
    assert says(words).person.checkin_silent


def test_the_sound_is_turned_on_again() -> None:
    assert not says("no sound").says("turn the sound back on").person.checkin_silent


@pytest.mark.parametrize("words", ["only once a day", "one message a day is enough", "just one reminder a day"])
def test_at_most_so_many_nudges_come(words: str) -> None:
    assert says(words).person.daily_cap == 1


@pytest.mark.parametrize("words", ["stop the drinking thing", "stop the water reminders", "no more water stuff"])
def test_a_kind_is_turned_off_in_more_words(words: str) -> None:
    assert Kind.HYDRATION not in kinds_on(says(words).person)


@pytest.mark.parametrize("words", ["i hate the stretching ones", "i don't like the stretching exercises"])
def test_whoever_dislikes_a_kind_sees_its_page(words: str) -> None:
    talk = says(words)

    assert talk.last.key == "habits.one" and "Stretching" in talk.last.text and Kind.STRETCHING in kinds_on(talk.person)


@pytest.mark.parametrize("words", ["can the stretching be at 6pm", "stretch at 6pm instead", "move stretching to 6pm"])
def test_the_hour_of_a_kind_is_set(words: str) -> None:
    assert says(words).person.nudges["stretching"].times == ("18:00",)


def test_how_often_a_kind_comes_is_set() -> None:
    rhythm = says("remind me to stretch twice a day").person.nudges["stretching"]

    assert (rhythm.times, rhythm.spread) == ((), 2)


@pytest.mark.parametrize(
    "words", ["stop asking about my mood", "don't ask about tablets", "stop asking me how i slept"]
)
def test_a_question_one_dislikes_may_be_skipped(words: str) -> None:
    assert says(words).last.key == "changed.may_skip"


@pytest.mark.parametrize("words", ["change my age to 46", "i just turned 46", "my age is 46"])
def test_an_age_is_set_in_words(words: str) -> None:
    assert says(words).person.age == 46


@pytest.mark.parametrize(
    "words", ["I'm in Spain this week", "I'll be in Spain till Sunday", "we are in spain for the week"]
)
def test_whoever_is_abroad_now_is_asked_for_the_country_at_once(words: str) -> None:
    assert says(words).last.key == "settings.offer_country"


def test_a_place_from_a_day_to_come_is_still_planned() -> None:
    assert says("I'm in Spain from Friday").last.key.startswith("settings.leaving")


@pytest.mark.parametrize("words", ["the clock is an hour out", "it's 8 here not 9", "your clock is slow"])
def test_a_wrong_clock_opens_the_time_zone(words: str) -> None:
    assert says(words).last.key == "ask.zone"


def test_a_rest_without_an_end_asks_for_it() -> None:
    assert says("leave me alone for a few days").last.key == "habits.pause_ask"


SETTINGS_IN_PASSING = ["only on weekdays", "talk less", "stop the water reminders", "every other day please",
                       "stop asking about my mood", "nothing after 9pm", "make it silent"]  # fmt: skip


@pytest.mark.parametrize("words", SETTINGS_IN_PASSING)
def test_the_open_question_comes_again_after_it(words: str) -> None:
    talk = Talk.with_().commands("/checkin").says(words)

    assert talk.heard[0].key.startswith("changed.") and talk.last.key == "checkin.pain"


@pytest.mark.parametrize("words", SETTINGS_IN_PASSING)
def test_an_open_warning_stays_the_last_word_after_it(words: str) -> None:
    talk = says("I can't feel anything when I wipe").travel(minutes=1).says(words)

    assert talk.alerts[0].is_open and talk.last.key == "escalation.stands_open"


@pytest.mark.parametrize(
    "words",
    ["stop the water reminders i can't pee", "only on weekdays i can't feel my bum", "shorter messages, i cant breathe",
     "8pm would be better, my legs have gone numb", "no nudges at the weekend, i want to die"],
)  # fmt: skip
def test_a_danger_in_the_same_text_is_what_is_answered(words: str) -> None:
    talk = says(words)

    assert talk.alerts or any(each.key.startswith("escalation.") for each in talk.heard)
    assert not any(each.key.startswith(("changed.", "habits.", "ask.")) for each in talk.heard)


@pytest.mark.parametrize(
    "words",
    ["better in the morning", "evenings are better", "nights are worse", "worse in the evening",
     "mornings are the best", "it's too late for me", "it's too much", "i don't need water", "no sleep before 4",
     "no water since 9",
     "twice a day",
     "i stretch twice a day", "i'm 10 now", "i'm 38 now", "never wake me", "leave me alone for good", "gone to nice",
     "i'm in pain this week", "i'm in bed this week", "i've moved to the bed", "only at night", "only on stairs",
     "not on my left side", "just in the morning", "too long in the car", "no more pain", "less pain", "it rings",
     "i talk too much about it", "everything hurts", "i see everything double", "my country is at war"],
)  # fmt: skip
def test_a_report_is_never_taken_for_a_setting(words: str) -> None:
    talk, before = says(words), Talk.with_().person
    after = talk.person

    assert wanted(words, TODAY) is None or talk.records
    assert wish_of(words, TODAY) is None
    fields = ("checkin_at", "quiet_from", "quiet_to", "nudges", "daily_cap", "age", "zone", "country", "paused_until")
    assert all(getattr(before, each) == getattr(after, each) for each in fields)
