"""The buttons of a nudge: done, later, skip, how, why, and how it felt afterwards."""

from __future__ import annotations

from datetime import timedelta

from messages.buttons import Button
from messages.content import Item, Kind, item_of
from messages.dialogue.habits.nudges import screens, sweep
from messages.dialogue.habits.nudges.due import OWN
from messages.dialogue.habits.planning.choose import allowed
from messages.dialogue.habits.planning.conditions import last_crisis
from messages.dialogue.habits.planning.plan import LATER, TOPIC, copy_key, replan, withdraw
from messages.dialogue.habits.state import keep_state, state_of
from messages.dialogue.scene import Scene
from messages.effects import Record, Say, Strip
from messages.memory import NudgeRecord, NudgeState

MOST_SNOOZES = 3
REST_AFTER_WORSE = timedelta(days=14)
"""An item that made somebody worse stays away this long."""


def pressed(scene: Scene, button: Button) -> None:
    """A button under a nudge was pressed, perhaps an old one, perhaps twice."""
    record = next((each for each in scene.nudges if each.run == button.run), None)
    item = item_of(record.item) if record is not None else None
    if record is None or item is None:
        return scene.toast("habits.old_nudge")
    match button.step:
        case "done":
            return _done(scene, record, item)
        case "skip":
            return _skip(scene, record)
        case "felt":
            return _felt(scene, record, item, button.choice)
        case "changed":
            return sweep.start(scene, record.run)
        case _:
            return _look(scene, record, item, button)


def _look(scene: Scene, record: NudgeRecord, item: Item, button: Button) -> None:
    """Buttons that only mean something on the newest nudge of a kind, while it is open."""
    newest = next(each for each in scene.nudges if each.kind == record.kind and each.item != OWN)
    if newest.run != record.run or record.state in (NudgeState.DONE, NudgeState.SKIPPED):
        return scene.toast("habits.old_nudge")
    if button.step in ("how", "breathe") and not allowed(scene, item):
        return screens.close(scene, item.kind, "habits.rests")
    match button.step:
        case "how" | "breathe":
            return screens.show_steps(scene, record, item)
        case "why":
            return screens.show_reason(scene, record, item)
        case "back":
            return screens.show_again(scene, record, item)
        case "later":
            return _ask_when(scene, record, item)
        case "snooze":
            return _snooze(scene, record, item, button.choice)
        case _:
            return scene.toast("habits.old_nudge")


def _done(scene: Scene, record: NudgeRecord, item: Item) -> None:
    if record.state is NudgeState.DONE:
        return scene.toast("habits.done_already")
    _settle(scene, record, NudgeState.DONE)
    if not _is_newest(scene, record):
        return scene.toast("habits.done_toast")
    if item.is_body_work:
        screens.show_felt(scene, record, item)
        scene.add(Strip(screens.steps_slot_of(item.kind)))
        return None
    return screens.close(scene, item.kind, "habits.done", line=item.nudge)


def _skip(scene: Scene, record: NudgeRecord) -> None:
    if record.state is NudgeState.SKIPPED:
        return scene.toast("habits.skipped_already")
    if record.state is NudgeState.DONE:
        return scene.toast("habits.done_already")
    newest = _is_newest(scene, record)
    _settle(scene, record, NudgeState.SKIPPED)
    if not newest:
        return scene.toast("habits.skipped")
    return screens.close(scene, Kind(record.kind), "habits.skipped")


def _is_newest(scene: Scene, record: NudgeRecord) -> bool:
    same = [each for each in scene.nudges if each.kind == record.kind and each.item != OWN]
    return max(same, key=lambda each: each.sent_at).run == record.run


def _settle(scene: Scene, record: NudgeRecord, state: NudgeState) -> None:
    """Store what became of a nudge; copies of it that are queued or waiting are taken back."""
    scene.keep_nudge(record.model_copy(update={"state": state}))
    scene.add(Record(f"nudge.{record.item}", state.value, record.day, "tap", record.run))
    if record.day == scene.today:
        withdraw(scene, Kind(record.kind))


def did_it_already(scene: Scene, kind: Kind) -> None:
    """The person did it by themselves: the next turn of today has nothing to remind them of."""
    record = NudgeRecord(
        run=scene.new_id(), kind=kind.value, item=OWN, day=scene.today, sent_at=scene.now, state=NudgeState.DONE
    )
    scene.keep_nudge(record)
    scene.add(Record(f"nudge.{kind.value}", NudgeState.DONE.value, scene.today, "tap", record.run))
    withdraw(scene, kind)
    scene.add(Strip(screens.slot_of(kind)))


def _ask_when(scene: Scene, record: NudgeRecord, item: Item) -> None:
    times = screens.snooze_times(scene)
    if record.snoozes >= MOST_SNOOZES:
        return scene.toast("habits.no_more_snooze")
    if record.day != scene.today or not times:
        return scene.toast("habits.too_late_to_snooze")
    return screens.show_snooze(scene, record, item, times)


def _snooze(scene: Scene, record: NudgeRecord, item: Item, choice: str) -> None:
    """Make one extra copy; the plan stays where it is."""
    if (TOPIC, copy_key(item.kind, LATER)) in scene.agenda:
        return scene.toast("habits.snoozed_already")
    moment = screens.snooze_times(scene).get(choice)
    if record.snoozes >= MOST_SNOOZES:
        return scene.toast("habits.no_more_snooze")
    if record.day != scene.today or moment is None:
        return scene.toast("habits.too_late_to_snooze")
    kept = record.model_copy(update={"state": NudgeState.SNOOZED, "snoozes": record.snoozes + 1})
    scene.keep_nudge(kept)
    scene.plan(TOPIC, copy_key(item.kind, LATER), moment)
    return screens.show_snoozed(scene, kept, item, moment)


def _felt(scene: Scene, record: NudgeRecord, item: Item, choice: str) -> None:
    """Better, same or worse after a move; worse keeps it away and asks for danger at once."""
    if choice not in ("better", "same", "worse"):
        return scene.toast("habits.old_nudge")
    scene.add(Record(f"felt.{item.id}", choice, record.day, "tap", record.run))
    if _is_newest(scene, record):
        screens.close(scene, item.kind, f"habits.felt_{choice}")
    if choice != "worse":
        return None
    state = state_of(scene)
    until = scene.today + REST_AFTER_WORSE
    keep_state(scene, state.model_copy(update={"avoid": {**state.avoid, item.id: until}}))
    return sweep.start(scene, record.run)


def again(scene: Scene, choice: str) -> None:
    """After a crisis: the person chooses whether nudges come again."""
    if choice != "yes":
        return scene.say(Say("habits.again_later", slot="nudge:again"))
    crisis = last_crisis(scene)
    keep_state(scene, state_of(scene).model_copy(update={"resumed_at": max(scene.now, crisis or scene.now)}))
    replan(scene)
    return scene.say(Say("habits.again_on", slot="nudge:again"))
