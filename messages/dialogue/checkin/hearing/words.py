"""What plain words mean while a check-in is open; they were read for danger before."""

from __future__ import annotations

import re
from datetime import timedelta

from messages.dialogue import escalation
from messages.dialogue.checkin import course
from messages.dialogue.checkin import questions as q
from messages.dialogue.checkin.hearing.answers.in_a_row import in_a_row
from messages.dialogue.checkin.hearing.answers.table import words
from messages.dialogue.checkin.hearing.answers.typed import Typed, bare_words, only_nothing, read_answers
from messages.dialogue.checkin.hearing.answers.yes_no import read_yes_no
from messages.dialogue.checkin.hearing.corrected import put_right
from messages.dialogue.checkin.hearing.roughly import asked_nearer
from messages.dialogue.checkin.hearing.taking import EDITED, TYPED, Taken, take, take_row
from messages.dialogue.checkin.hearing.taps import undo
from messages.dialogue.checkin.hearing.yesterday import as_yesterday, filled_in, told_at
from messages.dialogue.checkin.hours import open_day
from messages.dialogue.checkin.progress import (
    Progress,
    awake,
    checkin_of_run,
    current_checkin,
    hold_floor,
    progress_of,
    put,
    talks,
)
from messages.dialogue.freely.plain_words import wish_of
from messages.dialogue.scene import Scene
from messages.effects import Say
from messages.memory import CheckIn, CheckInState
from messages.triage.vocabulary import Action, Verdict

_SKIPS = frozenset({"skip", "skip it", "skip this", "skip this one", "skip that", "pass", "next", "next question"})
_NO_NOTE = frozenset({"skip", "no", "nothing", "none", "cancel", "no thanks", "nope", "back"})


def said(scene: Scene, text: str, *, edited: bool) -> bool:
    """Take ``text`` as an answer to the open question and to others it names; False when it is none."""
    checkin = _checkin_meant(scene, edited=edited)
    if checkin is None or checkin.state is CheckInState.CLOSED or scene.person.consent_version is None:
        return False
    progress = progress_of(scene, checkin.run)
    if progress.noting:
        return _noted(scene, checkin, progress, text, edited=edited)
    if not edited and filled_in(scene, text):
        return True
    if progress.drill and not edited and (answer := read_yes_no(text)) is not None:
        taken = take_row(scene, checkin, awake(scene, progress), progress.drill[0], answer, TYPED)
        course.go_on(scene, taken, fresh=True)
        return True
    if not edited and bare_words(text) in _SKIPS:
        return _skipped(scene, checkin, progress)
    asked = progress.typed.get(str(scene.message_id), "") if edited else _asked(scene, checkin, progress)
    if not edited and _as_a_whole(scene, checkin, progress, asked, text):
        return True
    if only_nothing(text) and asked in q.SCALES and _asked_elsewhere(scene):
        return _which_is_meant(scene, checkin, progress)
    typed = read_answers(text, asked, progress.product or q.usual_product(scene, checkin), _knows_the_list(scene))
    values = _worth_taking(typed, checkin, asked)
    if q.SWEEP in values and asked != q.SWEEP and not _comes_to_the_list(scene, checkin, progress, values):
        del values[q.SWEEP]
    if typed.impossible:
        return _impossible(scene, checkin, progress, typed, values)
    if not values:
        return _nothing_new(scene, checkin, progress, typed) or (
            not edited and (asked_nearer(scene, checkin, progress, asked, text) or _ask_again(scene, checkin, text))
        )
    if typed.more and not edited:
        checkin = keep_words(scene, checkin, text, TYPED)
    _take(scene, checkin, progress, values, edited=edited, bare=asked if typed.bare else "")
    return True


def _as_a_whole(scene: Scene, checkin: CheckIn, progress: Progress, asked: str, text: str) -> bool:
    """Hear what ``text`` means only as a whole: as yesterday, put right, a doubt about the list, or all in one line."""
    if _undone(scene, checkin, progress, asked, text):
        return True
    if as_yesterday(scene, checkin, progress, asked, text) or put_right(scene, checkin, progress, asked, text):
        return True
    if asked == q.SWEEP and asked_nearer(scene, checkin, progress, asked, text):
        return True
    row = _row(scene, checkin, progress, asked, text)
    if row:
        _take(scene, checkin, progress, row, edited=False, bare="")
    return bool(row)


def _undone(scene: Scene, checkin: CheckIn, progress: Progress, asked: str, text: str) -> bool:
    """Ask the last question again for "undo" or "wrong button", as the button of that name does."""
    waits = progress.paused or progress.held or bool(progress.editing)
    if waits or not asked or not progress.trail or bare_words(text) not in words().undo:
        return False
    undo(scene, checkin, progress)
    return True


def _row(scene: Scene, checkin: CheckIn, progress: Progress, asked: str, text: str) -> dict[str, object]:
    """Return the answers of a text that answers the open question and those after it, one after the other.

    The danger signs are answered so only by whoever has seen their list before.
    """
    left = [each for each in q.asked_today(scene, checkin) if each not in checkin.answers]
    ahead = left[left.index(asked) :] if asked in left and not (progress.paused or progress.held) else []
    seen = (
        ahead if asked == q.SWEEP or _knows_the_list(scene) or q.SWEEP not in ahead else ahead[: ahead.index(q.SWEEP)]
    )
    return in_a_row(text, seen, progress.product or q.usual_product(scene, checkin))


def _knows_the_list(scene: Scene) -> bool:
    """Has the person seen the list of danger signs on an earlier day, so that "none of them" can be meant?"""
    return any(q.SWEEP in each.answers for each in scene.checkins if each.day < open_day(scene))


def _comes_to_the_list(scene: Scene, checkin: CheckIn, progress: Progress, values: dict[str, object]) -> bool:
    """Do the other answers of the same words lead up to the list of danger signs?"""
    others = {name: value for name, value in values.items() if name != q.SWEEP}
    after = checkin.model_copy(update={"answers": {**checkin.answers, **others}})
    return q.next_question(scene, after, progress.skipped) == q.SWEEP


def _asked_elsewhere(scene: Scene) -> bool:
    """Is anything else open that a bare "no" may answer: a warning, or a question of safety?"""
    return scene.open_alert is not None or escalation.waits_for_answer(scene, timedelta(hours=24))


def _which_is_meant(scene: Scene, checkin: CheckIn, progress: Progress) -> bool:
    """A bare "no" beside a warning is no number: ask for one, unless something graver waits."""
    if progress.paused or progress.held:
        return False
    scene.say(Say("checkin.nothing_or_none", slot="no_answer", fresh=True))
    course.show(scene, checkin, progress, fresh=True)
    return True


def _skipped(scene: Scene, checkin: CheckIn, progress: Progress) -> bool:
    """Leave the open question out for today; what keeps people safe is asked all the same."""
    asked = progress.drill[0] if progress.drill else _asked(scene, checkin, progress)
    if not asked or progress.paused or progress.held:
        return False
    if progress.drill or asked == q.SWEEP:
        scene.say(Say("checkin.no_skip"))
    elif progress.editing:
        progress = put(scene, progress, editing="", product="", tablets={})
    else:
        progress = put(scene, progress, skipped=(*progress.skipped, asked), product="", tablets={})
    course.on_or_over(scene, checkin, progress)
    return True


def heard_elsewhere(scene: Scene, text: str, *, edited: bool) -> bool:
    """Take ``text`` for today's open question though the talk had moved on, or for what an edited message answered.

    What it tells of yesterday goes to yesterday.
    """
    if not edited and scene.person.consent_version is not None and filled_in(scene, text):
        return True
    checkin = _checkin_meant(scene, edited=edited)
    today = checkin is not None and checkin.day == open_day(scene)
    if checkin is not None and today and checkin.state is CheckInState.DONE and not edited:
        return put_right(scene, checkin, progress_of(scene, checkin.run), "", text)
    if not edited and (checkin is None or checkin.state is not CheckInState.OPEN or not today):
        return _begun_in_words(scene, text)
    return said(scene, text, edited=edited)


def _begun_in_words(scene: Scene, text: str) -> bool:
    """Begin today's check-in with "pain 6", when nothing of the day was told yet."""
    day = open_day(scene)
    known = scene.checkin_of(day)
    untold = known is None or (known.state is CheckInState.OPEN and not known.answers)
    person = scene.person
    if not untold or not person.onboarded or person.stopped or scene.open_alert is not None:
        return False
    typed = read_answers(text, "")
    if q.PAIN not in typed.values or typed.impossible:
        return False
    hold_floor(scene, course.begin(scene, day).run)
    return said(scene, text, edited=False)


def _checkin_meant(scene: Scene, *, edited: bool) -> CheckIn | None:
    if not edited:
        return current_checkin(scene)
    number = str(scene.message_id)
    meant = next((each.run for each in talks(scene).runs if number in each.typed), None)
    return current_checkin(scene) if meant is None else checkin_of_run(scene, meant)


def _ask_again(scene: Scene, checkin: CheckIn, text: str) -> bool:
    """A bare number that fits no open question: say so, and show the question once more."""
    progress = progress_of(scene, checkin.run)
    if not _asked(scene, checkin, progress) or not re.fullmatch(r"\W*\d{1,3}\W*", text.strip()):
        return False
    scene.say(Say("checkin.no_answer", slot="no_answer", fresh=True))
    course.show(scene, checkin, awake(scene, progress), fresh=True)
    return True


def overtaken(scene: Scene, text: str, verdict: Verdict, *, edited: bool) -> None:
    """Keep what ``text`` answers although it called for something graver; the check-in steps back for that."""
    checkin = current_checkin(scene)
    if checkin is None or checkin.state is not CheckInState.OPEN or scene.person.consent_version is None:
        return
    progress = put(scene, progress_of(scene, checkin.run), noting=False)
    asked = _asked(scene, checkin, progress)
    typed = read_answers(text, asked, progress.product or q.usual_product(scene, checkin))
    values = {} if only_nothing(text) or told_at(scene, text) else _worth_taking(typed, checkin, asked)
    if values:
        taken = take(scene, checkin, progress, values, origin=EDITED if edited else TYPED)
        checkin, progress = taken.checkin, taken.progress
    course.go_on(scene, Taken(checkin, progress, verdict))


def _asked(scene: Scene, checkin: CheckIn, progress: Progress) -> str:
    if progress.drill or progress.listing:
        return ""
    return progress.editing or q.next_question(scene, checkin, progress.skipped)


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
    if bare and scene.message_id:
        progress = put(scene, progress, typed={**progress.typed, str(scene.message_id): bare})
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
    bare = bare_words(text)
    progress = put(scene, progress, noting=False)
    if bare not in _NO_NOTE and wish_of(text, scene.today) is not None:
        course.show(scene, checkin, progress)
        return False
    if bare not in _NO_NOTE:
        checkin = keep_words(scene, checkin, text, EDITED if edited else TYPED)
    course.show(scene, checkin, progress, fresh=True)
    return True


def keep_words(scene: Scene, checkin: CheckIn, text: str, origin: str) -> CheckIn:
    """Keep ``text`` as a note of the day of ``checkin``."""
    from messages.dialogue.journal.notes import write  # the journal knows this room, so it asks late

    write(scene, text, checkin.day, origin=origin, run=checkin.run)
    notes = [each for each in (str(checkin.answers.get(q.NOTE, "")), text) if each]
    checkin = checkin.model_copy(update={"answers": {**checkin.answers, q.NOTE: "\n".join(notes)}})
    scene.keep_checkin(checkin)
    return checkin
