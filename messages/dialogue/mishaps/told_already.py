"""We ask what was just said: "that's what I told you" is a yes, and so is help that was called for already."""

from __future__ import annotations

import re

from messages.dialogue.escalation import answering
from messages.dialogue.escalation.alert.answers import replies
from messages.dialogue.escalation.asking.phrases import reply_in
from messages.dialogue.escalation.talk import About, latest
from messages.dialogue.freely import wishes
from messages.dialogue.freely.plain_words import simple
from messages.dialogue.scene import Scene
from messages.triage.vocabulary import Answer

_LONGEST = 60
_TOLD = re.compile(
    r"^(?:(?:no|yes|well|but|look|sorry|ok)[, ]+)*"
    r"(?:(?:that's|thats|that is|it's|its|this is|exactly|just) (?:exactly |just )?(?:what|wot) (?:i|ive|i've|i have) "
    r"(?:just |already )?(?:told|said|wrote|typed|sent|meant|been saying)(?: you)?(?: already| before| just now)?"
    r"|(?:i|i've|ive|i have) (?:(?:just|already) )+(?:told|said|wrote|typed|answered)(?: you| it| that| so| this| yes)*"
    r"(?: already)?|(?:i )?told you (?:already|that|so|this)|i said (?:so|that|it|yes|this)(?: already)?"
    r"|(?:like|as) i (?:just |already )?(?:said|told you|wrote))$"
)
_HELP = frozenset({"going", "helped"})


def taken(scene: Scene, text: str) -> bool:
    """Take ``text`` as a yes to the open safety question, if it says that it was told, or acted on, already.

    Silence, or words of any other kind, are never taken so. What they did about it counts at once.
    """
    pending, plain = latest(scene), simple(text)
    if pending is None or pending.about is not About.UNSURE or pending.about_other or len(plain) > _LONGEST:
        return False
    told = bool(_TOLD.match(plain)) and bool(pending.words)
    helped = scene.open_alert is None and reply_in(text) in _HELP
    if not (told or helped):
        return False
    answering.take(scene, pending, Answer.YES)
    if helped and scene.open_alert is not None:
        replies.pressed(scene, scene.open_alert, "going")
    if scene.person.consent_version is not None:
        wishes.note(scene, text)
    return True
