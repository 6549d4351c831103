"""/habits and /pause: everything about nudges can be changed, and each change moves the plan at once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from messages.buttons import Button
from messages.content import Kind
from messages.dialogue.habits import choose_kinds, pause_until
from messages.dialogue.scene import Scene
from messages.memory import Rhythm, RiskAnswer
from messages.triage.vocabulary import Answer
from tests.dialogue.host import Talk, at

MORNING = at("2026-03-10", "06:00")  # a Tuesday


def talk_with(**fields: object) -> Talk:
    return Talk.with_(MORNING, **fields).comes_due("nudge_replan", "")


def test_the_menu_shows_every_kind_and_lives_in_one_message() -> None:
    talk = talk_with().commands("/habits")
    for name in ("Stretching", "Sleep", "Breathing", "Drinks", "Quiet from 22:00 to 07:00"):
        assert name in talk.last.text
    talk.presses("Stretching").presses("Own times").presses("Back").presses("Days").presses("Back").presses("Back")
    assert len(talk.screen) == 1
    assert talk.last.key == "habits.main"


@pytest.mark.parametrize("page", ["kind.sleep", "times.sleep", "days.sleep", "cap", "quiet", "quiet.2200"])
def test_no_page_is_a_dead_end(page: str) -> None:
    talk = talk_with().commands("/habits").presses(Button("nu", "", "menu", page))
    assert "Back" in talk.last.labels
    for _ in range(3):
        if talk.last.key != "habits.main":
            talk.presses("Back")
    assert talk.last.key == "habits.main"


def test_a_kind_is_turned_off_and_on() -> None:
    talk = talk_with().commands("/habits").presses("Drinks").presses("Turn off")
    assert ("nudge", "hydration") not in talk.memory.agenda
    assert talk.person.nudges["stretching"].on, "the others stay"
    talk.presses("Turn on")
    assert ("nudge", "hydration") in talk.memory.agenda


def test_turning_off_twice_is_no_flip() -> None:
    button = Button("nu", "", "on", "hydration.0")
    talk = talk_with().presses(button).presses(button)
    assert not talk.person.nudges["hydration"].on


def test_n_times_between_wake_and_bed() -> None:
    talk = talk_with().commands("/habits").presses("Stretching").presses("3 a day")
    assert talk.person.nudges["stretching"].spread == 3
    assert "about 08:15, 13:15, 18:15, every day" in talk.last.text


def test_own_times_are_ticked_or_typed() -> None:
    talk = talk_with().commands("/habits").presses("Stretching").presses("Own times").presses("08:00")
    assert list(talk.person.nudges["stretching"].times) == ["08:00"]
    assert "08:00 ✓" in talk.last.labels
    talk.says("7.30, half six pm and 16:00")
    assert list(talk.person.nudges["stretching"].times) == ["07:30", "16:00", "18:30"]
    assert at("2026-03-10", "07:30") <= talk.memory.agenda["nudge", "stretching"] <= at("2026-03-10", "07:34")


def test_a_fifth_time_is_refused_kindly() -> None:
    talk = talk_with(nudges={"sleep": Rhythm(times=("08:00", "09:00", "10:00", "11:00"))})
    talk.presses(Button("nu", "", "time", "sleep.1200.1"))
    assert talk.toasts
    assert len(talk.person.nudges["sleep"].times) == 4


def test_what_is_no_time_is_left_to_the_rest_of_the_dialogue() -> None:
    talk = talk_with().commands("/habits").presses("Stretching").presses("Own times")
    before = talk.person.nudges
    talk.says("my garden looks lovely")
    assert talk.person.nudges == before


def test_days_are_chosen_and_one_always_stays() -> None:
    talk = talk_with().commands("/habits").presses("Sleep").presses("Days").presses("Mon to Fri").presses("Wed")
    assert list(talk.person.nudges["sleep"].weekdays) == [0, 1, 3, 4]
    for day in ("Mon", "Tue", "Thu", "Fri"):
        talk.presses(f"{day} ✓")
    assert talk.toasts
    assert list(talk.person.nudges["sleep"].weekdays) == [4]


def test_the_daily_limit_is_set_and_never_over_four() -> None:
    talk = talk_with().commands("/habits").presses("Daily limit").presses("2")
    assert talk.person.daily_cap == 2
    assert talk.presses(Button("nu", "", "cap", "99")).person.daily_cap == 4


def test_quiet_hours_are_chosen_by_hours_or_typed() -> None:
    talk = talk_with().commands("/habits").presses("Quiet hours").presses("09:00").presses("16:00")
    assert (talk.person.quiet_from, talk.person.quiet_to) == ("09:00", "16:00")
    assert (talk.person.wake, talk.person.bed) == ("16:00", "09:00")
    talk.presses("Quiet hours").says("23:00 to 06:30")
    assert (talk.person.quiet_from, talk.person.quiet_to) == ("23:00", "06:30")
    talk.presses("Quiet hours").presses("No quiet hours")
    assert "No quiet hours" in talk.last.text


def test_new_quiet_hours_move_a_waiting_copy_out_of_them() -> None:
    talk = talk_with(nudges={"stretching": Rhythm(times=("10:00",))}).travel(to=at("2026-03-10", "10:10"))
    talk.presses("Later").presses("In 1 hour")
    talk.presses(Button("nu", "", "quiet", "1100.1300"))
    assert talk.memory.agenda["nudge", "stretching:later"] == at("2026-03-10", "13:00")


def test_who_must_limit_fluids_is_told_why_no_drinks_come() -> None:
    given = {"rf_heart_failure": RiskAnswer(answer=Answer.YES, at=MORNING)}
    talk = talk_with(risks=given).commands("/habits")
    assert "how much you drink" in talk.last.text


@pytest.mark.parametrize(
    "choice", ["kind.magic", "times.", "days.sleep.9", "quiet.9999", "kind", "", "a.b.c.d", "kind.sleep.x"]
)
@pytest.mark.parametrize(
    "step", ["menu", "on", "often", "time", "day", "days", "cap", "quiet", "did", "pause", "again"]
)
def test_forged_choices_are_answered_and_change_nothing_dangerous(step: str, choice: str) -> None:
    talk = talk_with().presses(Button("nu", "", step, choice))
    assert talk.heard or talk.toasts
    assert 0 <= talk.person.daily_cap <= 6


# Pause


@pytest.mark.parametrize(("label", "back"), [("1 day", "11"), ("3 days", "13"), ("1 week", "17")])
def test_a_pause_says_until_when_and_nothing_comes_before_that(label: str, back: str) -> None:
    talk = talk_with(nudges={"stretching": Rhythm(times=("10:00",))}).commands("/pause").presses(label)
    first = date(2026, 3, int(back))
    assert talk.person.paused_until == first
    assert talk.memory.agenda["nudge", "stretching"] >= at(first, "10:00"), "the plan itself waits for that day"
    assert f"{int(back)} Mar" in talk.last.text
    talk.travel(to=at(first, "00:30"))
    assert not talk.nudges
    talk.travel(to=at(first, "10:10"))
    assert [each.day for each in talk.nudges] == [first]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("Friday", date(2026, 3, 13)),
        ("until friday", date(2026, 3, 13)),
        ("3 April", date(2026, 4, 3)),
        ("2026-03-20", date(2026, 3, 20)),
        ("in 10 days", date(2026, 3, 20)),
        ("for two weeks", date(2026, 3, 24)),
        ("tomorrow", date(2026, 3, 11)),
    ],
)
def test_a_date_is_typed_in_many_ways(typed: str, day: date) -> None:
    asked = talk_with().commands("/pause").presses("Until a date").says(typed)
    assert asked.person.paused_until == day
    assert talk_with().commands("/pause", typed).person.paused_until == day


def test_start_again_now_brings_nudges_back_the_same_day() -> None:
    talk = talk_with(nudges={"stretching": Rhythm(times=("10:00",))}).commands("/pause").presses("1 week")
    talk.presses("Start again now").travel(to=at("2026-03-10", "10:10"))
    assert talk.nudges


def test_a_pause_takes_waiting_copies_away() -> None:
    talk = talk_with(nudges={"stretching": Rhythm(times=("10:00",))}).travel(to=at("2026-03-10", "10:10"))
    talk.presses("Later").presses("In 1 hour").commands("/pause", "3 days")
    assert ("nudge", "stretching:later") not in talk.memory.agenda


def test_a_pause_into_the_past_is_no_pause() -> None:
    talk = talk_with()
    scene = Scene(talk.memory, talk.now)
    pause_until(scene, date(2026, 3, 1))
    assert scene.person.paused_until is None
    pause_until(scene, scene.today + timedelta(days=2))
    assert scene.person.paused_until == date(2026, 3, 12)


def test_choosing_kinds_turns_on_exactly_those() -> None:
    scene = Scene(talk_with().memory, MORNING)
    choose_kinds(scene, {"sleep", "breathing"})
    assert {name for name, rhythm in scene.person.nudges.items() if rhythm.on} == {"sleep", "breathing"}
    assert set(scene.person.nudges) == {kind.value for kind in Kind}


def test_the_open_question_survives_an_interruption() -> None:
    talk = talk_with().commands("/pause").presses("Until a date")
    talk.travel(hours=5).says("Friday")
    assert talk.person.paused_until == date(2026, 3, 13)


def test_a_day_nobody_understands_behind_pause_is_asked_for_again() -> None:
    talk = Talk.with_().commands("/pause", "banana")

    assert talk.last.key == "habits.pause_date_unknown" and talk.person.paused_until is None
    talk.says("in 3 days")
    assert talk.person.paused_until is not None
