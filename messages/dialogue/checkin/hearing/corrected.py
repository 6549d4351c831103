"""The last answer put right in words: "sorry i meant 5", "make that a 6", "pain was 6 not 4"."""

from __future__ import annotations

import re
from typing import Any

from messages.dialogue.checkin import course
from messages.dialogue.checkin import questions as q
from messages.dialogue.checkin.hearing.answers.numbers import RIGHTED, plainly
from messages.dialogue.checkin.hearing.answers.table import words
from messages.dialogue.checkin.hearing.answers.typed import bare_words, read_answers
from messages.dialogue.checkin.hearing.taking import EDITED, take
from messages.dialogue.checkin.progress import Progress, awake, put
from messages.dialogue.checkin.showing.wording import answer_words
from messages.dialogue.scene import Scene
from messages.effects import Say
from messages.memory import CheckIn, CheckInState

_LEADS = r"(?:(?:sorry|sry|oops|whoops|oh|ah|argh|no|wait|actually|hang on|my mistake|my bad|damn|pls|please)[,.!]* )*"
_SHOULD = r"should(?:'ve| have| of)? (?:be|been|say|said)"
_SURELY = (
    re.compile(
        rf"^{_LEADS}(?:i (?:meant|mean|ment)(?: to (?:say|type|put|press|tap|write|pick))?(?: it(?:'s| was| is))?|"
        r"(?:make|change|correct|set) (?:that|it|my (?:last )?answer|the last (?:one|answer))(?: to)?|"
        rf"(?:(?:that|it|that one|the last (?:one|answer)) )?{_SHOULD}|"
        r"(?:that(?:'s| is| was)|it(?:'s| is| was)|thats) (?:not right|wrong|a mistake|a typo|a slip)|"
        r"(?:i )?(?:pressed|hit|tapped|typed|put) the wrong (?:button|number|one|thing|key)|"
        r"wrong (?:button|number|one|answer|key)|typo|mistype|slip of the (?:finger|thumb)|correction|i got that wrong)"
        r"[,.:;!]*(?: (?:it(?:'s| is| was| should be)|i (?:meant|mean)|should be|that should be))?[,:]? (?P<rest>.+)$"
    ),
    re.compile(rf"^{_LEADS}(?P<rest>.+ {_SHOULD} .+)$"),
    re.compile(r"^(?:oops|whoops|typo|\*+)[,.!:]* ?(?P<rest>.+)$|^(?P<star>.+)\*+$"),
    re.compile(rf"^{_LEADS}(?P<rest>.*\d.*?),? (?:not|instead of|rather than) (?:an? )?\d{{1,2}}$"),
)
_NUMBERED = frozenset({*q.SCALES, q.HOURS, q.MEDS})


def put_right(scene: Scene, checkin: CheckIn, progress: Progress, asked: str, text: str) -> bool:
    """Change the answer that ``text`` corrects, the last one it fits. False when it corrects none.

    The first answer stays on record, and what it raised stays raised.
    """
    said = plainly(text)
    if progress.trail[-1:] == (q.SWEEP,) and checkin.state is CheckInState.OPEN and _takes_back_none(said):
        progress = put(scene, awake(scene, progress), editing=q.SWEEP)
        scene.say(Say("checkin.sweep_which", slot="no_answer", fresh=True))
        course.show(scene, checkin, progress, fresh=True)
        return True
    values = _corrected(checkin, progress, asked, said)
    if not values:
        return False
    progress = put(scene, awake(scene, progress), editing="")
    taken = take(scene, checkin, progress, values, origin=EDITED)
    if checkin.state is CheckInState.OPEN:
        told = "; ".join(answer_words(scene, question, value) for question, value in values.items())
        scene.say(Say("checkin.corrected", {"words": told}, slot="no_answer", fresh=True))
    course.go_on(scene, taken, fresh=True)
    return True


def _takes_back_none(said: str) -> bool:
    """Return whether ``said`` puts a "none of these" right: "oops i meant yes", "actually one of them"."""
    surely = _SURELY[0].match(said)
    rest = surely["rest"] if surely else RIGHTED.sub("", said) if RIGHTED.match(said) else ""
    return bare_words(rest) in words().one_of_them | words().unsure


def _corrected(checkin: CheckIn, progress: Progress, asked: str, said: str) -> dict[str, Any]:
    found = next((match for pattern in _SURELY if (match := pattern.match(said))), None)
    if found is not None:
        rest = re.sub(_SHOULD, "is", next(each for each in found.groups() if each))
    elif RIGHTED.match(said) and asked not in _NUMBERED:
        rest = RIGHTED.sub("", said)
    else:
        return {}
    if found is None and read_answers(rest, asked).values:
        return {}
    for question in reversed([each for each in progress.trail if each != q.SWEEP]):
        typed = read_answers(rest, question)
        known = {name: value for name, value in typed.values.items() if name in checkin.answers and name != q.SWEEP}
        if known and known.keys() == typed.values.keys() and not typed.impossible:
            return {name: value for name, value in known.items() if checkin.answers[name] != value}
    return {}
