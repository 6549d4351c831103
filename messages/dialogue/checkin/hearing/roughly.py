"""Words that are no answer yet: "dunno", "not too bad", a "yes" to a list. They get a nearer question, not a guess."""

from __future__ import annotations

import re

from messages.dialogue.checkin import course
from messages.dialogue.checkin import questions as q
from messages.dialogue.checkin.hearing.answers.compared import without_filler
from messages.dialogue.checkin.hearing.answers.table import words
from messages.dialogue.checkin.hearing.answers.typed import bare_words
from messages.dialogue.checkin.hearing.taking import TYPED
from messages.dialogue.checkin.progress import Progress
from messages.dialogue.scene import Scene
from messages.effects import Say
from messages.memory import CheckIn

_SLEPT = re.compile(r"^(?:i )?(?:slept|(?:my )?sleep(?: was| is)?|the night was|night was)\s+")


def asked_nearer(scene: Scene, checkin: CheckIn, progress: Progress, asked: str, text: str) -> bool:
    """Ask again, nearer to what ``text`` seems to mean. False when it means nothing here, or something graver waits."""
    key = _nearer(text, asked)
    if not key or progress.paused or progress.held:
        return False
    if key == "checkin.which_number":
        from messages.dialogue.checkin.hearing.words import keep_words  # it asks this room first

        checkin = keep_words(scene, checkin, text, TYPED)
    scene.say(Say(key, slot="no_answer", fresh=True))
    course.show(scene, checkin, progress, fresh=True)
    return True


def _nearer(text: str, asked: str) -> str:
    said = bare_words(text)
    if asked == q.SWEEP:
        doubts = words().unsure | words().one_of_them
        plainly = said in words().sounds_like_none
        return "checkin.sweep_plainly" if plainly else "checkin.sweep_which" if said in doubts else ""
    if not asked:
        return ""
    if any(each in words().unsure for each in (said.strip("🏻🏼🏽🏾🏿♀♂\u200d\ufe0f"), *without_filler(said))):
        return "checkin.guess"
    return "checkin.which_number" if asked in q.SCALES and _is_rough(said) else ""


def _is_rough(said: str) -> bool:
    return any(each in words().roughly for each in without_filler(_SLEPT.sub("", said)))
