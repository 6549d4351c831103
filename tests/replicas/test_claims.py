"""On PostgreSQL two claimers never hold the same message, in whatever order their transactions begin and end."""

from __future__ import annotations

import random
import threading
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from functools import partial

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test
from sqlalchemy import Connection, RootTransaction, func, or_, select, text

from messages.effects import Lane
from storage import outbox
from storage.engine.database import Database
from storage.outbox.claiming import LEASE, URGENT_LEASE
from storage.outgoing import Delivered, Later, Maybe, Outcome, Outgoing, Refused
from storage.schema.tables import outbox as table
from tests.databases import TEMPLATE, Postgres
from tests.storage.acts import START, put

CLAIMERS = st.integers(0, 2)
CHATS = st.sampled_from([1, 2])
LANES = st.sampled_from(list(Lane))
OUTCOMES = st.sampled_from([Delivered(1), Later("network"), Maybe("silence")])


@pytest.fixture
def database(postgres: Postgres) -> Iterator[Database]:
    name = postgres.create(template=TEMPLATE)
    opened = Database(postgres.url(name))
    yield opened
    opened.dispose()
    postgres.drop(name)


class Claimers(RuleBasedStateMachine):
    """Processes whose transactions overlap; a claim counts when it is committed, and then the message is sent."""

    def __init__(self, database: Database) -> None:
        super().__init__()
        self.database = database
        self.now = START
        self.open: dict[int, tuple[Connection, RootTransaction, list[Outgoing], datetime]] = {}
        """By claimer: the transaction that has not ended, what it claimed, and when."""
        self.held: dict[int, tuple[Outgoing, datetime]] = {}
        """By row: the last lease that was committed and not settled, and when it runs out."""
        self.sent: Counter[int] = Counter()
        """How often each row was handed over and may have arrived."""
        self.put: set[int] = set()
        database.run_sync(lambda tx: tx.execute(text("TRUNCATE outbox RESTART IDENTITY")))

    def teardown(self) -> None:
        for connection, transaction, _, _ in self.open.values():
            transaction.rollback()
            connection.close()

    @rule(chat_id=CHATS, lane=LANES)
    def somebody_is_told_something(self, chat_id: int, lane: Lane) -> None:
        self.put.add(self.database.run_sync(lambda tx: put(tx, "words", chat_id=chat_id, lane=lane, now=self.now)))

    @rule(who=CLAIMERS, limit=st.integers(1, 3), lanes=st.sets(LANES, min_size=1))
    def one_claims_and_has_not_committed(self, who: int, limit: int, lanes: set[Lane]) -> None:
        if who in self.open:
            return
        connection = self.database.engine.connect()
        connection.execute(text("SET lock_timeout = '1s'"))
        connection.commit()
        transaction = connection.begin()
        others = {message.id for _, _, messages, _ in self.open.values() for message in messages}
        self.open[who] = (connection, transaction, [], self.now)
        claimed = outbox.claim(connection, lanes, limit, self.now)
        self.open[who][2].extend(claimed)
        for message in claimed:
            assert message.id not in others, "two hold it"
            _, until = self.held.get(message.id, (message, self.now))
            assert until <= self.now, "somebody still sends it"
            earlier = or_(table.c.lane < message.lane, (table.c.lane == message.lane) & (table.c.id < message.id))
            before = select(func.count()).where(table.c.state == "waiting", table.c.chat_id == message.chat_id, earlier)
            assert connection.execute(before).scalar_one() == 0, "something had to be said before"

    @precondition(lambda self: self.open)
    @rule(data=st.data(), commits=st.sampled_from([True, True, True, False]))
    def one_transaction_ends(self, data: st.DataObject, commits: bool) -> None:
        connection, transaction, claimed, at = self.open.pop(data.draw(st.sampled_from(sorted(self.open))))
        if commits:
            transaction.commit()
        else:
            transaction.rollback()
        connection.close()
        for message in claimed if commits else ():
            assert not (message.lane is Lane.NUDGE and self.sent[message.id]), (
                "a nudge that may have arrived comes again"
            )
            self.sent[message.id] += 1
            lease = URGENT_LEASE if message.lane is Lane.URGENT else LEASE
            self.held[message.id] = (message, at + lease)

    @precondition(lambda self: self.held and not self.open)
    @rule(data=st.data(), outcome=OUTCOMES)
    def one_hears_what_became_of_it(self, data: st.DataObject, outcome: Outcome) -> None:
        message, _ = self.held.pop(data.draw(st.sampled_from(sorted(self.held))))
        self.database.run_sync(lambda tx: outbox.settle(tx, message, outcome, self.now))
        if isinstance(outcome, Later):
            self.sent[message.id] -= 1

    @rule(seconds=st.sampled_from([1, 9, 11, 61]))
    def time_passes(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @precondition(lambda self: not self.open)
    @rule()
    def in_the_end_everything_has_gone_out(self) -> None:
        self.now += timedelta(minutes=10)
        self.held.clear()
        while claimed := self.database.run_sync(lambda tx: outbox.claim(tx, list(Lane), 3, self.now)):
            for message in claimed:
                assert not (message.lane is Lane.NUDGE and self.sent[message.id]), "a nudge comes again"
                self.sent[message.id] += 1
                self.database.run_sync(partial(outbox.settle, message=message, outcome=Delivered(1), now=self.now))
        assert {number for number, times in self.sent.items() if times > 0} == self.put
        states = self.database.run_sync(lambda tx: tx.execute(select(table.c.lane, table.c.state)).all())
        assert all(state == "sent" or (state == "maybe" and lane == Lane.NUDGE) for lane, state in states)


@pytest.mark.timeout(300)
def test_no_order_of_overlapping_claims_gives_a_message_to_two_or_a_nudge_twice(database: Database) -> None:
    how = settings(max_examples=60, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(lambda: Claimers(database), settings=how)  # type: ignore[arg-type]


@pytest.mark.timeout(300)
def test_four_at_once_hold_each_message_one_at_a_time_and_keep_every_chats_order(database: Database) -> None:
    chance, guard = random.Random(3), threading.Lock()
    holders: set[int] = set()
    heard: dict[tuple[int, Lane], list[int]] = defaultdict(list)

    def fill(tx: Connection) -> int:
        for number in range(240):
            put(tx, "words", chat_id=number % 12 + 1, lane=chance.choice(list(Lane)))
        return 240

    def claimer(seed: int) -> int:
        mine, sent, idle = random.Random(seed), 0, 0
        while idle < 20:
            claimed = database.run_sync(lambda tx: outbox.claim(tx, list(Lane), mine.randint(1, 6), START))
            idle = 0 if claimed else idle + 1
            with guard:
                assert not holders & {each.id for each in claimed}, "two hold it"
                holders.update(each.id for each in claimed)
            for message in claimed:
                with guard:
                    heard[message.chat_id, message.lane].append(message.id)
                    holders.remove(message.id)
                database.run_sync(partial(outbox.settle, message=message, outcome=Delivered(1), now=START))
                sent += 1
        return sent

    total = database.run_sync(fill)
    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(claimer, range(4))) == total
    assert all(numbers == sorted(set(numbers)) for numbers in heard.values())


# What the law above finds by chance stands here by name: each of these fails when one guard is taken away.


@contextmanager
def open_transaction(database: Database) -> Iterator[Connection]:
    """One more process, in the middle of a transaction that commits at the end; it waits for nobody's rows."""
    with database.engine.connect() as connection, connection.begin():
        connection.execute(text("SET LOCAL lock_timeout = '2s'"))
        yield connection


def claimed(tx: Connection, *lanes: Lane, now: datetime = START, limit: int = 10) -> list[str]:
    return [message.text for message in outbox.claim(tx, lanes or list(Lane), limit, now)]


def said(database: Database, *messages: tuple[str, int, Lane], **more: str) -> None:
    database.run_sync(lambda tx: [put(tx, words, chat_id=chat, lane=lane, **more) for words, chat, lane in messages])


@pytest.mark.parametrize("lane", Lane)
def test_what_another_is_claiming_is_passed_over_without_waiting(database: Database, lane: Lane) -> None:
    said(database, ("a", 1, lane), ("b", 2, lane))

    with open_transaction(database) as first:
        assert claimed(first, limit=1) == ["a"]
        with open_transaction(database) as second:
            assert claimed(second) == ["b"]
        assert claimed(first) == []


@pytest.mark.parametrize("lane", Lane)
def test_what_another_has_claimed_is_its_own_until_the_lease_is_over(database: Database, lane: Lane) -> None:
    said(database, ("a", 1, lane))
    lease = URGENT_LEASE if lane is Lane.URGENT else LEASE
    with open_transaction(database) as first:
        assert claimed(first) == ["a"]

    with open_transaction(database) as second:
        assert claimed(second) == []
        assert claimed(second, now=START + lease - timedelta(seconds=1)) == []
        again = claimed(second, now=START + lease)
    assert again == ([] if lane is Lane.NUDGE else ["a"]), "a nudge that may have arrived does not come again"


@pytest.mark.parametrize("lane", Lane)
@pytest.mark.parametrize("committed", [False, True])
def test_the_next_of_a_chat_waits_while_another_holds_the_one_before(
    database: Database, lane: Lane, committed: bool
) -> None:
    said(database, ("a", 1, lane), ("b", 1, lane))

    with ExitStack() as stack:
        first = stack.enter_context(open_transaction(database))
        assert claimed(first, limit=1) == ["a"]
        if committed:
            stack.close()
        with open_transaction(database) as second:
            assert claimed(second) == []


@pytest.mark.parametrize("lane", [Lane.REPLY, Lane.NUDGE])
def test_nothing_goes_to_a_chat_while_another_holds_a_warning_for_it(database: Database, lane: Lane) -> None:
    said(database, ("question", 1, lane), ("warning", 1, Lane.URGENT))

    with open_transaction(database) as first:
        assert claimed(first, Lane.URGENT) == ["warning"]
        with open_transaction(database) as second:
            assert claimed(second) == []
    with open_transaction(database) as third:
        assert claimed(third, lane) == []


def test_a_newer_text_of_a_slot_waits_for_the_one_under_way_although_its_lane_is_faster(database: Database) -> None:
    said(database, ("prompt", 1, Lane.NUDGE), slot="checkin:1")
    with open_transaction(database) as first:
        assert claimed(first) == ["prompt"]
    said(database, ("next question", 1, Lane.REPLY), slot="checkin:1")

    with open_transaction(database) as second:
        assert claimed(second) == []


def test_a_warning_waits_for_no_slot(database: Database) -> None:
    said(database, ("prompt", 1, Lane.NUDGE), slot="checkin:1")
    with open_transaction(database) as first:
        assert claimed(first) == ["prompt"]
    said(database, ("warning", 1, Lane.URGENT), slot="checkin:1")

    with open_transaction(database) as second:
        assert claimed(second) == ["warning"]


def test_a_nudge_whose_end_is_being_written_down_is_not_put_aside_by_another(database: Database) -> None:
    said(database, ("a", 1, Lane.NUDGE))
    (message,) = database.run_sync(lambda tx: outbox.claim(tx, list(Lane), 1, START))
    later = START + LEASE

    with open_transaction(database) as first:
        outbox.settle(first, message, Delivered(5), later)
        with open_transaction(database) as second:
            assert claimed(second, now=later) == []

    assert database.run_sync(lambda tx: tx.execute(select(table.c.state)).scalar_one()) == "sent"


@pytest.mark.parametrize("outcome", [Later("network"), Maybe("silence"), Refused("malformed"), Refused("gone")])
def test_who_lost_its_lease_changes_nothing_for_who_holds_it_now(database: Database, outcome: Outcome) -> None:
    said(database, ("a", 1, Lane.REPLY))
    (slow,) = database.run_sync(lambda tx: outbox.claim(tx, list(Lane), 1, START))
    later = START + LEASE
    (fast,) = database.run_sync(lambda tx: outbox.claim(tx, list(Lane), 1, later))

    database.run_sync(lambda tx: outbox.settle(tx, slow, outcome, later))

    assert database.run_sync(lambda tx: claimed(tx, now=later + timedelta(seconds=30))) == []
    database.run_sync(lambda tx: outbox.settle(tx, fast, Delivered(5), later))
    assert database.run_sync(lambda tx: tx.execute(select(table.c.state)).scalar_one()) == "sent"


def test_what_is_over_is_claimed_by_nobody(database: Database) -> None:
    said(database, ("a", 1, Lane.REPLY))
    database.run_sync(lambda tx: put(tx, "late", chat_id=2, lane=Lane.NUDGE, expires_at=START))
    (message,) = database.run_sync(lambda tx: outbox.claim(tx, list(Lane), 1, START))
    database.run_sync(lambda tx: outbox.settle(tx, message, Delivered(5), START))

    assert database.run_sync(lambda tx: claimed(tx, now=START + timedelta(hours=1))) == []


def test_nobody_claims_before_the_moment(database: Database) -> None:
    said(database, ("now", 1, Lane.REPLY))
    database.run_sync(lambda tx: put(tx, "later", chat_id=2, now=START + timedelta(seconds=1)))

    assert database.run_sync(claimed) == ["now"]
    assert database.run_sync(lambda tx: claimed(tx, now=START + timedelta(seconds=1))) == ["later"]


def test_a_chat_that_had_its_share_gets_only_what_is_urgent(database: Database) -> None:
    said(database, ("answer", 1, Lane.REPLY), ("warning", 2, Lane.URGENT), ("answer", 2, Lane.REPLY))

    def work(tx: Connection) -> list[tuple[int, str]]:
        return [(each.chat_id, each.text) for each in outbox.claim(tx, list(Lane), 9, START, resting=[1, 2])]

    assert database.run_sync(work) == [(2, "warning")]
