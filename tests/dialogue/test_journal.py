"""The log and the progress: told back in words, changed without losing anything, honest about too few days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from messages.buttons import Button
from messages.dialogue.journal import summary_lines
from messages.dialogue.scene import Scene
from messages.triage.vocabulary import Answer, Fact, Measure, MeasureKind, Origin
from tests.dialogue.checkin.taken import done
from tests.dialogue.host import START, Talk, at


def with_numbers(*pains: float | None, kind: MeasureKind = MeasureKind.PAIN_0_10) -> Talk:
    """Return a talk whose last days had these numbers, oldest first and today last."""
    talk = Talk.with_()
    found = [
        Measure(kind, value, START - timedelta(days=back))
        for back, value in zip(range(len(pains) - 1, -1, -1), pains, strict=True)
        if value is not None
    ]
    talk.memory = replace(talk.memory, case=replace(talk.memory.case, measures=tuple(found)))
    return talk


def test_the_log_tells_the_last_seven_days_in_words() -> None:
    talk = done(Talk.with_()).travel(days=1)
    done(talk, "3", "Better", "None of these", "8", "1", "Great")

    talk.commands("/log")

    lines = talk.last.text.splitlines()
    assert lines[0] == "<b>Your log, Thu 5 March to Wed 11 March</b>"
    assert lines[1] == "Wed 11 March: Pain 3 of 10. Sleep 8 of 10. Mood great."
    assert lines[2] == "Tue 10 March: Pain 6 of 10. Sleep 5 of 10. Mood OK."


def test_an_empty_log_says_so() -> None:
    talk = Talk.with_().commands("/log")

    assert "Nothing yet" in talk.last.text


def test_earlier_weeks_are_a_page_away_and_back() -> None:
    talk = done(Talk.with_()).travel(days=9).commands("/log")
    assert "Later" not in talk.last.labels

    talk.presses("Earlier")

    assert "Tue 10 March: Pain 6 of 10" in talk.last.text
    assert "Earlier" not in talk.last.labels
    talk.presses("Later")
    assert "Pain" not in talk.last.text


def test_words_typed_under_the_log_become_a_note() -> None:
    talk = Talk.with_().commands("/log")

    talk.says("Gardening went all right")

    assert talk.memory.notes[0][1] == "Gardening went all right"
    assert "Gardening went all right" in talk.last.text


def test_words_behind_the_command_become_a_note() -> None:
    talk = Talk.with_().commands("/log", "Walked to the shop")

    assert talk.memory.notes[0][1] == "Walked to the shop"
    assert "Walked to the shop" in talk.last.text


@pytest.mark.parametrize("text", ["stop", "7", "can I swim?"])
def test_a_wish_a_number_or_a_question_is_no_note_of_the_log(text: str) -> None:
    talk = Talk.with_().commands("/log")

    talk.says(text)

    assert not any(each.key == "journal.day" for each in talk.heard)


def test_danger_typed_under_the_log_escalates_and_is_kept() -> None:
    talk = Talk.with_().commands("/log")

    talk.says("I can't pee and I am numb between my legs")

    assert talk.alerts and talk.memory.notes


def test_a_note_can_be_written_anew_and_the_record_keeps_both() -> None:
    talk = Talk.with_().commands("/log", "Swam 20 lengts").travel(days=1)
    talk.commands("/log").presses("Tue 10").presses("Note: Swam")

    talk.says("Swam 20 lengths")

    assert "<b>Tue 10 March</b>" in talk.last.text
    assert "lengths" in talk.last.text and "lengts" not in talk.last.text
    notes = [each for each in talk.records if each.question == "note"]
    assert [(each.value, each.origin, each.day) for each in notes] == [
        ("Swam 20 lengts", "typed", date(2026, 3, 10)),
        ("Swam 20 lengths", "edited", date(2026, 3, 10)),
    ]


def test_a_note_changed_twice_stays_on_its_day() -> None:
    talk = Talk.with_().commands("/log", "One").travel(days=1)
    talk.commands("/log").presses("Tue 10").presses("Note: One").says("Two")
    talk.presses("Note: Two").says("Three")

    talk.commands("/log")

    assert "Tue 10 March: Note: “Three”" in talk.last.text
    assert "Two" not in talk.last.text


def test_changing_a_note_gives_the_floor_back_to_an_open_check_in() -> None:
    talk = Talk.with_().commands("/log", "Onee").commands("/checkin").presses("Note: Onee").says("One")

    talk.says("7")

    assert talk.checkins[0].answers == {"pain": 7}


def test_a_note_can_be_taken_out_of_the_log() -> None:
    talk = Talk.with_().commands("/log", "Silly note").presses("Note: Silly")

    talk.presses("Take it out of the log")

    assert "Silly" not in talk.last.text
    assert talk.records[0].value == "Silly note"


def test_answers_of_a_past_day_can_be_changed_from_the_log() -> None:
    talk = done(Talk.with_()).travel(days=3).commands("/log").presses("Tue 10").presses("Change an answer")
    assert talk.last.key == "checkin.edit" and not talk.last.edited

    talk.presses("Pain 6 of 10").presses("2")

    assert talk.checkins[0].answers["pain"] == 2
    assert talk.records[-1].origin == "edited" and talk.records[-1].day == date(2026, 3, 10)


def test_answers_of_a_closed_day_can_be_changed_too_and_it_stays_closed() -> None:
    talk = Talk.with_().commands("/checkin").presses("6").travel(days=2)
    talk.commands("/log").presses("Tue 10").presses("Change an answer").presses("Pain 6").presses("5")

    assert talk.checkins[0].answers == {"pain": 5}
    assert talk.checkins[0].state.value == "closed"


def test_yesterday_can_be_filled_in_from_the_log() -> None:
    talk = Talk.with_().commands("/log", "Only a note").travel(days=1)

    talk.commands("/log").presses("Tue 10").presses("Fill in this day")

    assert talk.last.key == "checkin.pain"
    assert talk.checkins[0].backfill


def test_a_note_of_a_day_filled_in_stands_on_that_day() -> None:
    talk = done(Talk.with_()).presses("Fill in yesterday")
    for each in ("3", "Same", "None of these", "7", "2", "Good"):
        talk.presses(each)
    talk.presses("Add a note").says("Long drive")

    talk.commands("/log")

    assert "Mon 9 March: Pain 3 of 10. Sleep 7 of 10. Mood good. Note: “Long drive”" in talk.last.text


def test_the_log_leaves_the_floor_to_a_check_in_that_is_open() -> None:
    talk = Talk.with_().commands("/checkin").commands("/log")

    talk.says("7")

    assert talk.checkins[0].answers == {"pain": 7}


@pytest.mark.parametrize("choice", ["", "x", "-1", "99999999999", "2026-13-01"])
@pytest.mark.parametrize("step", ["page", "day", "note", "out", "fill", "what"])
def test_a_forged_button_never_breaks_the_log(step: str, choice: str) -> None:
    talk = done(Talk.with_())

    talk.presses(Button("lo", "", step, choice))

    assert talk.toasts or talk.heard


# Progress


def test_with_fewer_than_four_days_there_is_no_figure() -> None:
    talk = with_numbers(5, 6, 7).commands("/progress")

    assert "Pain: not enough days yet. I have 3, I need 4." in talk.last.text


def test_the_figure_is_the_median_of_seven_days() -> None:
    talk = with_numbers(2, 9, 5, 5, None, 4, 6).commands("/progress")

    assert "Pain on a typical day: 5 of 10" in talk.last.text


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        (6, 4, "clearly lower"),
        (4, 6, "clearly higher"),
        (6, 5, "No clear change"),
        (9, 7, "No clear change"),
        (10, 7, "clearly lower"),
        (7, 9, "No clear change"),
        (0, 2, "clearly higher"),
        (0, 0, "No clear change"),
    ],
)
def test_a_trend_is_called_only_at_two_points_and_thirty_percent(before: float, now: float, words: str) -> None:
    talk = with_numbers(*[before] * 7, *[now] * 7).commands("/progress")

    assert words in talk.last.text


def test_a_week_before_with_too_few_days_is_not_compared() -> None:
    talk = with_numbers(9, 9, 9, None, None, None, None, 4, 4, 4, 4, 4, 4, 4).commands("/progress")

    assert "Not enough days before" in talk.last.text


def test_it_praises_the_doing_and_never_a_low_number() -> None:
    low = with_numbers(*[0.0] * 14)
    done(low).commands("/progress")
    high = with_numbers(*[6.0] * 14)
    done(high).commands("/progress")

    assert "You checked in on 1 day of 7" in low.last.text
    for praise in ("well done", "great", "good", "congrat", "better"):
        assert praise not in low.last.text.lower()
    assert low.last.text.splitlines()[-1] == high.last.text.splitlines()[-1]


def test_sleep_has_its_own_line() -> None:
    talk = with_numbers(5, 6, 7, 8, kind=MeasureKind.SLEEP_QUALITY_0_10).commands("/progress")

    assert "Sleep on a typical day: 6.5 of 10" in talk.last.text


# The card for the desk


def test_the_desk_lines_hold_symptoms_with_dates_the_pain_and_the_last_temperature() -> None:
    talk = with_numbers(*[5.0] * 7, *[8.0] * 7)
    facts = (
        Fact("neuro_leg_weak_progressive", Answer.YES, at("2026-03-08", "10:00"), Origin.BUTTON),
        Fact("neuro_leg_weak_progressive", Answer.YES, at("2026-03-10", "08:00"), Origin.BUTTON),
        Fact("ces_saddle_numb", Answer.NO, at("2026-03-10", "08:00"), Origin.BUTTON),
        Fact("mh_suicide_thoughts", Answer.YES, at("2026-03-10", "08:00"), Origin.BUTTON),
        Fact("cv_collapse", Answer.YES, at("2026-02-01", "08:00"), Origin.BUTTON),
    )
    heat = Measure(MeasureKind.TEMPERATURE_C, 38.4, at("2026-03-09", "21:30"))
    case = replace(talk.memory.case, facts=facts, measures=(*talk.memory.case.measures, heat))

    lines = summary_lines(Scene(replace(talk.memory, case=case), talk.now), 14)

    assert len(lines) == 3
    assert lines[0].endswith("Sun 8 March to Tue 10 March")
    assert "8 of 10" in lines[1] and "clearly higher" in lines[1]
    assert lines[2] == "Last temperature: 38.4 °C, Mon 9 March at 21:30"


def test_the_desk_lines_are_empty_when_nothing_is_known() -> None:
    assert summary_lines(Scene(Talk.with_().memory, START), 14) == []


def test_turning_pages_passes_over_empty_weeks() -> None:
    talk = Talk.with_().commands("/log", "First note").travel(days=25)

    talk.commands("/log").presses("Earlier")

    assert "First note" in talk.last.text and "Earlier" not in talk.last.labels
    talk.presses("Later")
    assert "Nothing yet" in talk.last.text and "Later" not in talk.last.labels
