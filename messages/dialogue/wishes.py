"""What plain words want of us when no talk is open: a note, a stop, a pause, a question."""

from __future__ import annotations

from messages.dialogue.scene import Scene
from messages.effects import Record, Say
from messages.events import Located, Media
from messages.triage.vocabulary import Verdict


def welcome_back(scene: Scene) -> None:
    """The person let the bot back in."""


def unclear(scene: Scene) -> None:
    """Something empty came: ask what is meant."""
    scene.say(Say("wishes.unclear"))


def unknown_command(scene: Scene, name: str) -> None:
    """A command nobody knows: say what there is."""
    scene.say(Say("wishes.unclear"))


def note(scene: Scene, text: str, *, edited: bool = False) -> None:
    """Keep ``text`` as a note of the local day."""
    scene.add(Record("note", text, scene.today, "edited" if edited else "typed"))


def unreadable_language(scene: Scene, language: str, hint: str) -> bool:
    """Answer in a language we cannot read. Return False when we cannot answer in it either."""
    return False


def before_consent(scene: Scene, text: str) -> bool:
    """Answer plain words of somebody who has not consented. Return False when they mean nothing here."""
    return False


def understand(scene: Scene, text: str, verdict: Verdict, *, edited: bool) -> None:
    """Answer plain words: a wish is done, a report becomes a note, a question gets help."""
    note(scene, text, edited=edited)
    scene.say(Say("wishes.noted"))


def moved(scene: Scene, event: Located) -> None:
    """A location came while nothing asked for one."""
    scene.say(Say("wishes.unclear"))


def cannot_read(scene: Scene, media: Media) -> None:
    """Something came that we cannot read."""
    scene.say(Say("wishes.unclear"))
