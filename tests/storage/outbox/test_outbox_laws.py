"""Whatever happens in whatever order, no message is lost, none is reordered, and none is sent without need."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from sqlalchemy import Connection, select

from messages.effects import Lane
from storage import outbox
from storage.engine.database import Database
from storage.outbox.claiming import LEASE, URGENT_LEASE
from storage.outgoing import Delivered, Later, Maybe, Outcome, Outgoing, Refused
from storage.schema import migrate
from storage.schema.tables import outbox as table
from tests.storage.acts import START, put

CHATS = st.sampled_from([1, 2, 3])
LANES = st.sampled_from(list(Lane))
OUTCOMES = st.one_of(
    st.just(Delivered(1)),
    st.just(Delivered(1)),
    st.just(Later("network")),
    st.builds(Later, st.just("flood"), st.integers(1, 30).map(lambda s: timedelta(seconds=s))),
    st.just(Maybe("silence")),
    st.just(Refused("blocked")),
)


class Outbox(RuleBasedStateMachine):
    """Workers that claim, crash and settle against one outbox, and a model that only counts."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.database = Database(f"sqlite:///{Path(self.folder.name) / 'laws.db'}")
        migrate.upgrade(self.database)
        self.now = START
        self.queued: dict[int, tuple[int, Lane]] = {}
        self.open: set[int] = set()
        self.flying: dict[int, list[Outgoing]] = defaultdict(list)
        self.attempts: dict[int, int] = defaultdict(int)
        self.leases: dict[int, datetime] = {}

    def teardown(self) -> None:
        self.database.dispose()
        self.folder.cleanup()

    @rule(chat_id=CHATS, lane=LANES)
    def somebody_is_told_something(self, chat_id: int, lane: Lane) -> None:
        number = self.database.run_sync(lambda tx: put(tx, "words", chat_id=chat_id, lane=lane, now=self.now))
        self.queued[number] = (chat_id, lane)
        self.open.add(number)

    @rule(worker=st.integers(0, 2), limit=st.integers(1, 4), lanes=st.sets(LANES, min_size=1))
    def a_worker_claims(self, worker: int, limit: int, lanes: set[Lane]) -> None:
        self.leases_run_out()
        claimed = self.database.run_sync(lambda tx: outbox.claim(tx, lanes, limit, self.now))
        for message in claimed:
            self.leases[message.id] = self.now + (URGENT_LEASE if message.lane is Lane.URGENT else LEASE)
            assert message.id in self.open, "settled, and yet claimed again"
            assert message.lane in lanes
            chat_id, lane = self.queued[message.id]
            for other in self.open - {message.id}:
                same_chat = self.queued[other][0] == chat_id
                before = self.queued[other][1] < lane or (self.queued[other][1] == lane and other < message.id)
                assert not (same_chat and before), "something had to be said before"
            self.attempts[message.id] += 1
            assert message.attempts == self.attempts[message.id]
        self.flying[worker].extend(claimed)

    def leases_run_out(self) -> None:
        """Somebody looks: a nudge that was leased, and of which nobody said what became, may have arrived."""
        for number in [each for each, until in self.leases.items() if until <= self.now]:
            del self.leases[number]
            if self.queued[number][1] is Lane.NUDGE:
                self.open.discard(number)

    @precondition(lambda self: any(self.flying.values()))
    @rule(data=st.data(), outcome=OUTCOMES)
    def a_worker_hears_what_became_of_it(self, data: st.DataObject, outcome: Outcome) -> None:
        worker = data.draw(st.sampled_from([each for each, held in self.flying.items() if held]))
        message = self.flying[worker].pop(0)
        self.database.run_sync(lambda tx: outbox.settle(tx, message, outcome, self.now))
        current = message.attempts == self.attempts[message.id]  # nobody has claimed it anew meanwhile
        if current:
            self.leases.pop(message.id, None)
        match outcome:
            case Delivered():
                self.open.discard(message.id)
            case Refused() if current:
                self.open.discard(message.id)
            case Maybe() if current and message.lane is Lane.NUDGE:
                self.open.discard(message.id)
            case _:
                pass

    @rule(worker=st.integers(0, 2))
    def a_worker_dies(self, worker: int) -> None:
        self.flying[worker].clear()

    @rule(seconds=st.integers(1, 90))
    def time_passes(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @invariant()
    def nothing_is_lost(self) -> None:
        assert self.database.run_sync(self._waiting) == self.open

    @rule()
    def in_the_end_everything_arrives_in_its_order(self) -> None:
        for held in self.flying.values():
            held.clear()
        self.now += timedelta(minutes=10)
        self.leases_run_out()
        told: dict[tuple[int, Lane], list[int]] = defaultdict(list)
        for _ in range(len(self.open) + 1):
            claimed = self.database.run_sync(lambda tx: outbox.claim(tx, list(Lane), 2, self.now))
            for message in claimed:
                self.attempts[message.id] += 1
                told[self.queued[message.id]].append(message.id)
                self.database.run_sync(partial(outbox.settle, message=message, outcome=Delivered(1), now=self.now))
                self.open.discard(message.id)
        assert self.open == set()
        assert all(numbers == sorted(numbers) for numbers in told.values())

    @staticmethod
    def _waiting(tx: Connection) -> set[int]:
        return set(tx.execute(select(table.c.id).where(table.c.state == "waiting")).scalars())


Outbox.TestCase.settings = settings(
    max_examples=20, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)
test_no_order_of_puts_claims_crashes_and_ends_loses_or_reorders_a_message = Outbox.TestCase
