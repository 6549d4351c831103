"""Every press of a check-in's button: the open question's, a corrected one, and old ones."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from messages.buttons import Button
from messages.dialogue import escalation
from messages.dialogue.checkin import course
from messages.dialogue.checkin import questions as q
from messages.dialogue.checkin.hearing.old import press_of_the_past
from messages.dialogue.checkin.hearing.picks import ROW, answer_of, pick
from messages.dialogue.checkin.hearing.taking import TAP, Taken, record, take, take_row
from messages.dialogue.checkin.hearing.yesterday import copied
from messages.dialogue.checkin.progress import Progress, awake, checkin_of_run, leave_floor, progress_of, put
from messages.dialogue.checkin.showing.screens import left
from messages.dialogue.freely.shortcuts import open_command
from messages.dialogue.scene import Scene
from messages.memory import CheckIn, CheckInState
from messages.triage.flags import table
from messages.triage.sweep import screens
from messages.triage.vocabulary import Action

Handler = Callable[[Scene, CheckIn, Progress, str], None]


def pressed(scene: Scene, button: Button) -> None:
    """Do what ``button`` says. Whatever is dangerous counts, however old the button is."""
    checkin = checkin_of_run(scene, button.run)
    consented = scene.person.consent_version is not None
    progress = progress_of(scene, button.run)
    if checkin is None or not consented or _is_past(checkin, progress, button):
        press_of_the_past(scene, button, checkin if consented else None)
        return
    if button.step.startswith(ROW):
        _row(scene, checkin, progress, button)
        return
    handler = _HANDLERS.get(button.step)
    if handler is None:
        scene.toast("common.stale_button")
        return
    handler(scene, checkin, progress, button.choice)


def _is_past(checkin: CheckIn, progress: Progress, button: Button) -> bool:
    """A closed day takes no new answers; those it has can be changed from the log, and it can be filled in."""
    changing = progress.editing or progress.listing or button.step in ("edit", "fill", "back")
    return checkin.state is CheckInState.CLOSED and not changing


def _row(scene: Scene, checkin: CheckIn, progress: Progress, button: Button) -> None:
    """Answer one red-flag question; a second press of the same answer is no news."""
    answer = answer_of(button.choice)
    flag = button.step.removeprefix(ROW)
    if answer is None or flag not in table().flags:
        scene.toast("common.stale_button")
    elif progress.drilled.get(flag) is answer:
        scene.toast("checkin.toast_noted")
    else:
        course.go_on(scene, take_row(scene, checkin, awake(scene, progress), flag, answer, TAP))


def _scale(question: str) -> Handler:
    def answer(scene: Scene, checkin: CheckIn, progress: Progress, choice: str) -> None:
        if choice.isascii() and choice.isdecimal() and 0 <= int(choice) <= 10:
            _answered(scene, checkin, progress, question, int(choice))
        else:
            scene.toast("common.stale_button")

    return answer


def _change(scene: Scene, checkin: CheckIn, progress: Progress, choice: str) -> None:
    if choice in q.CHANGES:
        _answered(scene, checkin, progress, q.CHANGE, choice)
    else:
        scene.toast("common.stale_button")


def _mood(scene: Scene, checkin: CheckIn, progress: Progress, choice: str) -> None:
    if choice in {"1", "2", "3", "4", "5"}:
        _answered(scene, checkin, progress, q.MOOD, int(choice))
    elif choice == q.TALK and checkin.answers.get(q.MOOD) != q.TALK:
        want_to_talk(scene, checkin, progress)
    else:
        scene.toast("checkin.toast_noted" if choice == q.TALK else "common.stale_button")


def want_to_talk(scene: Scene, checkin: CheckIn, progress: Progress) -> None:
    """ "Not good, I want to talk": the direct question about dark thoughts comes at once (reference, row M)."""
    progress = put(scene, awake(scene, progress), editing="")
    taken = take(scene, checkin, progress, {q.MOOD: q.TALK})
    course.go_on(scene, taken)
    if taken.verdict.action not in (Action.ESCALATE, Action.ASK):
        escalation.safety_question(scene, "mh_suicide_thoughts")


def _hours(scene: Scene, checkin: CheckIn, progress: Progress, choice: str) -> None:
    if choice not in {str(each) for each in q.BUTTON_HOURS}:
        scene.toast("common.stale_button")
        return
    if checkin.answers.get(q.HOURS) == int(choice):
        scene.toast("checkin.toast_noted")
        return
    progress = awake(scene, progress)
    if progress.editing == q.HOURS:
        progress = put(scene, progress, editing="")
    course.go_on(scene, take(scene, checkin, progress, {q.HOURS: int(choice)}))


def _sweep(scene: Scene, checkin: CheckIn, progress: Progress, choice: str) -> None:
    item = screens().sweep.item(choice)
    if item is not None:
        pick(scene, checkin, progress, item)
    elif choice == "none" and progress.ticked:
        scene.toast("checkin.toast_picked")
    elif choice in ("none", "done"):
        _answered(scene, checkin, progress, q.SWEEP, list(progress.ticked))
    else:
        scene.toast("common.stale_button")


def _tablets(scene: Scene, checkin: CheckIn, progress: Progress, choice: str) -> None:
    """Count tablets by product; the usual product ends the question, others lead back to it."""
    product, _, count = choice.partition(".")
    if choice == "none" and progress.tablets:
        course.show(scene, checkin, put(scene, awake(scene, progress), editing="", product="", tablets={}))
    elif choice == "none":
        _answered(scene, checkin, progress, q.MEDS, {})
    elif product == "open" and count in q.PRODUCTS:
        course.show(scene, checkin, put(scene, awake(scene, progress), editing=q.MEDS, product=count))
    elif product in q.PRODUCTS and count in {str(each) for each in range(1, q.BUTTON_TABLETS + 1)}:
        _counted(scene, checkin, awake(scene, progress), product, int(count))
    else:
        scene.toast("common.stale_button")


def _counted(scene: Scene, checkin: CheckIn, progress: Progress, product: str, count: int) -> None:
    so_far = progress.tablets
    if checkin.answers.get(q.MEDS, {}).get(product) == count and so_far.get(product, count) == count:
        scene.toast("checkin.toast_noted")
        return
    counts = {**so_far, product: count}
    more = product != q.usual_product(scene, checkin)
    taken = take(scene, checkin, progress, {q.MEDS: counts})
    progress = put(scene, taken.progress, tablets=counts if more else {}, product="", editing=q.MEDS if more else "")
    course.go_on(scene, Taken(taken.checkin, progress, taken.verdict))


def _answered(scene: Scene, checkin: CheckIn, progress: Progress, question: str, value: Any) -> None:
    """Take one tapped answer. The same one twice is no news; another one corrects it."""
    asked_again = progress.editing == question
    known = question in checkin.answers and checkin.answers[question] == value
    if known and not asked_again:
        scene.toast("checkin.toast_noted")
        return
    progress = awake(scene, progress)
    if asked_again:
        progress = put(scene, progress, editing="")
    if known:
        course.show(scene, checkin, progress)
        return
    course.go_on(scene, take(scene, checkin, progress, {question: value}))


def _same(scene: Scene, checkin: CheckIn, progress: Progress, choice: str) -> None:
    """Copy yesterday's answers, all but the safety sweep and the wish to talk."""
    values = copied(scene, checkin)
    if not values:
        scene.toast("checkin.toast_noted")
        return
    progress = put(scene, awake(scene, progress), copied=tuple(values))
    course.go_on(scene, take(scene, checkin, progress, values))


def undo(scene: Scene, checkin: CheckIn, progress: Progress, choice: str = "") -> None:
    """Ask the last question again; what was said stays in the record."""
    if not progress.trail or progress.drill:
        scene.toast("checkin.toast_nothing_to_undo")
        return
    last = progress.trail[-1]
    if checkin.state is not CheckInState.OPEN:
        _edit(scene, checkin, progress, last)
        return
    gone = frozenset(progress.copied if last in progress.copied else (last,))
    record(scene, checkin, "undo", ", ".join(each for each in progress.trail if each in gone), TAP)
    answers = {name: value for name, value in checkin.answers.items() if name not in gone}
    checkin = checkin.model_copy(update={"answers": answers})
    scene.keep_checkin(checkin)
    trail = tuple(each for each in progress.trail if each not in gone)
    progress = put(scene, awake(scene, progress), trail=trail, copied=(), tablets={}, product="", editing="")
    course.show(scene, checkin, progress)


def _edit(scene: Scene, checkin: CheckIn, progress: Progress, choice: str) -> None:
    """List the answers to change, or ask one of them again."""
    progress = awake(scene, progress)
    if choice in ("", "new"):
        progress = put(scene, progress, listing=True, editing="", noting=False)
        course.show(scene, checkin, progress, fresh=choice == "new")
    elif choice in (*q.CORE, q.HOURS):
        progress = put(scene, progress, editing=choice, listing=False, tablets={}, product="")
        course.show(scene, checkin, progress)
    else:
        scene.toast("common.stale_button")


def _back(scene: Scene, checkin: CheckIn, progress: Progress, choice: str) -> None:
    progress = put(scene, awake(scene, progress), listing=False, editing="", noting=False, tablets={}, product="")
    course.show(scene, checkin, progress)


def _note(scene: Scene, checkin: CheckIn, progress: Progress, choice: str) -> None:
    course.show(scene, checkin, put(scene, awake(scene, progress), noting=choice == "open", listing=False))


def _go(scene: Scene, checkin: CheckIn, progress: Progress, choice: str) -> None:
    course.carry_on(scene, checkin, fresh=False)


def _leave(scene: Scene, checkin: CheckIn, progress: Progress, choice: str) -> None:
    leave_floor(scene)
    scene.say(left(checkin))


def _fill(scene: Scene, checkin: CheckIn, progress: Progress, choice: str) -> None:
    try:
        day = date.fromisoformat(choice)
    except ValueError:
        scene.toast("common.stale_button")
        return
    course.fill_in(scene, day)


def _serious(scene: Scene, checkin: CheckIn, progress: Progress, choice: str) -> None:
    open_command(scene, "serious")


_HANDLERS: dict[str, Handler] = {
    q.PAIN: _scale(q.PAIN),
    q.CHANGE: _change,
    q.SWEEP: _sweep,
    q.SLEEP: _scale(q.SLEEP),
    q.HOURS: _hours,
    q.INTERFERENCE: _scale(q.INTERFERENCE),
    q.MEDS: _tablets,
    q.MOOD: _mood,
    q.NOTE: _note,
    "same": _same,
    "undo": undo,
    "edit": _edit,
    "back": _back,
    "go": _go,
    "leave": _leave,
    "fill": _fill,
    "serious": _serious,
}
