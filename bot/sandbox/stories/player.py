"""Plays a story: people do things, time moves, the bot answers over HTTP, expectations are checked."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Any

from bot.sandbox.person import CannotDoThatError, Person
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.stories.expecting import Since, problems
from bot.sandbox.stories.format import Step, Story, Travel, Trouble
from bot.sandbox.stories.host import Host
from bot.sandbox.stories.moments import ToNext, arrival
from bot.sandbox.stories.transcript import Transcript


async def play(story: Story, sandbox: Sandbox, host: Host, *, patience: float = 10.0) -> Transcript:
    """Play ``story`` with the bot of ``host`` and return what happened.

    The sandbox must be started and its clock must not lie after the story's start.
    ``patience`` is how many seconds the bot may take to come to rest after a step.
    A request that no correct bot makes fails the story, even when all expectations hold.
    """
    player = _Player(story, sandbox, host, patience)
    hooks = sandbox.on_travel, sandbox.next_due, sandbox.settled
    try:
        await player.play()
    finally:
        await host.stop()
        sandbox.on_travel, sandbox.next_due, sandbox.settled = hooks
    return player.transcript


class _Player:
    def __init__(self, story: Story, sandbox: Sandbox, host: Host, patience: float) -> None:
        self._story = story
        self._sandbox = sandbox
        self._host = host
        self._patience = patience
        self._running = False
        self._since = Since(0, 0, None)
        self._told_up_to = 0
        self._people: dict[str, Person] = {}
        self.transcript = Transcript(story.title)

    async def play(self) -> None:
        clock = self._sandbox.clock
        if clock.now() > self._story.start:
            raise ValueError(f"the clock ({clock.now():%c}) is past the start of the story ({self._story.start:%c})")
        clock.advance(self._story.start - clock.now())
        for name, someone in self._story.people.items():
            self._people[name] = self._sandbox.person(
                name, language_code=someone.language, zone=someone.zone, user_id=someone.id
            )
        blamed = len(self._sandbox.violations)
        await self._start()
        self._told_up_to = self._sandbox.world.version
        for number, step in enumerate(self._story.steps, 1):
            try:
                await self._take(number, step)
            except (CannotDoThatError, TimeoutError) as error:
                self._tell()
                self.transcript.failed(number, str(error))
                break
        for violation in self._sandbox.violations[blamed:]:
            self.transcript.failed(0, f"violation in {violation.method}: {violation.description}")

    async def tick(self, now: datetime) -> None:
        """Let the bot do what is due, unless it was killed."""
        if self._running:
            await self._host.tick(now)

    async def next_due(self) -> datetime | None:
        """Return when the bot has something due; a killed one has nothing."""
        return await self._host.next_due() if self._running else None

    async def _take(self, number: int, step: Step) -> None:
        person = self._people[self._story.who(step)]
        if step.expects is not None:
            for problem in problems(step.expects, person, self._since, self._now()):
                self.transcript.failed(number, problem)
            return
        wall = None if step.travels is not None else asyncio.get_running_loop().time()
        world = self._sandbox.world
        self._since = Since(world.version, world.next_message_id, wall)
        await self._do(step, person)
        await self._rest()
        self._tell()

    async def _do(self, step: Step, person: Person) -> None:
        if step.says is not None:
            self._did(person, step.says)
            await person.says(step.says)
        elif step.commands is not None:
            command, _, payload = step.commands.partition(" ")
            self._did(person, step.commands)
            await person.command(command, payload)
        elif step.presses is not None:
            press = step.presses
            self._did(person, f"presses [{press.label or press.data}]")
            under = self._newest(person, press.under, own=False) if press.under is not None else None
            await person.presses(press.label, data=press.data, message=under, stale=press.stale)
        elif step.shares is not None:
            self._did(person, f"shares where they are: {step.shares.latitude}, {step.shares.longitude}")
            await person.shares_location(step.shares.latitude, step.shares.longitude)
        elif step.sends is not None:
            thing = step.sends
            self._did(person, f"sends a {thing.kind}{f': {thing.caption}' if thing.caption else ''}")
            await person.sends(thing.kind, caption=thing.caption, name=thing.name)
        elif step.edits is not None:
            self._did(person, f"edits to: {step.edits.to}")
            await person.edits(self._newest(person, step.edits.message, own=True), step.edits.to)
        elif step.deletes is not None:
            self._did(person, f"deletes {step.deletes!r}")
            await person.deletes(self._newest(person, step.deletes, own=None))
        elif step.blocks is not None:
            self._did(person, "blocks the bot")
            await person.blocks()
        elif step.unblocks is not None:
            self._did(person, "unblocks the bot")
            await person.unblocks()
        elif step.travels is not None:
            await self._travel(step.travels, person)
        else:
            await self._befall(step, person)

    async def _befall(self, step: Step, person: Person) -> None:
        if step.fault is not None:
            self._event(person, "Telegram is well again" if step.fault == "clear" else f"Telegram: {step.fault.kind}")
            self._trouble(step.fault, person)
        elif step.injects is not None:
            self._event(person, "a raw update")
            self._sandbox.inject(step.injects)
        elif step.restart is not None:
            self._event(person, "the bot is killed and started again")
            await self._kill()
            await self._start()
        elif step.kills is not None:
            self._event(person, "the bot is killed")
            await self._kill()
        else:
            self._event(person, "the bot is started")
            await self._start()

    async def _travel(self, travel: Travel, person: Person) -> None:
        if isinstance(travel.journey, ToNext):
            if await self._sandbox.travel_to_next() is None:
                raise CannotDoThatError("the bot has nothing planned to travel to")
        else:
            target = arrival(travel.journey, self._now(), person.user.zone)
            if target < self._now():
                raise CannotDoThatError("a story can't travel back in time")
            await self._sandbox.travel(target - self._now(), jump=travel.jump)
        self._event(person, "time has passed")

    def _trouble(self, trouble: Trouble | str, person: Person) -> None:
        faults = self._sandbox.faults
        if isinstance(trouble, str):
            faults.clear()
            return
        some: dict[str, Any] = {"methods": trouble.methods, "calls": trouble.calls, "share": trouble.share}
        match trouble.kind:
            case "slow":
                faults.slow(trouble.seconds, **some)
            case "too_many":
                faults.too_many(trouble.retry_after, **some)
            case "server_error":
                faults.server_error(trouble.status, after=trouble.after, **some)
            case "cut_after":
                faults.cut_after(**some)
            case "down":
                faults.down()
            case "forbidden":
                faults.forbid(person.id)

    async def _start(self) -> None:
        await self._host.start()
        self._running = True
        self._sandbox.on_travel, self._sandbox.next_due = self.tick, self.next_due
        self._sandbox.settled = self._host.settle
        await self._rest()

    async def _kill(self) -> None:
        await self._host.kill()
        self._running = False

    async def _rest(self) -> None:
        """Wait for the bot, unless it can't hear us anyway."""
        if self._running and not self._sandbox.faults.is_down:
            await self._sandbox.idle(self._patience)

    def _newest(self, person: Person, words: str, *, own: bool | None) -> int:
        for shown in reversed(person.chat.messages):
            mine = own is None or shown.from_bot is not own
            if mine and not shown.service and words.casefold() in shown.text.casefold():
                return shown.message_id
        raise CannotDoThatError(f"{person.name} sees no message with {words!r}")

    def _tell(self) -> None:
        """Write down what everybody heard since this was last called."""
        before = self._told_up_to
        self._told_up_to = self._sandbox.world.version
        heard = [(shown.version, person, shown) for person in self._people.values() for shown in person.changes(before)]
        for _, person, shown in sorted(heard, key=lambda entry: entry[0]):
            changed = shown.message_id < self._since.message_id
            self.transcript.heard(shown, person.name, person.user.zone, changed=changed)

    def _did(self, person: Person, what: str) -> None:
        self.transcript.did(self._now(), person.user.zone, person.name, what)

    def _event(self, person: Person, what: str) -> None:
        self.transcript.event(self._now(), person.user.zone, what)

    def _now(self) -> datetime:
        return self._sandbox.clock.now()
