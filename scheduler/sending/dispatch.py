"""What waits in the outbox is claimed, sent and settled: many at once, the urgent ones first."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol

from messages.effects import Lane
from scheduler.faults import described
from scheduler.sending.limiter import UNPACED, Allowance, Limiter, Limits
from scheduler.sending.looking import Look, paced
from storage import meta, outbox
from storage.clock import Clock, TravelClock, monotonic
from storage.engine.database import Database, Tx, Unavailable
from storage.outgoing import Delivered, Later, Maybe, Outcome, Outgoing, Refused
from storage.points import Point, reached
from storage.turn import turns

__all__ = ["Delivered", "Dispatcher", "Later", "Maybe", "Outcome", "Outgoing", "Refused", "Sender"]

log = logging.getLogger(__name__)

IDLE_SECONDS = 5.0
"""How long it waits at most before it looks again, for what another process has queued."""
SETTLE_TRIES = 5
SETTLE_PAUSE_SECONDS = 1.0
STOP_SECONDS = 1.0
"""How long what is in flight may still take when we stop."""
SEND_SECONDS = {Lane.URGENT: 8.0, Lane.REPLY: 45.0, Lane.NUDGE: 45.0}
"""How long one send may take: less than its lease, or somebody else would send it a second time."""


class Sender(Protocol):
    """Brings one message to the person. Never raises; every end is an outcome."""

    async def send(self, message: Outgoing) -> Outcome:
        """Send, edit or change one message, with as few calls as that takes, and say what became of it."""


class Dispatcher:
    """Sends what its lanes hold. Any number of them may share a database."""

    def __init__(
        self,
        database: Database,
        sender: Sender,
        clock: Clock,
        *,
        lanes: Collection[Lane] = tuple(Lane),
        limits: Limits | None = None,
        seconds: Callable[[], float] = monotonic,
        idle_seconds: float = IDLE_SECONDS,
    ) -> None:
        """Without ``limits`` it keeps Telegram's pace; with a travelling clock it is not at Telegram: no pace."""
        self._database = database
        self._sender = sender
        self._clock = clock
        self._idle_seconds = idle_seconds
        self._lanes = tuple(sorted(lanes))
        if limits is None:
            limits = UNPACED if isinstance(clock, TravelClock) else Limits()
        self._limiter = Limiter(limits, seconds)
        # One process counts by itself; several keep one account, at the machines' own time.
        together = not database.alone and not isinstance(clock, TravelClock)
        self._pace = outbox.Pace(limits.per_second, limits.burst, limits.debt) if together else None
        self._owed = 0
        """Urgent messages sent that the other processes do not know of yet."""
        self._looked_at: datetime | None = None
        """By the clock, which somebody may set back meanwhile."""
        self._wake = asyncio.Event()
        self._claiming = asyncio.Lock()
        self._in_flight: set[asyncio.Task[None]] = set()
        self._under_way: set[int] = set()
        """Their outbox ids: nothing is sent a second time by us while the first is not settled."""
        self._claims: set[asyncio.Task[Look]] = set()
        self._loop: asyncio.Task[None] | None = None
        self._stopping = False

    def kick(self) -> None:
        """Look into the outbox at once: something was committed."""
        self._wake.set()

    async def start(self) -> None:
        """Begin to send, until :meth:`stop`."""
        self._stopping = False
        self._loop = asyncio.create_task(self._run(), name="dispatcher")

    async def stop(self) -> None:
        """Claim nothing more, and settle what is in flight; what takes too long is left to its lease."""
        self._stopping = True
        self._wake.set()
        if self._loop is not None:  # it ends by itself: cancelled, it could drop messages it has just leased
            _, late = await asyncio.wait({self._loop}, timeout=STOP_SECONDS)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
            self._loop = None
        if self._claims:
            await asyncio.wait(self._claims, timeout=STOP_SECONDS)
        if self._in_flight:
            _, late = await asyncio.wait(self._in_flight, timeout=STOP_SECONDS)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def abandon(self) -> None:
        """Drop what is in flight, as a crash would: nothing is settled, leases bring it back."""
        self._stopping = True
        for task in self._in_flight:
            task.cancel()

    async def drain(self) -> int:
        """Send everything that is due now, and what becomes free by that; return how many messages were tried.

        Returns when nothing more can be sent before time passes. Raises :class:`Unavailable`.
        """
        tried = 0
        while True:
            look = await self._pump()
            tried += len(look.messages)
            if self._in_flight:
                await asyncio.wait(self._in_flight, return_when=asyncio.FIRST_COMPLETED)
            elif not look.messages:
                if look.wait is None or not await self._database.run(self._anything_due):
                    return tried
                await asyncio.sleep(look.wait)

    async def next_due(self) -> datetime | None:
        """Return the first moment after now at which more can be sent than now; None if there is none."""
        now = self._clock.now()
        return await self._database.run(lambda tx: self._next_at(tx, now, self._paused(tx, now)))

    async def _run(self) -> None:
        while not self._stopping:
            self._wake.clear()
            pause = self._idle_seconds
            try:
                look = await self._pump()
                pause = 0.0 if look.messages else self._pause(look)
            except Unavailable:
                log.warning("the outbox cannot be reached; trying again")
            except Exception as error:  # whatever it was, people still wait for their messages
                log.error("dispatch stumbled", extra=described(error))
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), pause)

    def _pause(self, look: Look) -> float:
        waits = [self._idle_seconds]
        if look.next_at is not None:
            waits.append(max(0.01, (look.next_at - self._clock.now()).total_seconds()))
        if look.wait is not None:
            waits.append(max(0.005, look.wait))
        return min(waits)

    async def _pump(self) -> Look:
        """Claim and begin to send, as one: cancelled in between, what is leased would be sent by nobody."""
        claiming = asyncio.create_task(self._claim_and_send(), name="claim")
        self._claims.add(claiming)
        claiming.add_done_callback(self._claims.discard)
        return await asyncio.shield(claiming)

    async def _claim_and_send(self) -> Look:
        async with self._claiming:
            if self._stopping:
                return Look([])
            now, allowance, owed = self._clock.now(), self._limiter.allowance(len(self._in_flight)), self._owed
            set_back = self._looked_at is not None and now < self._looked_at - outbox.APART
            if self._looked_at is None or set_back:
                await self._database.run(lambda tx: outbox.set_right(tx, now, pauses=set_back), first=True)
            self._looked_at = now
            look = await self._database.run(lambda tx: self._look(tx, now, allowance, owed), first=True)
            self._owed -= look.paid
            if look.messages:
                reached(Point.CLAIMED)
            for message in look.messages:
                if message.id in self._under_way:  # the clock has jumped over its lease; what is under way settles it
                    continue
                self._under_way.add(message.id)
                self._limiter.spend(message.chat_id)
                if message.lane is Lane.URGENT and self._pace is not None:
                    self._owed += 1
                task = asyncio.create_task(self._deliver(message), name=f"send {message.id}")
                self._in_flight.add(task)
                task.add_done_callback(self._landed)
        return look

    def _look(self, tx: Tx, now: datetime, allowance: Allowance, owed: int) -> Look:
        stirring = outbox.stirring(tx, now).intersection(self._lanes)
        held: float | None = None
        if Lane.URGENT in stirring:
            room = {Lane.URGENT: allowance.room(Lane.URGENT)}
            urgent = outbox.take(tx, [Lane.URGENT], room, now)
            if urgent:  # they go at once; whatever else there is, is for the next look
                return Look(urgent)
            held = allowance.wait_urgent()
        paused = self._paused(tx, now)
        others = [lane for lane in sorted(stirring) if lane is not Lane.URGENT and lane not in paused]
        look = paced(tx, now, others, allowance, self._pace, owed) if others or owed else Look([])
        return look if look.messages else look.found_nothing(self._next_at(tx, now, paused), held)

    def _paused(self, tx: Tx, now: datetime) -> dict[Lane, datetime]:
        return {lane: until for lane, until in meta.paused_until(tx).items() if until > now and lane is not Lane.URGENT}

    def _next_at(self, tx: Tx, now: datetime, paused: dict[Lane, datetime]) -> datetime | None:
        due = outbox.next_due(tx, now, self._lanes)
        return min([*paused.values(), *([due] if due is not None else [])], default=None)

    def _anything_due(self, tx: Tx) -> bool:
        now = self._clock.now()
        paused = self._paused(tx, now)
        lanes = [lane for lane in self._lanes if lane not in paused]
        return outbox.anything_due(tx, lanes, now)

    def _landed(self, task: asyncio.Task[None]) -> None:
        self._in_flight.discard(task)
        self._wake.set()

    async def _deliver(self, message: Outgoing) -> None:
        try:
            await self._send_and_settle(message)
        finally:
            self._under_way.discard(message.id)

    async def _send_and_settle(self, message: Outgoing) -> None:
        reached(Point.SENDING, message.lane.name)
        outcome = await self._send(message)
        reached(Point.SENT, message.lane.name)
        settle = self._settle
        for attempt in range(1, SETTLE_TRIES + 1):
            if attempt > 1:
                await asyncio.sleep(SETTLE_PAUSE_SECONDS)
            try:
                work = partial(settle, message=message, outcome=outcome)
                await self._database.run(work, first=message.lane is Lane.URGENT)
            except Unavailable:
                log.warning("outcome not written down yet", extra={"outbox_id": message.id, "attempt": attempt})
            except Exception as error:  # the dialogue stumbled over a refusal: the refusal itself is still noted
                log.error("turn after a refusal failed", extra={"outbox_id": message.id, **described(error)})
                settle = self._settle_alone
            else:
                reached(Point.SETTLED, message.lane.name)
                return
        log.error("outcome lost: its lease brings the message back, perhaps a second time", extra=_ids(message))

    async def _send(self, message: Outgoing) -> Outcome:
        try:
            async with asyncio.timeout(SEND_SECONDS[message.lane]):
                return await self._sender.send(message)
        except TimeoutError:
            return Maybe("no answer in time")
        except Exception as error:  # a sender must not raise; if it does, nobody's message is lost by it
            log.error("sender stumbled", extra={"outbox_id": message.id, **described(error)})
            return Later("sender stumbled")

    def _settle(self, tx: Tx, message: Outgoing, outcome: Outcome) -> None:
        now = self._clock.now()
        match outcome:
            case Refused():
                log.warning("refused", extra={**_ids(message), "reason": outcome.reason})
                turns.refused_turn(tx, message, outcome, now)
            case Later(after=timedelta() as after):
                outbox.settle(tx, message, outcome, now)
                outbox.flooded(tx, message, after, now)
            case _:
                outbox.settle(tx, message, outcome, now)

    def _settle_alone(self, tx: Tx, message: Outgoing, outcome: Outcome) -> None:
        outbox.settle(tx, message, outcome, self._clock.now())


def _ids(message: Outgoing) -> dict[str, str | int]:
    """Return what a log line may say of ``message``."""
    return {"outbox_id": message.id, "lane": message.lane.name, "key": message.key}
