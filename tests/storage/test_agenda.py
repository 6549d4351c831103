from __future__ import annotations

import asyncio
import threading
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection

from messages.effects import Plan
from storage import agenda
from storage.engine.database import Database
from storage.person import people
from tests.storage.acts import ADA, BEN, START, after, turn


async def test_rows_come_due_earliest_first_and_not_before_their_moment(database: Database) -> None:
    def work(tx: Connection) -> list[str]:
        turn(tx, Plan("t", "third", after(minutes=3)), Plan("t", "first", after(minutes=1)))
        turn(tx, Plan("t", "second", after(minutes=2)), Plan("t", "not yet", after(minutes=9)), chat_id=BEN)
        return [row.key for row in agenda.claim(tx, 10, after(minutes=5))]

    assert await database.run(work) == ["first", "second", "third"]


async def test_planning_again_moves_the_moment(database: Database) -> None:
    def work(tx: Connection) -> tuple[Any, Any]:
        turn(tx, Plan("t", "k", after(minutes=5)))
        turn(tx, Plan("t", "k", after(minutes=50)))
        return agenda.next_due(tx), agenda.claim(tx, 10, after(minutes=10))

    assert await database.run(work) == (after(minutes=50), [])


async def test_a_row_that_failed_rests_longer_each_time_and_stays_due_since_the_same_moment(
    database: Database,
) -> None:
    def work(tx: Connection) -> list[timedelta]:
        turn(tx, Plan("t", "k", START))
        rests, now = [], START
        for _ in range(3):
            (row,) = agenda.claim(tx, 10, now)
            assert row.due_at == START
            agenda.push(tx, row, now)
            rests.append((agenda.next_due(tx) or now) - now)
            now = agenda.next_due(tx) or now
        return rests

    assert await database.run(work) == [timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=3)]


async def test_workers_side_by_side_never_claim_the_same_person(database: Database) -> None:
    if database.dialect == "sqlite":
        pytest.skip("SQLite has one writer: claims cannot overlap")

    def fill(tx: Connection) -> None:
        for chat_id in range(1, 31):
            turn(tx, Plan("t", "k", START), chat_id=chat_id)

    await database.run(fill)
    together = threading.Barrier(3, timeout=20)

    def claim(tx: Connection) -> list[int]:
        rows = [row.chat_id for row in agenda.claim(tx, 10, START)]
        together.wait()  # nobody ends a transaction before everybody has claimed
        return rows

    claims = await asyncio.gather(*(database.run(claim) for _ in range(3)))
    found = [chat_id for each in claims for chat_id in each]
    assert len(found) == len(set(found)) == 30


async def test_a_person_in_the_middle_of_a_turn_is_left_for_the_next_tick(database: Database) -> None:
    if database.dialect == "sqlite":
        pytest.skip("SQLite has one writer: turns cannot overlap")
    await database.run(lambda tx: turn(tx, Plan("t", "k", START)))
    await database.run(lambda tx: turn(tx, Plan("t", "k", START), chat_id=BEN))
    locked, looked = threading.Event(), threading.Event()

    def hold(tx: Connection) -> None:
        people.lock(tx, ADA)
        locked.set()
        looked.wait(20)

    def look(tx: Connection) -> list[int]:
        locked.wait(20)
        rows = [row.chat_id for row in agenda.claim(tx, 10, START)]
        looked.set()
        return rows

    _, rows = await asyncio.gather(database.run(hold), database.run(look))
    assert rows == [BEN]
