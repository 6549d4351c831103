"""The first talk: who it is for, consent before anything, no and stop taken back whenever they like."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest

from messages.catalogue.entries import load_catalogue
from messages.dialogue.onboarding import consent
from messages.effects import Consented, Plan, Withdraw
from tests.dialogue.host import START, Talk
from tests.dialogue.onboarding.arrived import arrived, set_up

FINGERPRINT = "8053668a5d26"


def test_the_first_message_says_that_nobody_watches_and_whom_to_call() -> None:
    talk = Talk.stranger().commands("start")

    assert "Nobody watches this live" in talk.last.text
    assert all(number in talk.last.text for number in ("112", "911", "999"))


def test_nothing_is_planned_before_consent_and_set_up_are_done() -> None:
    talk = arrived()

    assert not [each for each in talk.effects if isinstance(each, Plan)]
    assert set_up().memory.agenda


def test_consent_is_stored_with_the_version_that_was_shown() -> None:
    talk = arrived()

    given = [each for each in talk.effects if isinstance(each, Consented)]
    assert given == [Consented(consent.VERSION, given=True)]
    assert talk.person.consent_version == consent.VERSION


def test_the_consent_text_belongs_to_its_version() -> None:
    """Whoever changes the text must give it a new version, and then this fingerprint."""
    catalogue = load_catalogue("en")
    shown = catalogue["onboarding.consent"].text + catalogue["onboarding.consent_more"].text
    fingerprint = hashlib.sha256(shown.encode()).hexdigest()[:12]

    assert (consent.VERSION, fingerprint) == ("2", FINGERPRINT)


def test_a_new_version_of_the_text_asks_for_consent_again() -> None:
    talk = Talk.with_(consent_version="0").commands("start")

    assert talk.last.key == "onboarding.consent"
    talk.presses("I agree")
    assert talk.person.consent_version == consent.VERSION


def test_declining_stores_no_consent_and_can_be_undone() -> None:
    talk = Talk.stranger().commands("start").presses("I am 18").presses("No, thank you")

    assert talk.person.consent_version is None
    talk.travel(days=30)
    assert talk.heard == []
    talk.presses("I changed my mind").presses("I agree")
    assert talk.person.consent_version == consent.VERSION


def test_after_declining_words_are_answered_without_being_stored() -> None:
    talk = Talk.stranger().commands("start").presses("I am 18").presses("No, thank you")

    talk.says("my back is a bit stiff today")

    assert talk.last.key == "onboarding.still_declined"
    assert talk.records == []


def test_danger_is_heard_before_consent() -> None:
    talk = Talk.stranger().says("I can't feel anything between my legs and I can't pee")

    assert talk.alerts


def test_danger_behind_start_is_heard() -> None:
    talk = Talk.stranger().commands("start", "I can't feel anything between my legs and I can't pee")

    assert talk.alerts


@pytest.mark.parametrize("payload", ["c_abc", "j_clinic-7", "x" * 64, "not a code", "!!"])
def test_an_unknown_link_code_begins_the_first_talk_kindly(payload: str) -> None:
    talk = Talk.stranger().commands("start", payload)

    assert talk.last.key == "onboarding.welcome"


@pytest.mark.parametrize("age", ["I'm 16", "17", "I am 12 years old", "age 9"])
def test_who_is_under_18_is_turned_away_kindly_with_help(age: str) -> None:
    talk = Talk.stranger().commands("start").says(age)

    assert talk.last.key == "onboarding.young"
    assert "parent" in talk.last.text and "findahelpline" in talk.last.text
    assert talk.person.consent_version is None


def test_the_button_under_18_can_be_a_slip() -> None:
    talk = Talk.stranger().commands("start").presses("I am under 18").presses("I pressed that by mistake")

    assert talk.last.key == "onboarding.welcome"


def test_an_old_under_18_button_pressed_later_ends_what_was_planned() -> None:
    talk = Talk.stranger().commands("start")
    young = talk.button("I am under 18")
    talk.presses("I am 18").presses("I agree")
    for _ in range(7):
        talk.presses("Skip")
    assert talk.memory.agenda

    talk.presses(young)

    assert talk.last.key == "onboarding.young"
    assert talk.person.consent_version is None
    assert not talk.memory.agenda


def test_start_after_stop_plans_everything_again() -> None:
    talk = set_up().commands("stop")
    assert not talk.memory.agenda

    talk.commands("start")

    assert not talk.person.stopped
    assert {topic for topic, _ in talk.memory.agenda} >= {"checkin", "nudge", "recheck"}


def test_somebody_known_is_greeted_without_questions() -> None:
    assert Talk.with_().commands("start").last.key == "onboarding.hello_again"


def test_taking_consent_back_withdraws_what_was_queued() -> None:
    talk = set_up().commands("privacy").presses("Take back my consent").presses("Yes, take it back")

    assert talk.person.consent_version is None
    assert any(isinstance(each, Withdraw) for each in talk.fresh)
    assert talk.travel(to=START + timedelta(days=40)).heard == []


@pytest.mark.parametrize("words", ["ok", "yes", "I agree", "sure", "OK!"])
def test_consent_can_be_given_in_words(words: str) -> None:
    assert Talk.stranger().commands("start").presses("I am 18").says(words).person.consent_version


def test_whoever_typed_an_age_before_agreeing_hears_why_it_is_asked_again() -> None:
    talk = Talk.stranger().commands("start").says("im 34")
    assert "34" not in talk.person.model_dump_json()

    talk.presses("I agree").presses("Skip").presses("Skip")

    assert talk.last.key == "ask.age_again"
    assert "did not keep it" in talk.last.text
    assert talk.says("34").person.age == 34


def test_an_age_is_asked_for_in_the_same_words_only_once() -> None:
    talk = arrived(at="age")

    assert [each.key for each in talk.screen if "How old are you" in each.text] == ["ask.age"]
    assert "Are you 18 or over?" in Talk.stranger().commands("start").last.text


@pytest.mark.parametrize("words", ["alright", "ok", "thanks", "hello", "cheers"])
def test_the_very_first_words_are_welcomed_whatever_they_are(words: str) -> None:
    assert Talk.stranger().says(words).last.key == "onboarding.welcome"


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("im 61, is this thing free?", "onboarding.consent"),
        ("hi, I'm 34 and my back is sore", "onboarding.consent"),
        ("im 15, my back hurts", "onboarding.young"),
        ("I am 10 weeks pregnant", "onboarding.welcome"),
        ("im 61.5 kg", "onboarding.welcome"),
    ],
)
def test_an_age_told_with_more_words_is_heard(words: str, key: str) -> None:
    assert Talk.stranger().commands("start").says(words).last.key == key


def test_whoever_writes_before_the_text_arrived_still_reads_what_they_agree_to() -> None:
    talk = Talk.stranger().commands("start").says("im 44").says("hello?")

    assert talk.last.key == "onboarding.consent_again"
    assert all(each in talk.last.text for each in ("I store", "not</b> end-to-end", "erase", "miss things"))
