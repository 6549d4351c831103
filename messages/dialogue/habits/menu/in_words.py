"""Nudges and quiet hours set in one sentence: "nudge me to stretch at 4:15am", "quiet hours 9am to 5pm"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from messages.content import Condition, Kind
from messages.dialogue.freely.plain_words import LONGEST, without_courtesy
from messages.dialogue.habits.menu import changes, screens
from messages.dialogue.habits.planning.conditions import conditions, in_hold, resting
from messages.dialogue.habits.planning.plan import MOST_TIMES, rhythm_of
from messages.dialogue.scene import Scene
from messages.memory import Person
from messages.moments import hours_of, windows_of

_KINDS = {
    Kind.STRETCHING: r"(?:do )?(?:my |some |the |a )?stretch(?:ing|es)?(?: (?:my back|out))?|move|get up|stand up",
    Kind.HYDRATION: r"(?:my |the )?(?:drink(?:s|ing)?|hydrate|hydration|water)(?: (?:some |more |a glass of )?water)?",
    Kind.BREATHING: r"(?:do )?(?:my |some |the )?breath(?:e|ing)(?: (?:slowly|exercises?))?",
    Kind.SLEEP: r"(?:go to )?(?:sleep|bed)(?: tips?)?|wind down",
}
_KIND = "|".join(f"(?P<{kind.value}>{words})" for kind, words in _KINDS.items())
_ME = r"(?:nudge|remind|ping|tell|message|text|prompt) me"
_NUDGES = r"(?: nudges?| reminders?| time| hour| times)?"
_AT = r"(?:at|by|around|about|for|to)"
_ASKED = (
    re.compile(rf"^{_ME} (?:to |about |of )?(?:{_KIND}){_NUDGES} {_AT} (?P<times>.+)$"),
    re.compile(rf"^{_ME} (?:{_AT} )?(?P<times>.+?) (?:to|for|about) (?:{_KIND}){_NUDGES}$"),
    re.compile(rf"^(?:move|change|set|put|shift|switch|make)(?: my| the)? (?:{_KIND}){_NUDGES} {_AT} (?P<times>.+)$"),
    re.compile(rf"^(?:{_KIND}) (?:nudges?|reminders?) {_AT} (?P<times>.+)$"),
    re.compile(
        rf"^(?:{_KIND}) {_AT} (?P<times>.+?),? (?:instead|from now on|every ?day|daily|each day|from tomorrow)$"
    ),
    re.compile(
        r"^(?:can|could|should|i want|i'd like|i'd prefer|i would like|i prefer)(?: (?:we|i|you) (?:have|get|do|send))?"
        rf"(?: my| the)? (?:{_KIND}){_NUDGES}(?: be| come| happen| move| go| to be| to come)? {_AT} (?P<times>.+)$"
    ),
)
_QUIET = re.compile(
    r"^(?:(?:set|change|move|make|put|have)(?: my| the)? |my |the )?quiet(?: hours| time)"
    r"(?: (?:to|from|between|at|are|is))* (?P<window>.+)$"
)


@dataclass(frozen=True, slots=True)
class Hours:
    """The words are nothing but a wish for hours: of a ``kind`` of nudge, or, without one, the quiet ones."""

    hours: str
    kind: Kind | None = None


def hours_wished(text: str) -> Hours | None:
    """Return what ``text`` wants set, or None.

    Every word of it belongs to the wish and every part is a time of day, so that
    nothing else can be told in it.
    """
    if len(text) > LONGEST:
        return None
    for words in without_courtesy(text):
        quiet = _QUIET.match(words)
        if quiet and windows_of(quiet["window"]):
            return Hours(quiet["window"])
        for pattern in _ASKED:
            found = pattern.match(words)
            if found and all(hours_of(part) for part in changes.parts_of(found["times"])):
                return Hours(found["times"], next(kind for kind in Kind if found[kind.value]))
    return None


def set_times(scene: Scene, kind: Kind, text: str) -> None:
    """Let a kind come at the times typed, and show it; of too many times let the person choose."""
    times = changes.times_typed(scene.person, text)
    if len(times) > MOST_TIMES:
        return changes.ask_for_times(scene, kind, fresh=True)
    changes.change_kind(scene, kind, on=True, times=times)
    return screens.show_kind(scene, kind, fresh=True)


def set_often(scene: Scene, kind: Kind, times: int) -> None:
    """Let a kind come so many times a day, spread over it, and show it."""
    changes.change_kind(scene, kind, on=True, times=(), spread=min(MOST_TIMES, times))
    screens.show_kind(scene, kind, fresh=True)


def show_kind(scene: Scene, kind: Kind) -> None:
    """Show the page of one kind, at the end of the chat."""
    screens.show_kind(scene, kind, fresh=True)


def kinds_on(person: Person) -> frozenset[Kind]:
    """Return the kinds of nudge that come."""
    return frozenset(kind for kind in Kind if rhythm_of(person, kind).on)


def note_on(scene: Scene, kinds: frozenset[Kind]) -> str:
    """Return why a kind just turned on may not come yet, as its own page says it; mostly nothing."""
    note = screens.note_of(scene)
    fluid = Condition.FLUID_LIMIT in conditions(scene)
    return "" if fluid and Kind.HYDRATION not in kinds and not (resting(scene) or in_hold(scene)) else note
