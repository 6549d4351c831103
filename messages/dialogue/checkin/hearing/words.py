"""What plain words mean while a check-in is open; they were read for danger before."""

from __future__ import annotations

from messages.dialogue.checkin import course
from messages.dialogue.checkin import questions as q
from messages.dialogue.checkin.hearing.taking import EDITED, TYPED, take, take_row
from messages.dialogue.checkin.hearing.typed import Typed, read_answers, read_yes_no
from messages.dialogue.checkin.progress import Progress, awake, current_checkin, progress_of, put
from messages.dialogue.plain_words import wish_of
from messages.dialogue.scene import Scene
from messages.effects import Record, Say
from messages.memory import CheckIn, CheckInState
from messages.triage.vocabulary import Action

_NO_NOTE = frozenset({"skip", "no", "nothing", "none", "cancel", "no thanks", "nope", "back"})


def said(scene: Scene, text: str, *, edited: bool) -> bool:
    """Take ``text`` as an answer to the open question and to others it names; False when it is none."""
    checkin = current_checkin(scene)
    if checkin is None or checkin.state is CheckInState.CLOSED or scene.person.consent_version is None:
        return False
    progress = progress_of(scene, checkin.run)
    if progress.noting:
        return _noted(scene, checkin, progress, text, edited=edited)
    if progress.drill and not edited and (answer := read_yes_no(text)) is not None:
        taken = take_row(scene, checkin, awake(scene, progress), progress.drill[0], answer, TYPED)
        course.go_on(scene, taken, fresh=True)
        return True
    asked = progress.typed if edited else _asked(scene, checkin, progress)
    typed = read_answers(text, asked, progress.product or q.usual_product(scene, checkin))
    values = _worth_taking(typed, checkin, asked)
    if typed.impossible:
        return _impossible(scene, checkin, progress, typed, values)
    if not values:
        return _nothing_new(scene, checkin, progress, typed)
    _take(scene, checkin, progress, values, edited=edited, bare=asked if typed.bare else "")
    return True


def _asked(scene: Scene, checkin: CheckIn, progress: Progress) -> str:
    if progress.drill or progress.listing:
        return ""
    return progress.editing or q.next_question(scene, checkin)


def _worth_taking(typed: Typed, checkin: CheckIn, asked: str) -> dict[str, object]:
    """Drop what is known already, and a stray "same" that answers nothing open."""
    return {
        question: value
        for question, value in typed.values.items()
        if not (question in checkin.answers and checkin.answers[question] == value)
        and not (question == q.CHANGE and question in checkin.answers and asked != q.CHANGE)
    }


def _take(
    scene: Scene, checkin: CheckIn, progress: Progress, values: dict[str, object], *, edited: bool, bare: str
) -> None:
    progress = awake(scene, progress)
    if progress.editing in values:
        progress = put(scene, progress, editing="", product="", tablets={})
    progress = put(scene, progress, typed=bare or progress.typed)
    taken = take(scene, checkin, progress, values, origin=EDITED if edited else TYPED)
    course.go_on(scene, taken, fresh=True)


def _nothing_new(scene: Scene, checkin: CheckIn, progress: Progress, typed: Typed) -> bool:
    """The same answer once more is understood, and shown where it led; anything else is not for the check-in."""
    if not typed.values:
        return False
    if progress.editing in typed.values:
        progress = put(scene, progress, editing="")
    course.show(scene, checkin, awake(scene, progress), fresh=True)
    return True


def _impossible(scene: Scene, checkin: CheckIn, progress: Progress, typed: Typed, values: dict[str, object]) -> bool:
    """Ask again for a number that cannot be; nothing is stored of it (L32). Other answers still count."""
    question = typed.impossible[0]
    scale = "scale" if question in q.SCALES else "hours" if question == q.HOURS else "tablets"
    say = Say(f"checkin.impossible_{scale}")
    if not values:
        scene.say(say)
        course.show(scene, checkin, progress, fresh=True)
        return True
    taken = take(scene, checkin, awake(scene, progress), values, origin=TYPED)
    if taken.verdict.action not in (Action.ESCALATE, Action.ASK):
        scene.say(say)
    course.go_on(scene, taken, fresh=True)
    return True


def _noted(scene: Scene, checkin: CheckIn, progress: Progress, text: str, *, edited: bool) -> bool:
    """Keep the words as the note of this check-in's day."""
    bare = " ".join(text.lower().split()).strip(" .!")
    progress = put(scene, progress, noting=False)
    if bare not in _NO_NOTE and wish_of(text, scene.today) is not None:
        course.show(scene, checkin, progress)
        return False
    if bare not in _NO_NOTE:
        scene.add(Record(q.NOTE, text, checkin.day, EDITED if edited else TYPED, checkin.run))
        notes = [each for each in (str(checkin.answers.get(q.NOTE, "")), text) if each]
        checkin = checkin.model_copy(update={"answers": {**checkin.answers, q.NOTE: "\n".join(notes)}})
        scene.keep_checkin(checkin)
    course.show(scene, checkin, progress, fresh=True)
    return True
