from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.exc import IntegrityError

from messages.dialogue import Turn
from messages.effects import (
    Effect,
    Export,
    Forget,
    KeepAlert,
    KeepCheckIn,
    KeepNudge,
    Learn,
    Plan,
    Record,
    Say,
    Strip,
    Unplan,
    Withdraw,
)
from messages.events import Due, Event
from messages.memory import Alert, AlertState, CheckIn, Memory, NudgeRecord
from messages.triage.vocabulary import Answer, Channel, Fact, Level, Measure, MeasureKind, Origin
from storage import agenda
from storage.agenda import PART, DueRow
from storage.batch import recall
from storage.batch.due import take_due
from storage.engine.database import Database
from storage.engine.many.rows import ask_in_groups
from storage.engine.statements import ask_all, put, put_in_place
from storage.person import memory, remembered
from storage.schema import tables
from storage.turn.turns import take_turn
from tests.storage.acts import ADA, BEN, KEY, START, after, turn

EVE = 1003
EVERYBODY = (ADA, BEN, EVE)
QUICK = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
NUMBERED = re.compile(r'"id\\*": \d+')
"""Where somebody's own data tell the number of a row."""
AWKWARD = 'a "quoted" \\ word, {braces}, NULL and a ’ from é\n'


def alert(name: str, at: datetime) -> Alert:
    return Alert(
        id=name, level=int(Level.SAME_DAY), channel=Channel.CLIN, state=AlertState.OPEN, opened_at=at, reasons=()
    )


def fact(words: str, at: datetime) -> Fact:
    return Fact("numb_saddle", Answer.YES, at, Origin.TEXT, words, "", False)


EFFECTS: st.SearchStrategy[Effect] = st.one_of(
    st.builds(Plan, st.sampled_from("tu"), st.sampled_from(["k", AWKWARD]), st.sampled_from([START, after(days=2)])),
    st.builds(Unplan, st.sampled_from("tu"), st.sampled_from([None, "k"])),
    st.builds(Say, st.just(KEY), slot=st.sampled_from(["", "s"]), topic=st.sampled_from(["", "t"])),
    st.builds(Withdraw, st.just("t")),
    st.builds(Strip, st.just("s")),
    st.builds(
        Record,
        st.sampled_from(["note", "pain"]),
        st.sampled_from(["7", AWKWARD]),
        st.just(START.date()),
        st.just("typed"),
    ),
    st.builds(lambda words: Learn((fact(words, START),), ()), st.sampled_from(["numb", AWKWARD])),
    st.builds(lambda value: Learn((), (Measure(MeasureKind.WEIGHT_KG, value, START, Origin.TEXT),)), st.just(80.5)),
    st.builds(lambda name: KeepAlert(alert(name, START)), st.sampled_from("ab")),
    st.builds(
        lambda run: KeepNudge(NudgeRecord(run=run, kind="sleep", item="i", day=START.date(), sent_at=START)),
        st.sampled_from("12"),
    ),
    st.builds(lambda days: KeepCheckIn(CheckIn(run="r", day=(START - timedelta(days=days)).date())), st.integers(0, 2)),
)


def everything(tx: Connection) -> dict[str, list[tuple[Any, ...]]]:
    """Return all rows of all tables, without the numbers of rows."""
    found = {}
    for table in tables.metadata.sorted_tables:
        rows = tx.execute(select(*(each for each in table.c if each.name != "id" or table.name == "alerts")))
        found[table.name] = sorted(tuple(NUMBERED.sub("", str(each)) for each in row) for row in rows)
    return found


def clear(tx: Connection) -> None:
    for table in reversed(tables.metadata.sorted_tables):
        tx.execute(delete(table))


@QUICK
@given(
    st.lists(st.tuples(st.sampled_from(EVERYBODY), st.lists(EFFECTS, max_size=5)), min_size=1, max_size=6),
    st.sampled_from([1, 2, 6]),
)
async def test_what_is_taken_together_leaves_what_one_by_one_leaves(
    database: Database, decided: list[tuple[int, list[Effect]]], size: int
) -> None:
    rows = [(chat_id, f"due {number}") for number, (chat_id, _) in enumerate(decided)]

    def decide(memory: Memory, event: Event, now: datetime) -> Turn:
        assert isinstance(event, Due)
        number = int(event.key.split()[1])
        person = memory.person.model_copy(update={"counter": memory.person.counter + number})
        return Turn(person, tuple(decided[number][1]))

    def prepare(tx: Connection) -> list[DueRow]:
        clear(tx)
        for chat_id in EVERYBODY:
            turn(tx, *(Plan("t", key, START) for whose, key in rows if whose == chat_id), chat_id=chat_id)
        return agenda.claim(tx, 100, START)

    def together(tx: Connection) -> dict[str, Any]:
        take_due(tx, prepare(tx), after(minutes=1), decide=decide, size=size)
        return everything(tx)

    def one_by_one(tx: Connection) -> dict[str, Any]:
        for row in prepare(tx):
            event = Due(row.topic, row.key, row.due_at)
            take_turn(tx, row.chat_id, event, after(minutes=1), update_id=None, decide=decide)
        return everything(tx)

    assert await database.run(together) == await database.run(one_by_one)


@pytest.mark.parametrize("size", [1, 2, 3])
async def test_who_asks_for_their_data_or_leaves_in_the_middle_takes_nobody_elses_turn_along(
    database: Database, size: int
) -> None:
    decided: dict[int, tuple[Effect, ...]] = {
        ADA: (Say(KEY), Export(), Plan("t", "l", after(days=1))),
        BEN: (Say(KEY), Forget(), Say(KEY)),
        EVE: (Say(KEY),),
    }

    def decide(memory: Memory, event: Event, now: datetime) -> Turn:
        return Turn(memory.person, decided[memory.person.chat_id])

    def prepare(tx: Connection) -> list[DueRow]:
        clear(tx)
        for chat_id in EVERYBODY:
            turn(tx, Plan("t", "k", START), Plan("t", "k2", START), chat_id=chat_id)
        return agenda.claim(tx, 100, START)

    def together(tx: Connection) -> dict[str, Any]:
        taken = take_due(tx, prepare(tx), after(minutes=1), decide=decide, size=size)
        assert [each.applied is None for each in taken].count(True) == 1  # what was due of somebody who had left
        return everything(tx)

    def one_by_one(tx: Connection) -> dict[str, Any]:
        for row in prepare(tx):
            event = Due(row.topic, row.key, row.due_at)
            take_turn(tx, row.chat_id, event, after(minutes=1), update_id=None, decide=decide)
        return everything(tx)

    found = await database.run(together)
    assert found == await database.run(one_by_one)
    assert [row[0] for row in found["people"]] == [str(ADA), str(EVE)]


PLANS: st.SearchStrategy[Effect] = st.one_of(
    st.builds(Plan, st.just("t"), st.sampled_from("kl"), st.sampled_from([after(hours=1), after(days=2)])),
    st.builds(Unplan, st.just("t"), st.sampled_from([None, "k", "l"])),
)


@settings(parent=QUICK, max_examples=60)
@given(st.lists(PLANS, max_size=5))
@example([Plan("t", "k", after(hours=1)), Unplan("t", "k")])
async def test_what_a_turn_plans_and_forgets_ends_the_same_together_and_alone(
    database: Database, effects: list[Effect]
) -> None:
    def decide(memory: Memory, event: Event, now: datetime) -> Turn:
        return Turn(memory.person, tuple(effects))

    def prepare(tx: Connection) -> list[DueRow]:
        clear(tx)
        turn(tx, Plan("t", "k", START))
        return agenda.claim(tx, 100, START)

    def together(tx: Connection) -> dict[str, Any]:
        take_due(tx, prepare(tx), after(minutes=1), decide=decide)
        return everything(tx)

    def alone(tx: Connection) -> dict[str, Any]:
        (row,) = prepare(tx)
        take_turn(tx, ADA, Due("t", "k", row.due_at), after(minutes=1), update_id=None, decide=decide)
        return everything(tx)

    assert await database.run(together) == await database.run(alone)


async def test_of_many_as_much_is_remembered_as_of_each_alone(database: Database) -> None:
    now = after(days=1)

    def live(tx: Connection) -> None:
        for number, chat_id in enumerate(EVERYBODY):
            for days in (0, 50, 150, 700, 900):
                at = now - timedelta(days=days, hours=number)
                weight = Measure(MeasureKind.WEIGHT_KG, 80.0 + days, at, Origin.TEXT)
                learnt = Learn((fact(f"{days} days ago", at),), (weight,))
                nudge = NudgeRecord(run=f"n{days}", kind="sleep", item="i", day=at.date(), sent_at=at)
                kept = (KeepNudge(nudge), KeepCheckIn(CheckIn(run="r", day=at.date())), KeepAlert(alert(str(days), at)))
                said = Record("note", f"note {days}", at.date(), "typed")
                more = (Plan("t", str(days), at), Say(KEY, slot=f"s{days}", topic="t"))
                turn(tx, learnt, *kept, said, *more, chat_id=chat_id, now=at)

    def look(tx: Connection) -> list[list[list[str]]]:
        together = recall.seen(tx, EVERYBODY, now)
        alone = map(memory.by_kind, ask_all(tx, [memory.asked(chat_id, now) for chat_id in EVERYBODY]))
        told = len(remembered.COLUMNS) + 1
        return [
            [sorted(f"{kind} {row[:told]}" for kind, rows in known.items() for row in rows) for known in answer]
            for answer in ([together[each] for each in EVERYBODY], alone)
        ]

    await database.run(live)
    together, alone = await database.run(look)

    assert together == alone
    assert min(map(len, together)) > 15


@pytest.mark.parametrize("whose", [(BEN,), EVERYBODY])
async def test_of_somebody_with_more_rows_than_a_turn_reads_the_newest_are_remembered(
    database: Database, whose: tuple[int, ...]
) -> None:
    told = {"flag": "numb_saddle", "answer": "yes", "origin": "text", "rule": "", "unchanged_and_checked": False}
    many = range(remembered.MOST + 2)

    def live(tx: Connection) -> None:
        for chat_id in EVERYBODY:
            turn(tx, chat_id=chat_id)
            numbers = many if chat_id in whose else many[:1]
            rows = [{"chat_id": chat_id, "at": after(seconds=each), "words": str(each), **told} for each in numbers]
            tx.execute(insert(tables.facts), rows)

    def look(tx: Connection) -> dict[int, set[int]]:
        found = recall.seen(tx, EVERYBODY, after(days=1))
        return {chat_id: {int(row[6]) for row in known["fact"]} for chat_id, known in found.items()}

    await database.run(live)
    assert await database.run(look) == {each: set(many[2:] if each in whose else many[:1]) for each in EVERYBODY}


async def test_of_two_rows_with_the_same_key_the_last_is_put_in_place(database: Database) -> None:
    note = put_in_place(tables.meta, "key", "value")
    rows = [{"key": "a", "value": "1"}, {"key": "b", "value": AWKWARD}, {"key": "a", "value": "2"}]

    def work(tx: Connection) -> dict[str, str]:
        ask_in_groups(tx, [(note, rows)])
        return {key: value for key, value in tx.execute(select(tables.meta.c.key, tables.meta.c.value)) if key in "ab"}

    assert await database.run(work) == {"a": "2", "b": AWKWARD}


async def test_values_of_every_kind_arrive_as_they_would_alone(database: Database) -> None:
    names = ("chat_id", "at", "source", "input_hash", "level", "action", "rules", "rules_version", "words", "given")
    judged = put(tables.judgements, *names)
    row: dict[str, Any] = {"chat_id": ADA, "at": START, "source": "s", "input_hash": "", "level": 2, "action": AWKWARD}
    row |= {
        "rules": [AWKWARD, None, 1.5, {"a": "\x00\ud800"}],
        "rules_version": "\x00v\ud800",
        "words": "",
        "given": None,
    }
    other = row | {"given": {"words": AWKWARD}, "at": after(days=400)}

    def work(tx: Connection, *groups: list[dict[str, Any]]) -> list[Any]:
        turn(tx)
        tx.execute(delete(tables.judgements))
        for group in groups:
            ask_in_groups(tx, [(judged, group)])
        columns = [each for each in tables.judgements.c if each.name != "id"]
        return [tuple(each) for each in tx.execute(select(*columns).order_by(tables.judgements.c.at))]

    together = await database.run(lambda tx: work(tx, [row, other]))
    assert together == await database.run(lambda tx: work(tx, [row], [other]))
    assert together[1][5] == AWKWARD


async def test_many_are_planned_as_each_alone_would_be(database: Database) -> None:
    rows = [(ADA, "t", "k", START), (BEN, "t", AWKWARD, after(days=1)), (ADA, "t", "k", after(hours=5))]

    def planned(tx: Connection) -> list[Any]:
        return [tuple(row) for row in tx.execute(select(tables.agenda).order_by(tables.agenda.c.chat_id))]

    def work(tx: Connection) -> tuple[list[Any], list[Any]]:
        for chat_id in (ADA, BEN):
            turn(tx, chat_id=chat_id)
        for row in rows:
            agenda.plan(tx, *row)
        alone = planned(tx)
        tx.execute(delete(tables.agenda))
        tx.execute(
            insert(tables.agenda).values({**dict(zip(tables.agenda.c.keys(), alone[0], strict=True)), "attempts": 3})
        )
        agenda.plan_all(tx, rows)
        agenda.plan_all(tx, [])
        return alone, planned(tx)

    alone, together = await database.run(work)
    assert together == alone


async def test_of_more_than_are_brought_at_once_none_is_left_out_and_the_last_counts(database: Database) -> None:
    count = PART * 2 + 3
    rows = [(ADA, "t", str(number), after(seconds=number)) for number in range(count)]

    def work(tx: Connection) -> list[Any]:
        turn(tx)
        agenda.plan_all(tx, [*rows, (ADA, "t", "0", after(days=3))])
        found = tx.execute(select(tables.agenda.c.key, tables.agenda.c.due_at, tables.agenda.c.next_at))
        return sorted((int(key), due_at, next_at) for key, due_at, next_at in found)

    moments = [after(days=3), *(after(seconds=number) for number in range(1, count))]
    assert await database.run(work) == [(number, at, at) for number, at in enumerate(moments)]


async def test_nothing_is_planned_where_one_of_many_is_for_nobody(database: Database) -> None:
    rows = [(ADA, "t", str(number), START) for number in range(PART + 1)]

    await database.run(lambda tx: turn(tx))
    with pytest.raises(IntegrityError):
        await database.run(lambda tx: agenda.plan_all(tx, [(BEN, "t", "k", START), *rows]))

    assert await database.run(lambda tx: tx.execute(select(tables.agenda)).all()) == []
