"""Everything a person chose at the start, open to change at any time."""

from __future__ import annotations

from datetime import date

from messages.buttons import Button
from messages.dialogue import habits
from messages.dialogue.flow import QuietFlow
from messages.dialogue.freely.plain_words import wants_something_else
from messages.dialogue.freely.shortcuts import open_command
from messages.dialogue.onboarding import health, setup
from messages.dialogue.onboarding.planned import RECHECK, replan
from messages.dialogue.onboarding.questions import (
    BY_NAME,
    ZONE,
    Answered,
    Look,
    Outcome,
    ShareLocation,
    TooYoung,
)
from messages.dialogue.onboarding.questions.country import confirmed
from messages.dialogue.scene import Scene
from messages.dialogue.settings import leaving, pages, recheck, shift, travel
from messages.dialogue.settings.state import NAME, keep, state_of
from messages.effects import Say
from messages.events import Due, Located
from messages.memory import Person
from messages.places import clock_in, country_of, zone_label, zones_matching, zones_of

OPENS = frozenset({"habits", "pause", "privacy"})
"""Menu entries that are commands of other flows."""


class Settings(QuietFlow):
    """/settings: one message, edited in place."""

    name = NAME
    commands = frozenset({"settings"})
    topics = frozenset({travel.TOPIC, RECHECK})

    def command(self, scene: Scene, name: str, args: str) -> None:
        """Open the menu, at the end of the chat."""
        pages.open_page(scene, "", fresh=True)

    def pressed(self, scene: Scene, button: Button, message_id: int) -> None:
        """A tap in the settings, perhaps an old one: it opens its page, or sets what it says."""
        if scene.person.consent_version is None:
            return scene.toast("common.stale_button")
        if button.step in BY_NAME:
            return _tapped(scene, button.step, button.choice)
        match button.step:
            case "menu":
                return _menu(scene, button.choice)
            case "sound" if button.choice in ("on", "off"):
                scene.change(checkin_silent=button.choice == "off")
                return pages.open_page(scene, "")
            case "cap" if button.choice.isdecimal() and 1 <= int(button.choice[:3]) <= habits.MOST_A_DAY:
                scene.change(daily_cap=int(button.choice[:3]))
                replan(scene)
                return pages.open_page(scene, "")
            case "trip" if state_of(scene).page in ("trip", "until"):
                return travel.pressed(scene, button.choice)
            case "moved":
                return travel.moved(scene, button.choice)
            case "shift":
                return shift.pressed(scene, button.choice)
            case "leave":
                return leaving.pressed(scene, button.choice)
            case "recheck":
                return recheck.same(scene)
            case _:
                return scene.toast("common.stale_button")

    def said(self, scene: Scene, text: str, *, edited: bool) -> bool:
        """A typed answer to the open page; wishes such as "stop" are not for us."""
        state = state_of(scene)
        if edited or wants_something_else(text, scene.today):
            return False
        if state.page == "until":
            return travel.typed(scene, text)
        question = BY_NAME.get(state.page)
        if question is None:
            return False
        if text.strip().lower() in ("back", "cancel"):
            pages.open_page(scene, "", fresh=True)
            return True
        before = scene.person
        outcome = question.typed(scene, confirmed(state.view, text))
        if outcome is None:
            return False
        _answered(scene, state.page, outcome, before, fresh=True)
        return True

    def located(self, scene: Scene, event: Located) -> bool:
        """A shared location answers the question about the time zone."""
        if state_of(scene).page != ZONE.name:
            return False
        before = scene.person
        _answered(scene, ZONE.name, ZONE.located(scene, event.zone), before, fresh=True)
        return True

    def due(self, scene: Scene, event: Due) -> None:
        """A trip is over, or a month has passed."""
        if event.topic == RECHECK:
            recheck.due(scene)
        elif event.key == travel.GREET:
            travel.greet(scene)
        elif event.key == shift.KEY:
            shift.due(scene)
        elif event.key == leaving.KEY:
            leaving.leaves(scene)
        else:
            travel.came_home(scene)

    def resume(self, scene: Scene) -> bool:
        """Show the open page again, at the end of the chat."""
        if not state_of(scene).page or state_of(scene).page == "closed":
            return False
        pages.show(scene, fresh=True)
        return True


def open_settings(scene: Scene, page: str) -> None:
    """Open one page of the settings at the end of the chat, e.g. ``zone`` or ``country``."""
    pages.open_page(scene, page if page in BY_NAME else "", fresh=True)


def asked_now(scene: Scene) -> str:
    """Return the name of the question whose page is open, or nothing."""
    return state_of(scene).page if state_of(scene).page in BY_NAME else ""


def set_quiet(scene: Scene, text: str) -> None:
    """Set the quiet hours to those typed; ask which are meant where they may be night or day."""
    before = scene.person
    outcome = BY_NAME["quiet"].typed(scene, text)
    if outcome is None:
        return open_settings(scene, "quiet")
    return _answered(scene, "quiet", outcome, before, fresh=True)


def be_quiet(scene: Scene, text: str) -> None:
    """Set the quiet hours to the one window that ``text`` names, and leave the open talk where it is."""
    BY_NAME["quiet"].typed(scene, text)
    replan(scene)


def set_to(scene: Scene, page: str, value: str, *, asked: bool) -> bool:
    """Set what ``page`` asks for to ``value`` as typed; show the page where that is no answer and was ``asked`` for.

    False where it was only told, and before the end of the set-up, which asks for it itself.
    """
    if not scene.person.onboarded:
        return False
    before = scene.person
    outcome = BY_NAME[page].typed(scene, value)
    understood = outcome is not None and outcome != Look("unknown")
    if outcome is not None and (understood or asked):
        _answered(scene, page, outcome, before, fresh=True)
    elif asked:
        open_settings(scene, page)
    return asked or understood


def plan_move(scene: Scene, place: str, country: str | None, day: date, until: date | None) -> None:
    """Somebody will be in another place from ``day`` on: plan the change of clock, and ask which of several."""
    zones = zones_of(country) or zones_matching(place, scene.now, scene.person.country)
    leaving.plan(scene, zones, day, until)


def moved(scene: Scene, event: Located) -> None:
    """A location came while nothing asked for one: offer to move the hours there."""
    travel.offer(scene, event.zone)


def offer_zone(scene: Scene, place: str) -> None:
    """Somebody named the place whose clock they live by: offer to move the hours there."""
    zones = zones_matching(place, scene.now, scene.person.country)
    if len(zones) == 1:
        return travel.offer(scene, zones[0])
    return open_settings(scene, ZONE.name)


def offer_country(scene: Scene, code: str) -> None:
    """Somebody said "I'm in Spain": ask whether that is where they are today."""
    country = country_of(code)
    if country is None:
        return open_settings(scene, "country")
    if scene.person.country == code:
        return scene.say(Say("settings.same_country", {"country": country.name}))
    rows = (
        (pages.choice("common.yes", "country", code), pages.choice("common.no", "menu", "country")),
    )  # fmt: skip
    return scene.say(Say("settings.offer_country", {"country": country.name}, rows))


def _menu(scene: Scene, what: str) -> None:
    match what:
        case "main":
            pages.open_page(scene, "")
        case "health":
            health.begin(scene, review=bool(scene.person.risks))
        case "redo":
            pages.open_page(scene, "closed")
            setup.begin(scene, setup.first_question())
        case "cap" | "closed":
            pages.open_page(scene, what)
        case name if name in BY_NAME:
            pages.open_page(scene, name)
        case name if name in OPENS:
            open_command(scene, name)
        case _:
            scene.toast("common.stale_button")


def _tapped(scene: Scene, name: str, choice: str) -> None:
    state = state_of(scene)
    before = scene.person
    outcome = BY_NAME[name].tapped(scene, choice, state.view if state.page == name else "")
    if outcome is None:
        return scene.toast("common.stale_button")
    return _answered(scene, name, outcome, before, fresh=False)


def _answered(scene: Scene, name: str, outcome: Outcome, before: Person, *, fresh: bool) -> None:
    match outcome:
        case Look(view=view):
            return pages.open_page(scene, name, view, fresh=fresh)
        case ShareLocation():
            keep(scene, page=name, keyboard=True)
            scene.focus(NAME)
            return scene.say(Say("ask.share_now", ask_location=True))
        case TooYoung():
            return setup.too_young(scene)
        case Answered(alarmed=alarmed):
            _put_keyboard_away(scene)
            replan(scene)
            if alarmed:
                return keep(scene, page="", view="")
            if name == ZONE.name:
                return travel.zone_changed(scene, before.zone, fresh=fresh)
            if before.country != scene.person.country and _clocks_differ(scene):
                return pages.open_page(scene, ZONE.name, fresh=fresh)
            return pages.open_page(scene, "", fresh=fresh)


def _put_keyboard_away(scene: Scene) -> None:
    if state_of(scene).keyboard:
        keep(scene, keyboard=False)
        zone = scene.person.zone
        params = {"place": zone_label(zone), "time": clock_in(zone, scene.now)}
        scene.say(Say("ask.zone_set", params, drop_keyboard=True))


def _clocks_differ(scene: Scene) -> bool:
    """Return whether no clock in the stated country shows the time we go by."""
    home = zones_of(scene.person.country)
    now = clock_in(scene.person.zone, scene.now)
    return bool(home) and all(clock_in(zone, scene.now) != now for zone in home)


shift_offered = shift.offered
"""Offer what a shift at work means for the hours."""
SETTINGS = Settings()

__all__ = ["SETTINGS", "asked_now", "be_quiet", "moved", "offer_country", "offer_zone", "open_settings", "plan_move",
           "set_quiet", "set_to", "shift_offered"]  # fmt: skip
