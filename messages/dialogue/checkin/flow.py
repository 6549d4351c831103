"""Which button, word, command or moment means what to the check-in."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from messages.buttons import Button
from messages.cadence import in_quiet
from messages.dialogue import escalation
from messages.dialogue.checkin import course
from messages.dialogue.checkin import questions as q
from messages.dialogue.checkin.hearing import taps
from messages.dialogue.checkin.hearing.answers.typed import as_read
from messages.dialogue.checkin.hearing.words import overtaken, said
from messages.dialogue.checkin.hours import (
    CLOSE_TOPIC,
    DAILY,
    GRACE,
    SILENCE_TOPIC,
    TOPIC,
    jitter,
    moment,
    plan_next,
    planned_instant,
)
from messages.dialogue.checkin.progress import (
    NAME,
    checkin_of_run,
    current_checkin,
    hold_floor,
    progress_of,
    put,
    talks,
)
from messages.dialogue.checkin.seldom import may_rest
from messages.dialogue.checkin.showing.screens import button, carry_on, prompt
from messages.dialogue.flow import QuietFlow
from messages.dialogue.habits.planning.conditions import is_crisis, raised_at
from messages.dialogue.scene import BUSY, Scene
from messages.effects import Choice
from messages.events import Due
from messages.memory import Alert, CheckInState
from messages.triage.vocabulary import Level, Verdict

AFTER_EMERGENCY = timedelta(hours=2)
AFTER_CRISIS = timedelta(hours=24)
"""No cheerful prompt so soon after a warning of this kind (reference 2.8)."""


class CheckInFlow(QuietFlow):
    """Asks, records, and hands every answer to the judge."""

    name = NAME
    commands = frozenset({"checkin"})
    topics = frozenset({TOPIC, CLOSE_TOPIC, SILENCE_TOPIC})

    def command(self, scene: Scene, name: str, args: str) -> None:
        """Open or carry on today's check-in; words behind the command are its first answers."""
        course.open_today(scene)
        if args.strip():
            said(scene, args, edited=False)

    def pressed(self, scene: Scene, button: Button, message_id: int) -> None:
        """A button of a check-in was pressed: of today's, or of one long gone."""
        taps.pressed(scene, button)

    def said(self, scene: Scene, text: str, *, edited: bool) -> bool:
        """Take ``text`` as the answer to the open question, and to others it names."""
        return said(scene, text, edited=edited)

    def numbers_at(self, scene: Scene) -> datetime:
        """Return the instant that numbers of the check-in being filled in stand for."""
        checkin = current_checkin(scene)
        return scene.now if checkin is None else moment(scene, checkin)

    def as_read(self, scene: Scene, text: str) -> str:
        """Leave the "/10" off a number that answers another question than the one about pain."""
        return as_read(text, course.asked_now(scene))

    def overtaken(self, scene: Scene, text: str, verdict: Verdict, *, edited: bool) -> None:
        """Keep the answers among words that called for a warning; the rest is asked by choice only."""
        overtaken(scene, text, verdict, edited=edited)

    def due(self, scene: Scene, event: Due) -> None:
        """A prompt, a reminder, a silence or the end of a day has come."""
        if event.topic == CLOSE_TOPIC:
            course.close(scene, event.key)
        elif event.topic == SILENCE_TOPIC:
            _silent(scene, event.key)
        elif event.key == DAILY:
            _daily(scene, event)
        elif event.key.startswith(course.HALF):
            _half_done(scene, event.key.removeprefix(course.HALF))
        elif event.key.startswith(course.LATER):
            _later(scene, event.key.removeprefix(course.LATER))
        elif event.key.startswith(course.ADVICE):
            course.advise_later(scene, event.key.removeprefix(course.ADVICE))
        else:
            _again(scene, event.key)

    def resume(self, scene: Scene) -> bool:
        """Show the open question again after an interruption that was not a warning."""
        return course.resume(scene)


def resume_choice(scene: Scene) -> Choice | None:
    """Return a button that finishes the interrupted check-in, for others to offer; None when there is none."""
    for progress in talks(scene).runs:
        checkin = checkin_of_run(scene, progress.run)
        if checkin is not None and checkin.state is CheckInState.OPEN and checkin.answers:
            return Choice("checkin.button_finish", button(checkin.run, "go"))
    return None


def _daily(scene: Scene, event: Due) -> None:
    plan_next(scene)
    slot = event.due_at - jitter(scene.person)
    day = slot.astimezone(scene.person.tz).date()
    if not may_rest(scene, day):
        _prompt(scene, day, slot)


def _again(scene: Scene, key: str) -> None:
    """A prompt that had waited for a running talk to end."""
    try:
        day = date.fromisoformat(key)
    except ValueError:  # a key of an earlier release
        return
    slot = planned_instant(scene.person, day)
    if slot is not None:
        _prompt(scene, day, slot)


def _prompt(scene: Scene, day: date, slot: datetime) -> None:
    if not _may_prompt(scene) or scene.now - slot > GRACE:
        return
    known = scene.checkin_of(day)
    if known is not None and known.state is not CheckInState.OPEN:
        return
    if scene.busy or _too_soon(scene):
        scene.plan(TOPIC, day.isoformat(), scene.now + BUSY)
        return
    if known is not None and known.started_at is not None:
        put(scene, progress_of(scene, known.run), reminded=False)  # this hour was promised, whatever came earlier
        _half_done(scene, known.run)
        return
    checkin = course.begin(scene, day)
    hold_floor(scene, checkin.run)
    scene.say(prompt(scene, checkin))


def _may_prompt(scene: Scene) -> bool:
    person = scene.person
    resting = person.paused_until is not None and scene.today < person.paused_until
    return person.consent_version is not None and person.reachable and not person.stopped and not resting


def _too_soon(scene: Scene) -> bool:
    """Is a warning so young that a cheerful prompt would jar, or a danger question of today still open?"""
    if escalation.waits_for_answer(scene, timedelta(hours=24)):
        return True
    return any(_is_young(scene, alert) for alert in scene.alerts if alert.is_open)


def _is_young(scene: Scene, alert: Alert) -> bool:
    if is_crisis(alert):
        return alert.level >= Level.SAME_DAY and scene.now - raised_at(scene, alert) < AFTER_CRISIS
    return alert.level >= Level.EMERGENCY_NOW and scene.now - alert.opened_at < AFTER_EMERGENCY


def _half_done(scene: Scene, run: str) -> None:
    """Recall a half-done check-in once, silently; never after a warning, never in quiet hours."""
    checkin = checkin_of_run(scene, run)
    progress = progress_of(scene, run)
    person = scene.person
    quiet = in_quiet(scene.local.time(), person.quiet_from, person.quiet_to)
    waiting = progress.paused or progress.held or progress.reminded or quiet or scene.on_hold
    if checkin is None or checkin.state is not CheckInState.OPEN or waiting or not _may_prompt(scene):
        return
    if scene.busy and scene.person.focus != NAME:
        scene.plan(TOPIC, course.HALF + run, scene.now + BUSY)
        return
    put(scene, progress, reminded=True)
    scene.say(carry_on(checkin))


def _later(scene: Scene, run: str) -> None:
    """The moment has come that the person named: ask where the check-in stands, unless something graver is open."""
    checkin = checkin_of_run(scene, run)
    if checkin is None or checkin.state is not CheckInState.OPEN or scene.on_hold or not _may_prompt(scene):
        return
    if scene.busy:
        scene.plan(TOPIC, course.LATER + run, scene.now + BUSY)
        return
    course.carry_on(scene, checkin, fresh=True)


def _silent(scene: Scene, run: str) -> None:
    """An opened danger question got no answer: ask once more, louder, with the number on screen."""
    progress = progress_of(scene, run)
    checkin = checkin_of_run(scene, run)
    grave = next((each for each in progress.drill if q.is_grave(each)), None)
    if checkin is None or grave is None or progress.paused or progress.held:
        return
    progress = put(scene, progress, held=True)
    course.show_waiting(scene, checkin, progress)
    escalation.safety_question(scene, grave)


CHECKIN = CheckInFlow()
