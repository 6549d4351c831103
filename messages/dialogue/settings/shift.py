"""Nights at work: quiet while they sleep by day, the check-in when they are up; and back to days when it is over."""

from __future__ import annotations

from datetime import date, timedelta

from messages.cadence import in_quiet, instant_on, parse_clock
from messages.dialogue.freely.changes.again import put_again
from messages.dialogue.freely.said.shifts import days_again, nights_said
from messages.dialogue.onboarding.planned import replan
from messages.dialogue.scene import Scene
from messages.dialogue.settings import pages
from messages.dialogue.settings.state import Days, keep, state_of
from messages.effects import Choice, Lane, Rows, Say
from messages.moments import is_clock

TOPIC, KEY = "trip", "shift"
"""Agenda row of the question whether the nights are over; it shares the topic of the way home."""
_UP = 60
"""Minutes after waking at which the check-in comes, where its hour falls into their sleep."""
NO, BACK = "no", "days"
_SLOT = "shift"


def offered(scene: Scene, text: str) -> bool:
    """Offer in one tap what a shift means for the hours. False when ``text`` as a whole tells of none."""
    from messages.dialogue.freely import wishes  # it knows this room, so it asks late

    person, before = scene.person, scene.person.focus
    if not person.onboarded:
        return False
    nights = nights_said(text, scene.today)
    if nights is not None and (nights.start, nights.end) != (person.quiet_from, person.quiet_to):
        hour = _hour(person.checkin_at, nights.start, nights.end)
        until = f"-{(nights.until - scene.today).days}" if nights.until else ""
        yes = _choice("settings.shift_yes", f"{nights.start}-{nights.end}-{hour}{until}")
        key = "settings.shift" if hour != person.checkin_at else "settings.shift_same_hour"
        _ask(scene, key, ((yes, _choice("settings.no_move", NO)),), start=nights.start, end=nights.end, hour=hour)
    elif nights is None and state_of(scene).days is not None and (day := days_again(text, scene.today)):
        _over_from(scene, day)
    else:
        return False
    wishes.note(scene, text)
    put_again(scene, before)
    return True


def pressed(scene: Scene, choice: str) -> None:
    """Yes to the hours of the nights or of the days, or no."""
    if choice == NO:
        return scene.say(Say("settings.shift_not", slot=_SLOT))
    days = state_of(scene).days
    if choice == BACK:
        return _back(scene, days) if days is not None else scene.toast("common.stale_button")
    start, end, hour, *left = choice.split("-")
    if not (is_clock(start) and is_clock(end) and is_clock(hour)) or (left and not left[0].isdecimal()):
        return scene.toast("common.stale_button")
    person = scene.person
    if days is None:
        keep(scene, days=Days(quiet_from=person.quiet_from, quiet_to=person.quiet_to, checkin_at=person.checkin_at))
    _set(scene, start, end, hour)
    scene.unplan(TOPIC, KEY)
    if left:
        _ask_on(scene, scene.today + timedelta(days=int(left[0][:3])))
    return scene.say(Say("settings.shift_set", {"start": start, "end": end, "hour": hour}, slot=_SLOT))


def due(scene: Scene) -> None:
    """The nights should be over by what was said: ask, without a sound, whether they are."""
    person = scene.person
    if person.consent_version is not None and person.reachable and not person.stopped:
        _ask_back(scene, unasked=True)


def _over_from(scene: Scene, day: date) -> None:
    """The nights are over, now or from a day to come: then it is asked then."""
    if day <= scene.today:
        return _ask_back(scene)
    _ask_on(scene, day)
    return _ask(scene, "settings.shift_then", (), day=pages.day_words(scene, day.isoformat()))


def _ask_on(scene: Scene, day: date) -> None:
    person = scene.person
    scene.plan(TOPIC, KEY, instant_on(day, person.checkin_at, person.zone) or scene.now)


def _ask_back(scene: Scene, *, unasked: bool = False) -> None:
    days = state_of(scene).days
    if days is None:
        return
    rows: Rows = ((_choice("settings.shift_back", BACK), _choice("settings.shift_still", NO)),)
    lane = Lane.NUDGE if unasked else Lane.REPLY
    _ask(scene, "settings.shift_over", rows, lane, start=days.quiet_from, end=days.quiet_to, hour=days.checkin_at)


def _back(scene: Scene, days: Days) -> None:
    _set(scene, days.quiet_from, days.quiet_to, days.checkin_at)
    keep(scene, days=None)
    scene.unplan(TOPIC, KEY)
    values = {"start": days.quiet_from, "end": days.quiet_to, "hour": days.checkin_at}
    scene.say(Say("settings.shift_set_back", values, slot=_SLOT))


def _set(scene: Scene, start: str, end: str, hour: str) -> None:
    scene.change(quiet_from=start, quiet_to=end, checkin_at=hour)
    if start != end:
        scene.change(wake=end, bed=start)
    replan(scene)


def _ask(scene: Scene, key: str, rows: Rows, lane: Lane = Lane.REPLY, **values: str) -> None:
    quiet = lane is Lane.NUDGE
    scene.say(Say(key, values, rows, lane=lane, slot=_SLOT, fresh=True, silent=quiet, topic=TOPIC if quiet else ""))


def _choice(label: str, choice: str) -> Choice:
    return pages.choice(label, "shift", choice)


def _hour(now: str, start: str, end: str) -> str:
    """Return the hour of the check-in: as it is, or an hour after waking where it falls into their sleep."""
    if not in_quiet(parse_clock(now), start, end):
        return now
    minutes = (int(end[:2]) * 60 + int(end[3:]) + _UP) % (24 * 60)
    return f"{minutes // 60:02}:{minutes % 60:02}"
