"""A nudge's moment has come: plan the next one first, then decide whether, when and what to send."""

from __future__ import annotations

from datetime import datetime, timedelta

from messages.buttons import Button
from messages.content import Item, Kind, item_of, items_of
from messages.dialogue.habits.nudges.screens import nudge_message
from messages.dialogue.habits.planning.choose import allowed, choose
from messages.dialogue.habits.planning.conditions import is_crisis, just_after_an_alert, last_crisis, resting, unwanted
from messages.dialogue.habits.planning.plan import (
    LATER,
    TOPIC,
    WAIT,
    cap_of,
    copy_key,
    is_quiet,
    open_from,
    plan_next,
    rhythm_of,
    turns_of,
    use_turn,
)
from messages.dialogue.habits.state import NAME, keep_state, state_of
from messages.dialogue.scene import Scene
from messages.effects import Choice, Lane, Say
from messages.events import Due
from messages.memory import NudgeRecord, NudgeState

GRACE = timedelta(minutes=30)
"""A nudge later than this is dropped: after an outage nobody gets them all at once (product NS8)."""
AFTER_TALK = timedelta(minutes=10)
APART = timedelta(minutes=5)
"""Two nudges never come closer together than this."""
OWN = "own"
"""Item of a record that says "I did it by myself"."""


def came_due(scene: Scene, event: Due) -> None:
    """A row of the plan, or a copy that waited, has come due."""
    name, _, copy = event.key.partition(":")
    if name not in Kind.__members__.values():
        return
    kind = Kind(name)
    if not copy:
        plan_next(scene, kind)
        if not use_turn(scene, kind, event.due_at):
            return
    _note_crisis(scene)
    if unwanted(scene) or just_after_an_alert(scene) or scene.now - event.due_at > GRACE:
        return
    if not rhythm_of(scene.person, kind).on:
        return
    snoozed = _snoozed(scene, kind) if copy == LATER else None
    if (copy == LATER and snoozed is None) or _already(scene, kind, snoozed):
        return
    moment = _better_moment(scene, kind)
    if moment > scene.now:
        _wait(scene, kind, copy or WAIT, moment)
    elif resting(scene):
        _offer_again(scene)
    elif snoozed is not None:
        _send_again(scene, snoozed)
    elif not _over_cap(scene, kind):
        _send(scene, kind)


def _note_crisis(scene: Scene) -> None:
    """Remember a crisis beyond the time for which alerts are remembered."""
    keep_state(scene, state_of(scene).model_copy(update={"crisis_at": last_crisis(scene)}))


def _snoozed(scene: Scene, kind: Kind) -> NudgeRecord | None:
    """Return the nudge that was put off, if it still is."""
    newest = next((each for each in scene.nudges if each.kind == kind), None)
    return newest if newest is not None and newest.state is NudgeState.SNOOZED else None


def _already(scene: Scene, kind: Kind, snoozed: NudgeRecord | None) -> bool:
    """Is this turn pointless: skipped for today, or done as often as it was due by now?"""
    today = [each for each in scene.nudges if each.kind == kind and each.day == scene.today]
    if any(each.state is NudgeState.SKIPPED for each in today):
        return True
    if snoozed is not None:
        return False
    done = sum(each.state is NudgeState.DONE for each in today)
    prefix = f"{kind} {scene.today.isoformat()} "
    due_by_now = sum(key.startswith(prefix) for key in state_of(scene).served)
    return done > 0 and done >= max(1, due_by_now)


def _better_moment(scene: Scene, kind: Kind) -> datetime:
    """Return now, or the moment to wait for: quiet hours, a running talk, another nudge just before."""
    person, now = scene.person, scene.now
    if is_quiet(person, now):
        opens = open_from(person, now)
        spaced = opens + 2 * APART * list(Kind).index(kind)
        return opens if is_quiet(person, spaced) else spaced
    if scene.busy:
        return now + AFTER_TALK
    last = max((each.sent_at for each in scene.nudges if each.item != OWN), default=None)
    if last is not None and now < last + APART:
        return last + APART
    return now


def _wait(scene: Scene, kind: Kind, copy: str, moment: datetime) -> None:
    """Let a copy wait, unless the next turn of the plan comes about then anyway."""
    planned = scene.agenda.get((TOPIC, kind.value))
    if copy == WAIT and planned is not None and moment > planned - GRACE:
        return
    scene.plan(TOPIC, copy_key(kind, copy), moment)


def _over_cap(scene: Scene, kind: Kind) -> bool:
    """Is today's cap reached, with room kept for more useful kinds that still come today?"""
    sent = sum(each.day == scene.today and each.item != OWN for each in scene.nudges)
    kept = sum(
        turn.due > scene.now
        for better in list(Kind)[: list(Kind).index(kind)]
        if any(allowed(scene, item) for item in items_of(better))
        for turn in turns_of(scene.person, better, scene.today)
    )
    return sent + kept >= cap_of(scene.person)


def _send(scene: Scene, kind: Kind) -> None:
    """Send the item that fits best; nothing when none fits."""
    item = choose(scene, kind)
    if item is None:
        return
    record = NudgeRecord(run=scene.new_id(), kind=kind.value, item=item.id, day=scene.today, sent_at=scene.now)
    state = state_of(scene)
    keep_state(scene, state.model_copy(update={"last": {**state.last, item.id: scene.now}}))
    _out(scene, record, item)


def _send_again(scene: Scene, record: NudgeRecord) -> None:
    """Send the copy that was asked for, if it still may go."""
    item = item_of(record.item)
    if item is not None and allowed(scene, item):
        _out(scene, record.model_copy(update={"state": NudgeState.SENT, "sent_at": scene.now}), item)


def _out(scene: Scene, record: NudgeRecord, item: Item) -> None:
    scene.keep_nudge(record)
    scene.say(nudge_message(scene, record, item))


def _offer_again(scene: Scene) -> None:
    """After a crisis is over, ask once whether nudges may come again; nothing comes before a yes."""
    state = state_of(scene)
    asked = state.offered_at is not None and state.crisis_at is not None and state.offered_at >= state.crisis_at
    if asked or any(each.is_open and is_crisis(each) for each in scene.alerts):
        return
    keep_state(scene, state.model_copy(update={"offered_at": scene.now}))
    rows = tuple(
        (Choice(f"habits.again.{answer}", Button(NAME, "", "again", answer)),) for answer in ("yes", "not_yet")
    )
    scene.say(Say("habits.again", {}, rows, lane=Lane.NUDGE, slot="nudge:again", fresh=True, silent=True))
