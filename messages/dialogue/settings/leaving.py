"""Another zone from a day on: planned now, done on that day, and said with the way back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from zoneinfo import available_timezones

from messages.cadence import instant_on
from messages.dialogue.onboarding.planned import replan
from messages.dialogue.onboarding.questions import ZONE
from messages.dialogue.scene import Scene
from messages.dialogue.settings import pages, travel
from messages.dialogue.settings.state import Leaving, Trip, keep, state_of
from messages.effects import Say
from messages.places import clock_in, zone_label

KEY = "leave"
"""Agenda key, under the topic ``trip``, of the day on which another zone begins."""
MOST = 7
"""So many clocks are offered where a country has several."""
FORGET = "no"


def plan(scene: Scene, zones: Sequence[str], day: date, until: date | None) -> None:
    """Plan to go by one of ``zones`` from the local ``day`` on; of several let the person choose."""
    if not zones:
        return scene.say(Say("settings.leaving_where", slot="changed", fresh=True))
    if len(zones) > 1:
        return _ask_which(scene, zones[:MOST], day, until)
    zone = zones[0]
    if zone == scene.person.zone or day <= scene.today:
        return travel.offer(scene, zone)
    keep(scene, leaving=Leaving(zone=zone, on=day, until=until), page="")
    due = instant_on(day, travel.HOME_AT, scene.person.zone) or scene.now + (day - scene.today)
    scene.plan(travel.TOPIC, KEY, due)
    params = {"place": zone_label(zone), "day": pages.day_words(scene, day.isoformat())}
    rows = (
        (pages.choice("settings.leave_now", "moved", f"{zone}.good"),),
        (pages.choice("settings.leave_not", "leave", FORGET),),
    )
    return scene.say(Say("settings.leaving", params, rows, slot="leaving", fresh=True))


def _ask_which(scene: Scene, zones: Sequence[str], day: date, until: date | None) -> None:
    rows = tuple(
        (
            pages.choice(
                "ask.zone_item",
                "leave",
                f"{zone}.{day:%Y%m%d}" + (f"-{(until - day).days}" if until else ""),
                place=zone_label(zone),
                time=clock_in(zone, scene.now),
            ),
        )
        for zone in zones
    )
    scene.say(Say("settings.leaving_which", {"day": pages.day_words(scene, day.isoformat())}, rows, fresh=True))


def pressed(scene: Scene, what: str) -> None:
    """Which clock it will be, or that the plan shall be forgotten."""
    if what == FORGET:
        _forget(scene)
        return scene.say(Say("settings.leaving_forgotten", slot="leaving"))
    zone, _, rest = what.rpartition(".")
    day, _, stay = rest.partition("-")
    try:
        on = date.fromisoformat(day)
        until = on + timedelta(days=int(stay)) if stay else None
    except (ValueError, OverflowError):
        return scene.toast("common.stale_button")
    if zone not in available_timezones() or on - scene.today > timedelta(days=366):
        return scene.toast("common.stale_button")
    return plan(scene, (zone,), on, until)


def _forget(scene: Scene) -> None:
    keep(scene, leaving=None)
    if (travel.TOPIC, KEY) in scene.agenda:
        scene.unplan(travel.TOPIC, KEY)


def leaves(scene: Scene) -> None:
    """The day has come: hours follow the other zone from now on. It is said once quiet hours are over."""
    planned, left = state_of(scene).leaving, scene.person.zone
    keep(scene, leaving=None)
    if planned is None or planned.zone == left or scene.person.consent_version is None:
        return None
    if ZONE.chosen(scene, planned.zone).alarmed:
        return replan(scene)
    travel.end(scene)
    keep(scene, left=left, arrived=True)
    if planned.until is not None:
        keep(scene, trip=Trip(home=left, away=planned.zone, until=planned.until))
        home = instant_on(planned.until, travel.HOME_AT, planned.zone)
        scene.plan(travel.TOPIC, travel.KEY, home or scene.now + (planned.until - scene.today))
    replan(scene)
    return travel.plan_greeting(scene)
