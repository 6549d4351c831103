"""What "that" means in "why did you ask me that" and "who says that": a thing named, else the one said last."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from messages.content import Item, item_of, library
from messages.dialogue.escalation.talk import About, latest, talk
from messages.dialogue.escalation.words import reasons
from messages.dialogue.escalation.words.kinds import Kind
from messages.dialogue.escalation.words.warning import kind_for
from messages.dialogue.freely.plain_words import simple
from messages.dialogue.habits import may_go_to
from messages.dialogue.scene import Scene
from messages.memory import Alert

LATELY = timedelta(hours=24)
CHECKIN, SETUP, SETTINGS, SERIOUS = "ci", "on", "st", "se"


@dataclass(frozen=True, slots=True)
class Flags:
    """What a question, a warning or a piece of advice is about."""

    flags: tuple[str, ...]
    kind: str
    """``question``, ``warning`` or ``advice``."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the check-in or of the set-up, by its name."""

    name: str


@dataclass(frozen=True, slots=True)
class Tip:
    """A nudge of the library."""

    item: Item


Meant = Flags | Asked | Tip

_THINGS = {
    "sleep": r"sleep|slept|nights?",
    "pain": r"pain|score|number",
    "mood": r"mood|feelings?|feel",
    "interference": r"in the way",
    "meds": r"tablets?|pills?|medicines?|meds|medication|drugs",
    "change": r"usual|compare",
    "country": r"country|where i (?:am|live)|location",
    "zone": r"time ?zone|clock",
    "age": r"age|old i am|birthday",
    "sex": r"sex|gender",
    "hour": r"hour|time of day",
    "quiet": r"quiet hours?",
    "health": r"illness(?:es)?|health|history|operations?|cancer|diabetes|past",
    "sweep": r"pee|peeing|poo|pooing|bladder|bowels?|bum|bottom|private(?:s| parts)?|down there|numb|numbness|wipe|"
             r"saddle|legs?|fever|temperature|chest",
    "direct": r"suicid\w*|kill\w*|die|dying|hurt\w* myself|harm\w* myself",
}  # fmt: skip
_FILLER = frozenset(
    {"the", "a", "an", "my", "your", "that", "this", "it", "is", "are", "to", "of", "for", "on", "in", "with", "and",
     "helps", "help", "work", "works", "good", "back", "backs", "pain", "doing", "do", "does", "any", "really", "from",
     "side", "i", "you", "should", "better", "will", "can", "me", "at", "be", "having", "about"}
)  # fmt: skip
_ENDINGS = re.compile(r"(?:ings?|es|s|ed|e)$")


def named_in(text: str) -> str:
    """Return the name of the one thing of a check-in or of the set-up that ``text`` names, or nothing."""
    found = [name for name, words in _THINGS.items() if re.search(rf"\b(?:{words})\b", text)]
    return found[0] if found else ""


def tip_about(scene: Scene, what: str) -> Item | None:
    """Return the nudge that ``what`` names in a few words ("rolling knees"), one they had or may have; else None."""
    wanted = {stem(each) for each in simple(what).split()} - {stem(each) for each in _FILLER}
    if not wanted:
        return None
    had = {each.item for each in scene.nudges if scene.now - each.sent_at <= 14 * LATELY}
    fitting = [each for each in library().values() if wanted <= _stems(each)]
    allowed = [each for each in fitting if each.id in had or may_go_to(scene, each)]
    return max(allowed, key=lambda each: (each.id in had, _in_line(each, wanted)), default=None)


def _stems(item: Item) -> frozenset[str]:
    return frozenset(stem(each) for each in re.findall(r"[a-z]+", f"{item.nudge} {item.how_to} {item.kind}".lower()))


def _in_line(item: Item, wanted: set[str]) -> bool:
    return wanted <= {stem(each) for each in re.findall(r"[a-z]+", item.nudge.lower())}


def stem(word: str) -> str:
    """Return ``word`` without its ending: "rolling" and "rolls" are one."""
    bare = _ENDINGS.sub("", word)
    return bare if len(bare) >= 3 else word


def said_last(scene: Scene) -> Meant | None:
    """Return what was asked or said last and is still in question, or None."""
    pending = latest(scene)
    if pending is not None and pending.about is About.UNSURE and reasons.row(pending.flag) is not None:
        return Flags((pending.flag,), "question")
    asked = _open_question(scene)
    return asked if asked is not None else _told_last(scene)


def _open_question(scene: Scene) -> Meant | None:
    from messages.dialogue import checkin, onboarding, settings  # they know this room, so it asks late

    if scene.person.focus == CHECKIN:
        name = checkin.asked_now(scene)
        if reasons.row(name) is not None:
            return Flags((name,), "question")
        return Asked(name) if name else None
    if scene.person.focus == SETUP:
        name = onboarding.asked_now(scene)
        return Asked(name) if name else None
    if scene.person.focus == SETTINGS:
        name = settings.asked_now(scene)
        return Asked(name) if name else None
    return Asked("sweep") if scene.person.focus == SERIOUS else None


def _told_last(scene: Scene) -> Meant | None:
    from messages.dialogue.freely import own_advice  # it knows this room, so it asks late

    found: list[tuple[datetime, Meant]] = []
    alert = scene.open_alert
    if alert is not None and kind_for(alert.reasons) is not Kind.HARM:
        found.append((max(alert.opened_at, talk(scene).reminded.get(alert.id, alert.opened_at)), _warning(alert)))
    of_them = tuple(dict.fromkeys(each.flag for each in talk(scene).theirs if reasons.row(each.flag) is not None))
    if of_them and talk(scene).about_them is not None:
        found.append((max(each.at for each in talk(scene).theirs), Flags(of_them, "warning")))
    for flag, at in talk(scene).advised.items():
        if scene.now - at <= LATELY and reasons.row(flag) is not None:
            found.append((at, Flags((flag,), "advice")))
    for sent in scene.nudges:
        item = item_of(sent.item)
        if item is not None and scene.now - sent.sent_at <= LATELY:
            found.append((sent.sent_at, Tip(item)))
    told_at, told = own_advice.told_lately(scene)
    if told is not None and told_at is not None:
        found.append((told_at, Tip(told)))
    return max(found, key=lambda each: each[0])[1] if found else None


def _warning(alert: Alert) -> Flags:
    return Flags(tuple(dict.fromkeys(each.flag for each in alert.reasons)), "warning")


def sources_of(flags: Sequence[str]) -> list[str]:
    """Return the keys of the sources that the rows of ``flags`` rest on, those of the first row first."""
    rows = [row for row in map(reasons.row, flags) if row is not None]
    return list(dict.fromkeys(source for row in rows for source in row.sources))
