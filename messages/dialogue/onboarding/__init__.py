"""The first talk: who this is for, consent, how each person wants to be reached, and health questions."""

from __future__ import annotations

import re

from messages.buttons import Button
from messages.dialogue import danger, habits
from messages.dialogue.flow import QuietFlow
from messages.dialogue.freely.plain_words import wants_something_else
from messages.dialogue.freely.shortcuts import open_command
from messages.dialogue.onboarding import consent, health, setup
from messages.dialogue.onboarding.planned import replan
from messages.dialogue.onboarding.state import CONSENT, NAME, WELCOME, keep, state_of
from messages.dialogue.scene import Scene
from messages.effects import Choice, Rows, Say
from messages.events import Located
from messages.triage.vocabulary import Action

_PAYLOAD = re.compile(r"^[A-Za-z0-9_-]{1,64}$")
"""What a deep link may carry (Bot API, deep linking); anything else was typed by hand."""
SERIOUS_LINK = "s_"
"""A link that opens the serious check; codes of any other kind are no matter."""


class Onboarding(QuietFlow):
    """/start and everything until the first check-in is planned."""

    name = NAME
    commands = frozenset({"start"})

    def command(self, scene: Scene, name: str, args: str) -> None:
        """Begin, go on where it stopped, or come back after a stop. An unknown link code is no matter."""
        if args and danger.hear(scene, args).action in (Action.ESCALATE, Action.ASK):
            return
        if _PAYLOAD.match(args) and args.startswith(SERIOUS_LINK):
            open_command(scene, "serious")
            return
        person = scene.person
        if person.consent_version is None:
            if not self.resume(scene):
                setup.begin(scene, CONSENT if person.onboarded else WELCOME)
        elif not consent.given(scene):
            setup.begin(scene, CONSENT)
        elif not person.onboarded or state_of(scene).at:
            scene.say(Say("onboarding.where_were_we"))
            if not self.resume(scene):
                setup.begin(scene, setup.first_question())
        else:
            _back(scene)

    def pressed(self, scene: Scene, button: Button, message_id: int) -> None:
        """A tap of the first or the second sitting."""
        if button.step in ("r", "rp", "rq", "rw"):
            health.pressed(scene, button)
        elif button.step == "redo" and scene.person.consent_version is not None:
            setup.begin(scene, setup.first_question())
        else:
            setup.pressed(scene, button)

    def said(self, scene: Scene, text: str, *, edited: bool) -> bool:
        """A typed answer to the open question; wishes such as "stop" and longer reports are not for us."""
        if edited:
            return False
        state = state_of(scene)
        if state.at:
            if not wants_something_else(text, scene.today) and setup.typed(scene, text):
                return True
            keep(scene, state.model_copy(update={"aside": True}))
            return False
        return health.typed(scene, text)

    def located(self, scene: Scene, event: Located) -> bool:
        """A shared location answers the question about the time zone."""
        return setup.located(scene, event.zone)

    def resume(self, scene: Scene) -> bool:
        """Show the open question again, at the end of the chat."""
        state = state_of(scene)
        if state.at:
            setup.show(scene, fresh=True, again=True)
            return True
        if state.sitting is not None and state.sitting.is_open and scene.person.consent_version is not None:
            health.show(scene, fresh=True)
            return True
        return False


def _back(scene: Scene) -> None:
    """Greet somebody we know; after a stop everything comes again, and a break is named."""
    if habits.paused(scene) and not scene.person.stopped:
        return open_command(scene, "pause")
    key = "onboarding.again" if scene.person.stopped else "onboarding.hello_again"
    scene.change(stopped=False)
    replan(scene)
    rows: Rows = ((_do("checkin"), _do("serious")), (_do("settings"), _do("help")))
    return scene.say(Say(key, {"hour": scene.person.checkin_at}, rows))


def _do(name: str) -> Choice:
    return Choice(f"do.{name}", Button("pr", "", "do", name))


def asked_now(scene: Scene) -> str:
    """Return the open question of the first talk by its name, ``health`` for the health questions, or nothing."""
    state = state_of(scene)
    if state.at:
        return state.at
    return "health" if state.sitting is not None and state.sitting.is_open else ""


ONBOARDING = Onboarding()

__all__ = ["ONBOARDING", "asked_now", "replan"]
