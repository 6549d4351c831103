from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from messages.buttons import Button
from messages.dialogue import Turn
from messages.effects import Effect, Export, Forget, Lane, Plan, Record, Say, Toast
from messages.events import Event, Pressed, Said
from messages.memory import Memory
from storage import outbox
from storage.batch.abreast import Asked, take_abreast, take_alone
from storage.engine.database import Database
from storage.outgoing import Maybe
from storage.person import people
from storage.schema import tables
from storage.turn.answered import Answered, Happened
from storage.turn.effects import RenderedToast
from tests.storage.acts import ADA, BEN, KEY, START, after, deciding, put, turn
from tests.storage.turn.everything import ALL_KINDS
from tests.storage.turn.test_batch import EFFECTS, EVE, EVERYBODY, QUICK, clear, everything

STRANGER = 2001
PRESS = Pressed(Button("ci", "1", "pain", "3"), 77)
TOAST = Toast(KEY, alert=True)
LAST: st.SearchStrategy[list[Effect]] = st.sampled_from([[], [], [Forget()]])


def asked(chat_id: int, *effects: Effect, update_id: int = 0, event: Event | None = None, **changes: Any) -> Asked:
    happened = Happened(chat_id, event or Said("hello"), after(minutes=1), update_id or chat_id)
    return Asked(happened, deciding(*effects, **changes))


def one_after_the_other(tx: Connection, every: Sequence[Asked]) -> list[Answered]:
    return [take_alone(tx, each) for each in every]


def abreast(tx: Connection, every: Sequence[Asked]) -> list[Answered]:
    """Take those who are left out after the others."""
    came = take_abreast(tx, every)
    return [take_alone(tx, each) if told is None else told for each, told in zip(every, came, strict=True)]


@settings(QUICK, max_examples=12)
@given(
    st.lists(st.tuples(st.lists(st.one_of(EFFECTS, st.just(TOAST)), max_size=5), LAST), min_size=3, max_size=3),
    st.lists(st.booleans(), min_size=3, max_size=3),
    st.lists(st.sampled_from([*EVERYBODY, STRANGER]), min_size=2, max_size=3, unique=True),
)
async def test_what_is_taken_abreast_leaves_and_answers_what_one_after_the_other_does(
    database: Database, decided: list[tuple[list[Effect], list[Effect]]], pressing: list[bool], who: list[int]
) -> None:
    every = [
        asked(chat_id, *effects, *last, event=PRESS if presses else None, counter=number)
        for number, (chat_id, (effects, last), presses) in enumerate(zip(who, decided, pressing, strict=False))
    ]

    def left(tx: Connection, take: Any) -> Any:
        clear(tx)
        for chat_id in EVERYBODY:
            turn(tx, *ALL_KINDS, Plan("t", "k", START), chat_id=chat_id)
        return take(tx, every), everything(tx)

    together = await database.run(lambda tx: left(tx, abreast))
    assert together == await database.run(lambda tx: left(tx, one_after_the_other))


async def test_of_a_group_only_what_is_new_takes_effect_and_a_press_is_answered_as_before(database: Database) -> None:
    await database.run(lambda tx: [turn(tx, chat_id=chat_id) for chat_id in EVERYBODY])
    await database.run(lambda tx: abreast(tx, [asked(ADA, TOAST, event=PRESS)]))
    every = [asked(ADA, Say(KEY), event=PRESS), asked(BEN, Say(KEY)), asked(EVE, TOAST, event=PRESS)]
    ada, ben, eve = await database.run(lambda tx: abreast(tx, every))
    assert ada.result.applied is None
    assert ada.toast == eve.toast == RenderedToast("Back", alert=True)
    assert ben.result.applied is not None
    assert [each.result.applied for each in await database.run(lambda tx: abreast(tx, every))] == [None] * 3
    told = await database.run(lambda tx: list(tx.execute(select(tables.outbox.c.chat_id)).scalars()))
    assert told == [BEN]


async def test_a_group_of_which_one_turn_fails_leaves_nothing(database: Database) -> None:
    def fails(memory: Memory, event: Event, now: Any) -> Turn:
        raise ZeroDivisionError

    await database.run(lambda tx: [turn(tx, chat_id=chat_id) for chat_id in EVERYBODY])
    before = await database.run(everything)
    every = [asked(ADA, Say(KEY)), Asked(asked(BEN).happened, fails), asked(EVE, Say(KEY))]
    with pytest.raises(ZeroDivisionError):
        await database.run(lambda tx: take_abreast(tx, every))
    assert await database.run(everything) == before


async def test_whoever_is_new_is_left_out_of_a_group_without_a_trace(database: Database) -> None:
    await database.run(lambda tx: [turn(tx, chat_id=chat_id) for chat_id in (ADA, BEN)])
    every = [asked(ADA), asked(STRANGER, Say(KEY)), asked(BEN)]
    came = await database.run(lambda tx: take_abreast(tx, every))
    assert [each is None for each in came] == [False, True, False]
    noted = await database.run(lambda tx: set(tx.execute(select(tables.receipts.c.chat_id)).scalars()))
    assert noted == {ADA, BEN}


async def test_nobody_in_a_group_waits_for_somebody_who_is_locked_elsewhere(database: Database) -> None:
    if database.alone:
        pytest.skip("SQLite locks nobody alone")
    await database.run(lambda tx: [turn(tx, chat_id=chat_id) for chat_id in EVERYBODY])
    every = [asked(ADA), asked(BEN), asked(EVE)]
    with database.engine.begin() as elsewhere:
        people.lock(elsewhere, BEN)
        came = await database.run(lambda tx: take_abreast(tx, every))
        assert [each is None for each in came] == [False, True, False]
    again = await database.run(lambda tx: abreast(tx, every))
    assert [each.result.applied is None for each in again] == [True, False, True]


async def test_a_press_in_a_group_proves_that_a_message_of_unknown_fate_arrived(database: Database) -> None:
    def lost(tx: Connection) -> None:
        for chat_id in (ADA, BEN):
            turn(tx, chat_id=chat_id)
            rows = [[{"text": "3", "data": PRESS.button.encode() if PRESS.button else ""}]]
            put(tx, "Pain?", chat_id=chat_id, slot="checkin:1", body={"rows": rows})
        for message in outbox.claim(tx, list(Lane), 10, START):
            outbox.settle(tx, message, Maybe("no answer"), START)

    await database.run(lost)
    await database.run(lambda tx: abreast(tx, [asked(ADA, event=PRESS), asked(BEN)]))
    held = await database.run(lambda tx: tx.execute(select(tables.slots.c.chat_id, tables.slots.c.message_id)).all())
    assert [tuple(row) for row in held] == [(ADA, PRESS.message_id)]


async def test_what_somebody_takes_along_in_a_group_holds_what_the_same_turn_said(database: Database) -> None:
    await database.run(lambda tx: [turn(tx, chat_id=chat_id) for chat_id in EVERYBODY])
    note = Record("note", "it hurts", START.date(), "typed")
    every = [asked(BEN, note), asked(ADA, note, Export()), asked(EVE, Forget(), Say(KEY))]
    await database.run(lambda tx: abreast(tx, every))
    found = await database.run(everything)
    (file,) = [row for row in found["outbox"] if "content" in str(row)]
    assert "it hurts" in str(file)
    assert [row[0] for row in found["people"]] == [str(ADA), str(BEN)]
