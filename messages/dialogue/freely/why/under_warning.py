"""What is asked under a warning: what now, where, which number, may I eat. Answered from the warning itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from messages.dialogue.escalation.alert import show
from messages.dialogue.escalation.asking import general
from messages.dialogue.escalation.talk import About, keep, latest, talk
from messages.dialogue.escalation.words import lines, reasons
from messages.dialogue.escalation.words.kinds import Kind
from messages.dialogue.escalation.words.standing import standing_line
from messages.dialogue.escalation.words.warning import gravest, kind_for
from messages.dialogue.freely import asked, topics
from messages.dialogue.freely.changes.again import put_again
from messages.dialogue.freely.plain_words import simple, wish_of
from messages.dialogue.scene import Scene
from messages.effects import Say
from messages.memory import Alert, AlertState
from messages.reviewed import load

_EAT_OR_DRINK = re.compile(
    r"^(?:should|can|may|must|shall|am i allowed to|is it ok to) (?:i )?(?:still )?(?:drink|eat|have)\b"
)
_FOOD = re.compile(r"\b(?:drink|eat|food|water|tea|coffee|breakfast|lunch|dinner|something)\b")
_SLOT = re.compile(r"<([A-Z]+)>")
_BY_AMBULANCE = frozenset({Kind.AMB, Kind.ACTING, Kind.TAKEN})
_A_AND_E = re.compile(r"\b(?:hospitals?|hosp|a ?& ?e|a and e|ane|er|emergency|casualty)\b")
_TOO_LITTLE = frozenset({"where", "where to", "which one", "what one", "where i", "find it"})
"""Under a warning it is the way to help that is asked for; elsewhere it may be anything."""
_OWN_PLACES = frozenset({"on", "st"})
"""The set-up and the settings ask for a place of their own."""
_BIRTH = frozenset({Kind.MAT, Kind.DAY_MAT})


@lru_cache(maxsize=1)
def _patterns() -> Mapping[str, re.Pattern[str]]:
    listed = load(files("messages.dialogue.freely.why").joinpath("under_warning.yaml"))
    slots = listed.pop("slots")

    def filled(each: str) -> str:
        return _SLOT.sub(lambda slot: slots[slot[1]], each)

    lead, tail = slots["LEAD"], slots["TAIL"]
    return {what: re.compile(f"^{lead}(?:{'|'.join(map(filled, each))}){tail}") for what, each in listed.items()}


def asks(what: str, text: str) -> bool:
    """Does ``text`` as a whole ask for ``what``: ``what_now``, ``where`` or ``number``?"""
    return bool(_patterns()[what].match(simple(text)))


def answered(scene: Scene, alert: Alert, text: str) -> bool:
    """Answer what is asked about the open warning ``alert``; False when ``text`` asks none of it.

    Of home nothing is named. Under a warning about dying only whom to call is told: the rest is for kinder words.
    """
    plain, kind = simple(text), kind_for(alert.reasons)
    if kind is Kind.HARM:
        return False
    if asks("number", text):
        _say(scene, alert, "replied.number_now", _number(scene, kind))
    elif kind.crisis:
        return False
    elif asks("where", text):
        _say(scene, alert, "replied.where_now", _where(scene, kind))
    elif asks("what_now", text):
        do_now(scene, alert)
    elif asked.asks_about_medicine(text):
        scene.say(Say("replied.medicine_now", lines.params(scene)))
        do_now(scene, alert)
    elif kind.emergency and _EAT_OR_DRINK.match(plain) and _FOOD.search(plain):
        scene.say(Say("replied.eat_now", lines.params(scene)))
        do_now(scene, alert)
    elif topics.soothes(scene, text) and wish_of(text, scene.today) is None:
        do_now(scene, alert)
    else:
        return False
    return True


def way_told(scene: Scene, text: str) -> bool:
    """Answer where to go, or which number, with no warning open: for a question that waits, or for somebody else."""
    plain, before, pending = simple(text), scene.person.focus, latest(scene)
    if before in _OWN_PLACES or plain in _TOO_LITTLE or not (asks("number", text) or asks("where", text)):
        return False
    if asks("number", text):
        general.card(scene)
    else:
        grave = pending is not None and pending.about is About.UNSURE
        first = lines.emergency_line(scene)
        hospital = grave or talk(scene).about_them is not None or _A_AND_E.search(plain)
        body = _where(scene, Kind.ED if hospital else Kind.DAY_CLIN)
        scene.say(Say("replied.way", {"first": first, "body": body}, ((show.CARD,),), fresh=True))
    put_again(scene, before)
    return True


def _where(scene: Scene, kind: Kind) -> str:
    """Return how to find the way to help; nobody who waits for an ambulance looks for a hospital."""
    if kind in _BY_AMBULANCE:
        which = "ambulance"
    elif kind in _BIRTH:
        which = "birth"
    elif kind.emergency:
        which = "hospital"
    else:
        which = "today" if lines.numbers(scene).urgent else "today_plain"
    return lines.words(scene, f"replied.where_{which}", **lines.params(scene))


def _number(scene: Scene, kind: Kind) -> str:
    known = lines.numbers(scene)
    if not known.known:
        which = "unknown"
    elif kind.crisis:
        which = "crisis"
    elif kind in _BIRTH:
        which = "birth"
    else:
        which = "ambulance" if kind.emergency or known.urgent is None else "today"
    return lines.words(scene, f"replied.number_{which}", **lines.params(scene))


def do_now(scene: Scene, alert: Alert) -> None:
    """Say again what the open warning asks for, with the ways to answer it."""
    kind, lead = kind_for(alert.reasons), gravest(alert.reasons)
    because, short = reasons.because_of(lead.flag), reasons.short_of(scene, lead.flag)
    _say(scene, alert, "replied.do_now", lines.body(scene, kind, short), because=because)


def _say(scene: Scene, alert: Alert, key: str, body: str, **more: str) -> None:
    """Say it below the line of the warning, with its buttons; never rings."""
    if alert.state is not AlertState.ACTING:
        keep(scene, help_asked=scene.now)
    values = {"first": standing_line(scene, alert), "body": body, **more}
    scene.say(Say(key, values, show.buttons(scene, alert), slot=f"remind:{alert.id}", fresh=True, silent=True))
