"""Questions put to us: what we mean, where our advice comes from, whether a medicine may be taken."""

from __future__ import annotations

import re

from messages.buttons import Button
from messages.dialogue import escalation
from messages.dialogue.escalation.asking import question
from messages.dialogue.escalation.talk import About, latest
from messages.dialogue.escalation.words import reasons
from messages.dialogue.freely import plain_words
from messages.dialogue.scene import Scene
from messages.effects import Choice, Lane, Rows, Say
from messages.triage.flags import table
from messages.triage.vocabulary import Level, Verdict

MAIN_SOURCES = ("NHSBACK", "IFOMPT", "GIRFT", "NG12")
"""What most rules rest on, for whoever asks in passing; /about has them all."""
_MEDICINE_GROUP = "med_"
_MAY_I = re.compile(
    r"^(?:is it (?:ok|okay|safe|alright|all right|fine|bad|dangerous)|is (?:it|there) .*(?:ok|okay|safe)|"
    r"(?:can|could|may|should|shall|am i (?:allowed|ok|okay|safe)|do|does|will|would|is|are|what if|"
    r"how (?:many|much|often))\b)"
)
_TAKING = re.compile(r"\b(?:take|taking|taken|have|having|use|using|mix|mixing|combine|double|stop|with|on)\b")


def explain(scene: Scene) -> bool:
    """Say the open question again in plain words and why it is asked. False when none is open."""
    from messages.dialogue.flows import BY_NAME  # the flows know this room, so it asks late

    if explain_danger(scene) or escalation.still_stands(scene):
        return True
    flow = BY_NAME.get(scene.person.focus)
    return flow is not None and flow.resume(scene)


def explain_danger(scene: Scene, lane: Lane = Lane.URGENT) -> bool:
    """Say an open safety question again, with what it is asked for. False when none is open."""
    pending = latest(scene)
    if pending is None or pending.about is not About.UNSURE or reasons.row(pending.flag) is None:
        return False
    because = "" if pending.about_other else reasons.because_of(pending.flag)
    first = question.first_of(scene, pending.flag)
    direct = pending.flag in question.DIRECT_FLAGS and not pending.about_other
    key = "escalation.direct_again" if direct else "wishes.explained"
    asked = question.asked_of(scene, pending)
    question.put(scene, pending, key, first, lane=lane, asked=asked, heard=because)
    return True


def sources(scene: Scene) -> None:
    """Name what our rules rest on, in a few lines, and who has checked them."""
    rows = table().flags.values()
    named = [table().sources[each] for each in MAIN_SOURCES]
    lines = "\n".join(f"- {each.title}: {each.address}" for each in named)
    signed = sum(1 for row in rows if row.reviewed)
    buttons: Rows = ((Choice("rights.sources_button", Button("pr", "", "about", "sources.0")),),)
    scene.say(Say("rights.sources_short", {"list": lines, "signed": signed, "rows": len(rows)}, buttons, fresh=True))


def asks_about_medicine(text: str) -> bool:
    """Return whether ``text`` asks if or how a medicine may be taken."""
    plain = plain_words.simple(text)
    words = set(re.findall(r"[a-z-]+", plain))
    named = bool(words & plain_words.medicine_words())
    return named and bool(_TAKING.search(plain)) and (bool(_MAY_I.match(plain)) or text.rstrip().endswith("?"))


def about_medicine(scene: Scene, verdict: Verdict) -> bool:
    """Send a question about a medicine to a pharmacist or doctor, before it is taken.

    False when the words tell of something else that should be seen: then that comes first.
    """
    found = [each for each in verdict.findings if each.level > Level.NONE]
    if any(not each.flag.startswith(_MEDICINE_GROUP) for each in found):
        return False
    lead = max((each for each in found if each.fresh), key=lambda each: each.level, default=None)
    because = reasons.because_of(lead.flag) if lead is not None else ""
    scene.say(Say("wishes.medicine", {"because": f"{because} " if because else ""}))
    return True
