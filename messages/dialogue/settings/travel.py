"""Another zone, for good or for a trip: everything that waits moves at once, and the country is asked again."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import available_timezones

from messages.cadence import instant_on, next_open_minute
from messages.dialogue.onboarding.planned import replan
from messages.dialogue.onboarding.questions import ZONE
from messages.dialogue.scene import Scene
from messages.dialogue.settings import pages
from messages.dialogue.settings.state import Trip, keep, state_of
from messages.effects import Lane, Say
from messages.moments import day_of
from messages.places import clock_in, zone_label

TOPIC, KEY = "trip", "home"
GREET = "greet"
"""Agenda key of the message about the way home, where it has to wait for quiet hours to end."""
HOME_AT = "03:00"
"""Local hour at which the home zone counts again: nobody's check-in is at that hour."""


def zone_changed(scene: Scene, left: str, *, fresh: bool) -> None:
    """The zone was changed from ``left``: move everything that waits, and ask whether this is a trip."""
    replan(scene)
    trip = state_of(scene).trip
    if scene.person.zone == left:
        return pages.open_page(scene, "", fresh=fresh)
    if trip is not None and scene.person.zone == trip.home:
        end(scene)
        return pages.open_page(scene, "country", fresh=fresh)
    keep(scene, left=trip.home if trip else left)
    return pages.open_page(scene, "trip", fresh=fresh)


def pressed(scene: Scene, what: str) -> None:
    """For good, or only for so many days."""
    if what == "good":
        end(scene)
        return pages.open_page(scene, "country")
    if what == "ask":
        return pages.open_page(scene, "until")
    if what.isdecimal() and int(what) in pages.TRIPS:
        return until(scene, scene.today + timedelta(days=int(what)))
    return scene.toast("common.stale_button")


def typed(scene: Scene, text: str) -> bool:
    """Take a typed day of coming home. False when the text is no day and too long to be a slip."""
    day = day_of(text, scene.today)
    if day is not None:
        until(scene, day, fresh=True)
    elif len(text.split()) <= 4:
        pages.open_page(scene, "until", "unknown", fresh=True)
    else:
        return False
    return True


def until(scene: Scene, day: date, *, fresh: bool = False) -> None:
    """Keep the home zone for the local date ``day``, and plan the way back."""
    state = state_of(scene)
    home = state.trip.home if state.trip else state.left
    if not home or home == scene.person.zone:
        return pages.open_page(scene, "", fresh=fresh)
    keep(scene, trip=Trip(home=home, away=scene.person.zone, until=day))
    due = instant_on(day, HOME_AT, scene.person.zone) or scene.now + (day - scene.today)
    scene.plan(TOPIC, KEY, due)
    return pages.open_page(scene, "country", fresh=fresh)


def end(scene: Scene) -> None:
    """Forget the trip: the zone of now is home."""
    keep(scene, trip=None, left="")
    for key in (KEY, GREET):
        if (TOPIC, key) in scene.agenda:
            scene.unplan(TOPIC, key)


def came_home(scene: Scene) -> None:
    """The trip is over: home hours count again. It is said once quiet hours are over."""
    trip = state_of(scene).trip
    if trip is None:
        return None
    end(scene)
    if scene.person.zone != trip.away:
        return None
    keep(scene, left=trip.away, arrived=False)
    scene.change(zone=trip.home)
    replan(scene)
    return plan_greeting(scene)


def plan_greeting(scene: Scene) -> None:
    """Plan to say that the clock has changed as was planned, once quiet hours are over."""
    person = scene.person
    scene.plan(TOPIC, GREET, next_open_minute(scene.now, person.zone, person.quiet_from, person.quiet_to))


def greet(scene: Scene) -> None:
    """Say that home hours count again, or those of another place, quietly, and ask for the country."""
    state, person = state_of(scene), scene.person
    if person.consent_version is None or person.stopped or not person.reachable or not state.left:
        return None
    label, kind = ("settings.not_left", "good") if state.arrived else ("settings.still_away", "trip")
    rows = (
        (pages.choice("settings.which_country", "menu", "country"),),
        (pages.choice(label, "moved", f"{state.left}.{kind}"),),
    )
    params = {"place": zone_label(person.zone), "time": clock_in(person.zone, scene.now)}
    say = Say(
        "settings.arrived" if state.arrived else "settings.home_again",
        params,
        rows,
        lane=Lane.NUDGE,
        slot="trip",
        fresh=True,
        silent=True,
        topic=TOPIC,
    )
    return scene.say(say)


def offer(scene: Scene, zone: str | None) -> None:
    """A location came unasked: offer to move the hours there."""
    if zone is None or zone not in available_timezones():
        return scene.say(Say("ask.zone_sea", buttons=((pages.choice("ask.zone_list", "menu", "zone"),),)))
    params = {"place": zone_label(zone), "time": clock_in(zone, scene.now)}
    if zone == scene.person.zone:
        return scene.say(Say("settings.same_zone", params))
    rows = (
        (pages.choice("settings.for_trip", "moved", f"{zone}.trip"),),
        (pages.choice("settings.for_good", "moved", f"{zone}.good"), pages.choice("settings.no_move", "moved", "no")),
    )
    return scene.say(Say("settings.moved", params, rows))


def moved(scene: Scene, what: str) -> None:
    """The answer to that offer."""
    zone, _, kind = what.rpartition(".")
    if what == "no":
        return pages.open_page(scene, "closed")
    if kind not in ("trip", "good") or zone not in available_timezones():
        return scene.toast("common.stale_button")
    left = scene.person.zone
    if ZONE.chosen(scene, zone).alarmed:
        return replan(scene)
    zone_changed(scene, left, fresh=True)
    if state_of(scene).page == "trip":
        pressed(scene, "ask" if kind == "trip" else "good")
    return None
