"""The course of a check-in: opened, carried on, interrupted, finished, closed."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from messages.cadence import next_occurrence, next_open_minute
from messages.dialogue import escalation, judging
from messages.dialogue.checkin import questions as q
from messages.dialogue.checkin.hearing.taking import Taken
from messages.dialogue.checkin.hours import (
    CLOSE_TOPIC,
    SILENCE_TOPIC,
    TOPIC,
    closes_at,
    fillable,
    moment,
    open_day,
    plan_close,
    planned_instant,
)
from messages.dialogue.checkin.progress import (
    Progress,
    checkin_of_run,
    hold_floor,
    leave_floor,
    progress_of,
    put,
    talks,
)
from messages.dialogue.checkin.showing.screens import question_screen, slot_of, summary
from messages.dialogue.scene import Scene
from messages.effects import Say, Strip, Withdraw
from messages.memory import CheckIn, CheckInState
from messages.triage.vocabulary import Action, Matter, Occasion, Verdict

HALF = "half:"
ADVICE = "advice:"
LATER = "later:"
REMIND_AFTER = timedelta(hours=2)
"""A half-done check-in is recalled once, silently, after this long a silence."""
ADVICE_AFTER = timedelta(hours=1)
"""What is not urgent waits this long when something graver came with the last answer."""
SILENCE_COUNTS_AFTER = timedelta(minutes=15)
"""No answer to an opened danger question counts as worrying (reference 1.6, L22)."""


def begin(scene: Scene, day: date, *, backfill: bool = False) -> CheckIn:
    """Return the open check-in of ``day``, making it if there is none."""
    known = scene.checkin_of(day)
    if known is not None and known.state is CheckInState.OPEN:
        return known
    if known is not None:
        checkin = known.model_copy(update={"state": CheckInState.OPEN, "finished_at": None})
    else:
        checkin = CheckIn(run=scene.new_id(), day=day, planned_at=planned_instant(scene.person, day))
    checkin = checkin.model_copy(update={"backfill": backfill})
    scene.keep_checkin(checkin)
    plan_close(scene, checkin)
    return checkin


def carry_on(scene: Scene, checkin: CheckIn, *, fresh: bool) -> None:
    """Show where ``checkin`` stands, at the person's own wish: whatever had interrupted it is over for them."""
    progress = put(scene, progress_of(scene, checkin.run), paused=False, held=False, touched=scene.now)
    show(scene, checkin, progress, fresh=fresh)


def open_today(scene: Scene) -> CheckIn:
    """Open, carry on, or show the check-in of today (of yesterday, while it is half-done at night)."""
    day = open_day(scene)
    known = scene.checkin_of(day)
    if known is not None and known.state is CheckInState.DONE:
        put(scene, progress_of(scene, known.run), editing="", listing=False, noting=False)
        leave_floor(scene)
        scene.say(summary(scene, known, fresh=True))
        return known
    checkin = begin(scene, day)
    scene.add(Withdraw(TOPIC))  # a planned prompt that is still unsent has become pointless
    carry_on(scene, checkin, fresh=True)
    return checkin


def fill_in(scene: Scene, day: date) -> None:
    """Open a past day to be filled in, or say kindly that it is too far back."""
    known = scene.checkin_of(day)
    half_filled = known is not None and known.state is CheckInState.OPEN
    if not half_filled and not fillable(scene, day):
        done = known is not None and known.state is CheckInState.DONE
        scene.toast("checkin.toast_day_done" if done else "checkin.toast_too_far_back")
        return
    carry_on(scene, begin(scene, day, backfill=True), fresh=True)


def go_on(scene: Scene, taken: Taken, *, fresh: bool = False) -> None:
    """Go on after an answer: to the next question, to the summary, or aside for something graver."""
    checkin, progress, action = taken.checkin, taken.progress, taken.verdict.action
    if _is_over(scene, checkin, progress):
        finish(scene, checkin, progress, fresh=fresh, quietly=action in (Action.ESCALATE, Action.ASK))
    elif action is Action.ESCALATE:
        show_waiting(scene, checkin, put(scene, progress, paused=True))
        leave_floor(scene)
    elif action is Action.ASK:
        show_waiting(scene, checkin, put(scene, progress, held=True))
    else:
        show(scene, checkin, progress, fresh=fresh)


def on_or_over(scene: Scene, checkin: CheckIn, progress: Progress) -> None:
    """Go on without an answer: to the next question, or to the summary."""
    if _is_over(scene, checkin, progress):
        finish(scene, checkin, progress, fresh=True, quietly=False)
    else:
        show(scene, checkin, progress, fresh=True)


def _is_over(scene: Scene, checkin: CheckIn, progress: Progress) -> bool:
    if progress.drill or progress.editing or progress.noting or progress.listing:
        return False
    return checkin.state is not CheckInState.OPEN or not q.next_question(scene, checkin, progress.skipped)


def finish(scene: Scene, checkin: CheckIn, progress: Progress, *, fresh: bool, quietly: bool) -> None:
    """Shrink the check-in to its summary; thank once, and say what the answers ask for."""
    if checkin.state is CheckInState.OPEN:
        checkin = checkin.model_copy(update={"state": CheckInState.DONE, "finished_at": scene.now})
        scene.keep_checkin(checkin)
    forget_plans(scene, checkin)
    put(scene, progress, paused=False, held=False, product="", tablets={}, copied=())
    leave_floor(scene)
    scene.say(summary(scene, checkin, fresh=fresh and not quietly))
    if quietly:
        person, later = scene.person, scene.now + ADVICE_AFTER
        due_at = next_open_minute(later, person.zone, person.quiet_from, person.quiet_to)
        scene.plan(TOPIC, ADVICE + checkin.run, due_at)
    else:
        _advise(scene, checkin)


def close(scene: Scene, run: str) -> None:
    """Close the day of ``run``: what was answered is kept, the rest stays open for ever."""
    checkin = checkin_of_run(scene, run)
    if checkin is None or checkin.state is not CheckInState.OPEN:
        return
    checkin = checkin.model_copy(update={"state": CheckInState.CLOSED})
    scene.keep_checkin(checkin)
    if talks(scene).current == run:
        leave_floor(scene)
    forget_plans(scene, checkin)
    if checkin.started_at is None:
        scene.add(Strip(slot_of(run)))
        return
    scene.say(summary(scene, checkin))
    if _advisable(scene, checkin) is not None:  # nobody is woken for what can wait some days
        scene.plan(TOPIC, ADVICE + run, next_occurrence(scene.now, scene.person.checkin_at, scene.person.zone))


def forget_plans(scene: Scene, checkin: CheckIn) -> None:
    """Drop what was planned for a check-in that is over."""
    for topic, key in (
        (CLOSE_TOPIC, checkin.run),
        (SILENCE_TOPIC, checkin.run),
        (TOPIC, HALF + checkin.run),
        (TOPIC, LATER + checkin.run),
        (TOPIC, checkin.day.isoformat()),
    ):
        _forget_plan(scene, topic, key)


def _forget_plan(scene: Scene, topic: str, key: str) -> None:
    if (topic, key) in scene.agenda:
        scene.unplan(topic, key)


def ask_later(scene: Scene, minutes: int) -> bool:
    """Let the open check-in wait for so long, as the person wished. False when none is open, or not so long."""
    checkin = checkin_of_run(scene, talks(scene).current)
    if checkin is None or checkin.state is not CheckInState.OPEN:
        return False
    progress, due_at = progress_of(scene, checkin.run), scene.now + timedelta(minutes=minutes)
    if progress.drill or progress.held or progress.paused or due_at >= closes_at(scene, checkin):
        return False
    put(scene, progress, reminded=True)
    _forget_plan(scene, TOPIC, HALF + checkin.run)
    scene.plan(TOPIC, LATER + checkin.run, due_at)
    leave_floor(scene)
    scene.say(Say("checkin.later", {"time": f"{due_at.astimezone(scene.person.tz):%H:%M}"}))
    return True


def asked_now(scene: Scene) -> str:
    """Return the question of the check-in that is open: its name, or that of a danger sign; nothing when none is."""
    checkin = checkin_of_run(scene, talks(scene).current)
    if checkin is None or checkin.state is CheckInState.CLOSED:
        return ""
    progress = progress_of(scene, checkin.run)
    if progress.paused or progress.held or progress.listing:
        return ""
    if progress.drill:
        return progress.drill[0]
    return q.NOTE if progress.noting else progress.editing or q.next_question(scene, checkin, progress.skipped)


def asked_since(scene: Scene, moment: datetime) -> str:
    """Return the question of the check-in that is open and was put after ``moment``; nothing when none was."""
    touched = progress_of(scene, talks(scene).current).touched
    return asked_now(scene) if touched is not None and touched > moment else ""


def leave_out_today(scene: Scene) -> bool:
    """Leave today's check-in out, as the person wished; what was answered is kept. False when it is done already.

    A danger that was picked in it is asked all the same.
    """
    day = open_day(scene)
    known = scene.checkin_of(day)
    if known is not None and known.state is CheckInState.CLOSED:
        return True
    if known is not None and (known.state is CheckInState.DONE or progress_of(scene, known.run).drill):
        return False
    close(scene, begin(scene, day).run)
    scene.add(Withdraw(TOPIC))
    return True


def resume(scene: Scene) -> bool:
    """Show the open question again after a safety question; after a warning nothing is pushed."""
    checkin = checkin_of_run(scene, talks(scene).current)
    if checkin is None:
        return False
    progress = progress_of(scene, checkin.run)
    if progress.paused or (progress.touched is None and checkin.state is not CheckInState.OPEN):
        return False
    since = progress.touched or scene.now
    answered = {fact.flag for fact in scene.case.facts if fact.at >= since}
    drill = tuple(flag for flag in progress.drill if flag not in answered)
    progress = put(scene, progress, held=False, drill=drill)
    if checkin.state is not CheckInState.OPEN and _is_over(scene, checkin, progress):
        return False
    show(scene, checkin, progress, fresh=True)
    return True


def show(scene: Scene, checkin: CheckIn, progress: Progress, *, fresh: bool = False) -> None:
    """Show where the check-in stands, and let plain words belong to it while something is open."""
    if _is_over(scene, checkin, progress):
        finish(scene, checkin, progress, fresh=fresh, quietly=False)
        return
    hold_floor(scene, checkin.run)
    _plan_silence(scene, checkin, progress)
    scene.say(question_screen(scene, checkin, progress, fresh=fresh))


def show_waiting(scene: Scene, checkin: CheckIn, progress: Progress) -> None:
    """Let the check-in's message step back, in place and without a sound, for what is graver."""
    _forget_plan(scene, TOPIC, HALF + checkin.run)
    _forget_plan(scene, SILENCE_TOPIC, checkin.run)
    scene.say(question_screen(scene, checkin, progress))


def _plan_silence(scene: Scene, checkin: CheckIn, progress: Progress) -> None:
    """Plan what comes of silence: a danger question is not left alone, a half-done check-in is recalled once."""
    if progress.drill and q.is_grave(progress.drill[0]):
        scene.plan(SILENCE_TOPIC, checkin.run, scene.now + SILENCE_COUNTS_AFTER)
    else:
        _forget_plan(scene, SILENCE_TOPIC, checkin.run)
    if checkin.state is CheckInState.OPEN and checkin.answers and not progress.reminded:
        scene.plan(TOPIC, HALF + checkin.run, scene.now + REMIND_AFTER)


def advise_later(scene: Scene, run: str) -> None:
    """Say in daylight what a check-in that was never finished asks for."""
    checkin = checkin_of_run(scene, run)
    if checkin is not None:
        _advise(scene, checkin)


def _advise(scene: Scene, checkin: CheckIn) -> None:
    """Say what a SOON or ROUTINE finding among this check-in's answers asks for, once they are all in."""
    verdict = _advisable(scene, checkin)
    if verdict is not None:
        escalation.advise(scene, verdict)


def _advisable(scene: Scene, checkin: CheckIn) -> Verdict | None:
    since = min(checkin.started_at or scene.now, moment(scene, checkin))
    verdict = judging.weighed(scene, Matter(Occasion.CHECK_IN, scene.case, scene.now, fresh_after=since))
    return verdict if verdict.action is Action.ADVISE and not scene.on_hold else None
