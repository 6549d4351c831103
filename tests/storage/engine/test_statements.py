from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import BigInteger, Connection, bindparam, event, func, select
from sqlalchemy.exc import IntegrityError, OperationalError, StatementError

from storage.engine.database import Database, Unavailable
from storage.engine.statements import Prepared, ask, ask_all, first, put, put_in_place
from storage.schema import tables
from storage.turn import receipts
from tests.storage.acts import ADA, START, after

SECRET = "numb down there"
NOTE = put_in_place(tables.meta, "key", "value")
COUNT = Prepared(select(func.count()).select_from(tables.meta))
VALUE = Prepared(select(tables.meta.c.value).where(tables.meta.c.key == bindparam("which")))


async def test_statements_run_in_their_order_and_each_sees_what_those_before_it_did(database: Database) -> None:
    asks = [COUNT(), NOTE(key="a", value="1"), COUNT(), NOTE(key="a", value="2"), VALUE(which="a")]

    found = await database.run(lambda tx: ask_all(tx, asks))

    before = found[0][0][0]
    assert found == [[(before,)], [], [(before + 1,)], [], [("2",)]]


async def test_many_rows_of_one_kind_are_all_written_and_each_tells_its_own(database: Database) -> None:
    asks = [NOTE(key=str(number), value=str(number * number)) for number in range(5)]
    asks += [VALUE(which=str(number)) for number in range(5)]

    found = await database.run(lambda tx: ask_all(tx, asks))

    assert found[5:] == [[("0",)], [("1",)], [("4",)], [("9",)], [("16",)]]


async def test_an_error_undoes_what_was_handed_over_with_it_and_tells_nothing_of_what_people_said(
    database: Database,
) -> None:
    note = put(tables.answers, "chat_id", "at", "day", "question", "value", "origin", "run", "late")
    stranger: dict[str, Any] = {"chat_id": ADA, "at": START, "day": START.date(), "question": "note", "value": SECRET}
    asks = [NOTE(key="a", value="1"), note(**stranger, origin="typed", run="", late=False), NOTE(key="b", value="1")]

    with pytest.raises(IntegrityError) as raised:
        await database.run(lambda tx: ask_all(tx, asks))

    assert SECRET not in str(raised.value)
    assert await database.run(lambda tx: ask(tx, VALUE(which="a"))) == []


async def test_a_value_that_cannot_be_stored_is_not_repeated_in_the_error(database: Database) -> None:
    with pytest.raises(StatementError) as raised:
        await database.run(lambda tx: receipts.write(tx, 1, ADA, START.replace(tzinfo=None), outcome=SECRET))

    assert SECRET not in str(raised.value)


async def test_constants_are_spelled_out_and_what_is_bound_stays_open(database: Database) -> None:
    found = tables.receipts.c.outcome.in_(["turn", "rescued"]), tables.receipts.c.at >= bindparam("since")
    late = Prepared(
        first(
            select(tables.receipts.c.update_id, tables.receipts.c.at).where(*found).order_by(tables.receipts.c.at),
            bindparam("most", type_=BigInteger()),
        )
    )

    def work(tx: Connection) -> list[Any]:
        for number, outcome in enumerate(("turn", "passed over", "rescued", "turn")):
            receipts.write(tx, number, ADA, after(minutes=number), outcome=outcome)
        return [ask(tx, late(since=after(minutes=least), most=most)) for least, most in ((0, 9), (1, 9), (0, 1))]

    turn, rescued, last = ((0, START), (2, after(minutes=2)), (3, after(minutes=3)))
    assert await database.run(work) == [[turn, rescued, last], [rescued, last], [turn]]


async def test_whoever_listens_to_the_engine_hears_these_statements(database: Database) -> None:
    heard: list[str] = []

    def listen(tx: Connection, cursor: Any, sql: str, *rest: Any) -> None:
        heard.append(sql)

    event.listen(database.engine, "before_cursor_execute", listen)
    await database.run(lambda tx: ask_all(tx, [NOTE(key="a", value="1"), VALUE(which="a")]))
    event.remove(database.engine, "before_cursor_execute", listen)

    assert [sql.split()[0] for sql in heard if "meta" in sql] == ["INSERT", "SELECT"]


async def test_a_connection_that_breaks_under_a_statement_is_not_used_again(database: Database) -> None:
    if database.dialect == "sqlite":
        pytest.skip("SQLite has no connection that could break")

    def cut(tx: Connection) -> None:
        own = tx.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
        with database.engine.connect() as other:
            other.exec_driver_sql(f"SELECT pg_terminate_backend({own})")
        ask_all(tx, [COUNT(), COUNT()])

    with pytest.raises(Unavailable) as raised:
        await database.run(cut)

    assert isinstance(raised.value.__cause__, OperationalError)
    assert raised.value.__cause__.connection_invalidated
    assert await database.answers()
