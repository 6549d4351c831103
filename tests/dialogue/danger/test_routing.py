"""What becomes of dangerous words: whose they are, what of them is kept, and what stays unsaid beside a warning."""

from __future__ import annotations

from datetime import timedelta

import pytest

from messages.buttons import Button
from messages.effects import Judged
from messages.events import Commanded
from messages.memory import CheckInState
from messages.triage.vocabulary import Channel, Level, MeasureKind
from tests.dialogue.host import Talk, highest

WIFE = "my wife hung herself can't wake her"


def keys(talk: Talk) -> list[str]:
    return [each.key for each in talk.heard]


def notes(talk: Talk) -> list[str]:
    return [each.value for each in talk.records if each.question == "note"]


@pytest.mark.parametrize("text", [WIFE, "Mum can't feel her legs", "my son has a temperature of 38"])
def test_words_about_somebody_else_are_answered_and_never_noted(text: str) -> None:
    talk = Talk.with_().says(text)

    assert talk.heard
    assert notes(talk) == []
    assert not talk.alerts
    assert talk.case.facts == ()


def test_words_about_somebody_else_enter_the_log_when_the_writer_says_so() -> None:
    talk = Talk.with_().says("my son has a temperature of 38").presses("Write it in my log")

    assert notes(talk) == ["my son has a temperature of 38"]


def test_log_with_words_about_somebody_else_notes_nothing() -> None:
    assert notes(Talk.with_().commands("/log", "my son has a temperature of 38")) == []


def test_danger_behind_log_is_noted_and_warned_of() -> None:
    talk = Talk.with_().commands("/log", "I can't pee since last night")

    assert notes(talk) == ["I can't pee since last night"]
    assert highest(talk) == Level.EMERGENCY_NOW


@pytest.mark.parametrize("text", ["what should I do", "ok", "thanks", "asdf"])
@pytest.mark.parametrize("talk", [Talk.stranger(), Talk.with_()], ids=["stranger", "known"])
def test_after_a_warning_small_words_are_answered_by_it(talk: Talk, text: str) -> None:
    talk = Talk(talk.memory, talk.now).says("I can't pee since last night").travel(minutes=1).says(text)

    assert keys(talk) in (["escalation.stands_open"], ["escalation.stands_asked"], ["replied.do_now"])
    assert talk.sees("I have called / am going")
    assert talk.last.silent


def test_the_reason_is_quoted_once_in_its_longest_form() -> None:
    talk = Talk.with_().says("I can't pee since last night")

    assert "You told me: “I can't pee since last night”." in talk.heard[0].text


def test_words_about_dying_are_kept_out_of_a_warning_about_the_body() -> None:
    talk = Talk.with_().says("I can't pee since last night").travel(minutes=5).says("I wish I was dead")

    warning = next(each for each in talk.heard if each.key == "escalation.alert")
    assert "dead" not in warning.text
    assert any(each.key == "escalation.crisis_direct" for each in talk.heard)


def test_the_number_typed_beside_a_danger_is_kept_and_the_check_in_waits() -> None:
    talk = Talk.with_().commands("/checkin").says("pain 8, and my legs keep giving way")

    assert highest(talk) == Level.EMERGENCY_NOW
    assert talk.checkins[0].answers["pain"] == 8
    assert talk.checkins[0].state is CheckInState.OPEN
    assert keys(talk).count("escalation.alert") == 1
    assert "escalation.reminder" not in keys(talk)
    assert talk.sees("Finish your check-in")


def test_numbers_for_yesterday_are_not_learned_for_today() -> None:
    talk = Talk.with_().commands("/checkin")
    for each in ("3", "Same", "None of these", "7", "2", "Good"):
        talk.presses(each)
    talk.presses("Fill in yesterday").says("pain 6, took 6 paracetamol")

    today = talk.person.today(talk.now)
    found = {(each.kind, each.value) for each in talk.case.measures if talk.person.today(each.at) == today}
    assert (MeasureKind.PAIN_0_10, 6.0) not in found
    assert not any(kind is MeasureKind.PARACETAMOL_TABLETS for kind, _ in found)
    before = [each for each in talk.case.measures if each.kind is MeasureKind.PAIN_0_10 and each.value == 6]
    assert [talk.person.today(each.at) for each in before] == [today - timedelta(days=1)]


def test_danger_typed_while_yesterday_is_filled_in_is_warned_of_now() -> None:
    talk = Talk.with_().commands("/checkin")
    for each in ("3", "Same", "None of these", "7", "2", "Good"):
        talk.presses(each)

    talk.presses("Fill in yesterday").says("pain 9 and I can't pee")

    assert highest(talk) == Level.EMERGENCY_NOW
    assert talk.alerts[0].opened_at == talk.now


def risk(name: str) -> Button:
    return Button("on", "", "rq", f"{name}.y")


def test_a_risk_factor_that_makes_an_unclear_word_weighty_is_asked_about_at_once() -> None:
    talk = Talk.with_().says("woke up a bit sweaty maybe").travel(minutes=2)

    talk.presses(risk("rf_immunosuppressed"))

    assert keys(talk) == ["escalation.ask"]


def test_a_risk_factor_repeats_no_advice_given_lately() -> None:
    talk = Talk.with_().says("stiff in the morning for an hour")
    assert any(each.key in ("escalation.soon", "escalation.routine") for each in talk.heard)

    talk.travel(minutes=2).presses(risk("rf_psoriasis"))

    assert not any(each.key.startswith("escalation.") for each in talk.heard)


def test_letting_the_bot_back_in_says_an_open_warning_again_even_when_stopped() -> None:
    talk = Talk.with_().says("I can't pee since last night").commands("/stop").blocks()
    talk.travel(minutes=3).unblocks()

    assert any(each.key == "escalation.alert" and each.loud for each in talk.heard)
    assert "wishes.welcome_back" not in keys(talk)


def test_an_edited_serious_command_is_read_for_danger() -> None:
    talk = Talk.with_().commands("/serious")
    talk.happens(Commanded("serious", "I can't feel my legs", 5, edited=True, hint="en"))

    assert highest(talk) == Level.EMERGENCY_NOW


def test_what_should_be_seen_soon_is_said_after_a_graver_question_is_settled() -> None:
    talk = Talk.with_().says("tingling in my left foot, and the toilet felt a bit odd since yesterday")
    assert keys(talk) == ["escalation.ask"]

    talk.travel(minutes=1).presses("No")

    assert any(each.key == "escalation.soon" for each in talk.heard)


def test_a_saying_that_may_mean_two_things_is_one_hint_and_no_alarm() -> None:
    talk = Talk.with_().says("I need a wee every hour, drink so much tea")

    assert not talk.alerts


def test_nudges_on_screen_lose_their_buttons_when_a_warning_goes_out() -> None:
    talk = Talk.with_().commands("/start").travel(hours=9)
    nudges = [each for each in talk.screen if each.slot.startswith("nudge")]
    assert any(each.rows for each in nudges)

    talk.says("I can't pee since last night")

    assert not any(each.rows for each in nudges)


def test_two_people_in_danger_are_both_told_what_to_do() -> None:
    talk = Talk.with_().says("I can't pee and my mum isn't breathing")

    assert [each.text.split("\n")[0] for each in talk.heard] == [
        "Go to A&E now, or call 999 if you cannot.",
        "Call 999 now. Ask for an ambulance.",
    ]
    assert [reason.flag for reason in talk.alerts[0].reasons if reason.flag == "gen_unresponsive"] == []


def test_nothing_somebody_else_has_is_kept_with_a_judgement() -> None:
    talk = Talk.with_().says(WIFE)

    judged = [each for each in talk.effects if isinstance(each, Judged)]
    assert judged
    assert all(not each.words and not any(f.words for f in each.verdict.findings) for each in judged)


def test_a_warning_about_wanting_to_die_does_not_bury_the_one_about_the_body() -> None:
    talk = Talk.with_().says("I can't pee").travel(minutes=5).says("I want to kill myself tonight")

    warning = next(each for each in talk.heard if each.key == "escalation.alert")
    assert warning.text.startswith("Call 999 now if you might act")
    assert "trouble peeing: Go to A&E now" in warning.text


def test_a_yes_to_having_done_something_calls_the_ambulance_loudly() -> None:
    talk = Talk.with_().says("I want to kill myself tonight").travel(minutes=1).presses("Yes")

    assert talk.heard[0].text.startswith("Call 999 now")
    assert talk.heard[0].loud
    assert talk.alerts[0].channel is Channel.AMB


@pytest.mark.parametrize("words", ["it was a joke", "sent by mistake", "false alarm"])
@pytest.mark.parametrize("between", ["/stop", "/settings", "/checkin"])
def test_taking_it_back_in_words_asks_again_from_anywhere(words: str, between: str) -> None:
    talk = Talk.with_().says("I can't pee since last night").travel(minutes=1).commands(between).says(words)

    assert keys(talk) == ["escalation.mistake_first"]
    assert talk.alerts[0].is_open
