"""Which of several open questions a typed answer is for: the one whose thing it names, else the one said last."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from messages.dialogue.escalation.talk import About, Pending, latest, still_open
from messages.dialogue.escalation.words import reasons
from messages.dialogue.scene import Scene
from messages.reviewed import load


@lru_cache(maxsize=1)
def _things() -> dict[str, frozenset[str]]:
    listed = load(files("messages.dialogue.escalation.asking").joinpath("named.yaml"))
    return {thing: frozenset(words) for thing, words in listed.items()}


def meant(scene: Scene, text: str) -> Pending | None:
    """Return the one open question about a thing that ``text`` names and no other is about, else the one said last."""
    open_ones = still_open(scene)
    asked = {each.run: _asked_about(scene, each) for each in open_ones}
    said = _named_in(text)
    named = []
    for each in open_ones:
        others = set().union(*(things for run, things in asked.items() if run != each.run))
        if said & (asked[each.run] - others):
            named.append(each)
    return named[0] if len(named) == 1 else latest(scene)


def waiting(scene: Scene) -> list[Pending]:
    """Return the open questions about a danger of the writer's own, the one said last at the end."""
    own = (each for each in still_open(scene) if each.about is About.UNSURE and not each.about_other)
    return sorted(own, key=lambda each: each.last_said)


def _asked_about(scene: Scene, pending: Pending) -> set[str]:
    if reasons.row(pending.flag) is None:
        return set()
    asked = f"{reasons.question_of(scene, pending.flag)} {reasons.short_of(scene, pending.flag)}"
    return _named_in(f"{asked} {pending.words}")


def _named_in(text: str) -> set[str]:
    words = set(re.findall(r"[a-z]+", text.casefold()))
    return {thing for thing, named in _things().items() if named & words}
