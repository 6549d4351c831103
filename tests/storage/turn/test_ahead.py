from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Connection, bindparam, func, select
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from storage.engine.database import Database
from storage.engine.many.ahead import Ahead
from storage.engine.statements import Prepared, ask, put, put_in_place
from storage.schema import tables
from tests.storage.acts import ADA, START

SECRET = "numb down there"
NOTE = put_in_place(tables.meta, "key", "value")
VALUE = Prepared(select(tables.meta.c.value).where(tables.meta.c.key == bindparam("which")))
ANSWER = put(tables.answers, "chat_id", "at", "day", "question", "value", "origin", "run", "late")
OF_A_STRANGER: dict[str, Any] = {
    "chat_id": ADA,
    "at": START,
    "day": START.date(),
    "question": "note",
    "value": SECRET,
    "origin": "typed",
    "run": "",
    "late": False,
}


async def test_each_sees_what_was_handed_over_before_it_in_whatever_order_answers_are_wanted(
    database: Database,
) -> None:
    def work(tx: Connection) -> list[Any]:
        with Ahead(tx) as ahead:
            nothing = ahead.send([VALUE(which="a")])
            ahead.send([NOTE(key="a", value="1")])
            one = ahead.send([VALUE(which="a")])
            ahead.send([NOTE(key="a", value="2"), NOTE(key="b", value="3")])
            two = ahead.send([VALUE(which="a"), VALUE(which="b")])
            return [two(), nothing(), one(), ask(tx, VALUE(which="b"))]

    assert await database.run(work) == [[[("2",)], [("3",)]], [[]], [[("1",)]], [("3",)]]


async def test_an_answer_that_nobody_waited_for_is_still_there_after_all_has_run(database: Database) -> None:
    def work(tx: Connection) -> Any:
        with Ahead(tx) as ahead:
            ahead.send([NOTE(key="a", value="1")])
            answers = ahead.send([VALUE(which="a")])
        return answers()

    assert await database.run(work) == [[("1",)]]


async def test_once_it_is_settled_the_transaction_may_be_used_for_anything(database: Database) -> None:
    def work(tx: Connection) -> tuple[int, Any]:
        with Ahead(tx) as ahead:
            ahead.send([NOTE(key="a", value="1")])
            ahead.settle()
            with tx.begin_nested():
                count = tx.execute(select(func.count()).where(tables.meta.c.key == "a")).scalar_one()
            ahead.send([NOTE(key="a", value="2")])
            return count, ahead.send([VALUE(which="a")])()

    assert await database.run(work) == (1, [[("2",)]])


async def test_what_fails_unnoticed_is_raised_at_the_end_and_undoes_everything(database: Database) -> None:
    def work(tx: Connection) -> None:
        with Ahead(tx) as ahead:
            ahead.send([NOTE(key="a", value="1")])
            ahead.send([ANSWER(**OF_A_STRANGER)])

    with pytest.raises(IntegrityError) as raised:
        await database.run(work)

    assert SECRET not in str(raised.value)
    assert await database.run(lambda tx: ask(tx, VALUE(which="a"))) == []


async def test_whoever_waits_behind_what_failed_hears_of_it(database: Database) -> None:
    def work(tx: Connection) -> None:
        with Ahead(tx) as ahead:
            ahead.send([ANSWER(**OF_A_STRANGER)])
            ahead.send([VALUE(which="a")])()

    with pytest.raises(DBAPIError) as raised:
        await database.run(work)

    assert SECRET not in str(raised.value)


async def test_what_goes_wrong_meanwhile_is_raised_as_it_is_and_leaves_nothing(database: Database) -> None:
    def work(tx: Connection) -> None:
        with Ahead(tx) as ahead:
            ahead.send([NOTE(key="a", value="1"), VALUE(which="a")])
            raise LookupError("no such text")

    def refused(tx: Connection) -> None:
        with Ahead(tx) as ahead:
            ahead.send([NOTE(key="a", value="1")])
            ahead.send([ANSWER(**OF_A_STRANGER | {"at": START.replace(tzinfo=None)})])

    with pytest.raises(LookupError):
        await database.run(work)
    with pytest.raises(StatementError) as raised:
        await database.run(refused)

    assert SECRET not in str(raised.value)
    assert await database.run(lambda tx: ask(tx, VALUE(which="a"))) == []
