"""One bot in this process, one person who is set up, and a world that fails in one way at a time."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.rehearsal import Rehearsal
from bot.sandbox import Person, Sandbox
from storage.engine.database import Database
from storage.watch.audit import troubles
from tests.crash.kills.clock import SharedClock
from tests.crash.kills.stage import Span
from tests.crash.kills.traffic import RED, Told
from tests.crash.kills.truths import Truths


@dataclass
class Scene:
    """What a fault test plays with. It also remembers what was done, for the questions at the end."""

    sandbox: Sandbox
    clock: SharedClock
    database: str
    host: Rehearsal
    ada: Person
    notes: list[Told] = field(default_factory=list)
    reds: list[Told] = field(default_factory=list)
    pressed: list[Told] = field(default_factory=list)
    kills: Counter[str] = field(default_factory=Counter)
    """Here: how often a message may have come twice, because nobody could tell that it had arrived."""
    spans: list[Span] = field(default_factory=list)

    @property
    def stage(self) -> Scene:
        return self

    @property
    def stored(self) -> Database:
        """The bot's own way to its database."""
        return self.host.app.database

    async def writes(self, person: Person | None = None, words: str = "") -> None:
        """Somebody writes a note; nobody waits for the answer."""
        who = person or self.ada
        text = f"carried box number {len(self.notes)} upstairs{words}"
        self.notes.append(Told(who, text, self.clock.now()))
        await who.says(text)

    async def tells(self, name: str) -> Person:
        """Somebody new is in danger and says so; nobody waits for the answer."""
        person = self.sandbox.person(name)
        self.reds.append(Told(person, RED, self.clock.now()))
        await person.says(RED)
        return person

    async def calm(self) -> None:
        await self.sandbox.idle(30)

    async def passes(self, **delta: float) -> None:
        """Let time pass, from one due moment to the next, all of it done."""
        await self.sandbox.travel(timedelta(**delta))
        await self.calm()

    def may_be_late(self, since: datetime, leases: int) -> None:
        """Allow what was said since to take so many leases longer: the bot was not there, or not heard."""
        self.spans.append(Span("fault", since, self.clock.now(), leases))

    async def codes(self) -> set[str]:
        """Return what the auditor finds wrong now."""
        found = await self.stored.run(lambda tx: troubles(tx, self.clock.now()))
        return {trouble.code for trouble in found}

    async def ends(self) -> int:
        """Stop the bot and ask everything that must be true; return how many messages came twice."""
        await self.calm()
        await self.host.stop()
        return Truths.ask(self)


def replies(person: Person) -> int:
    """How often a note was answered."""
    return sum("your log" in shown.text for shown in person.chat.messages if shown.from_bot)


def warnings(person: Person) -> int:
    """How often the person was told to go to hospital, in a message that rang."""
    return sum(shown.from_bot and shown.text.startswith("Go to hospital") for shown in person.chat.messages)


def nudges(person: Person) -> int:
    """How many nudges stand in the chat."""
    return sum(
        any(str(button.data).startswith("1|nu|") for row in shown.rows for button in row)
        for shown in person.chat.messages
        if shown.from_bot
    )
