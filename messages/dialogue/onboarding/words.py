"""How choices are said back to the person, in their language."""

from __future__ import annotations

from messages.catalogue import text_of
from messages.content import Kind
from messages.dialogue.onboarding.questions.nudges import is_on
from messages.dialogue.scene import Scene
from messages.effects import Param
from messages.memory import Person
from messages.places import clock_in, country_of, zone_label


def quiet(person: Person) -> str:
    """Return the quiet hours, e.g. ``22:00-07:00``."""
    if person.quiet_from == person.quiet_to:
        return text_of(person.locale, "ask.no_quiet")
    return f"{person.quiet_from}-{person.quiet_to}"


def nudges(person: Person) -> str:
    """Return the kinds of nudges that come, joined by commas."""
    kinds = [text_of(person.locale, f"ask.nudge_{kind.value}") for kind in Kind if is_on(person, kind)]
    return ", ".join(kinds) or text_of(person.locale, "ask.no_nudges")


def country(person: Person) -> str:
    """Return the stated country's name, or that we do not know it."""
    found = country_of(person.country)
    return found.name if found else text_of(person.locale, "ask.country_not_said")


def summary(scene: Scene) -> dict[str, Param]:
    """Return everything that was chosen, as parameters of a message."""
    person = scene.person
    return {
        "hour": person.checkin_at,
        "place": zone_label(person.zone),
        "time": clock_in(person.zone, scene.now),
        "quiet": quiet(person),
        "nudges": nudges(person),
        "country": country(person),
    }
