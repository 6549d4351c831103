"""Does what a sentence wants changed, says what stands now, and puts the open question again."""

from __future__ import annotations

from typing import assert_never

from messages.buttons import Button
from messages.cadence import in_quiet, minutes_of, parse_clock
from messages.catalogue import text_of
from messages.content import Kind
from messages.dialogue import escalation, habits
from messages.dialogue.freely.changes.again import put_again
from messages.dialogue.freely.changes.model import (
    AskAt,
    AtMost,
    Change,
    CheckInAt,
    HoursChange,
    Kinds,
    NotToday,
    NudgesChange,
    Often,
    OnDays,
    OpenKind,
    OpenPage,
    QuietEnd,
    QuietFrom,
    SettingsChange,
    SetTo,
    Sound,
    TakeBack,
    Told,
)
from messages.dialogue.freely.changes.moving import Moving
from messages.dialogue.freely.changes.wanted import wanted
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
    if not isinstance(change, OpenPage | OpenKind | SetTo):
        put_again(scene, before)
    return True


def _do(scene: Scene, change: Change) -> bool:
    if isinstance(change, HoursChange):
        return _set_hours(scene, change)
    if isinstance(change, NudgesChange):
        _set_nudges(scene, change)
        return True
    return _set(scene, change)


def _set_hours(scene: Scene, change: HoursChange) -> bool:
    match change:
        case CheckInAt(hours=hours):
            _check_in_at(scene, hours)
        case QuietFrom(window=window):
            _quiet(scene, window)
        case QuietEnd(hours=hours, before=before):
            _quiet_end(scene, hours, before=before)
        case NotToday():
            return _not_today(scene)
        case AskAt(hours=hours, daily=daily):
            return _ask_at(scene, hours, daily=daily)
        case _:
            assert_never(change)
    return True


def _set_nudges(scene: Scene, change: NudgesChange) -> None:
    match change:
        case Kinds(kinds=kinds, on=on):
            _turn(scene, kinds, on=on)
        case OnDays(kinds=kinds, weekdays=weekdays):
            _on_days(scene, kinds, weekdays)
        case Often(kind=kind, times=times):
            habits.set_often(scene, kind, times)
        case OpenKind(kind=kind):
            habits.show_kind(scene, kind)
        case AtMost(nudges=nudges):
            scene.change(daily_cap=nudges)
            habits.replan(scene)
            _say(scene, "changed.cap", _HABITS, cap=nudges)
        case _:
            assert_never(change)


def _set(scene: Scene, change: SettingsChange) -> bool:
    from messages.dialogue import settings  # it knows this room, so it asks late

    match change:
        case Sound(on=on):
            scene.change(checkin_silent=not on)
            _say(scene, "changed.loud" if on else "changed.silent", _SETTINGS)
        case Told(key=key):
            _say(scene, key, _HABITS)
        case TakeBack():
            return _take_back(scene)
        case OpenPage(page=page):
            settings.open_settings(scene, page)
        case SetTo(page=page, value=value, asked=asked):
            return settings.set_to(scene, page, value, asked=asked)
        case Moving() if change.on <= scene.today and not scene.person.onboarded:
            return False  # the set-up asks for the place itself
        case Moving(country=str(country)) if change.on <= scene.today:
            settings.offer_country(scene, country)
        case Moving():
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
        inside = in_quiet(parse_clock(person.checkin_at), person.quiet_from, person.quiet_to)
        but = f" {text_of(person.locale, 'changed.quiet_but', {'hour': person.checkin_at})}" if inside else ""
        return _say(scene, "changed.quiet", _SETTINGS, start=person.quiet_from, end=person.quiet_to, but=but)
    rows = tuple(
        (Choice("ask.quiet_item", Button("st", "", "quiet", f"{start}-{end}"), {"start": start, "end": end}),)
        for start, end in found
    )
    return scene.say(Say("ask.quiet_which", buttons=rows, slot="changed", fresh=True))


def _quiet_end(scene: Scene, hours: tuple[str, ...], *, before: bool) -> None:
    """Move one end of the quiet hours to the hour nearest to where it is; the other end stays."""
    start, end = scene.person.quiet_from, scene.person.quiet_to
    hour = min(hours, key=lambda each: _apart(each, end if before else start))
    _quiet(scene, f"{start} to {hour}" if before else f"{hour} to {end}")


def _apart(one: str, other: str) -> int:
    between = abs(minutes_of(one) - minutes_of(other))
    return min(between, 24 * 60 - between)


def _on_days(scene: Scene, kinds: frozenset[Kind], weekdays: tuple[int, ...]) -> None:
    """Let kinds of nudge come on some days only, and say that the check-in comes each day."""
    on = kinds & habits.kinds_on(scene.person) or kinds
    for kind in on:
        habits.change_kind(scene, kind, weekdays=weekdays)
    locale = scene.person.locale
    named = ", ".join(text_of(locale, f"habits.kind.{kind.value}") for kind in Kind if kind in on)
    days = habits.days_in_words(scene.person, weekdays)
    _say(scene, "changed.days", _HABITS, kinds=named, days=days, hour=scene.person.checkin_at)


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


def _ask_at(scene: Scene, hours: tuple[str, ...], *, daily: bool) -> bool:
    """Let the open check-in wait until the next of ``hours``. False when it cannot wait so long.

    With none open and ``daily``, that is its hour from now on.
    """
    from messages.dialogue import checkin  # it knows this room, so it asks late

    local = scene.local
    now = local.hour * 60 + local.minute
    ahead = [int(each[:2]) * 60 + int(each[3:]) - now for each in hours]
    coming = [each for each in ahead if each > 0]
    if coming and checkin.ask_later(scene, min(coming)):
        return True
    if daily and not checkin.asked_now(scene) and scene.person.onboarded:
        _check_in_at(scene, hours)
        return True
    return False


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
