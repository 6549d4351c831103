"""The pages of /habits, all in one message: an overview, a page for each kind, limits and quiet hours."""

from __future__ import annotations

from messages.buttons import Button
from messages.cadence import in_quiet, parse_clock
from messages.catalogue import text_of
from messages.content import Condition, Kind
from messages.dialogue.habits.menu.words import days_in_words, kind_name, quiet_in_words, rhythm_in_words
from messages.dialogue.habits.planning.conditions import conditions, in_hold, resting
from messages.dialogue.habits.planning.plan import MOST_A_DAY, MOST_TIMES, cap_of, rhythm_of
from messages.dialogue.habits.state import NAME
from messages.dialogue.scene import Scene
from messages.effects import Choice, Param, Rows, Say

SLOT = "habits"
_HOURS = tuple(f"{hour:02}:00" for hour in range(24))
_A_ROW = 6


def press(label: str, step: str, *choice: str | int, **params: Param) -> Choice:
    """Return a button of the menu; it says what to set, not what to turn round, so pressing twice is harmless."""
    return Choice(label, Button(NAME, "", step, ".".join(map(str, choice))), params)


def _show(scene: Scene, key: str, rows: Rows, *, fresh: bool = False, **params: Param) -> None:
    scene.say(Say(key, params, rows, slot=SLOT, fresh=fresh))


def _in_rows(choices: list[Choice], length: int = _A_ROW) -> Rows:
    return tuple(tuple(choices[start : start + length]) for start in range(0, len(choices), length))


def show_main(scene: Scene, *, fresh: bool = False) -> None:
    """Show what comes when, with a button for each thing that can be changed."""
    person = scene.person
    lines = "\n".join(f"{kind_name(person, kind)}: {rhythm_in_words(person, kind)}" for kind in Kind)
    kinds = [press(f"habits.kind.{kind.value}", "menu", "kind", kind.value) for kind in Kind]
    rows = [
        *_in_rows(kinds, 2),
        (press("habits.button.cap", "menu", "cap"), press("habits.button.quiet", "menu", "quiet")),
        (press("habits.button.pause", "menu", "pause"),),
        (press("common.done", "menu", "close"),),
    ]
    if resting(scene):
        rows.insert(0, (press("habits.again.yes", "again", "yes"),))
    note = note_of(scene)
    _show(
        scene, "habits.main", tuple(rows), fresh=fresh,
        lines=lines, cap=cap_of(person), quiet=quiet_in_words(person), note=f"\n\n{note}" if note else "",
    )  # fmt: skip


def note_of(scene: Scene) -> str:
    """Return why less comes than was chosen, the weightiest reason only."""
    locale = scene.person.locale
    if resting(scene):
        return text_of(locale, "habits.note.resting")
    if scene.on_hold:
        return text_of(locale, "habits.note.hold")
    if in_hold(scene):
        return text_of(locale, "habits.note.unwell")
    if Condition.FLUID_LIMIT in conditions(scene):
        return text_of(locale, "habits.note.fluid")
    return ""


def show_kind(scene: Scene, kind: Kind, *, fresh: bool = False) -> None:
    """Show one kind: on or off, how often or at which times, on which days."""
    person, rhythm = scene.person, rhythm_of(scene.person, kind)
    name = kind.value
    switch = press("habits.turn_off", "on", name, 0) if rhythm.on else press("habits.turn_on", "on", name, 1)
    often = [
        press("habits.often_now" if rhythm.spread == n and not rhythm.times else "habits.often", "often", name, n, n=n)
        for n in range(1, MOST_TIMES + 1)
    ]
    rows: list[tuple[Choice, ...]] = [(switch,)]
    if rhythm.on:
        rows += [
            tuple(often),
            (press("habits.own_times", "menu", "times", name), press("habits.days", "menu", "days", name)),
            (press("habits.did_it_today", "did", name),),
        ]
    waits = any(in_quiet(parse_clock(at), person.quiet_from, person.quiet_to) for at in rhythm.times if rhythm.on)
    if waits:
        rows.append((press("habits.button.quiet", "menu", "quiet"),))
    rows.append((press("common.back", "menu", "main"),))
    what = text_of(person.locale, f"habits.about.{name}")
    if waits:
        what = f"{text_of(person.locale, 'habits.note.quiet', {'quiet': quiet_in_words(person)})}\n\n{what}"
    _show(
        scene, "habits.one", tuple(rows), fresh=fresh,
        kind=kind_name(person, kind), rhythm=rhythm_in_words(person, kind), what=what,
    )  # fmt: skip


def show_times(scene: Scene, kind: Kind, *, fresh: bool = False) -> None:
    """Show the hours to tick; exact times can be typed."""
    own = rhythm_of(scene.person, kind).times
    shown = sorted({*_HOURS, *own})
    ticks = [
        press(
            "habits.ticked" if at in own else "habits.unticked",
            "time",
            kind.value,
            at.replace(":", ""),
            int(at not in own),
            at=at,
        )
        for at in shown
    ]
    rows = (
        *_in_rows(ticks),
        (press("habits.no_own_times", "often", kind.value, 1),) if own else (),
        (press("common.back", "menu", "kind", kind.value),),
    )
    _show(
        scene, "habits.times", tuple(row for row in rows if row), fresh=fresh,
        kind=kind_name(scene.person, kind), most=MOST_TIMES, times=", ".join(sorted(own)) or "-",
    )  # fmt: skip


def show_days(scene: Scene, kind: Kind) -> None:
    """Show the days of the week to tick."""
    chosen = rhythm_of(scene.person, kind).weekdays
    ticks = [
        press(
            "habits.day_on" if day in chosen else "habits.day_off",
            "day", kind.value, day, int(day not in chosen),
            day=text_of(scene.person.locale, f"habits.weekday.{day}"),
        )
        for day in range(7)
    ]  # fmt: skip
    rows = (
        *_in_rows(ticks, 4),
        (
            press("habits.every_day_button", "days", kind.value, "all"),
            press("habits.workdays_button", "days", kind.value, "work"),
        ),
        (press("common.back", "menu", "kind", kind.value),),
    )
    _show(
        scene, "habits.which_days", rows, kind=kind_name(scene.person, kind), days=days_in_words(scene.person, chosen)
    )


def show_cap(scene: Scene) -> None:
    """Show the daily limit."""
    now = cap_of(scene.person)
    row = tuple(
        press("habits.number_on" if n == now else "habits.number", "cap", n, n=n) for n in range(1, MOST_A_DAY + 1)
    )
    _show(scene, "habits.cap", (row, (press("common.back", "menu", "main"),)), cap=now)


def show_quiet(scene: Scene, start: str = "") -> None:
    """Ask for the start of the quiet hours and then, with ``start`` given, for their end."""
    taken = start.replace(":", "")
    if start:
        hours = [press("habits.unticked", "quiet", taken, at.replace(":", ""), at=at) for at in _HOURS if at != start]
    else:
        hours = [press("habits.unticked", "menu", "quiet", at.replace(":", ""), at=at) for at in _HOURS]
    none = () if start else ((press("habits.no_quiet_button", "quiet", "0000", "0000"),),)
    rows = (*_in_rows(hours), *none, (press("common.back", "menu", "quiet" if start else "main"),))
    if start:
        _show(scene, "habits.quiet_until", rows, start=start)
    else:
        _show(scene, "habits.quiet_from", rows, quiet=quiet_in_words(scene.person))
