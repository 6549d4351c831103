"""What happens to the fleet at the same time: notes, taps, nudges, planned moments, and people in danger."""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, select, text, update

from bot.rehearsal import Rehearsal
from bot.sandbox import Person, Sandbox
from messages.dialogue.checkin.hours import TOPIC as CHECKIN
from messages.dialogue.escalation import ESCALATION
from messages.effects import Lane
from storage import outbox
from storage.clock import Clock, TravelClock
from storage.engine.database import Database, Tx
from storage.outgoing import Kind
from storage.person import people
from storage.schema.tables import agenda
from tests.set_up import set_up

RED = "I can't pee since last night and my bottom is numb"
PAIN = "3"
ZONES = ("Europe/London", "America/New_York", "America/Los_Angeles", "Asia/Tokyo", "Asia/Dubai", "Pacific/Auckland")
NUDGE = "Time to stretch, number {}"


@dataclass(frozen=True, slots=True)
class Size:
    """How much of everything, each time it is played."""

    people: int
    notes: int
    """Of each of them."""
    reds: int
    nudges: int


@dataclass
class Load:
    """Plays people on ``sandbox`` whose bot is the fleet on ``database``."""

    sandbox: Sandbox
    url: str
    database: Database
    clock: Clock
    chance: random.Random
    size: Size
    notes: dict[int, list[str]] = field(default_factory=dict)
    reds: dict[int, datetime] = field(default_factory=dict)
    pressed: set[int] = field(default_factory=set)
    nudged: set[int] = field(default_factory=set)
    set_up: list[Person] = field(default_factory=list)

    async def prepare(self) -> None:
        """Let everybody go through the first talk with one bot, and let it be midday for them."""
        assert isinstance(self.sandbox.clock, TravelClock)
        host = Rehearsal(self.sandbox, self.sandbox.clock, self.url)
        await host.start()
        for number in range(self.size.people):
            person = self.sandbox.person(f"Ada {number}", zone="Europe/London")
            await set_up(self.sandbox, person)
            self.set_up.append(person)
        await host.stop()
        self.sandbox.settled = self.sandbox.next_due = self.sandbox.on_travel = None
        self.database.run_sync(self._midday)

    def _midday(self, tx: Tx) -> None:
        now = self.clock.now()
        zone = min(ZONES, key=lambda each: abs(now.astimezone(ZoneInfo(each)).hour - 13))
        for each in self.set_up:
            person = people.lock(tx, each.id)
            assert person is not None
            people.save(tx, person.model_copy(update={"zone": zone}))

    async def play(self) -> None:
        """Let everything happen, all at once; return when all has been said, not when all was answered."""
        await self.database.run(self._nudges)
        acts = [self._writes(each) for each in self.set_up]
        acts += [self._is_in_danger() for _ in range(self.size.reds)]
        await asyncio.gather(*acts)

    async def moments_come(self) -> None:
        """Let check-ins and the next rungs come due for everybody now, not in hours."""
        now, topics = self.clock.now(), sorted({CHECKIN} | ESCALATION.topics)
        sooner = update(agenda).where(agenda.c.topic.in_(topics)).values(due_at=now, next_at=now)
        await self.database.run(lambda tx: tx.execute(sooner))

    async def some_press(self) -> None:
        """Whoever sees the question about pain answers it."""
        for person in self.set_up:
            if any(PAIN in row for shown in person.chat.messages for row in shown.buttons):
                self.pressed.add(person.id)
                await person.presses(PAIN)

    async def calm(self, patience: float) -> None:
        """Return when nothing waits any more, neither for the bot nor for the people."""
        async with asyncio.timeout(patience):
            while await self._busy():  # noqa: ASYNC110 - other processes set no event here
                await asyncio.sleep(0.2)

    async def _busy(self) -> bool:
        waiting = await self.database.run(_waiting)
        return waiting or bool(self.sandbox.world.updates.pending)

    async def _writes(self, person: Person) -> None:
        notes = self.notes.setdefault(person.id, [])
        for _ in range(self.size.notes):
            await asyncio.sleep(self.chance.uniform(0.05, 0.6))
            note = f"carried box number {len(notes)} upstairs"
            notes.append(note)
            await person.says(note)

    async def _is_in_danger(self) -> None:
        await asyncio.sleep(self.chance.uniform(0.0, 0.35 * self.size.notes))
        person = self.sandbox.person(f"Red {len(self.reds)}")
        self.reds[person.id] = self.clock.now()
        await person.says(RED)

    def _nudges(self, tx: Tx) -> None:
        now = self.clock.now()
        for number in range(len(self.nudged), len(self.nudged) + self.size.nudges):
            person = self.sandbox.person(f"Bulk {number}")
            self.sandbox.world.chat_of(person.user).started = True
            self.nudged.add(person.id)
            people.lock_or_create(tx, person.id, now)
            body = {"text": NUDGE.format(number)}
            expires_at = now + timedelta(hours=1)
            outbox.put(tx, person.id, Kind.TEXT, body, now, lane=Lane.NUDGE, key="load", expires_at=expires_at)


def _waiting(tx: Tx) -> bool:
    due = select(func.count()).select_from(agenda).where(agenda.c.next_at <= func.now())
    rows = tx.execute(text("SELECT count(*) FROM outbox WHERE state = 'waiting'")).scalar_one()
    return bool(rows or tx.execute(due).scalar_one())
