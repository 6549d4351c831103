"""Yesterday told in words: "yesterday was pain 5" is written down for yesterday, and never for today."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any

from messages.dialogue.checkin import course
from messages.dialogue.checkin import questions as q
from messages.dialogue.checkin.hearing.answers.typed import Typed, bare_words, read_answers
from messages.dialogue.checkin.hearing.taking import BACKFILL, TYPED, Taken, take
from messages.dialogue.checkin.hours import end_of_day, fillable
from messages.dialogue.checkin.progress import Progress, awake, hold_floor, progress_of, put, talks
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
_AS_YESTERDAY = re.compile(
    r"^(?:it(?:'s| is| was)? |its |about |exactly |pretty much |just |all |still )*(?:the )?"
    r"(?:same(?: again)?|as|like|same thing)(?: as| like)? (?:yesterday|the day before|last time|last night)$"
)
_SAME = frozenset({"same", "the same", "about the same", "same again", "same same", "ditto", "as before", "no change"})
_OF_ITSELF = frozenset({q.PAIN, q.CHANGE})
"""To these "same" alone means: as usual."""
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


def copied(scene: Scene, checkin: CheckIn, only: str = "") -> dict[str, Any]:
    """Return yesterday's answers that ``checkin`` lacks, all but the danger signs and the wish to talk.

    With ``only`` that one question's answer.
    """
    before = scene.checkin_of(checkin.day - timedelta(days=1))
    wanted = (only,) if only else (q.PAIN, q.CHANGE, q.SLEEP, q.HOURS, q.INTERFERENCE, q.MEDS, q.MOOD)
    values = {} if before is None else {each: before.answers[each] for each in wanted if each in before.answers}
    return {
        name: value
        for name, value in values.items()
        if name not in checkin.answers and name != q.SWEEP and value != q.TALK
    }


def as_yesterday(scene: Scene, checkin: CheckIn, progress: Progress, asked: str, text: str) -> bool:
    """Copy yesterday's answers for "same as yesterday": all of them at the first question, later the one that is asked.

    False when it says nothing of that, or yesterday was not answered.
    """
    said = bare_words(text)
    whole = asked == q.PAIN and not checkin.answers
    if progress.drill or not (_AS_YESTERDAY.match(said) or (not whole and asked not in _OF_ITSELF and said in _SAME)):
        return False
    values = copied(scene, checkin, "" if whole else asked) if asked and asked != q.SWEEP else {}
    if not values:
        return False
    progress = put(scene, awake(scene, progress), copied=tuple(values))
    course.go_on(scene, take(scene, checkin, progress, values, origin=TYPED), fresh=True)
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
