"""The daily check-in by taps: its length, its summary, its corrections, and what it never assumes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from messages.buttons import Button
from messages.effects import Record
from messages.memory import CheckInState
from messages.triage.vocabulary import MeasureKind
from tests.dialogue.checkin.taken import PLAIN_DAY, done
from tests.dialogue.host import START, Talk


def test_a_plain_day_takes_six_taps_and_fills_in_everything() -> None:
    talk = done(Talk.with_())

    checkin = talk.checkins[0]
    assert checkin.state is CheckInState.DONE
    assert checkin.answers == {
        "pain": 6, "change": "same", "sweep": [], "sleep": 5, "interference": 4, "mood": 3,
    }  # fmt: skip
    assert not talk.alerts


def test_with_tablets_it_takes_seven_taps_and_never_more() -> None:
    talk = Talk.with_().says("took 2 paracetamol")

    done(talk, "6", "Same", "None of these", "5", "4", "3", "OK")

    assert talk.checkins[0].state is CheckInState.DONE
    assert talk.checkins[0].answers["meds"] == {"paracetamol": 3}


def test_tablets_are_not_asked_of_somebody_who_never_took_any() -> None:
    talk = done(Talk.with_())

    assert "meds" not in talk.checkins[0].answers


def test_the_whole_check_in_is_one_message_that_shrinks_to_two_lines() -> None:
    talk = done(Talk.with_())

    assert len(talk.screen) == 1
    assert len(talk.last.text.splitlines()) == 2
    assert "Pain 6 of 10" in talk.last.text
    assert "Edit" in talk.last.labels


def test_every_answer_is_recorded_as_it_was_given_and_by_its_road() -> None:
    talk = Talk.with_().commands("/checkin").presses("6").says("same")

    assert [(each.question, each.value, each.origin) for each in talk.records] == [
        ("checkin.pain", "6", "tap"),
        ("checkin.change", "same", "typed"),
    ]


def test_plain_numbers_become_measures_for_the_rules_over_days() -> None:
    talk = done(Talk.with_())

    kinds = {each.kind: each.value for each in talk.memory.case.measures}
    assert kinds == {
        MeasureKind.PAIN_0_10: 6,
        MeasureKind.SLEEP_QUALITY_0_10: 5,
        MeasureKind.INTERFERENCE_0_10: 4,
        MeasureKind.MOOD_1_5: 3,
    }


def test_nothing_in_the_safety_sweep_is_picked_beforehand_and_none_must_be_tapped() -> None:
    talk = Talk.with_().commands("/checkin").presses("6").presses("Same")

    assert not any("✓" in label for label in talk.last.labels)
    assert "None of these" in talk.last.labels
    assert "sweep" not in talk.checkins[0].answers


def test_the_sweep_begins_with_the_bottom_and_the_rest_takes_turns() -> None:
    orders = set()
    for day in range(8):
        talk = Talk.with_(START + timedelta(days=day)).commands("/checkin").presses("6").presses("Same")
        labels = talk.last.labels[:5]
        assert labels[0] == "Pee, poo or numb bottom"
        orders.add(tuple(labels))

    assert len(orders) == 4


def test_the_hours_of_sleep_can_be_added_by_a_tap_of_their_own() -> None:
    talk = Talk.with_().commands("/checkin").presses("6").presses("Same").presses("None of these")

    talk.presses("6 h")

    assert talk.checkins[0].answers["sleep_hours"] == 6
    assert "6 h ✓" in talk.last.labels
    talk.presses("5").presses("4").presses("OK")
    assert "Slept 6 h" in talk.last.text


def test_a_press_repeated_is_no_news() -> None:
    talk = Talk.with_().commands("/checkin")
    six = talk.button("6")
    talk.presses(six)

    talk.presses(six)

    assert talk.toasts == ["I have that already."]
    assert talk.fresh[:1] and not any(isinstance(each, Record) for each in talk.fresh)


def test_two_different_taps_on_one_question_leave_the_last_and_record_both() -> None:
    talk = Talk.with_().commands("/checkin")
    six, seven = talk.button("6"), talk.button("5")

    talk.presses(six).presses(seven)

    assert talk.checkins[0].answers["pain"] == 5
    assert [(each.value, each.origin) for each in talk.records] == [("6", "tap"), ("5", "edited")]


def test_undo_asks_the_last_question_again_and_the_record_keeps_it() -> None:
    talk = Talk.with_().commands("/checkin").presses("6").presses("Worse")

    talk.presses("Undo")

    assert talk.last.key == "checkin.change"
    assert "change" not in talk.checkins[0].answers
    talk.presses("Better")
    assert [each.value for each in talk.records] == ["6", "worse", "change", "better"]


def test_an_answer_can_be_edited_afterwards_and_both_are_kept() -> None:
    talk = done(Talk.with_())

    talk.presses("Edit").presses("Pain 6 of 10").presses("3")

    assert talk.checkins[0].answers["pain"] == 3
    assert talk.checkins[0].state is CheckInState.DONE
    assert [(e.value, e.origin) for e in talk.records if e.question == "checkin.pain"] == [
        ("6", "tap"),
        ("3", "edited"),
    ]
    assert "Pain 3 of 10" in talk.last.text


def test_tablets_and_hours_can_be_added_from_the_edit_list() -> None:
    talk = done(Talk.with_())

    talk.presses("Edit").presses("Pain tablets").presses("4")
    talk.presses("Edit").presses("Hours of sleep").presses("7 h")

    assert talk.checkins[0].answers["meds"] == {"paracetamol": 4}
    assert talk.checkins[0].answers["sleep_hours"] == 7


def test_several_products_are_counted_one_by_one() -> None:
    talk = done(Talk.with_(), *PLAIN_DAY).presses("Edit").presses("Pain tablets")

    talk.presses("Ibuprofen").presses("2").presses("4")

    assert talk.checkins[0].answers["meds"] == {"nsaid": 2, "paracetamol": 4}
    counted = {each.kind: each.value for each in talk.memory.case.measures}
    assert counted[MeasureKind.NSAID_TABLETS] == 2
    assert counted[MeasureKind.PARACETAMOL_TABLETS] == 4


def test_a_note_can_be_added_and_skipped() -> None:
    talk = done(Talk.with_()).presses("Add a note")

    talk.says("I carried the shopping up four floors")

    assert talk.checkins[0].answers["note"] == "I carried the shopping up four floors"
    assert talk.memory.notes[0][1] == "I carried the shopping up four floors"
    talk.presses("Add a note").presses("Skip")
    assert talk.last.key == "checkin.summary_done"
    assert len(talk.memory.notes) == 1


def test_a_wish_typed_while_a_note_is_awaited_stays_a_wish() -> None:
    talk = done(Talk.with_()).presses("Add a note")

    talk.says("stop")

    assert not talk.memory.notes


@pytest.mark.parametrize(
    "button",
    [
        Button("ci", "zz", "pain", "7"),
        Button("ci", "1", "pain", "11"),
        Button("ci", "1", "pain", "²"),
        Button("ci", "1", "nonsense", "x"),
        Button("ci", "1", "f.no_such_flag", "yes"),
        Button("ci", "1", "f.ces_saddle_numb", "perhaps"),
        Button("ci", "1", "fill", "yesterday"),
        Button("ci", "1", "edit", "everything"),
        Button("ci", "1", "meds", "paracetamol.900"),
    ],
    ids=str,
)
def test_a_forged_button_is_answered_kindly_and_changes_nothing(button: Button) -> None:
    talk = Talk.with_().commands("/checkin")
    before = talk.checkins

    talk.presses(button)

    assert talk.toasts and not talk.heard
    assert talk.checkins == before


def test_nothing_is_stored_without_consent() -> None:
    talk = Talk.with_().commands("/checkin")
    six = talk.button("6")
    talk.memory = type(talk.memory)(talk.person.model_copy(update={"consent_version": None}), checkins=talk.checkins)

    talk.presses(six)

    assert not talk.records and "pain" not in talk.checkins[0].answers


def test_a_state_left_by_an_earlier_release_does_not_stop_the_check_in() -> None:
    talk = Talk.with_().commands("/checkin").presses("6")
    same = talk.button("Same")
    talk.memory = replace(talk.memory, person=talk.person.model_copy(update={"flows": {"ci": {"step": 3}}}))

    talk.presses(same)

    assert talk.checkins[0].answers == {"pain": 6, "change": "same"}
    assert talk.last.key == "checkin.sweep"


def test_a_restart_in_the_middle_of_a_danger_question_loses_nothing() -> None:
    talk = Talk.with_().commands("/checkin").presses("6").presses("Same").presses("A fall").presses("No")
    asked = talk.last.text
    revived = Talk(talk.memory, talk.now, screen=talk.screen)

    revived.commands("/checkin")

    assert revived.last.text == asked
    assert revived.checkins[0].answers == {"pain": 6, "change": "same"}
