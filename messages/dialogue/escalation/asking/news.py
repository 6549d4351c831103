"""Something new under an open warning, in words nobody understood: asked about at once and aloud, never waved away."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from messages.dialogue.escalation.asking import question
from messages.dialogue.escalation.asking.typed import names_another, speaks_of_self
from messages.dialogue.escalation.asking.which import named_in
from messages.dialogue.escalation.words import reasons
from messages.dialogue.scene import Scene
from messages.memory import Alert
from messages.reviewed import load
from messages.triage.vocabulary import Action, Level, Question, Verdict

_LONGEST = 120
_NEWS = re.compile(
    r"^(?:and |but |so |oh )?(?:now|noo|also|plus)\b|\b(?:started|starting|suddenly|as well|too now|new)\b"
)
_THEIRS = re.compile(
    r"\b(?:mum|mam|mom|dad|da|nan|gran|wife|husband|son|daughter|sister|brother|partner|friend|mate)'?s\b"
)
_CALM = re.compile(
    r"\b(?:no|not|never|none|nothing|fine|ok|okay|good|better|normal|gone|easier|calmer|stopped|usual|always|n't|nae)\b|n't\b"
)


@lru_cache(maxsize=1)
def _flags() -> dict[str, str]:
    listed = load(files("messages.dialogue.escalation.asking").joinpath("news.yaml"))
    return {thing: str(flag) for thing, flag in listed.items()}


def asked(scene: Scene, alert: Alert, text: str) -> bool:
    """Ask plainly, and in their own words, about a thing that the warning is not about. False when none is named."""
    plain = " ".join(text.casefold().replace("’", "'").split())
    if len(plain) > _LONGEST or "?" in text or not _NEWS.search(plain) or _CALM.search(plain):
        return False
    if _THEIRS.search(plain) or (names_another(plain) and not speaks_of_self(plain)):
        return False
    told = {each.flag for each in alert.reasons}
    spoken = " ".join(f"{each.words} {reasons.short_of(scene, each.flag)}" for each in alert.reasons)
    new = named_in(plain) - named_in(spoken)
    flag = next((flag for thing, flag in _flags().items() if thing in new and flag not in told), "")
    if reasons.row(flag) is None:
        return False
    asking = Question(flag, reasons.question_of(scene, flag), text)
    question.ask(scene, Verdict(Level.NONE, Action.ASK, question=asking))
    return True
