"""What a flow is: one kind of talk (check-in, /serious, settings ...), driven by the dialogue."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from messages.buttons import Button
from messages.dialogue.scene import Scene
from messages.events import Due, Located
from messages.triage.vocabulary import Verdict


class Flow(Protocol):
    """One kind of talk. Flows are modules or objects without state: all state lives in the scene.

    Text reaches a flow only after it was read for danger; an emergency never waits for a flow.
    """

    name: str
    """Also the ``flow`` of its buttons and its name in ``Person.focus``."""
    commands: frozenset[str]
    """Commands it answers, without slash."""
    topics: frozenset[str]
    """Agenda topics that are its own."""

    def command(self, scene: Scene, name: str, args: str) -> None:
        """A command was given."""

    def pressed(self, scene: Scene, button: Button, message_id: int) -> None:
        """One of its buttons was pressed, perhaps an old one, perhaps a second time."""

    def said(self, scene: Scene, text: str, *, edited: bool) -> bool:
        """Plain text came while this flow has the focus. Return False when it means nothing here."""

    def numbers_at(self, scene: Scene) -> datetime:
        """Return the instant (UTC) that numbers typed now are about: now, unless a past day is being filled in."""

    def as_read(self, scene: Scene, text: str) -> str:
        """Return ``text`` as it is to be read for danger: "7/10" in answer to how somebody slept is no pain."""

    def overtaken(self, scene: Scene, text: str, verdict: Verdict, *, edited: bool) -> None:
        """Text typed here called for a warning or a safety question, which is said already.

        Keep what it answers, and step back without a message of its own.
        """

    def located(self, scene: Scene, event: Located) -> bool:
        """A location was shared. Return False when it means nothing here."""

    def due(self, scene: Scene, event: Due) -> None:
        """A moment it had planned has come."""

    def resume(self, scene: Scene) -> bool:
        """Show the open question again after an interruption. Return False when nothing is open."""


class QuietFlow:
    """A flow that ignores what it does not override."""

    name = ""
    commands: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()

    def command(self, scene: Scene, name: str, args: str) -> None:
        """Nothing to do."""

    def pressed(self, scene: Scene, button: Button, message_id: int) -> None:
        """A button this flow does not know: say that it is from another time."""
        scene.toast("common.stale_button")

    def said(self, scene: Scene, text: str, *, edited: bool) -> bool:
        """Not mine."""
        return False

    def numbers_at(self, scene: Scene) -> datetime:
        """Numbers are about now."""
        return scene.now

    def as_read(self, scene: Scene, text: str) -> str:
        """As it was typed."""
        return text

    def overtaken(self, scene: Scene, text: str, verdict: Verdict, *, edited: bool) -> None:
        """Nothing to keep."""

    def located(self, scene: Scene, event: Located) -> bool:
        """Not mine."""
        return False

    def due(self, scene: Scene, event: Due) -> None:
        """Nothing to do."""

    def resume(self, scene: Scene) -> bool:
        """Nothing open."""
        return False
