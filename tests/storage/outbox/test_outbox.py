from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from psycopg import RawCursor
from sqlalchemy import Connection, event, select

from messages.effects import Lane, Say, Withdraw
from storage import outbox
from storage.engine.database import Database
from storage.outgoing import Later, Maybe, Outcome, Outgoing, Refused
from storage.schema import tables
from tests.storage.acts import ADA, BEN, KEY, START, after, claim, deliver, put, texts, turn

BUTTONS = {"rows": [[{"text": "Go", "data": "1|ci|||"}]]}


def settle(tx: Connection, message: Outgoing, outcome: Outcome, **passed: float) -> None:
    outbox.settle(tx, message, outcome, after(**passed))


def stored(tx: Connection) -> list[Any]:
    return list(tx.execute(select(tables.outbox).order_by(tables.outbox.c.id)))


async def test_the_most_urgent_goes_first_and_each_lane_keeps_its_order(database: Database) -> None:
    def work(tx: Connection) -> list[str]:
        for lane in (Lane.NUDGE, Lane.REPLY, Lane.URGENT):
            put(tx, f"{lane.name} 1", lane=lane)
            put(tx, f"{lane.name} 2", lane=lane)
        return texts(deliver(tx))

    told = await database.run(work)
    assert told == ["URGENT 1", "URGENT 2", "REPLY 1", "REPLY 2", "NUDGE 1", "NUDGE 2"]


async def test_nobody_is_asked_the_next_question_before_they_were_warned(database: Database) -> None:
    def work(tx: Connection) -> tuple[list[str], list[str]]:
        put(tx, "question")
        put(tx, "warning", lane=Lane.URGENT)
        put(tx, "somebody else's", chat_id=BEN)
        first = claim(tx)
        settle(tx, first[0], Later("no connection"))
        return texts(first), texts(claim(tx))

    first, second = await database.run(work)
    assert first == ["warning", "somebody else's"]
    assert second == []  # the warning rests, and the question waits for it


async def test_one_slow_chat_holds_up_nobody_else(database: Database) -> None:
    def work(tx: Connection) -> list[str]:
        put(tx, "ada 1")
        (message,) = claim(tx)
        settle(tx, message, Later("flood", timedelta(minutes=5)))
        put(tx, "ada 2")
        put(tx, "ben 1", chat_id=BEN)
        return texts(claim(tx))

    assert await database.run(work) == ["ben 1"]


@pytest.mark.parametrize(("lane", "seconds"), [(Lane.URGENT, 10), (Lane.REPLY, 60)])
async def test_a_worker_that_dies_leaves_its_messages_until_the_lease_runs_out(
    database: Database, lane: Lane, seconds: int
) -> None:
    def work(tx: Connection) -> tuple[list[Outgoing], list[Outgoing], list[Outgoing]]:
        put(tx, "hello", lane=lane)
        return claim(tx), claim(tx, after(seconds=seconds - 1)), claim(tx, after(seconds=seconds))

    first, too_early, again = await database.run(work)
    assert len(first) == 1
    assert too_early == []
    assert (again[0].id, again[0].attempts) == (first[0].id, 2)


async def test_a_nudge_whose_worker_died_is_not_sent_again_for_it_may_have_arrived(database: Database) -> None:
    def work(tx: Connection) -> tuple[list[str], list[Outgoing], str]:
        put(tx, "stretch", lane=Lane.NUDGE)
        first, again = claim(tx), claim(tx, after(seconds=60))
        return texts(first), again, stored(tx)[0].state

    assert await database.run(work) == (["stretch"], [], "maybe")


async def test_a_change_to_a_nudge_is_made_again_when_its_worker_died(database: Database) -> None:
    def work(tx: Connection) -> list[tuple[str, int | None]]:
        turn(tx)
        put(tx, "stretch", lane=Lane.NUDGE, slot="s")
        deliver(tx, first_id=70)
        put(tx, "stretched", lane=Lane.NUDGE, slot="s")
        claim(tx)
        return [(each.text, each.message_id) for each in claim(tx, after(seconds=60))]

    assert await database.run(work) == [("stretched", 70)]


async def test_what_a_killed_process_had_leased_is_free_at_the_next_start_but_for_nudges(database: Database) -> None:
    def work(tx: Connection) -> list[str]:
        for number, lane in enumerate(Lane):
            put(tx, lane.name, lane=lane, chat_id=number + 1)
        claim(tx)
        outbox.free_leases(tx)
        return texts(claim(tx))

    assert await database.run(work) == ["URGENT", "REPLY"]


async def test_a_message_this_release_cannot_read_costs_nobody_else_theirs(database: Database) -> None:
    def work(tx: Connection) -> list[str]:
        put(tx, "of a newer release")
        tx.execute(tables.outbox.update().values(kind="hologram"))
        put(tx, "hello", chat_id=BEN)
        return [*texts(claim(tx)), *texts(claim(tx, after(minutes=2)))]

    assert await database.run(work) == ["hello", "hello"]


async def test_a_late_word_of_a_worker_whose_lease_ran_out_changes_nothing(database: Database) -> None:
    def work(tx: Connection) -> list[Outgoing]:
        put(tx, "hello")
        (slow,) = claim(tx)
        claim(tx, after(seconds=61))
        settle(tx, slow, Later("no connection"), seconds=62)
        settle(tx, slow, Refused("blocked"), seconds=62)
        return claim(tx, after(seconds=70))

    assert await database.run(work) == []
    assert [row.state for row in await database.run(stored)] == ["waiting"]


async def test_what_was_delivered_keeps_ids_and_loses_its_words(database: Database) -> None:
    def work(tx: Connection) -> Any:
        turn(tx, Say(KEY))
        deliver(tx)
        return stored(tx)[0]

    row = await database.run(work)
    assert (row.state, row.key, row.message_id, row.body, row.settled_at) == ("sent", KEY, 500, {}, START)


@pytest.mark.parametrize(("lane", "again"), [(Lane.URGENT, True), (Lane.REPLY, True), (Lane.NUDGE, False)])
async def test_only_a_nudge_that_may_have_arrived_is_not_repeated(database: Database, lane: Lane, again: bool) -> None:
    def work(tx: Connection) -> list[Outgoing]:
        put(tx, "hello", lane=lane)
        (message,) = claim(tx)
        settle(tx, message, Maybe("silence"))
        return claim(tx, after(minutes=5))

    assert bool(await database.run(work)) is again


async def test_rests_grow_and_an_urgent_message_never_rests_long(database: Database) -> None:
    def rests(tx: Connection, lane: Lane) -> list[float]:
        number = put(tx, "hello", lane=lane, chat_id=int(lane) + 1)
        now, found = START, []
        for _ in range(9):
            (message,) = outbox.claim(tx, [lane], 1, now)
            outbox.settle(tx, message, Later("no connection"), now)
            due = tx.execute(select(tables.outbox.c.due_at).where(tables.outbox.c.id == number)).scalar_one()
            found.append((due - now).total_seconds())
            now = due
        return found

    assert await database.run(lambda tx: rests(tx, Lane.REPLY)) == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert await database.run(lambda tx: rests(tx, Lane.URGENT)) == [1, 2, 4, 8, 8, 8, 8, 8, 8]


async def test_what_is_too_late_is_not_sent_and_holds_up_nothing(database: Database) -> None:
    def work(tx: Connection) -> tuple[list[str], list[Any]]:
        turn(tx, Say(KEY, expires_after=timedelta(hours=1), topic="nudge:water"))
        put(tx, "later")
        return texts(claim(tx, after(hours=1))), stored(tx)

    told, rows = await database.run(work)
    assert told == ["later"]
    assert (rows[0].state, rows[0].body) == ("expired", {})


async def test_a_topic_is_withdrawn_and_what_is_in_flight_is_not_sent_twice(database: Database) -> None:
    def work(tx: Connection) -> list[str]:
        turn(tx)
        put(tx, "in flight", topic="water")
        (flying,) = claim(tx)
        put(tx, "waiting", topic="water")
        put(tx, "of another topic", topic="sleep")
        put(tx, "of somebody else", topic="water", chat_id=BEN)
        turn(tx, Withdraw("water"))
        settle(tx, flying, Later("no connection"))
        return texts(deliver(tx, after(minutes=5)))

    assert await database.run(work) == ["of another topic", "of somebody else"]


async def test_the_next_moment_is_when_something_gets_free(database: Database) -> None:
    def work(tx: Connection) -> list[Any]:
        found: list[Any] = [outbox.next_due(tx, START)]
        put(tx, "hello")
        (message,) = claim(tx)
        found.append(outbox.next_due(tx, START))
        settle(tx, message, Later("flood", timedelta(seconds=7)))
        found.append(outbox.next_due(tx, START))
        found.append(outbox.next_due(tx, START, [Lane.URGENT]))
        return found

    assert await database.run(work) == [None, after(seconds=60), after(seconds=7), None]


async def test_resting_chats_get_only_what_is_urgent(database: Database) -> None:
    def work(tx: Connection) -> list[str]:
        put(tx, "urgent", lane=Lane.URGENT)
        put(tx, "ben", chat_id=BEN)
        put(tx, "eve", chat_id=3)
        return texts(outbox.claim(tx, list(Lane), 10, START, resting=[ADA, BEN]))

    assert await database.run(work) == ["urgent", "eve"]


async def test_claiming_looks_at_what_is_due_and_never_reads_through_the_whole_outbox(database: Database) -> None:
    def fill(tx: Connection) -> None:
        row = {"lane": 2, "kind": "text", "key": "", "topic": "", "slot": "", "attempts": 0, "created_at": START}
        row |= {"farewell": False, "failure": "", "settled_at": None}
        waiting = [row | {"chat_id": n, "due_at": after(seconds=n), "state": "waiting"} for n in range(5_000)]
        sent = [row | {"chat_id": n, "due_at": START, "state": "sent"} for n in range(15_000)]
        tx.execute(tables.outbox.insert(), [each | {"body": {"text": "x"}} for each in (*sent, *waiting)])

    seen: list[tuple[str, Any]] = []

    def watch(connection: Connection, cursor: object, statement: str, parameters: Any, *rest: object) -> None:
        seen.append((statement, parameters))

    await database.run(fill)
    await database.run(lambda tx: tx.exec_driver_sql("ANALYZE"))
    event.listen(database.engine, "before_cursor_execute", watch)
    claimed = await database.run(lambda tx: claim(tx, after(days=1), limit=20))
    event.remove(database.engine, "before_cursor_execute", watch)

    def plans(tx: Connection) -> list[str]:
        explain = "EXPLAIN QUERY PLAN" if database.dialect == "sqlite" else "EXPLAIN"
        queries = [each for each in seen if "outbox" in each[0]]
        return [str(row) for query, values in queries for row in told_by(tx, f"{explain} {query}", values)]

    def told_by(tx: Connection, query: str, values: Any) -> Any:
        if not isinstance(values, list):
            return tx.exec_driver_sql(query, values)
        raw: Any = tx.connection.dbapi_connection  # in the driver's own words
        return (raw if database.dialect == "sqlite" else RawCursor(raw)).execute(query, values).fetchall()

    told = await database.run(plans)
    assert [each.chat_id for each in claimed] == list(range(20))
    assert len(told) > 5
    assert not [step for step in told if "Seq Scan on outbox" in step or step.find("SCAN o") >= 0]
