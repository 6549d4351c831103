"""Once a month: is anything new in your health, and are you still in the same country?"""

from __future__ import annotations

from datetime import timedelta

from messages.cadence import in_quiet, next_open_minute
from messages.dialogue.onboarding import words
from messages.dialogue.onboarding.planned import RECHECK, plan_recheck
from messages.dialogue.scene import Scene
from messages.dialogue.settings import pages
from messages.effects import Lane, Say

LATER = timedelta(minutes=10)


def due(scene: Scene) -> None:
    """Ask, unless the person does not want to be written to; never into a running talk or quiet hours."""
    person = scene.person
    if person.consent_version is None or person.stopped:
        return None
    if scene.busy:
        return scene.plan(RECHECK, "", scene.now + LATER)
    if in_quiet(scene.local.time(), person.quiet_from, person.quiet_to):
        return scene.plan(RECHECK, "", next_open_minute(scene.now, person.zone, person.quiet_from, person.quiet_to))
    plan_recheck(scene)
    paused = person.paused_until is not None and scene.today < person.paused_until
    if paused or not person.reachable or scene.on_hold:
        return None
    rows = (
        (pages.choice("settings.nothing_new", "recheck", "same"),),
        (pages.choice("settings.health_button", "menu", "health"), pages.choice("topic.country", "menu", "country")),
    )
    params = {"country": words.country(person)}
    say = Say("settings.recheck", params, rows, lane=Lane.NUDGE, slot=RECHECK, fresh=True, silent=True, topic=RECHECK)
    return scene.say(say)


def same(scene: Scene) -> None:
    """Nothing has changed."""
    scene.say(Say("settings.recheck_same", slot=RECHECK))
