"""The check-in's answers and danger: judged in the same turn, heard on old buttons, never left in silence."""

from __future__ import annotations

from datetime import timedelta

import pytest

from messages.buttons import Button
from messages.effects import Lane
from messages.memory import CheckInState
from messages.triage.flags import table
from messages.triage.sweep import screens
from messages.triage.vocabulary import Answer, Level
from tests.dialogue.checkin.taken import done
from tests.dialogue.host import Talk, at, highest

DRILLED = sorted({flag for item in screens().sweep.items for flag in item.opens})
URGENT = [flag for flag in DRILLED if table().flags[flag].level >= Level.SAME_DAY]
EMERGENCY = [flag for flag in DRILLED if table().flags[flag].level == Level.EMERGENCY_NOW]


def at_the_sweep(talk: Talk | None = None) -> Talk:
    return (talk or Talk.with_()).commands("/checkin").presses("6").presses("Same")


def test_picking_an_item_opens_its_questions_at_once() -> None:
    talk = at_the_sweep().presses("Legs weak or numb")

    assert table().flags["ces_bilateral_leg"].question in talk.last.text
    assert talk.last.labels[:3] == ["Yes", "No", "Not sure"]
    assert "999" in talk.last.text


@pytest.mark.parametrize("flag", URGENT)
def test_a_yes_in_the_sweep_escalates_in_the_same_turn(flag: str) -> None:
    item = next(each for each in screens().sweep.items if flag in each.opens)
    talk = at_the_sweep().presses(item.label)

    talk.presses(Button("ci", talk.checkins[0].run, f"f.{flag}", "yes"))

    assert highest(talk) >= table().flags[flag].level
    assert talk.heard[0].lane is Lane.URGENT and talk.heard[0].loud


@pytest.mark.parametrize("flag", EMERGENCY)
def test_not_sure_about_an_emergency_counts_as_yes(flag: str) -> None:
    talk = at_the_sweep()

    talk.presses(Button("ci", talk.checkins[0].run, f"f.{flag}", "not_sure"))

    assert highest(talk) == Level.EMERGENCY_NOW


def test_a_warning_pauses_the_check_in_which_goes_on_only_by_choice() -> None:
    talk = at_the_sweep().presses("Chest pain").presses("Yes")
    checkin = talk.slot("checkin:1")
    assert checkin is not None and checkin.labels == ["Finish your check-in"]

    talk.travel(hours=14)
    assert not [each for each in talk.heard if each.slot == "checkin:1" and each.loud]
    talk.presses("Finish your check-in")

    assert talk.last.slot == "checkin:1" and talk.last.key == "checkin.drill"


def test_after_a_warning_plain_words_are_no_answers_to_the_check_in() -> None:
    talk = at_the_sweep().presses("Chest pain").presses("Yes")

    talk.says("5")

    assert "sleep" not in talk.checkins[0].answers


def test_no_to_every_question_leads_back_to_the_sweep_with_the_item_marked() -> None:
    talk = at_the_sweep().presses("A fall or a knock")
    while talk.last.key == "checkin.drill":
        talk.presses("No")

    assert talk.last.key == "checkin.sweep"
    assert "A fall or a knock ✓" in talk.last.labels and "Nothing else" in talk.last.labels
    talk.presses("Nothing else")
    assert talk.checkins[0].answers["sweep"] == ["fall"]
    assert talk.last.key == "checkin.sleep"
    assert not talk.alerts


def test_an_item_cannot_be_wiped_away_by_an_old_none_of_these() -> None:
    talk = at_the_sweep()
    none = talk.button("None of these")
    talk.presses("A fall or a knock")

    talk.presses(none)

    assert "sweep" not in talk.checkins[0].answers
    assert "Nothing else" in talk.toasts[0]


def test_silence_after_picking_a_danger_is_not_left_alone() -> None:
    talk = at_the_sweep().presses("Chest pain")

    talk.travel(minutes=16)

    assert any(table().flags["cv_chest_pain"].question in each.text for each in talk.heard)
    assert any("999" in each.text for each in talk.heard)


def test_stop_does_not_silence_a_danger_that_was_picked() -> None:
    talk = at_the_sweep().presses("Chest pain").commands("/stop")

    talk.travel(minutes=16)

    assert any(table().flags["cv_chest_pain"].question in each.text for each in talk.heard)


def test_after_that_question_the_check_in_does_not_ask_the_same_again() -> None:
    talk = at_the_sweep().presses("Chest pain").travel(minutes=16)

    talk.presses("No", next(each for each in reversed(talk.screen) if each.slot.startswith("ask:")))

    assert talk.last.key == "checkin.drill"
    assert table().flags["cv_chest_pain"].question not in talk.last.text


def test_severe_pain_opens_the_question_about_pain_that_nothing_eases() -> None:
    talk = Talk.with_().commands("/checkin").presses("8")
    assert table().flags["sev_unrelieved"].question in talk.last.text

    talk.presses("Yes")

    assert highest(talk) >= Level.SAME_DAY


def test_severe_pain_that_eases_goes_on_to_the_next_question() -> None:
    talk = Talk.with_().commands("/checkin").presses("8").presses("No")

    assert talk.last.key == "checkin.change"
    assert not talk.alerts


def test_the_last_needed_answer_fires_a_rule_over_days() -> None:
    talk = Talk.with_()
    for _ in range(2):
        done(talk, "8", "No", "Same", "None of these", "5", "4", "OK").travel(days=1)
    assert not talk.alerts

    talk.commands("/checkin").presses("8")

    assert "L12" in {reason.rule for alert in talk.alerts for reason in alert.reasons}


def test_worst_ever_is_same_day_at_once() -> None:
    talk = Talk.with_().commands("/checkin").presses("6").presses("Worst ever")

    assert highest(talk) >= Level.SAME_DAY


def test_different_pain_is_advised_on_when_the_answers_are_in() -> None:
    talk = Talk.with_(country="DE", zone="Europe/Berlin")

    done(talk, "6", "Different kind", "None of these", "5", "4", "OK")

    assert talk.checkins[0].state is CheckInState.DONE
    assert [each.key for each in talk.heard] == ["checkin.summary_done", "escalation.soon"]
    assert "Is this serious?" in talk.slot("checkin:1").labels  # type: ignore[union-attr]


def test_advice_is_not_lost_when_the_last_answer_brought_something_graver() -> None:
    talk = Talk.with_(country="DE", zone="Europe/Berlin")
    done(talk, "6", "Different kind", "None of these", "5", "4", "Not good").presses("No", talk.heard[0])
    assert not any(each.key.startswith("escalation.soon") for each in talk.heard)

    talk.travel(hours=2)

    assert any(each.key == "escalation.soon_both" for each in talk.heard)  # low mood is part of it


def test_nothing_is_pushed_beside_an_open_warning() -> None:
    talk = Talk.with_().commands("/checkin").presses("6")
    talk.says("I have a fever of 39 and I am shaking all over")
    assert talk.alerts

    talk.travel(hours=6)

    assert not any(each.slot.startswith("checkin") for each in talk.heard)


def test_not_good_i_want_to_talk_asks_directly_with_a_line_to_call() -> None:
    talk = done(Talk.with_(), "6", "Same", "None of these", "5", "4", "Not good")

    asked = [each for each in talk.heard if each.slot.startswith("ask:")]
    assert len(asked) == 1
    assert "116 123" in asked[0].text
    assert talk.checkins[0].state is CheckInState.DONE
    talk.presses("Yes", asked[0])
    assert highest(talk) >= Level.SAME_DAY


def test_a_clarifying_question_holds_the_check_in_and_no_gives_it_back() -> None:
    talk = Talk.with_().commands("/checkin").presses("6")
    talk.says("what if I get numb down there?")
    asked = talk.heard[0]
    assert asked.slot.startswith("ask:") and not talk.alerts
    assert talk.last.key == "checkin.held"

    talk.presses("No", asked)

    assert talk.last.key == "checkin.change"


@pytest.mark.parametrize("step", [0, 1, 2, 3, 4, 5, 6])
def test_an_emergency_in_words_escalates_at_every_question(step: int) -> None:
    talk = Talk.with_().commands("/checkin")
    for each in ("6", "Same", "None of these", "5", "4", "OK")[:step]:
        talk.presses(each)

    talk.says("I can't pee and I am numb between my legs")

    assert highest(talk) == Level.EMERGENCY_NOW
    assert talk.heard[0].lane is Lane.URGENT


def test_a_dangerous_answer_on_the_keyboard_of_a_closed_day_still_counts() -> None:
    talk = at_the_sweep().presses("Pee, poo")
    yes = talk.button("Yes")
    talk.presses("No").travel(to=at("2026-03-11", "09:30"))

    talk.presses(yes)

    assert highest(talk) == Level.EMERGENCY_NOW


def test_an_item_picked_on_the_keyboard_of_a_closed_day_is_asked_about_today() -> None:
    talk = at_the_sweep()
    chest = talk.button("Chest pain")
    talk.travel(to=at("2026-03-11", "09:30"))

    talk.presses(chest)

    assert table().flags["cv_chest_pain"].question in talk.last.text
    talk.presses("Yes")
    assert highest(talk) == Level.EMERGENCY_NOW


def test_an_item_picked_after_todays_check_in_is_done_is_asked_about_too() -> None:
    talk = at_the_sweep()
    chest = talk.button("Chest pain")
    talk.travel(to=at("2026-03-11", "09:30"))
    done(talk)

    talk.presses(chest).presses("Yes")

    assert highest(talk) == Level.EMERGENCY_NOW


def test_a_dangerous_press_counts_even_without_consent() -> None:
    talk = Talk.stranger()

    talk.presses(Button("ci", "9", "f.ces_saddle_numb", "yes"))

    assert highest(talk) == Level.EMERGENCY_NOW
    assert not talk.records


def test_a_danger_filled_in_for_yesterday_escalates_at_once() -> None:
    talk = done(Talk.with_()).presses("Fill in yesterday").presses("3").presses("Same")

    talk.presses("Chest pain").presses("Yes")

    assert highest(talk) == Level.EMERGENCY_NOW


def test_rather_not_say_is_no_answer_in_either_direction() -> None:
    talk = at_the_sweep()
    run = talk.checkins[0].run

    talk.presses(Button("ci", run, "f.mh_suicide_thoughts", "declined"))

    assert not talk.alerts
    assert talk.memory.case.facts[-1].answer is Answer.DECLINED


def test_no_cheerful_prompt_comes_within_a_day_of_a_crisis() -> None:
    talk = Talk.with_(checkin_at="09:00")
    talk.memory = talk.memory.__class__(talk.person, agenda={("checkin", "daily"): at("2026-03-11", "09:00")})
    talk.now = at("2026-03-10", "20:00")
    talk.says("I want to kill myself tonight")
    assert highest(talk) >= Level.SAME_DAY

    talk.travel(to=at("2026-03-11", "09:05"))

    assert not any(each.slot.startswith("checkin") for each in talk.heard)
    assert talk.now + timedelta(days=2) > talk.memory.agenda["checkin", "daily"] > talk.now


def test_a_very_low_day_is_met_with_kindness_and_a_way_to_talk() -> None:
    talk = done(Talk.with_(), "3", "Same", "None of these", "7", "2", "Very low")

    assert "sorry that today is so hard" in talk.last.text
    talk.presses("I want to talk")
    assert any(each.key == "escalation.direct" for each in talk.heard)
