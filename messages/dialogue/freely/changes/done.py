"""Does what a sentence wants changed, says what stands now, and puts the open question again."""

from __future__ import annotations

from typing import assert_never

from messages.buttons import Button
from messages.catalogue import text_of
from messages.content import Kind
from messages.dialogue import escalation, habits
from messages.dialogue.freely.changes.again import put_again
from messages.dialogue.freely.changes.moving import Moving
from messages.dialogue.freely.changes.wanted import (
    AskAt,
    AtMost,
    Change,
    CheckInAt,
    Kinds,
    NotToday,
    OpenPage,
    QuietFrom,
    Sound,
    TakeBack,
    wanted,
)
from messages.dialogue.freely.plain_words import simple
from messages.dialogue.freely.shortcuts import open_command
from messages.dialogue.scene import Scene
from messages.effects import Choice, Param, Rows, Say
from messages.moments import windows_of

_SETTINGS = Choice("do.settings", Button("pr", "", "do", "settings"))
_HABITS = Choice("do.habits", Button("pr", "", "do", "habits"))


def granted(scene: Scene, text: str) -> bool:
    """Change what ``text`` as a whole wants changed. False when that is nothing, or nothing that can be done now."""
    change, before = wanted(text, scene.today), scene.person.focus
    if change is None or not _do(scene, change):
        return False
    if not isinstance(change, OpenPage):
        put_again(scene, before)
    return True


def _do(scene: Scene, change: Change) -> bool:
    match change:
        case CheckInAt(hours=hours):
            _check_in_at(scene, hours)
        case QuietFrom(window=window):
            _quiet(scene, window)
        case Kinds(kinds=kinds, on=on):
            _turn(scene, kinds, on=on)
        case AtMost(nudges=nudges):
            scene.change(daily_cap=nudges)
            habits.replan(scene)
            _say(scene, "changed.cap", _HABITS, cap=nudges)
        case Sound(on=on):
            scene.change(checkin_silent=not on)
            _say(scene, "changed.loud" if on else "changed.silent", _SETTINGS)
        case NotToday():
            return _not_today(scene)
        case AskAt(hours=hours):
            return _ask_at(scene, hours)
        case TakeBack():
            return _take_back(scene)
        case OpenPage(page=page):
            from messages.dialogue import settings  # it knows this room, so it asks late

            settings.open_settings(scene, page)
        case Moving():
            from messages.dialogue import settings  # it knows this room, so it asks late

            settings.plan_move(scene, change.place, change.country, change.on, change.until)
        case _:
            assert_never(change)
    return True


def _say(scene: Scene, key: str, button: Choice, **params: Param) -> None:
    scene.say(Say(key, {**params, "rests": _rests(scene)}, ((button,),), slot="changed", fresh=True))


def _rests(scene: Scene) -> str:
    """Return why nothing of it comes yet, where everything is stopped."""
    return text_of(scene.person.locale, "changed.stopped") if scene.person.stopped else ""


def _check_in_at(scene: Scene, hours: tuple[str, ...]) -> None:
    from messages.dialogue.onboarding import replan  # it knows this room, so it asks late

    if len(hours) > 1:
        row = tuple(Choice("ask.item", Button("st", "", "hour", each), {"item": each}) for each in hours)
        return scene.say(Say("changed.which_hour", buttons=(row,), slot="changed", fresh=True))
    scene.change(checkin_at=hours[0])
    replan(scene)
    return _say(scene, "changed.hour", _SETTINGS, hour=hours[0])


def _quiet(scene: Scene, window: str) -> None:
    """Set the quiet hours; where they may be the night or the day, ask by buttons and leave the open talk its place."""
    from messages.dialogue import settings  # it knows this room, so it asks late

    found = windows_of(window)
    if len(found) == 1:
        settings.be_quiet(scene, window)
        person = scene.person
        return _say(scene, "changed.quiet", _SETTINGS, start=person.quiet_from, end=person.quiet_to)
    rows = tuple(
        (Choice("ask.quiet_item", Button("st", "", "quiet", f"{start}-{end}"), {"start": start, "end": end}),)
        for start, end in found
    )
    return scene.say(Say("ask.quiet_which", buttons=rows, slot="changed", fresh=True))


def _turn(scene: Scene, kinds: frozenset[Kind], *, on: bool) -> None:
    """Turn kinds of nudge on or off, and say what comes now."""
    now_on = habits.kinds_on(scene.person)
    habits.choose_kinds(scene, {kind.value for kind in (now_on | kinds if on else now_on - kinds)})
    locale = scene.person.locale
    named = ", ".join(text_of(locale, f"habits.kind.{kind.value}") for kind in Kind if kind in kinds)
    left = ", ".join(
        text_of(locale, f"habits.kind.{kind.value}") for kind in Kind if kind in habits.kinds_on(scene.person)
    )
    if on:
        note = habits.note_on(scene, kinds)
        return _say(scene, "changed.on", _HABITS, kinds=named, note=f" {note}" if note else "")
    key = "changed.off" if left else "changed.all_off"
    return _say(scene, key, _HABITS, kinds=named, left=left, hour=scene.person.checkin_at)


def _not_today(scene: Scene) -> bool:
    """Leave today's check-in out. What keeps people safe is asked all the same: not while a danger waits."""
    from messages.dialogue import checkin  # it knows this room, so it asks late

    if simple(scene.text) == "not today" and checkin.asked_now(scene) == "sweep":
        return False  # said to the list of danger signs it may be their answer
    if escalation.waits_for_answer(scene) or scene.open_alert is not None or not checkin.leave_out_today(scene):
        return False
    _say(scene, "changed.not_today", _SETTINGS, hour=scene.person.checkin_at)
    return True


def _ask_at(scene: Scene, hours: tuple[str, ...]) -> bool:
    """Let the open check-in wait until the next of ``hours``. False when none is open, or it cannot wait so long."""
    from messages.dialogue import checkin  # it knows this room, so it asks late

    local = scene.local
    now = local.hour * 60 + local.minute
    ahead = [int(each[:2]) * 60 + int(each[3:]) - now for each in hours]
    coming = [each for each in ahead if each > 0]
    return bool(coming) and checkin.ask_later(scene, min(coming))


def _take_back(scene: Scene) -> bool:
    """Take the last note out of the log, and show which; with none written lately the log itself is shown."""
    from messages.dialogue.freely import wishes  # it knows this room, so it asks late

    words = wishes.take_back(scene)
    if not words:
        open_command(scene, "log")
        return True
    rows: Rows = ((Choice("wishes.write_down", Button("pr", "", "note", "write")),),)
    scene.say(Say("changed.taken_back", {"words": words}, rows, slot="changed", fresh=True))
    return True
