"""Places, breaks and hours in people's own words, and a yes to the conditions."""

from __future__ import annotations

from datetime import date

import pytest

from messages.dialogue.freely.plain_words import wish_of
from tests.dialogue.host import START, Talk


@pytest.mark.parametrize(
    "words", ["change my timezone to new york", "im in new york now", "arrived safely in New York", "moved to new york"]
)
def test_another_citys_clock_is_offered(words: str) -> None:
    talk = Talk.with_().says(words)

    assert talk.last.key == "settings.moved"
    talk.presses("For good")
    assert talk.person.zone == "America/New_York"


def test_whoever_comes_home_is_offered_the_clock_of_home() -> None:
    talk = Talk.with_(zone="America/New_York").says("gone back home to london")

    assert talk.last.key == "settings.moved"
    talk.presses("For good")
    assert talk.person.zone == "Europe/London"


def test_a_place_that_is_not_found_opens_the_question_about_the_clock() -> None:
    assert Talk.with_().says("change my timezone to nowhere land").last.key == "ask.zone"


@pytest.mark.parametrize(
    "words", ["im in bed", "i went to work", "back in agony", "gone to bed", "i'm at home", "came home early"]
)
def test_a_place_that_is_no_city_is_a_report(words: str) -> None:
    assert wish_of(words, START.date()) is None


@pytest.mark.parametrize(
    "words",
    [
        "i go on holiday for a week can you stop till then",
        "im going on holiday for a week so please pause",
        "away on holiday until 17 March could you stop the messages",
    ],
)
def test_a_holiday_is_a_pause_with_its_end(words: str) -> None:
    talk = Talk.with_().says(words)

    assert talk.person.paused_until == date(2026, 3, 17)


def test_a_check_in_waits_as_long_as_asked() -> None:
    talk = Talk.with_().commands("/checkin").says("ask me in an hour")

    assert [each.key for each in talk.heard if not each.edited] == ["checkin.later"]
    assert talk.travel(minutes=59).heard == []
    assert [each.key for each in talk.travel(minutes=2).heard] == ["checkin.pain"]


def test_a_safety_question_cannot_be_put_off() -> None:
    talk = Talk.with_().commands("/checkin").says("numb bottom maybe")
    talk.travel(minutes=1)

    talk.says("ask me in an hour")

    assert talk.last.key == "wishes.explained"


def test_without_an_open_check_in_no_reminder_is_promised() -> None:
    assert Talk.with_().says("remind me in an hour").last.key == "wishes.no_reminders"


@pytest.mark.parametrize("words", ["yes i agree", "Yes, I agree to that.", "ok i agree", "yeah sure", "i consent"])
def test_a_yes_to_the_conditions_is_heard_in_more_words_than_one(words: str) -> None:
    talk = Talk.stranger().says("hello").says("34").says(words)

    assert talk.person.consent_version is not None


@pytest.mark.parametrize(
    "words", ["yes but i do not agree with storing", "i agree to nothing", "is it ok", "not ok with me", "yes?"]
)
def test_nothing_less_than_a_plain_yes_is_consent(words: str) -> None:
    talk = Talk.stranger().says("hello").says("34").says(words)

    assert talk.person.consent_version is None
    assert talk.last.key == "onboarding.consent_again"


def test_danger_beside_a_yes_to_the_conditions_is_heard() -> None:
    talk = Talk.stranger().says("hello").says("34").says("yes i agree, i cannot pee and my bottom is numb")

    assert talk.alerts or talk.last.key == "escalation.ask"


@pytest.mark.parametrize("words", ["good night", "bye", "see you tomorrow", "im off to bed"])
def test_a_goodbye_is_answered_as_one(words: str) -> None:
    talk = Talk.with_().says(words)

    assert talk.last.key == "wishes.bye" and not talk.records


def test_nobody_who_laughs_hears_that_it_sounds_hard() -> None:
    assert "sounds hard" not in Talk.with_().says("i nearly died laughing at the new bond film").last.text


def test_the_known_country_stands_once_among_the_countries() -> None:
    labels = Talk.with_().says("change my country").last.labels

    assert labels.count("United Kingdom") + labels.count("Still United Kingdom") == 1
