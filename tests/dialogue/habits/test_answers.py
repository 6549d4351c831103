"""What the buttons under a nudge do, pressed once, twice, or much too late."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from importlib.resources import files

import pytest

from messages.buttons import Button
from messages.content import item_of
from messages.effects import Say
from messages.memory import Alert, AlertReason, NudgeRecord, NudgeState, Rhythm
from messages.triage.vocabulary import Channel, Level
from tests.dialogue.host import Talk, at, highest

MORNING = at("2026-03-10", "06:00")


def nudged(kind: str = "stretching", time: str = "10:00", **fields: object) -> Talk:
    """Return a talk in which one nudge has just come."""
    talk = Talk.with_(MORNING, nudges={kind: Rhythm(times=(time,))}, **fields).comes_due("nudge_replan", "")
    return talk.travel(to=at("2026-03-10", time) + timedelta(minutes=5))


def nudge(talk: Talk) -> NudgeRecord:
    return max(talk.nudges, key=lambda each: each.sent_at)


def until_picture(kind: str = "stretching") -> Talk:
    """Return a talk whose newest nudge has a picture."""
    for person in range(60):
        talk = nudged(kind, chat_id=person)
        item = item_of(nudge(talk).item)
        if item is not None and item.picture:
            return talk
    raise AssertionError("no item with a picture was chosen for anybody")


def warned(talk: Talk, level: Level = Level.SAME_DAY) -> Talk:
    reason = AlertReason(flag="x", words="", rule="r", source="K", level=int(level), channel=Channel.CLIN)
    held = Alert(id="z", level=int(level), channel=Channel.CLIN, opened_at=talk.now, reasons=(reason,))
    talk.memory = replace(talk.memory, alerts=(held,))
    return talk


def test_done_is_kept_praised_for_doing_and_asks_how_it_felt() -> None:
    talk = nudged().presses("Done")
    assert nudge(talk).state is NudgeState.DONE
    assert talk.last.edited
    assert talk.last.labels == ["Better", "Same", "Worse", "Something changed"]
    assert [each.value for each in talk.records] == ["done"]


def test_done_twice_is_a_kind_no_op() -> None:
    talk = nudged()
    button = talk.button("Done")
    talk.presses(button).presses(button)
    assert talk.toasts
    assert len(talk.records) == 1


def test_done_without_body_work_asks_nothing() -> None:
    talk = nudged("hydration").presses("Done")
    assert talk.last.labels == []


@pytest.mark.parametrize("felt", ["Better", "Same"])
def test_better_or_same_is_recorded_and_ends_there(felt: str) -> None:
    talk = nudged().presses("Done").presses(felt)
    assert talk.records[-1].value == felt.lower()
    assert talk.last.labels == []


def test_worse_asks_for_danger_at_once_and_keeps_the_move_away() -> None:
    talk = nudged().presses("Done").presses("Worse")
    assert talk.last.key == "habits.sweep"
    item = nudge(talk).item
    for _ in range(13):
        talk.travel(days=1)
        assert nudge(talk).item != item


def test_a_yes_in_the_sweep_escalates_in_the_same_turn() -> None:
    talk = nudged().presses("Done").presses("Worse").presses("Pee, poo").presses("Yes")
    assert highest(talk) is Level.EMERGENCY_NOW


def test_an_old_dangerous_button_still_counts() -> None:
    talk = nudged().presses("Done").presses("Something changed").presses("Pee, poo")
    button = talk.button("Yes")
    talk.travel(days=3).presses(button)
    assert highest(talk) is Level.EMERGENCY_NOW


def test_no_to_everything_in_the_sweep_ends_kindly_and_never_with_an_all_clear() -> None:
    talk = nudged().presses("Done").presses("Something changed").presses("None of these").presses("No")
    assert talk.last.key == "habits.sweep_done"
    assert highest(talk) is Level.NONE
    assert "legs" in talk.last.text


def test_every_item_of_the_sweep_comes_to_an_end() -> None:
    for label in ("Legs weak", "Fever", "Chest", "A fall"):
        talk = nudged().presses("Done").presses("Worse").presses(label)
        for _ in range(12):
            if talk.last.key == "habits.sweep_done":
                break
            talk.presses("No")
        assert talk.last.key == "habits.sweep_done"


def test_how_shows_the_picture_the_dose_and_when_to_stop() -> None:
    talk = until_picture().presses("How")
    assert (files("messages.pictures") / talk.last.picture).is_file()
    assert "How much:" in talk.last.text
    assert "Stop if" in talk.last.text
    assert talk.last.labels == ["Done", "Something changed"]


def test_breathe_with_me_shows_the_pacer() -> None:
    talk = next(
        each
        for each in (nudged("breathing", chat_id=person) for person in range(60))
        if "Breathe with me" in each.screen[-1].labels
    )
    talk.presses("Breathe with me")
    assert talk.last.picture == "breathe.gif"
    assert "grows: breathe in" in talk.last.text


def test_why_says_how_sure_we_are_and_where_it_comes_from() -> None:
    talk = nudged().presses("Why?")
    assert "How sure:" in talk.last.text
    assert "From:" in talk.last.text
    talk.presses("Back")
    assert "Skip today" in talk.last.labels


def test_steps_of_a_move_are_not_shown_once_a_warning_is_open() -> None:
    talk = nudged()
    button = talk.button("How")
    warned(talk).presses(button)
    assert talk.last.key == "habits.rests"
    assert not talk.last.picture


# Later


def test_later_makes_one_extra_copy_and_leaves_the_plan_alone() -> None:
    talk = nudged()
    plan = talk.memory.agenda["nudge", "stretching"]
    first = nudge(talk)
    talk.presses("Later").presses("In 30 min")
    assert talk.memory.agenda["nudge", "stretching"] == plan
    talk.travel(minutes=31)
    again = nudge(talk)
    assert (again.run, again.item, again.snoozes) == (first.run, first.item, 1)
    assert len(talk.nudges) == 1
    assert talk.heard[-1].silent
    talk.travel(hours=6)
    assert not talk.heard, "one copy, not more"


def test_the_copy_is_a_new_message_and_the_old_one_loses_its_buttons() -> None:
    talk = nudged().presses("Later").presses("In 1 hour").travel(minutes=61)
    assert len(talk.screen) == 2
    assert [bool(each.rows) for each in talk.screen] == [False, True]


def test_three_times_later_is_enough() -> None:
    talk = nudged()
    for _ in range(3):
        talk.presses("Later").presses("In 30 min").travel(minutes=31)
    talk.presses("Later")
    assert talk.toasts
    assert nudge(talk).snoozes == 3


def test_pressing_the_same_snooze_twice_changes_nothing() -> None:
    talk = nudged().presses("Later")
    button = talk.button("In 30 min")
    talk.presses(button)
    planned = dict(talk.memory.agenda)
    talk.travel(minutes=5).presses(button)
    assert talk.toasts
    assert talk.memory.agenda == planned
    assert nudge(talk).snoozes == 1


def test_later_never_reaches_into_quiet_hours() -> None:
    talk = nudged(time="21:20").presses("Later")
    assert [label for label in talk.last.labels if label.startswith(("In", "This"))] == ["In 30 min"]
    late = nudged(time="21:45").presses("Later")
    assert late.toasts
    assert "Later" in late.screen[-1].labels


def test_this_evening_is_the_persons_own_evening() -> None:
    night = {"wake": "16:00", "bed": "08:30", "quiet_from": "08:30", "quiet_to": "16:00"}
    talk = Talk.with_(MORNING, nudges={"stretching": Rhythm(times=("17:00",))}, **night)
    talk.comes_due("nudge_replan", "").travel(to=at("2026-03-10", "17:05")).presses("Later").presses("This evening")
    assert talk.memory.agenda["nudge", "stretching:later"] == at("2026-03-11", "06:00")


@pytest.mark.parametrize("word", ["Done", "Skip today"])
def test_what_is_done_or_skipped_does_not_come_later(word: str) -> None:
    talk = nudged().presses("Later").presses("In 30 min").presses(word)
    assert ("nudge", "stretching:later") not in talk.memory.agenda
    talk.travel(hours=3)
    assert not talk.heard


def test_a_copy_is_not_sent_once_a_warning_is_open() -> None:
    talk = nudged().presses("Later").presses("In 30 min")
    warned(talk).travel(hours=2)
    assert not [each for each in talk.heard if each.key == "habits.nudge"]


def test_a_copy_waits_for_a_running_talk() -> None:
    talk = nudged().presses("Later").presses("In 30 min")
    busy = talk.person.model_copy(update={"focus": "ci", "active_at": talk.now + timedelta(minutes=29)})
    talk.memory = replace(talk.memory, person=busy)
    talk.travel(minutes=38)
    assert not talk.heard
    talk.travel(minutes=5)
    assert talk.heard


# Old nudges


def test_a_nudge_of_yesterday_can_still_be_marked_done_for_its_day() -> None:
    talk = nudged()
    button, day = talk.button("Done"), nudge(talk).day
    talk.travel(days=1).presses(button)
    assert talk.toasts
    assert (talk.records[-1].value, talk.records[-1].day) == ("done", day)
    assert "Done" in talk.screen[-1].labels, "the new one is untouched"


@pytest.mark.parametrize("step", ["later", "snooze", "how", "why", "back", "breathe", "nonsense"])
def test_other_buttons_of_an_old_nudge_answer_kindly(step: str) -> None:
    talk = nudged()
    run = nudge(talk).run
    talk.travel(days=1).presses(Button("nu", run, step, "30"))
    assert talk.toasts
    assert not talk.heard


@pytest.mark.parametrize("step", ["done", "skip", "later", "felt", "snooze", "how", "nonsense", ""])
def test_buttons_of_a_nudge_nobody_remembers_answer_kindly(step: str) -> None:
    talk = Talk.with_(MORNING).presses(Button("nu", "zz", step, "x"))
    assert talk.toasts
    assert not [each for each in talk.effects if isinstance(each, Say)]


def test_only_the_newest_nudge_of_a_kind_has_buttons() -> None:
    talk = nudged().travel(days=3)
    assert [bool(each.rows) for each in talk.screen] == [False, False, False, True]
