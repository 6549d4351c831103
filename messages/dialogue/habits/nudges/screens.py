"""How a nudge looks: the line itself, the steps behind it, the reason, and the times to put it off to."""

from __future__ import annotations

from datetime import datetime, timedelta

from messages.buttons import Button
from messages.cadence import minutes_of
from messages.catalogue import text_of
from messages.content import Item, Kind
from messages.dialogue.habits.planning.plan import is_quiet
from messages.dialogue.habits.state import NAME
from messages.dialogue.scene import Scene
from messages.effects import Choice, Lane, Rows, Say, Strip
from messages.memory import NudgeRecord
from messages.triage.flags import table

LASTS = timedelta(minutes=30)
"""A nudge that could not be sent within this time is not worth sending any more."""
PACER = ".gif"


def slot_of(kind: Kind) -> str:
    """Return the slot of the newest nudge of a kind; a fresh one takes the buttons off the one before."""
    return f"nudge:{kind.value}"


def steps_slot_of(kind: Kind) -> str:
    """Return the slot of the newest picture or pacer of a kind."""
    return f"steps:{kind.value}"


def _choice(record: NudgeRecord, label: str, step: str, choice: str = "", **params: str | int) -> Choice:
    return Choice(f"habits.{label}", Button(NAME, record.run, step, choice), params)


def nudge_rows(record: NudgeRecord, item: Item) -> Rows:
    """Return the buttons under a nudge."""
    steps = "breathe" if item.picture.endswith(PACER) else "how"
    return (
        (
            _choice(record, "did_it", "done"),
            _choice(record, "later", "later"),
            _choice(record, "skip_today", "skip"),
        ),
        (_choice(record, steps, steps), _choice(record, "why", "why")),
    )


def nudge_message(scene: Scene, record: NudgeRecord, item: Item) -> Say:
    """Return a nudge to send: silent, last in line, and gone if it cannot be sent before quiet hours."""
    local = scene.local
    to_quiet = (minutes_of(scene.person.quiet_from) - local.hour * 60 - local.minute) % 1440
    none_quiet = scene.person.quiet_from == scene.person.quiet_to
    lasts = LASTS if none_quiet else min(LASTS, timedelta(minutes=max(1, to_quiet)))
    return Say(
        "habits.nudge",
        {"line": item.nudge},
        nudge_rows(record, item),
        lane=Lane.NUDGE,
        slot=slot_of(item.kind),
        fresh=True,
        silent=True,
        topic=f"nudge:{item.kind.value}",
        expires_after=lasts,
    )


def show_again(scene: Scene, record: NudgeRecord, item: Item) -> None:
    """Put the nudge and its buttons back on screen, in place."""
    scene.say(Say("habits.nudge", {"line": item.nudge}, nudge_rows(record, item), slot=slot_of(item.kind)))


def show_steps(scene: Scene, record: NudgeRecord, item: Item) -> None:
    """Show how to do it: with its picture as a new message, without one in place."""
    params = {"line": item.nudge, "how_to": item.how_to, "dose": item.dose, "more": _more(scene, item)}
    done = _choice(record, "did_it", "done")
    changed: tuple[Choice, ...] = (_choice(record, "something_changed", "changed"),) if item.is_body_work else ()
    if item.picture:
        slot = steps_slot_of(item.kind)
        rows: Rows = tuple(row for row in ((done,), changed) if row)
        scene.say(Say("habits.steps", params, rows, slot=slot, fresh=True, picture=item.picture))
        return
    back = _choice(record, "back", "back")
    rows = tuple(row for row in ((done, back), changed) if row)
    scene.say(Say("habits.steps", params, rows, slot=slot_of(item.kind)))


def _more(scene: Scene, item: Item) -> str:
    """Return what to be careful of, in the order it matters."""
    locale = scene.person.locale
    pacer = [text_of(locale, "habits.pacer")] if item.picture.endswith(PACER) else []
    parts = [*pacer, item.caution, *(text_of(locale, f"habits.stop.{rule.value}") for rule in item.stop_if)]
    return "".join(f"\n\n{part}" for part in parts if part)


def show_reason(scene: Scene, record: NudgeRecord, item: Item) -> None:
    """Say why we suggest it, how sure anyone is, and where it comes from."""
    locale = scene.person.locale
    sources = table().sources
    named = [sources[key].title if key in sources else key for key in item.source]
    params = {
        "line": item.nudge,
        "why": item.why,
        "strength": text_of(locale, f"habits.grade.{item.evidence.value}"),
        "sources": "; ".join(named),
    }
    rows = ((_choice(record, "did_it", "done"), _choice(record, "back", "back")),)
    scene.say(Say("habits.reason", params, rows, slot=slot_of(item.kind)))


def snooze_times(scene: Scene) -> dict[str, datetime]:
    """Return the moments a nudge may be put off to: never into the quiet hours, never past bedtime."""
    person, now = scene.person, scene.now
    local = scene.local
    minutes = local.hour * 60 + local.minute
    to_bed = (minutes_of(person.bed) - minutes) % 1440
    offered = {"30": 30, "60": 60}
    if to_bed - 150 > 90:
        offered["eve"] = to_bed - 150
    moments = {name: now + timedelta(minutes=ahead) for name, ahead in offered.items() if ahead <= to_bed}
    return {name: moment for name, moment in moments.items() if not _quiet_between(scene, now, moment)}


def _quiet_between(scene: Scene, start: datetime, end: datetime) -> bool:
    """Do quiet hours begin before ``end``?"""
    quarter = timedelta(minutes=15)
    steps = int((end - start) / quarter) + 1
    return is_quiet(scene.person, end) or any(
        is_quiet(scene.person, start + step * quarter) for step in range(1, steps)
    )


def show_snooze(scene: Scene, record: NudgeRecord, item: Item, times: dict[str, datetime]) -> None:
    """Ask when it should come again."""
    row = tuple(_choice(record, f"snooze.{name}", "snooze", name) for name in times)
    rows = (row, (_choice(record, "back", "back"),))
    scene.say(Say("habits.snooze_ask", {"line": item.nudge}, rows, slot=slot_of(item.kind)))


def show_snoozed(scene: Scene, record: NudgeRecord, item: Item, moment: datetime) -> None:
    """Say when the copy comes; done can still be said meanwhile."""
    at = moment.astimezone(scene.person.tz).strftime("%H:%M")
    rows = ((_choice(record, "did_it", "done"), _choice(record, "skip_today", "skip")),)
    scene.say(Say("habits.snoozed", {"line": item.nudge, "at": at}, rows, slot=slot_of(item.kind)))


def show_felt(scene: Scene, record: NudgeRecord, item: Item) -> None:
    """After a move: better, same or worse (product PC10)?"""
    felt = tuple(_choice(record, f"felt.{name}", "felt", name) for name in ("better", "same", "worse"))
    rows = (felt, (_choice(record, "something_changed", "changed"),))
    scene.say(Say("habits.done_move", {"line": item.nudge}, rows, slot=slot_of(item.kind)))


def close(scene: Scene, kind: Kind, key: str, **params: str) -> None:
    """Leave a short line where the nudge was, without buttons."""
    scene.say(Say(key, params, slot=slot_of(kind)))
    scene.add(Strip(steps_slot_of(kind)))
