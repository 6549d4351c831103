"""After a question or a warning about somebody else, words about "her" or "him" go on about them, and are not kept."""

from __future__ import annotations

import re
from datetime import timedelta

from messages.dialogue.escalation.alert import show
from messages.dialogue.escalation.asking import question
from messages.dialogue.escalation.asking.phrases import reply_in
from messages.dialogue.escalation.asking.typed import names_another, speaks_of_self
from messages.dialogue.escalation.talk import keep, latest, talk
from messages.dialogue.escalation.words import lines, reasons
from messages.dialogue.freely.plain_words import wish_of
from messages.dialogue.scene import Scene
from messages.effects import Say
from messages.triage.matter import verdict_on
from messages.triage.vocabulary import Action, Level, Matter, Occasion

STILL_ABOUT_THEM = timedelta(hours=1)
"""So long after the last word about somebody else the talk goes on about them."""
_THEY = re.compile(r"\b(?:they|they're|theyre|they've|them|their|theirs)\b")
"""May also be the writer's own legs, so danger told this way is taken for the writer's."""


def goes_on_about_them(scene: Scene, text: str) -> bool:
    """Take ``text`` as more about the person last spoken of. False when it is not, or may be about the writer."""
    at = talk(scene).about_them
    plain = text.casefold().replace("’", "'")
    named = names_another(plain)
    if at is None or scene.now - at > STILL_ABOUT_THEM or speaks_of_self(text) or wish_of(text, scene.today):
        return False
    if not (named or _THEY.search(plain)) or (scene.open_alert is not None and reply_in(text)):
        return False
    verdict = verdict_on(Matter(Occasion.TEXT, scene.case, scene.now, text=text))
    grave = verdict.action in (Action.ESCALATE, Action.ASK)
    if verdict.about_other or (grave and not named):
        return False
    keep(scene, about_them=scene.now)
    if verdict.action is Action.ESCALATE:
        found = [each for each in verdict.findings if each.level >= Level.SAME_DAY]
        show.show_for_another(scene, reasons.as_told(scene, found))
    elif verdict.action is Action.ASK:
        question.ask_of_another(scene, verdict)
    else:
        _thank(scene, text)
    return True


def _thank(scene: Scene, text: str) -> None:
    """Say that nothing of it is kept; what is still open about them is asked once more with it."""
    from messages.dialogue.freely import wishes  # it knows this package

    pending = latest(scene)
    if pending is not None and pending.about_other:
        first = question.first_of(scene, pending.flag)
        return question.put(scene, pending, "escalation.about_them_asked", first)
    return wishes.thank_for_another(scene, text, Say("escalation.about_them", lines.params(scene)))
