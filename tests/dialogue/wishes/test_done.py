"""Wishes in plain words are done at once; a stranger may have what needs no consent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from messages.catalogue import text_of
from messages.dialogue.freely.plain_words import phrases
from tests.dialogue.host import Talk


def test_stop_in_words_stops() -> None:
    assert Talk.with_().says("please stop").person.stopped


def test_a_pause_in_words_pauses_and_says_until_when() -> None:
    talk = Talk.with_().says("pause for a week")

    assert talk.person.paused_until == date(2026, 3, 17)
    assert "17" in talk.last.text


def test_resume_ends_a_pause() -> None:
    assert Talk.with_(paused_until=date(2026, 3, 20)).says("resume").person.paused_until is None


def test_delete_me_asks_before_it_erases() -> None:
    talk = Talk.with_().says("delete me")

    assert not talk.forgotten
    assert talk.presses("Yes, erase everything").forgotten


def test_a_named_country_is_offered_and_set_by_a_tap() -> None:
    talk = Talk.with_().says("I'm in Spain")
    assert talk.person.country == "GB"

    assert talk.presses("Yes").person.country == "ES"


def test_a_slip_in_a_command_is_understood_but_never_as_stop() -> None:
    assert Talk.with_().commands("serius").last.key.startswith("serious")
    assert not Talk.with_().commands("stopp").person.stopped


def test_resume_ends_a_pause_and_says_so() -> None:
    talk = Talk.with_().says("pause for a week").says("resume")

    assert talk.person.paused_until is None
    assert talk.last.key == "habits.resumed"


def test_an_unknown_command_is_answered_kindly() -> None:
    talk = Talk.with_().commands("frobnicate")

    assert talk.last.key == "wishes.unknown_command"


@pytest.mark.parametrize(
    ("command", "key"), [("timezone", "ask.zone"), ("country", "ask.country"), ("export", "rights.exporting")]
)
def test_a_wish_with_a_slash_is_done(command: str, key: str) -> None:
    assert Talk.with_().commands(command).last.key == key


def test_letting_the_bot_back_in_plans_everything_again_without_a_sound() -> None:
    talk = Talk.with_().blocks().unblocks()

    assert not talk.last.loud
    assert {"checkin", "nudge"} <= {topic for topic, _ in talk.memory.agenda}


def test_letting_the_bot_back_in_after_stop_stays_silent() -> None:
    assert Talk.with_(stopped=True).blocks().unblocks().heard == []


@pytest.mark.parametrize("words", ["stop", "help", "delete me", "is this serious?", "privacy", "emergency number"])
def test_a_stranger_may_wish_for_what_needs_no_consent(words: str) -> None:
    talk = Talk.stranger().says(words)

    assert talk.last.key != "onboarding.welcome"
    assert talk.person.consent_version is None


@pytest.mark.parametrize("words", ["settings", "check in", "my back hurts a bit", "pause for a week", "hello"])
def test_everything_else_leads_a_stranger_to_the_first_talk(words: str) -> None:
    assert Talk.stranger().says(words).last.key == "onboarding.welcome"


def test_every_wish_has_an_answer() -> None:
    for name, phrase in {name: phrase for phrase, name in phrases().items()}.items():
        talk = Talk.with_().says(phrase)

        assert talk.heard, name
        assert not any(each.question == "note" for each in talk.records)


def test_labels_are_short_enough_for_a_phone() -> None:
    from messages.catalogue.entries import load_catalogue

    labels = [key for key in load_catalogue("en") if key.startswith(("do.", "topic.", "risks.page_", "places."))]

    assert labels and all(len(text_of("en", key)) <= 22 for key in labels if key != "risks.page")


@pytest.mark.parametrize("words", ["i just want someone to talk to", "I need to talk to someone", "can we just talk?"])
@pytest.mark.parametrize("arrive", [Talk.with_, Talk.stranger])
def test_whoever_wants_to_talk_hears_who_listens(arrive: Callable[[], Talk], words: str) -> None:
    talk = arrive().says(words)

    assert talk.last.key == "wishes.talk" and not talk.records
    assert talk.sees("Emergency card") and talk.sees("Is this serious?")


def test_who_listens_is_named_by_the_country() -> None:
    assert "116 123" in Talk.with_().says("i just want someone to talk to").last.text
    assert "findahelpline.com" in Talk.with_(country=None).says("i just want someone to talk to").last.text


@pytest.mark.parametrize("words", ["sorry im being daft", "sorry to bother you", "Sorry, I'm being silly"])
def test_whoever_says_sorry_is_told_to_come_back_any_time(words: str) -> None:
    talk = Talk.with_().says(words)

    assert talk.last.key == "wishes.sorry" and not talk.records
