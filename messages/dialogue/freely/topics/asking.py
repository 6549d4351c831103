"""Finds the everyday question that a text asks, and tells the reviewed answer with its source."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from messages.catalogue import text_of
from messages.catalogue.entries import load_catalogue
from messages.dialogue.freely.granting import CARD, do
from messages.dialogue.freely.plain_words import simple, without_courtesy
from messages.dialogue.habits import moves_rest
from messages.dialogue.scene import Scene
from messages.effects import Say
from messages.reviewed import ReviewedDataError, load
from messages.triage.flags import table
from messages.triage.reading import by_rules
from messages.triage.reading.unasked import supposed_and_not_so

LONGEST = 100
_SIGNS = "signs"
"""The topic of what needs help at once."""
_OPENS = re.compile(
    r"^(?:what(?:'?s)?|which|how|why|when|where|who|should|shall|can|could|may|is|isn't|are|am|does|do|will|would|any|"
    r"am i|tell me|got any)\b"
)
_ENDS_ASKING = re.compile(
    r"\b(?:what (?:helps?|to do|(?:can|could|should|do) i do|do you (?:advise|suggest|recommend))"
    r"|any (?:tips?|advice|ideas?|help)|(?:tips?|advice|help) please|(?:please )?help)\W*$"
)
"""A word on it first and the question last: "bad sleep makes my back worse, what helps?" """
_NO_QUESTION = re.compile(r"\b(?:my|the) (?:pain|back) (?:is|was|has|got|hurts)\b|\bi (?:had|was|did|slept|went|got)\b")


class _Topic(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    asks: tuple[str, ...]
    words: frozenset[str]
    rests: bool = False
    """Not told while moves and warmth rest."""


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    common: frozenset[str]
    topics: dict[str, _Topic]


@lru_cache(maxsize=1)
def _file() -> _File:
    found = _File.model_validate(load(files("messages.dialogue.freely.topics") / "topics.yaml"))
    missing = [name for name in found.topics if f"about.{name}" not in load_catalogue("en")]
    if missing:
        raise ReviewedDataError(f"topics.yaml: no answer about {', '.join(missing)}")
    return found


def is_asked(text: str) -> str:
    """Return the topic that ``text`` asks about, or nothing; every word must belong there, or it supposes a danger."""
    if _supposes_a_danger(text):
        return _SIGNS
    plain = simple(text)
    asked_last = _ENDS_ASKING.search(plain) is not None
    told = _NO_QUESTION.search(plain) and not asked_last
    if len(plain) > LONGEST or told or not (asked_last or _opens(text) or text.rstrip().endswith("?")):
        return ""
    words = set(re.findall(r"[a-z0-9'-]+", plain))
    for name, topic in _file().topics.items():
        named = any(re.search(rf"\b{re.escape(each)}\b", plain) for each in topic.asks)
        if named and words <= _file().common | topic.words:
            return name
    return ""


def _supposes_a_danger(text: str) -> bool:
    """Say whether "if I ever ..." is asked of a sign that is said not to be there: its answer is what to do then."""
    heard = by_rules(text)
    return any(map(supposed_and_not_so(heard, text), heard.mentions))


def _opens(text: str) -> bool:
    return any(_OPENS.match(each) for each in without_courtesy(text))


def soothes(scene: Scene, text: str) -> bool:
    """Does ``text`` ask for an everyday answer, such as "about 6 weeks"? That moves have to wait is none."""
    name = is_asked(text)
    return bool(name) and not (_file().topics[name].rests and moves_rest(scene))


def told(scene: Scene, text: str) -> bool:
    """Tell what is known about the topic that ``text`` asks about, with its source. False when there is none."""
    name = is_asked(text)
    if not name:
        return False
    key = "about.rests" if _file().topics[name].rests and moves_rest(scene) else f"about.{name}"
    entry = load_catalogue("en")[key]
    known = [each.strip() for each in entry.source.split(",")]
    titles = [table().sources[each].title if each in table().sources else each for each in known]
    values = {"answer": text_of(scene.person.locale, key), "sources": "; ".join(titles)}
    beside = CARD if name == _SIGNS else do("habits")
    scene.say(Say("replied.about", values, ((beside, do("serious")),), fresh=True))
    return True
