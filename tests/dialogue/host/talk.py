"""One person and the bot: what the person does, what time brings, and what can be seen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from messages.buttons import Button
from messages.catalogue import RenderedButton
from messages.dialogue import rescue, step
from messages.effects import Record
from messages.events import Commanded, Due, Event, Located, Media, Pressed, Reachable, Refused, Said, Sent
from messages.memory import Alert, CheckIn, Memory, NudgeRecord, Person
from messages.triage.vocabulary import Level
from tests.dialogue.host.applying import Host
from tests.dialogue.host.chat import Shown, decoded, find, matches
from tests.dialogue.host.moments import START

_MOST_DUES = 20_000
"""More planned moments than this in one journey means that something plans itself for ever."""


@dataclass(slots=True)
class Talk(Host):
    """One person and the bot, at one moment. All instants are UTC."""

    _last_said: int = 0

    @classmethod
    def with_(cls, now: datetime = START, **fields: Any) -> Talk:
        """Return a talk with somebody who has consented and set up, in London, unless ``fields`` differ."""
        facts: dict[str, Any] = {
            "chat_id": 7,
            "created_at": now - timedelta(days=30),
            "zone": "Europe/London",
            "zone_given": True,
            "country": "GB",
            "age": 40,
            "onboarded": True,
            "consent_version": "2",
        }
        return cls(Memory(Person(**(facts | fields))), now)

    @classmethod
    def stranger(cls, now: datetime = START) -> Talk:
        """Return a talk with somebody we have never heard of."""
        return cls(Memory(Person(chat_id=7, created_at=now)), now)

    # What the person does

    def says(
        self, text: str, *, edited: bool = False, caption: bool = False, hint: str = "en", message_id: int = 0
    ) -> Talk:
        """Type ``text``, or edit an earlier message (``message_id``; without it the last one) into it."""
        number = message_id or (edited and self._last_said) or self.new_id()
        self._last_said = number
        return self.happens(Said(text, number, edited, caption, self.now, hint))

    def commands(self, name: str, args: str = "") -> Talk:
        """Give a command, with or without its slash."""
        return self.happens(Commanded(name.removeprefix("/"), args, self.new_id(), hint="en"))

    def presses(self, what: str | Button, message: Shown | None = None) -> Talk:
        """Press a button by its words (the newest message that carries it) or by what it does."""
        if isinstance(what, Button):
            return self.happens(Pressed(what, message.id if message else 0))
        carrier, button = self._find(what, message)
        return self.happens(Pressed(decoded(button.data), carrier.id))

    def shares_location(self, latitude: float = 51.5, longitude: float = -0.1, zone: str | None = None) -> Talk:
        """Share where they are."""
        return self.happens(Located(latitude, longitude, zone))

    def sends(self, media: Media) -> Talk:
        """Send something that cannot be read."""
        return self.happens(Sent(media))

    def blocks(self) -> Talk:
        """Block the bot."""
        return self.happens(Reachable(False))

    def unblocks(self) -> Talk:
        """Let the bot back in."""
        return self.happens(Reachable(True))

    def refuses(self, reason: str = "blocked", *, urgent: bool = False, **what: Any) -> Talk:
        """Let Telegram refuse a message for good; ``what`` says more of it."""
        return self.happens(Refused(reason, urgent, **what))

    # What time does

    def travel(self, to: datetime | None = None, *, down: bool = False, **by: float) -> Talk:
        """Let time pass, by ``hours=3`` or up to ``to``, with everything planned coming at its moment.

        ``down`` means that the bot was away: what fell due in between comes late, all at the end.
        """
        until = to if to is not None else self.now + timedelta(**by)
        heard: list[Shown] = []
        for _ in range(_MOST_DUES):
            row = min(((at, key) for key, at in self.memory.agenda.items()), default=None)
            if row is None or row[0] > until:
                self.now = max(until, self.now)
                self.heard = heard
                return self
            due_at, (topic, key) = row
            self.now = until if down else max(self.now, due_at)
            self.comes_due(topic, key, due_at)
            heard += self.heard
        raise AssertionError("something plans itself for ever")

    def comes_due(self, topic: str, key: str, due_at: datetime | None = None) -> Talk:
        """Let one planned moment come now."""
        agenda = {name: at for name, at in self.memory.agenda.items() if name != (topic, key)}
        self.memory = replace(self.memory, agenda=agenda)
        return self.happens(Due(topic, key, due_at or self.now))

    def happens(self, event: Event) -> Talk:
        """Let one event happen and apply everything it decides."""
        self.apply(event, step)
        return self

    def stumbles(self, event: Event) -> Talk:
        """Let the event be answered as if the dialogue had failed on it."""
        self.apply(event, rescue)
        return self

    # What can be seen

    @property
    def last(self) -> Shown:
        """The message that was sent or edited last."""
        return self.heard[-1] if self.heard else self.screen[-1]

    @property
    def alerts(self) -> tuple[Alert, ...]:
        """Escalations, newest first."""
        return self.memory.alerts

    @property
    def checkins(self) -> tuple[CheckIn, ...]:
        """Check-ins, newest first."""
        return self.memory.checkins

    @property
    def nudges(self) -> tuple[NudgeRecord, ...]:
        """Nudges, newest first."""
        return self.memory.nudges

    @property
    def records(self) -> list[Record]:
        """Every answer ever recorded, oldest first."""
        return [each for each in self.effects if isinstance(each, Record)]

    def button(self, words: str) -> Button:
        """Return what a button on the screen does, to press it later when it is old."""
        return decoded(self._find(words, None)[1].data)

    def sees(self, words: str) -> bool:
        """Is there a button with these words on the screen?"""
        return any(matches(words, label) for shown in self.screen for label in shown.labels)

    def _find(self, words: str, message: Shown | None) -> tuple[Shown, RenderedButton]:
        """Return a button by its words, on one message or on the newest that carries it."""
        return find([message] if message else list(reversed(self.screen)), words)


def highest(talk: Talk) -> Level:
    """Return the level of the most serious open alert."""
    return max((Level(each.level) for each in talk.alerts if each.is_open), default=Level.NONE)
