"""Which of several open questions a typed answer is for: the one whose thing it names, else the one said last."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from messages.dialogue.escalation.asking.typed import TO_ALL
from messages.dialogue.escalation.talk import About, Pending, latest, still_open
from messages.dialogue.escalation.words import reasons
from messages.dialogue.scene import Scene
from messages.reviewed import load

_PLACE = re.compile(
    r"\b(?:to|for|on) the (first|1st|former|second|2nd|latter|third|3rd|last)(?: (?:one|question|thing))?"
    r"(?: you asked)?\b",
    re.IGNORECASE,
)
_SIGNS = "sweep"
"""The check-in's name for its list of signs."""
_SAME = {"1st": "first", "former": "first", "2nd": "second", "latter": "second", "3rd": "third"}


@lru_cache(maxsize=1)
def _things() -> dict[str, frozenset[str]]:
    listed = load(files("messages.dialogue.escalation.asking").joinpath("named.yaml"))
    return {thing: frozenset(words) for thing, words in listed.items()}


def meant(scene: Scene, text: str) -> Pending | None:
    """Return the one open question about a thing that ``text`` names and no other is about, else the one said last."""
    place = _place_in(text)
    if place:
        return _in_place(scene, place)
    open_ones = still_open(scene)
    asked = {each.run: asked_about(scene, each) for each in open_ones}
    said = named_in(text)
    named = []
    for each in open_ones:
        others = set().union(*(things for run, things in asked.items() if run != each.run))
        if said & (asked[each.run] - others):
            named.append(each)
    return named[0] if len(named) == 1 else latest(scene)


def _place_in(text: str) -> str:
    places = _PLACE.findall(text.casefold())
    return _SAME.get(places[0], places[0]) if len(places) == 1 else ""


def without_place(text: str) -> str:
    """Return ``text`` without "to the second one"."""
    return " ".join(_PLACE.sub(" ", text).split()) if _place_in(text) else text


def _in_place(scene: Scene, place: str) -> Pending | None:
    """Return the question asked first, second or last; an open warning counts as the first of them."""
    asked: list[Pending | None] = [*sorted(waiting(scene), key=lambda each: each.asked_at)]
    if scene.open_alert is not None:
        asked.insert(0, None)
    at = {"first": 0, "second": 1, "third": 2, "last": len(asked) - 1}[place]
    return asked[at] if 0 <= at < len(asked) else None


def is_for_the_checkin(scene: Scene, pending: Pending, meaning: str) -> bool:
    """Say whether a bare answer is for the check-in, whose own danger question was put below ``pending`` since.

    "None" to its list of signs says nothing of an older question, which stays open.
    """
    from messages.dialogue import checkin  # it imports this package

    if scene.person.focus != checkin.CHECKIN.name or not meaning:
        return False
    asked = checkin.asked_since(scene, pending.last_said)
    return reasons.row(asked) is not None or (asked == _SIGNS and meaning in ("no", TO_ALL))


def waiting(scene: Scene) -> list[Pending]:
    """Return the open questions about a danger of the writer's own, the one said last at the end."""
    own = (each for each in still_open(scene) if each.about is About.UNSURE and not each.about_other)
    return sorted(own, key=lambda each: each.last_said)


def asked_about(scene: Scene, pending: Pending) -> set[str]:
    """Return the things that ``pending`` asks about."""
    if reasons.row(pending.flag) is None:
        return set()
    asked = f"{reasons.question_of(scene, pending.flag)} {reasons.short_of(scene, pending.flag)}"
    return named_in(f"{asked} {pending.words}")


def named_in(text: str) -> set[str]:
    """Return the things that ``text`` names: ``breath``, ``leg``."""
    words = set(re.findall(r"[a-z]+", text.casefold()))
    return {thing for thing, named in _things().items() if named & words}
