"""Yesterday told in words: "yesterday was pain 5" is written down for yesterday, and never for today."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any

from messages.dialogue.checkin import course
from messages.dialogue.checkin import questions as q
from messages.dialogue.checkin.hearing.taking import BACKFILL, Taken, take
from messages.dialogue.checkin.hearing.typed import Typed, read_answers
from messages.dialogue.checkin.hours import end_of_day, fillable
from messages.dialogue.checkin.progress import hold_floor, progress_of, talks
from messages.dialogue.checkin.showing.screens import button
from messages.dialogue.checkin.showing.wording import answer_words, day_words
from messages.dialogue.scene import Scene
from messages.effects import Choice, Rows, Say
from messages.memory import CheckIn, CheckInState
from messages.triage.vocabulary import Action

_FORGOT = re.compile(
    r"^(?:(?:sorry|oh|hi|hey|hello|also|and|btw|ps|by the way)[,.!]? )*"
    r"(?:(?:i )?(?:forgot|forget|meant|wanted)(?: to (?:tell|say|mention|write|add|log|put|report))?"
    r"(?: you| it| down| in)*(?: that)?[,:]? )?"
)
_YESTERDAY = re.compile(r"\byesterday(?:'s)?\b(?: (?:morning|evening|afternoon|night))?[:,]?")
_ANOTHER_DAY = re.compile(
    r"\b(?:today|now|tonight|this|since|than|like|as|until|till|before|ago|last|from|tomorrow|still|compared)\b"
)
"""Words that set yesterday beside another day; then nobody may guess which number belongs where."""
_LEADS = re.compile(r"^(?:(?:was|is|it was|i had|had|i was|i were|were|i gave|it's|a|at)\s+)+")
_NUMBERS = frozenset({q.PAIN, q.SLEEP, q.HOURS, q.INTERFERENCE, q.MEDS})
"""What may be told of a past day without being asked; how it felt compared with usual comes only beside them."""


def told(text: str) -> Typed:
    """Return what ``text`` tells of yesterday in named numbers; nothing when it speaks of another day, too."""
    plain = " ".join(text.lower().replace("’", "'").split())
    if plain.count("yesterday") != 1 or _ANOTHER_DAY.search(plain):
        return Typed()
    rest = _YESTERDAY.sub(" ", _FORGOT.sub("", plain))
    typed = read_answers(_LEADS.sub("", " ".join(rest.split()).strip(" ,:;")), "")
    return typed if typed.values.keys() & _NUMBERS and not typed.impossible else Typed()


def told_at(scene: Scene, text: str) -> datetime | None:
    """Return the instant (UTC) that numbers in ``text`` stand for, if it tells of yesterday; else None."""
    return end_of_day(scene, _yesterday(scene)) if told(text).values else None


def filled_in(scene: Scene, text: str) -> bool:
    """Write what ``text`` tells of yesterday into yesterday's check-in. False when it tells nothing of it."""
    from messages.dialogue.checkin.hearing.words import keep_words  # it asks this room first

    typed, day = told(text), _yesterday(scene)
    known = scene.checkin_of(day)
    done = known is not None and known.state is CheckInState.DONE
    if not typed.values or not scene.person.onboarded or not (done or fillable(scene, day)):
        return False
    checkin = known if known is not None and done else course.begin(scene, day, backfill=True)
    checkin = keep_words(scene, checkin, text, BACKFILL) if typed.more or _says_more(text) else checkin
    taken = take(scene, checkin, progress_of(scene, checkin.run), typed.values, origin=BACKFILL)
    if taken.progress.drill or talks(scene).current == checkin.run:
        hold_floor(scene, checkin.run)
        course.go_on(scene, taken, fresh=True)
        return True
    checkin = _closed(scene, taken)
    if taken.verdict.action not in (Action.ESCALATE, Action.ASK):
        _say_where(scene, checkin, typed.values)
    return True


def _says_more(text: str) -> bool:
    """Return whether a part of ``text`` is no number: its words are worth keeping beside the numbers."""
    return any(part.strip() and not re.search(r"\d", part) for part in re.split(r"[,;.!]", text))


def _yesterday(scene: Scene) -> date:
    return scene.today - timedelta(days=1)


def _closed(scene: Scene, taken: Taken) -> CheckIn:
    """Let the rest of a day told in words rest; it can be filled in by a tap."""
    checkin = taken.checkin
    if checkin.state is CheckInState.OPEN:
        checkin = checkin.model_copy(update={"state": CheckInState.CLOSED})
        scene.keep_checkin(checkin)
        course.forget_plans(scene, checkin)
    return checkin


def _say_where(scene: Scene, checkin: CheckIn, values: dict[str, Any]) -> None:
    """Say what stands for which day now, with the way to the rest of it or to a change."""
    words = "; ".join(answer_words(scene, question, value) for question, value in values.items())
    more = checkin.state is not CheckInState.DONE
    label, step = ("checkin.button_fill_in", "fill") if more else ("checkin.button_edit", "edit")
    rows: Rows = ((Choice(label, button(checkin.run, step, checkin.day.isoformat() if more else "new")),),)
    params = {"day": day_words(scene, checkin.day), "words": words}
    scene.say(Say("checkin.told_of_yesterday", params, rows, slot=f"told:{checkin.run}", fresh=True))
