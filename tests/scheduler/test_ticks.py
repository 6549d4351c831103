from __future__ import annotations

import asyncio
import gc
import threading
from concurrent.futures import Future
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, select

from messages.dialogue import Turn
from messages.effects import KeepAlert, Plan, Record, Say
from messages.events import Due, Event
from messages.memory import Alert, AlertState, Memory
from messages.triage.vocabulary import Channel, Level
from scheduler import audit, housekeeping, ticks
from scheduler.ticks import Counts
from storage import agenda
from storage.engine.database import Database, Tx
from storage.person.memory import load
from storage.schema import tables
from tests.scheduler.phone import START
from tests.storage.acts import ADA, BEN, KEY, after, claim, counts, put, turn, turning


def speaking(memory: Memory, event: Event, now: datetime) -> Turn:
    """Say something when due; stumble over what is planned as bad."""
    assert isinstance(event, Due)
    if event.key == "bad":
        raise LookupError("my secret pain")
    return Turn(memory.person, (Say(KEY),))


async def test_everything_due_gets_its_turn_once(database: Database) -> None:
    for chat_id in range(1, 51):
        await database.run(turning(Plan("t", "k", START), chat_id=chat_id))

    first = await ticks.tick(database, START, decide=speaking)
    second = await ticks.tick(database, START, decide=speaking)

    assert (first, second) == (Counts(taken=50), Counts())
    assert (await database.run(counts))["outbox"] == 50


async def test_nothing_happens_before_its_moment(database: Database) -> None:
    await database.run(lambda tx: turn(tx, Plan("t", "k", after(minutes=1))))

    assert await ticks.tick(database, START, decide=speaking) == Counts()
    assert await ticks.tick(database, after(minutes=1), decide=speaking) == Counts(taken=1)


async def test_one_broken_row_costs_nobody_else_theirs_and_is_tried_again(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    await database.run(lambda tx: turn(tx, Plan("t", "bad", START), Plan("t", "good", START)))
    await database.run(lambda tx: turn(tx, Plan("t", "good", START), chat_id=BEN))

    assert await ticks.tick(database, START, decide=speaking) == Counts(taken=2, failed=1)
    assert await ticks.tick(database, START, decide=speaking) == Counts()
    assert await ticks.tick(database, after(minutes=1), decide=speaking) == Counts(failed=1)
    memory = await database.run(lambda tx: load(tx, ADA, START))
    assert memory.agenda == {("t", "bad"): START}
    assert "secret" not in caplog.text


async def test_what_a_broken_turn_wrote_before_it_broke_is_undone(database: Database) -> None:
    def half(memory: Memory, event: Event, now: datetime) -> Turn:
        return Turn(memory.person, (Say(KEY), Say("no.such.key")))

    await database.run(lambda tx: turn(tx, Plan("t", "k", START)))
    await ticks.tick(database, START, decide=half)

    assert "outbox" not in await database.run(counts)


async def test_a_turn_that_the_database_refuses_costs_nobody_else_theirs(database: Database) -> None:
    def refused(memory: Memory, event: Event, now: datetime) -> Turn:
        nowhen: Any = None
        wrong = (Record("q", "v", nowhen, "typed"),) if memory.person.chat_id == BEN else ()
        return Turn(memory.person, (*wrong, Say(KEY)))

    for chat_id in (ADA, BEN, BEN + 1):
        await database.run(turning(Plan("t", "k", START), chat_id=chat_id))

    assert await ticks.tick(database, START, decide=refused) == Counts(taken=2, failed=1)
    said = await database.run(lambda tx: tx.execute(select(tables.outbox.c.chat_id)).scalars().all())
    assert sorted(said) == [ADA, BEN + 1]


async def test_of_one_person_each_due_turn_knows_what_the_one_before_decided(database: Database) -> None:
    seen: list[int] = []

    def counting(memory: Memory, event: Event, now: datetime) -> Turn:
        seen.append(memory.person.counter)
        return Turn(memory.person.model_copy(update={"counter": memory.person.counter + 1}), ())

    await database.run(lambda tx: turn(tx, *(Plan("t", f"k{number}", START) for number in range(3))))
    await database.run(lambda tx: turn(tx, Plan("t", "k", START), chat_id=BEN))

    assert await ticks.tick(database, START, decide=counting) == Counts(taken=4)
    assert sorted(seen) == [0, 0, 1, 2]
    assert (await database.run(lambda tx: load(tx, ADA, START))).person.counter == 3


async def test_ticks_side_by_side_take_every_turn_once(database: Database, database_url: str) -> None:
    other = Database(database_url)
    for chat_id in range(1, 61):
        await database.run(turning(Plan("t", "k", START), chat_id=chat_id))

    done = await asyncio.gather(*(ticks.tick(each, START, decide=speaking) for each in (database, other) * 2))
    done.append(await ticks.tick(database, START, decide=speaking))
    other.dispose()

    assert sum(each.taken for each in done) == 60
    assert (await database.run(counts))["outbox"] == 60


async def test_a_turn_and_a_tick_for_the_same_person_never_wait_for_each_other(database: Database) -> None:
    await database.run(lambda tx: turn(tx, Plan("t", "k", START)))

    async def talk() -> None:
        for number in range(20):
            at = START + timedelta(seconds=number)
            await database.run(turning(Plan("t", "k", at), Say(KEY), now=at))

    async def beat() -> None:
        for number in range(20):
            await ticks.tick(database, START + timedelta(seconds=number), decide=speaking)

    async with asyncio.timeout(60):
        await asyncio.gather(talk(), beat(), talk())


async def test_what_is_planned_by_an_older_release_is_forgotten(database: Database) -> None:
    await database.run(lambda tx: turn(tx, Plan("topic-of-long-ago", "k", START)))

    assert (await ticks.tick(database, START)).taken == 1
    assert await database.run(agenda.next_due) is None


async def test_the_audit_says_what_is_wrong_without_names_or_words(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    await database.run(lambda tx: turn(tx, Plan("t", "k", START)))

    assert await audit.tick(database, START) == []
    (trouble,) = await audit.tick(database, after(minutes=11))
    assert (trouble.code, trouble.count) == ("planned-moment-overdue", 1)
    assert [record.levelname for record in caplog.records] == ["ERROR"]


async def test_housekeeping_ends_when_nothing_is_left_to_throw_away(database: Database) -> None:
    await database.run(lambda tx: turn(tx, update_id=5))

    assert await housekeeping.tick(database, after(days=8)) == 1
    assert await housekeeping.tick(database, after(days=8)) == 0


async def test_a_closed_warning_is_kept_for_two_years_and_an_open_one_for_ever(database: Database) -> None:
    def warned(tx: Tx) -> None:
        for name, state in (("closed", AlertState.RESOLVED), ("open", AlertState.OPEN)):
            alert = Alert(
                id=name, level=int(Level.SAME_DAY), channel=Channel.CLIN, state=state, opened_at=START, reasons=()
            )
            turn(tx, KeepAlert(alert))

    def kept(tx: Tx) -> list[str]:
        return sorted(tx.execute(select(tables.alerts.c.id)).scalars())

    await database.run(warned)
    await housekeeping.tick(database, after(days=729))
    assert await database.run(kept) == ["closed", "open"]

    await housekeeping.tick(database, after(days=731))
    assert await database.run(kept) == ["open"]


async def test_a_long_queue_is_worked_off_in_bites(database: Database) -> None:
    await database.run(lambda tx: [put(tx, "x", chat_id=n) for n in range(3)])
    assert len(await database.run(lambda tx: claim(tx, limit=2))) == 2


def test_a_group_has_as_many_rows_as_fit_into_its_time() -> None:
    assert ticks.fitting(5000, 0.02) == 100
    assert ticks.fitting(10000, 0.02) == 200
    assert ticks.fitting(1e9, 0.02) == ticks.MOST
    assert ticks.fitting(1e9, 0.02, ticks.MOST_CLAIMED) == ticks.MOST_CLAIMED
    assert ticks.fitting(0.0, 0.02) == ticks.fitting(100, 0.02) == ticks.fitting(100, -1.0) == ticks.FEWEST


async def test_what_was_claimed_and_does_not_fit_into_the_time_is_left_for_the_next_transaction(
    database: Database,
) -> None:
    for chat_id in range(1, 31):
        await database.run(turning(Plan("t", "k", START), chat_id=chat_id))

    def begin(tx: Tx) -> tuple[Counts, bool]:
        done = ticks.take_together(tx, START, speaking, ticks.Portion(claimed=25, size=10, enough=lambda: True))
        return done.counts, done.all

    assert await database.run(begin) == (Counts(taken=10), False)
    assert (await database.run(counts))["outbox"] == 10
    assert await ticks.tick(database, START, decide=speaking) == Counts(taken=20)
    assert (await database.run(counts))["outbox"] == 30


async def test_among_many_each_broken_turn_is_found_and_nobody_else_misses_theirs(database: Database) -> None:
    broken = {3, 31, 52}
    for chat_id in range(1, 61):
        await database.run(turning(Plan("t", "bad" if chat_id in broken else "good", START), chat_id=chat_id))

    assert await ticks.tick(database, START, decide=speaking) == Counts(taken=57, failed=3)
    said = await database.run(lambda tx: tx.execute(select(tables.outbox.c.chat_id)).scalars().all())
    assert sorted(said) == [chat_id for chat_id in range(1, 61) if chat_id not in broken]
    assert await ticks.tick(database, after(minutes=1), decide=speaking) == Counts(failed=3)


async def test_all_that_is_due_shares_one_transaction_while_nobody_waits(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ticks, "HELD", 60.0)
    for chat_id in range(1, 101):
        await database.run(turning(Plan("t", "k", START), chat_id=chat_id))
    commits: list[Tx] = []
    event.listen(database.engine, "commit", commits.append)

    assert await ticks.tick(database, START, decide=speaking) == Counts(taken=100)
    assert len(commits) == 1


async def test_whoever_waits_for_a_tick_on_sqlite_comes_between_two_groups(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    if database.dialect != "sqlite":
        pytest.skip("PostgreSQL has several transactions at a time")
    monkeypatch.setattr(ticks, "HELD", 60.0)
    loop, waiting = asyncio.get_running_loop(), threading.Event()
    for chat_id in range(1, 101):
        await database.run(turning(Plan("t", "k", START), chat_id=chat_id))

    async def look() -> dict[str, int]:
        found = asyncio.ensure_future(database.run(counts))
        await asyncio.sleep(0)
        waiting.set()
        return await found

    asked: list[Future[dict[str, int]]] = []

    def busy(memory: Memory, event: Event, now: datetime) -> Turn:
        if not asked:
            asked.append(asyncio.run_coroutine_threadsafe(look(), loop))
            assert waiting.wait(10)
        return speaking(memory, event, now)

    assert await ticks.tick(database, START, decide=busy) == Counts(taken=100)
    assert (await asyncio.wrap_future(asked[0]))["outbox"] == ticks.FEWEST


async def test_python_looks_for_cycles_between_the_transactions_of_a_tick_and_never_stops_to(
    database: Database,
) -> None:
    looking: list[bool] = []

    def watching(memory: Memory, event: Event, now: datetime) -> Turn:
        looking.append(gc.isenabled())
        return speaking(memory, event, now)

    await database.run(lambda tx: turn(tx, Plan("t", "bad", START), Plan("t", "good", START)))

    assert await ticks.tick(database, START, decide=watching) == Counts(taken=1, failed=1)
    assert not any(looking)
    assert gc.isenabled()
