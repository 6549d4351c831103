"""Says why something is asked and what it rests on, with the source of the very thing; then the question again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from messages.buttons import Button
from messages.catalogue import text_of
from messages.catalogue.entries import load_catalogue
from messages.dialogue.escalation.talk import About, latest
from messages.dialogue.escalation.words import reasons
from messages.dialogue.escalation.words.warning import kind_for
from messages.dialogue.freely import asked, own_advice
from messages.dialogue.freely.changes.again import put_again
from messages.dialogue.freely.plain_words import simple
from messages.dialogue.freely.why import under_warning
from messages.dialogue.freely.why.meant import Asked, Flags, Meant, Tip, named_in, said_last, sources_of, tip_about
from messages.dialogue.scene import Scene
from messages.effects import Choice, Lane, Param, Rows, Say
from messages.triage.flags import table

LONGEST = 100
_UNSOURCED = "K"
MOST = 4
"""So many sources of one thing are named."""
_ALL: Rows = ((Choice("rights.sources_button", Button("pr", "", "about", "sources.0")),),)
_WHY = re.compile(
    r"^(?:(?:but|and|so|ok|hm+|sorry|wait)[, ]+)*"
    r"(?:why|how come|what for|why do you"
    r"|(?:why|how come)(?: the hell| on earth)? (?:(?:do|did|are|would|have|must|should|were|is it that) )?"
    r"(?:you|u)\b.*\b(?:ask(?:ing|ed|s)?|want|need|know|care)\b.*"
    r"|why (?:should|must|do|would) i\b.*\b(?:tell|answer|say|give)\b.*"
    r"|why (?:is|does|would|are) (?:that|this|it|these|(?:my|the) [a-z]+)\b.*\b(?:matter|important|relevant|asked)\b.*"
    r"|what(?:'s|s| is| has| have|'ve)?\b.*\bto do with\b.*"
    r"|what (?:do|did|would) you (?:need|want|ask)\b.*\bfor|how is (?:that|this|it|my [a-z]+) relevant"
    r"|what is (?:that|this) (?:question )?(?:for|about)|why (?:this|that|these) questions?|none of your business"
    r"|(?:is )?(?:that|this|it) (?:any |is )?(?:none )?of your business|why all (?:these|the|those) questions)\W*$"
)
_OF = re.compile(
    r"^(?:(?:but|and|so|ok|hm+)[, ]+)*(?:who says|says who|prove (?:it|that)|"
    r"who(?:'s|s| is) your source|who said|who told you|who claims|"
    r"(?:what|where)(?:'s|s| is| are)? (?:your|the|any)? ?(?:evidence|proof|source|sources|basis|research|science)|"
    r"(?:is there |do you have |have you |got )?(?:any |some |real |good |a )*(?:evidence|proof|research|studies)|"
    r"how do you know|where (?:do|did) you (?:get|read|hear|have)|on what basis)\b"
    r"(?: (?:that|for|of|about|behind|on|to say|it|from|do you say|your))*(?P<what>[^?]*)\W*$"
)


def why(scene: Scene, text: str) -> bool:
    """Answer "why do you ask that", of the thing named or asked last. False when ``text`` is nothing of it."""
    plain = simple(text)
    if len(plain) > LONGEST or not _WHY.match(plain):
        return False
    last = said_last(scene)
    name = named_in(plain)
    if isinstance(last, Flags) and last.kind == "question" and name in ("", "sweep", "direct", "health"):
        name = ""
    before = scene.person.focus
    meant: Meant | None = Asked(name) if name else last
    if isinstance(meant, Flags):
        asked_of_it = meant.kind == "question" and latest(scene) is not None
        _of_flags(scene, meant, because=not asked_of_it)
        if asked_of_it and asked.explain_danger(scene, Lane.REPLY):
            return True
    elif isinstance(meant, Tip):
        own_advice.tell(scene, meant.item)
    elif isinstance(meant, Asked) and _known(meant):
        _of_question(scene, meant.name)
    else:
        scene.say(Say("why.anything", buttons=_ALL, fresh=True))
    put_again(scene, before)
    return True


def _known(meant: Asked) -> bool:
    return f"why.{meant.name}" in load_catalogue("en")


def sources(scene: Scene, text: str) -> bool:
    """Answer "who says that" with the source of the very thing. False when ``text`` is nothing of it."""
    plain = simple(text)
    found = _OF.match(plain)
    if found is None or len(plain) > LONGEST:
        return False
    if own_advice.answered(scene, plain):
        put_again(scene, scene.person.focus)
        return True
    item = tip_about(scene, found["what"])
    if item is not None:
        return _say_sources(scene, Tip(item))
    if len(found["what"].split()) > 1:
        return False
    if not sources_of_last(scene):
        asked.sources(scene)
    return True


def explained(scene: Scene) -> bool:
    """Say what the thing asked or said last means, and put the open question again. False when nothing was said."""
    if asked.explain_danger(scene):
        return True
    pending = latest(scene)
    if pending is not None and pending.about is About.GENERAL:
        put_again(scene, "")
        return True
    before, meant, alert = scene.person.focus, said_last(scene), scene.open_alert
    of_warning = isinstance(meant, Flags) and meant.kind == "warning" and alert is not None
    if of_warning and alert is not None and not kind_for(alert.reasons).mind:
        under_warning.do_now(scene, alert)
        return True
    match meant:
        case Tip(item=item):
            own_advice.tell(scene, item)
        case Flags():
            _of_flags(scene, meant, because=True)
        case Asked() if _known(meant):
            _of_question(scene, meant.name)
        case _:
            return False
    put_again(scene, before)
    return True


def sources_of_last(scene: Scene) -> bool:
    """Name what was said last rests on: a question, a warning, advice, a nudge. False when nothing was."""
    meant = said_last(scene)
    return meant is not None and _say_sources(scene, meant)


def _say_sources(scene: Scene, meant: Meant) -> bool:
    before = scene.person.focus
    match meant:
        case Tip(item=item):
            own_advice.tell(scene, item)
        case Flags():
            _of_flags(scene, meant, because=False)
        case Asked() if _known(meant):
            _of_question(scene, meant.name)
        case _:
            return False
    put_again(scene, before)
    return True


def _of_question(scene: Scene, name: str) -> None:
    entry = load_catalogue("en")[f"why.{name}"]
    keys = [each.strip() for each in entry.source.split(",") if each.strip()]
    because = text_of(scene.person.locale, f"why.{name}")
    if keys == [_UNSOURCED]:  # how we work, and no claim about a body
        return scene.say(Say("why.asked_plainly", {"because": because}, fresh=True))
    return scene.say(Say("why.asked", {"because": because, "list": _listed(keys)}, _ALL, fresh=True))


def _of_flags(scene: Scene, meant: Flags, *, because: bool) -> None:
    lead = meant.flags[0]
    words = reasons.because_of(lead) if because else ""
    first = text_of(scene.person.locale, f"why.of_{meant.kind}")
    rows = table().flags.values()
    params: dict[str, Param] = {
        "first": f"{words} {first}".strip(),
        "list": _listed(sources_of(meant.flags)),
        "signed": sum(1 for row in rows if row.reviewed),
        "rows": len(rows),
    }
    scene.say(Say("why.rests_on", params, _ALL, fresh=True))


def _listed(keys: Sequence[str]) -> str:
    known = [table().sources[key] for key in keys if key in table().sources]
    return "\n".join(f"- {each.title}: {each.address}" for each in known[:MOST])
