"""Plans nudges: one agenda row for each kind, and at most one extra copy for each that waits.

Key ``stretching`` is the plan itself. ``stretching:later`` is a copy the person asked for
(snooze), ``stretching:wait`` one that waits for a talk or for quiet hours to end. A copy
never moves the plan.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from messages.cadence import clock_of, in_quiet, instant_on, jitter, minutes_of, next_open_minute, parse_clock, spread
from messages.content import Kind
from messages.dialogue.habits.state import keep_state, state_of
from messages.dialogue.scene import Scene
from messages.effects import Withdraw
from messages.memory import Person, Rhythm

TOPIC = "nudge"
LATER = "later"
WAIT = "wait"
COPIES = (LATER, WAIT)

MOST_A_DAY = 4
"""Nudges a day, whatever was chosen (reference 5.1)."""
MOST_TIMES = 4
"""Turns a day of one kind."""
JITTER_OWN = 4
"""Minutes a time of the person's own choice may be late, so that not all of 09:00 come at once."""
JITTER_SPREAD = 14
"""Minutes a spread turn may be late."""

PLACES = {Kind.STRETCHING: 0.25, Kind.HYDRATION: 0.4, Kind.BREATHING: 0.6, Kind.SLEEP: 0.85}
"""Where in its share of the waking day each kind comes: a move late in the morning, a drink at midday,
a slow breath in the afternoon. With one of each, no two are closer than an hour."""
_BEFORE_BED = (90, 510)
"""Minutes before bed of the first two sleep turns: winding down, and the last coffee."""
_LOOK_AHEAD = 16
_DAY = timedelta(days=1)

DEFAULTS = {kind: Rhythm(spread=1) for kind in Kind}
"""One nudge of each kind a day: together just what a day may hold."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a kind: its local clock time, its local date, and the UTC instant it comes at."""

    kind: Kind
    at: str
    day: date
    due: datetime

    @property
    def key(self) -> str:
        """Name of this turn among those used."""
        return f"{self.kind} {self.day.isoformat()} {self.at}"


def rhythm_of(person: Person, kind: Kind) -> Rhythm:
    """Return when a kind comes. Who never chose gets the defaults; who chose gets only what they chose."""
    if not person.nudges:
        return DEFAULTS[kind]
    return person.nudges.get(kind.value) or Rhythm(on=False, spread=1)


def cap_of(person: Person) -> int:
    """Return how many nudges a day may go out at most."""
    return max(0, min(person.daily_cap, MOST_A_DAY))


def times_of(person: Person, kind: Kind) -> tuple[str, ...]:
    """Return the local clock times of a kind, its own or spread over the waking day."""
    rhythm = rhythm_of(person, kind)
    if not rhythm.on:
        return ()
    if rhythm.times:
        return rhythm.times
    times = spread(rhythm.spread, person.wake, person.bed, person.quiet_from, person.quiet_to, PLACES[kind])
    if kind is Kind.SLEEP:
        evening = _before_bed(person)[: rhythm.spread]
        times = (*evening, *times[: max(0, rhythm.spread - len(evening))])
    return tuple(dict.fromkeys(times))


def _before_bed(person: Person) -> tuple[str, ...]:
    """Return the sleep turns, each moved earlier out of quiet hours but never before waking."""
    awake = (minutes_of(person.bed) - minutes_of(person.wake)) % 1440 or 1440
    found = []
    for before in _BEFORE_BED:
        for earlier in range(before, awake, 5):
            at = clock_of(minutes_of(person.bed) - earlier)
            if not in_quiet(parse_clock(at), person.quiet_from, person.quiet_to):
                found.append(at)
                break
    return tuple(found)


def turns_of(person: Person, kind: Kind, day: date) -> tuple[Turn, ...]:
    """Return the turns of a kind on a local date, in order."""
    rhythm = rhythm_of(person, kind)
    if day.weekday() not in rhythm.weekdays:
        return ()
    late = jitter(person.chat_id, kind, day, JITTER_OWN if rhythm.times else JITTER_SPREAD)
    turns = []
    for at in times_of(person, kind):
        exact = instant_on(day, at, person.zone)
        if exact is not None:
            turns.append(Turn(kind, at, day, _bounded(person, exact, late)))
    return tuple(sorted(turns, key=lambda turn: (turn.due, turn.at)))


def _bounded(person: Person, exact: datetime, late: timedelta) -> datetime:
    """Return ``exact`` plus ``late``, unless that reaches the quiet hours or the next local date."""
    before, after = exact.astimezone(person.tz), (exact + late).astimezone(person.tz)
    if before.date() != after.date():
        return exact
    if is_quiet(person, exact + late) and not is_quiet(person, exact):
        return exact
    return exact + late


def is_quiet(person: Person, moment: datetime) -> bool:
    """Is ``moment`` (UTC) within the person's quiet hours?"""
    return in_quiet(moment.astimezone(person.tz).time(), person.quiet_from, person.quiet_to)


def open_from(person: Person, moment: datetime) -> datetime:
    """Return the first UTC instant from ``moment`` on that is not quiet."""
    return next_open_minute(moment, person.zone, person.quiet_from, person.quiet_to)


def next_turn(person: Person, kind: Kind, after: datetime, used: Collection[str] = ()) -> Turn | None:
    """Return the first unused turn of a kind later than ``after`` (UTC) and not within a pause."""
    day = after.astimezone(person.tz).date() - _DAY
    if person.paused_until is not None:
        day = max(day, person.paused_until)
    for ahead in range(_LOOK_AHEAD):
        for turn in turns_of(person, kind, day + ahead * _DAY):
            if turn.due > after and turn.key not in used:
                return turn
    return None


def plan_next(scene: Scene, kind: Kind) -> None:
    """Plan the next turn of one kind, or forget its row when there is none."""
    turn = next_turn(scene.person, kind, scene.now, state_of(scene).served)
    if turn is not None:
        scene.plan(TOPIC, kind.value, turn.due)
    elif (TOPIC, kind.value) in scene.agenda:
        scene.unplan(TOPIC, kind.value)


def use_turn(scene: Scene, kind: Kind, due_at: datetime) -> bool:
    """Mark the turns that come at ``due_at`` as used; False when there is none left to use.

    A row that was planned before the person's hours or zone changed finds no turn:
    the plan has moved on without it.
    """
    state = state_of(scene)
    local = due_at.astimezone(scene.person.tz).date()
    today = {
        turn.key
        for day in (local - _DAY, local)
        for turn in turns_of(scene.person, kind, day)
        if abs(turn.due - due_at) < timedelta(minutes=1)
    }
    fresh = today - set(state.served)
    if not fresh:
        return False
    recent = (scene.today - 3 * _DAY).isoformat()
    kept = [key for key in state.served if key.split(" ")[1] >= recent]
    keep_state(scene, state.model_copy(update={"served": (*kept, *sorted(fresh))}))
    return True


def copy_key(kind: Kind, copy: str) -> str:
    """Return the agenda key of a copy."""
    return f"{kind.value}:{copy}"


def drop_copies(scene: Scene, kind: Kind) -> None:
    """Forget the copies of a kind that wait."""
    for copy in COPIES:
        if (TOPIC, copy_key(kind, copy)) in scene.agenda:
            scene.unplan(TOPIC, copy_key(kind, copy))


def withdraw(scene: Scene, kind: Kind) -> None:
    """Take back what is queued or waiting of a kind; its plan stays."""
    drop_copies(scene, kind)
    scene.add(Withdraw(f"{TOPIC}:{kind.value}"))


def replan(scene: Scene) -> None:
    """Plan every kind anew, after any change of zone, hours, kinds or pause. Call it after the change.

    What waits moves too: copies leave the quiet hours, and go when their kind is off or paused.
    """
    person = scene.person
    paused = person.paused_until is not None and scene.today < person.paused_until
    for kind in Kind:
        plan_next(scene, kind)
        if paused or not rhythm_of(person, kind).on:
            withdraw(scene, kind)
            continue
        for copy in COPIES:
            at = scene.agenda.get((TOPIC, copy_key(kind, copy)))
            if at is not None and is_quiet(person, at):
                scene.plan(TOPIC, copy_key(kind, copy), open_from(person, at))
