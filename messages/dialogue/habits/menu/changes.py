"""What the buttons and texts of /habits change. After each change every waiting row is planned anew."""

from __future__ import annotations

import re
from typing import Any

from messages.buttons import Button
from messages.cadence import in_quiet, parse_clock
from messages.content import Kind
from messages.dialogue.habits.menu import pause, screens
from messages.dialogue.habits.menu.words import ALL_DAYS, WORKDAYS
from messages.dialogue.habits.nudges.answers import did_it_already
from messages.dialogue.habits.planning.plan import MOST_A_DAY, MOST_TIMES, replan, rhythm_of
from messages.dialogue.habits.state import NAME, keep_state, state_of
from messages.dialogue.scene import Scene
from messages.effects import Say
from messages.memory import Person
from messages.moments import hours_of, windows_of

STEPS = frozenset({"menu", "on", "often", "time", "day", "days", "cap", "quiet", "did"})
"""Steps of the menu's buttons."""


def listen_for(scene: Scene, what: str) -> None:
    """Let the next plain text answer ``what``; empty closes the talk."""
    if not what and not state_of(scene).ask:
        return
    keep_state(scene, state_of(scene).model_copy(update={"ask": what}))
    if what:
        scene.focus(NAME)
    elif scene.person.focus == NAME:
        scene.focus("")


def change_kind(scene: Scene, kind: Kind, **fields: Any) -> None:
    """Change the rhythm of one kind; the others keep what they had, defaults included."""
    rhythms = {each.value: rhythm_of(scene.person, each) for each in Kind}
    rhythms[kind.value] = rhythms[kind.value].model_copy(update=fields)
    scene.change(nudges=rhythms)
    replan(scene)


def choose_kinds(scene: Scene, chosen: set[str]) -> None:
    """Turn on exactly the kinds named (``stretching``, ``hydration``, ``sleep``, ``breathing``)."""
    rhythms = {
        each.value: rhythm_of(scene.person, each).model_copy(update={"on": each.value in chosen}) for each in Kind
    }
    scene.change(nudges=rhythms)
    replan(scene)


def pressed(scene: Scene, button: Button) -> None:
    """A button of the menu was pressed. A choice nobody offered is answered like an old button."""
    parts = button.choice.split(".")
    try:
        if button.step == "menu":
            _go(scene, parts)
        elif button.step == "cap":
            scene.change(daily_cap=min(MOST_A_DAY, max(1, int(parts[0]))))
            screens.show_main(scene)
        elif button.step == "quiet":
            set_quiet(scene, _clock(parts[0]), _clock(parts[1]))
        else:
            _change(scene, button.step, Kind(parts[0]), parts[1:])
    except (ValueError, IndexError):
        scene.toast("common.stale_button")


def _go(scene: Scene, parts: list[str]) -> None:
    listen_for(scene, "")
    match parts:
        case ["kind", kind]:
            screens.show_kind(scene, Kind(kind))
        case ["times", kind]:
            ask_for_times(scene, Kind(kind))
        case ["days", kind]:
            screens.show_days(scene, Kind(kind))
        case ["cap"]:
            screens.show_cap(scene)
        case ["quiet"]:
            screens.show_quiet(scene)
            listen_for(scene, "quiet")
        case ["quiet", start]:
            screens.show_quiet(scene, _clock(start))
        case ["pause"]:
            pause.show(scene, fresh=True)
        case ["close"]:
            scene.say(Say("habits.closed", slot=screens.SLOT))
        case _:
            screens.show_main(scene)


def ask_for_times(scene: Scene, kind: Kind, *, fresh: bool = False) -> None:
    """Show the hours of a kind to tick, and let the next plain text name them."""
    screens.show_times(scene, kind, fresh=fresh)
    listen_for(scene, f"times.{kind.value}")


def _change(scene: Scene, step: str, kind: Kind, rest: list[str]) -> None:
    rhythm = rhythm_of(scene.person, kind)
    match step, rest:
        case "on", [on]:
            change_kind(scene, kind, on=on == "1")
        case "often", [often]:
            change_kind(scene, kind, on=True, times=(), spread=min(MOST_TIMES, max(1, int(often))))
        case "time", [at, on]:
            times = {*rhythm.times, _clock(at)} if on == "1" else set(rhythm.times) - {_clock(at)}
            if len(times) > MOST_TIMES:
                return scene.toast("habits.too_many_times", most=MOST_TIMES)
            change_kind(scene, kind, on=True, times=tuple(sorted(times)), spread=rhythm.spread or 1)
            return screens.show_times(scene, kind)
        case "day", [day, on]:
            chosen = {*rhythm.weekdays, _weekday(day)} if on == "1" else set(rhythm.weekdays) - {_weekday(day)}
            if not chosen:
                return scene.toast("habits.one_day_at_least")
            change_kind(scene, kind, weekdays=tuple(sorted(chosen)))
            return screens.show_days(scene, kind)
        case "days", [which]:
            change_kind(scene, kind, weekdays=WORKDAYS if which == "work" else ALL_DAYS)
            return screens.show_days(scene, kind)
        case "did", []:
            did_it_already(scene, kind)
            scene.toast("habits.done_toast")
        case _:
            raise ValueError(step)
    return screens.show_kind(scene, kind)


def set_quiet(scene: Scene, start: str, end: str, *, fresh: bool = False) -> None:
    """Set the quiet hours (``HH:MM``, local; equal ends mean none) and show them.

    They are taken as the night: bed at their start, up at their end.
    """
    scene.change(quiet_from=start, quiet_to=end)
    if start != end:
        scene.change(wake=end, bed=start)
    replan(scene)
    listen_for(scene, "")
    screens.show_main(scene, fresh=fresh)


def said(scene: Scene, text: str) -> bool:
    """Take typed times or a typed date as the answer to the open question; False when it is none.

    What was typed is answered below it; a mistyped time is asked for again.
    """
    topic, _, kind = state_of(scene).ask.partition(".")
    if topic == "pause":
        return pause.said(scene, text)
    mistyped = len(text.split()) <= pause.FEW_WORDS and any(each.isdecimal() for each in text)
    if topic == "quiet":
        windows = windows_of(text)
        if windows:
            set_quiet(scene, *windows[0], fresh=True)
        elif mistyped:
            scene.say(Say("ask.quiet_type"))
        return bool(windows) or mistyped
    if topic != "times" or kind not in Kind.__members__.values():
        return False
    times = times_typed(scene.person, text)
    if times:
        change_kind(scene, Kind(kind), on=True, times=times[:MOST_TIMES])
        listen_for(scene, "")
        screens.show_kind(scene, Kind(kind), fresh=True)
    elif mistyped:
        scene.say(Say("habits.times_unknown"))
    return bool(times) or mistyped


def parts_of(text: str) -> list[str]:
    """Return the parts of a list of times, such as "7:30, 9 and 16:00"."""
    return re.split(r"\s*(?:,|;|&|\band\b|\n)\s*", text.strip())


def times_typed(person: Person, text: str) -> tuple[str, ...]:
    """Return the times typed, in order of the day; none if any part is no time.

    "7" may be morning or evening: the one within the person's waking day is meant,
    the morning if both are.
    """
    chosen = set()
    for part in parts_of(text):
        may_be = hours_of(part)
        if not may_be:
            return ()
        awake = [at for at in may_be if in_quiet(parse_clock(at), person.wake, person.bed)]
        chosen.add((awake or may_be)[0])
    return tuple(sorted(chosen))


def _clock(text: str) -> str:
    at = text if ":" in text else f"{text[:2]}:{text[2:]}"
    return parse_clock(at).strftime("%H:%M")


def _weekday(text: str) -> int:
    if text not in "0123456" or len(text) != 1:
        raise ValueError(text)
    return int(text)
