"""When a check-in comes, when it is late, when its day is closed, and which day can still be filled in."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from messages.cadence import instant_on, next_occurrence
from messages.dialogue.scene import Scene
from messages.memory import CheckIn, CheckInState, Person

TOPIC = "checkin"
CLOSE_TOPIC = "checkin_close"
SILENCE_TOPIC = "checkin_silence"
"""A danger that was picked and then left in silence. A topic of its own, because no stop or pause may drop it."""
DAILY = "daily"

GRACE = timedelta(hours=4)
"""Later than this after its hour an answer is marked late, and a prompt that was missed is not sent."""
NIGHT_END = "03:00"
"""A day's check-in can be answered until this hour of the next morning."""
FILL_IN = timedelta(hours=48)
"""A past day can be filled in this long after its midnight."""
JITTER_MINUTES = 5
"""Check-ins of the same hour are spread over this many minutes, so that nine o'clock is no wall."""


def jitter(person: Person) -> timedelta:
    """Return this person's own delay, 0 to 4 minutes, the same every day."""
    return timedelta(minutes=person.chat_id % JITTER_MINUTES)


def planned_instant(person: Person, day: date) -> datetime | None:
    """Return the UTC instant at which the check-in of ``day`` is planned; None if the zone leaves that date out."""
    return instant_on(day, person.checkin_at, person.zone)


def plan_next(scene: Scene) -> None:
    """Plan the next daily check-in.

    Call it after anything it depends on changed: the hour, the zone, consent, a
    stop taken back. Nobody who stopped or has not consented gets one.
    """
    person = scene.person
    if person.consent_version is None or person.stopped:
        scene.unplan(TOPIC)
        return
    delay = jitter(person)
    due_at = next_occurrence(scene.now - delay, person.checkin_at, person.zone) + delay
    scene.plan(TOPIC, DAILY, due_at)
    for checkin in scene.checkins:
        if checkin.state is CheckInState.OPEN:
            plan_close(scene, checkin)


def plan_close(scene: Scene, checkin: CheckIn) -> None:
    """Plan the moment at which the day of ``checkin`` is closed."""
    scene.plan(CLOSE_TOPIC, checkin.run, closes_at(scene, checkin))


def closes_at(scene: Scene, checkin: CheckIn) -> datetime:
    """Return when the day is closed: in the night after it, but never within the grace of its prompt."""
    if checkin.backfill:
        return _end_of(scene.person, checkin.day) + FILL_IN
    morning = checkin.day + timedelta(days=1)
    end = instant_on(morning, NIGHT_END, scene.person.zone) or _end_of(scene.person, checkin.day)
    planned = planned_instant(scene.person, checkin.day)
    return end if planned is None else max(end, planned + GRACE)


def is_late(scene: Scene, checkin: CheckIn) -> bool:
    """Return whether an answer given now comes long after the planned hour of its day."""
    if checkin.backfill or checkin.planned_at is None:
        return False
    return scene.now > checkin.planned_at + GRACE


def moment(scene: Scene, checkin: CheckIn) -> datetime:
    """Return the instant an answer given now stands for: now, or the last minute of the day it is about.

    Answers about a past day get instants of their own, in the order they were given:
    numbers of one instant would be added up as if they were one dose.
    """
    return end_of_day(scene, checkin.day)


def end_of_day(scene: Scene, day: date) -> datetime:
    """Return the instant that something told now about the local ``day`` stands for; now if it is today."""
    if scene.today == day:
        return scene.now
    evening = instant_on(day, "23:59", scene.person.zone)
    if evening is None:
        return scene.now
    end = evening + timedelta(minutes=1)
    given = [each.at for each in scene.case.measures] + [each.at for each in scene.case.facts]
    earlier = len([at for at in given if evening <= at < end])
    return min(scene.now, evening + timedelta(microseconds=earlier))


def fillable(scene: Scene, day: date) -> bool:
    """Return whether the past ``day`` can still be filled in: not done, not before our time, not too long ago."""
    if day >= scene.today or day < scene.person.today(scene.person.created_at):
        return False
    known = scene.checkin_of(day)
    if known is not None and known.state is CheckInState.DONE:
        return False
    return scene.now <= _end_of(scene.person, day) + FILL_IN


def open_day(scene: Scene) -> date:
    """Return the day a check-in asked for now is about: yesterday's only while it is half-done at night."""
    yesterday = scene.today - timedelta(days=1)
    known = scene.checkin_of(yesterday)
    night = known is not None and known.state is CheckInState.OPEN and not known.backfill
    if night and known is not None and scene.now < closes_at(scene, known):
        return yesterday
    return scene.today


def _end_of(person: Person, day: date) -> datetime:
    """Return the UTC instant at which the local date ``day`` ends."""
    for ahead in (1, 2):
        midnight = instant_on(day + timedelta(days=ahead), "00:00", person.zone)
        if midnight is not None:
            return midnight
    raise ValueError(f"no zone leaves out two days after {day}")
