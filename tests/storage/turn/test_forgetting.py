from __future__ import annotations

import json

import pytest
from sqlalchemy import Connection, select

from messages.effects import (
    Export,
    Forget,
    Lane,
    Record,
    Say,
    Strip,
)
from messages.triage.reading import by_network, by_rules, read_by_both
from storage import outbox
from storage import outgoing as out
from storage.engine.database import Database
from storage.schema import tables
from storage.turn.turns import refused_turn
from tests.storage.acts import BEN, KEY, START, after, claim, counts, deliver, turn
from tests.storage.turn.everything import ALL_KINDS, DAY


async def test_forgetting_leaves_nothing_but_nameless_receipts(database: Database) -> None:
    def forget(tx: Connection) -> list[out.Outgoing]:
        turn(tx, *ALL_KINDS, update_id=1)
        deliver(tx)
        turn(tx, *ALL_KINDS, update_id=2)
        turn(tx, Strip("checkin:1"), Say(KEY, {}, slot="bye"), Forget(), update_id=3)
        return deliver(tx)

    farewell = await database.run(forget)

    assert [each.kind for each in farewell] == [out.Kind.STRIP, out.Kind.TEXT]
    assert farewell[0].message_id is not None
    assert await database.run(counts) == {"receipts": 3}
    whose = await database.run(lambda tx: tx.execute(select(tables.receipts.c.chat_id)).scalars().all())
    assert whose == [None, None, None]


async def test_forgetting_leaves_no_words_in_the_memory_of_the_process(database: Database) -> None:
    read_by_both("my back is a bit stiff this morning")

    await database.run(lambda tx: turn(tx, Forget()))

    assert [each.cache_info().currsize for each in (by_rules, by_network)] == [0, 0]


async def test_forgetting_one_person_leaves_the_other_whole(database: Database) -> None:
    def forget(tx: Connection) -> tuple[dict[str, int], dict[str, int]]:
        turn(tx, *ALL_KINDS, chat_id=BEN)
        before = counts(tx)
        turn(tx, *ALL_KINDS)
        turn(tx, Forget())
        return before, counts(tx)

    before, afterwards = await database.run(forget)
    assert before == afterwards


@pytest.mark.parametrize("outcome", [out.Refused("blocked"), out.Maybe("silence"), out.Delivered(5)])
async def test_nothing_is_left_of_a_farewell_whatever_becomes_of_it(database: Database, outcome: out.Outcome) -> None:
    def forget(tx: Connection) -> None:
        turn(tx, Say(KEY, lane=Lane.NUDGE), Forget())
        (message,) = claim(tx)
        if isinstance(outcome, out.Refused):
            refused_turn(tx, message, outcome, START)
        else:
            outbox.settle(tx, message, outcome, START)

    await database.run(forget)
    assert await database.run(counts) == {}


async def test_a_farewell_nobody_can_take_is_gone_after_a_day(database: Database) -> None:
    await database.run(lambda tx: turn(tx, Say(KEY), Forget()))

    assert await database.run(lambda tx: claim(tx, after(hours=25))) == []
    assert await database.run(counts) == {}


async def test_a_message_in_flight_when_its_person_is_forgotten_leaves_no_trace(database: Database) -> None:
    def forget(tx: Connection) -> None:
        turn(tx, Say(KEY, slot="s", pin=True))
        (message,) = claim(tx)
        turn(tx, Forget())
        outbox.settle(tx, message, out.Delivered(77), START)

    await database.run(forget)
    assert await database.run(counts) == {}


async def test_the_export_holds_everything_that_is_stored(database: Database) -> None:
    def export(tx: Connection) -> out.Outgoing:
        turn(tx, *ALL_KINDS, update_id=4, age=50)
        deliver(tx)
        turn(tx, Export(), Record("note", "said in the turn of the export", DAY, "typed"))
        turn(tx, Record("note", "of somebody else", DAY, "typed"), chat_id=BEN)
        (message,) = deliver(tx)
        return message

    message = await database.run(export)
    told = json.loads(message.content)

    assert (message.kind, message.filename) == (out.Kind.DOCUMENT, "backcheck-2026-03-01.json")
    assert "Your data" in message.text
    assert told["person"]["age"] == 50
    for section in ("consents", "answers", "facts", "measures", "judgements", "checkins", "alerts", "nudges", "agenda"):
        assert len(told[section]) == 1, section
    assert told["answers"][0]["value"] == "it hurts"
    assert told["facts"][0]["words"] == "numb down there"
    assert told["alerts"][0]["body"]["reasons"][0]["flag"] == "ces_saddle"
    assert len(told["slots"]) == len(told["receipts"]) == 1
    assert "somebody else" not in message.content


def test_the_export_looks_into_every_table_that_knows_a_person() -> None:
    from storage.person.export import SECTIONS

    with_people = {table.name for table in tables.metadata.tables.values() if "chat_id" in table.c} - {"people"}
    assert {table.name for _, table, _ in SECTIONS} == with_people
