"""What our dialects leave out is not missed."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection

from storage.engine.database import Database
from storage.engine.statements import ask
from tests.storage.engine.test_statements import COUNT, NOTE


def _own_session(tx: Connection) -> int:
    return int(tx.exec_driver_sql("SELECT pg_backend_pid()").scalar_one())


async def test_a_session_that_the_server_ended_while_it_rested_is_replaced_unnoticed(database: Database) -> None:
    if database.dialect == "sqlite":
        pytest.skip("SQLite has no sessions")
    resting = database.run_sync(_own_session)
    with database.engine.connect() as one, database.engine.connect() as other:
        killer, alive = (other, one) if _own_session(one) == resting else (one, other)
        alive.close()
        killer.exec_driver_sql(f"SELECT pg_terminate_backend({resting}, 5000)")

    assert await database.run(_own_session) != resting


def test_a_session_that_rests_is_not_asked_whether_it_lives(database: Database) -> None:
    if database.dialect == "sqlite":
        pytest.skip("SQLite has no sessions")
    resting = database.run_sync(_own_session)
    with database.engine.connect() as one, database.engine.connect() as other:
        watching = other if _own_session(one) == resting else one
        (one if watching is other else other).close()

        def last_question() -> object:
            asked = f"SELECT query_start FROM pg_stat_activity WHERE pid = {resting}"  # noqa: S608 - a number
            with watching.begin():
                return watching.exec_driver_sql(asked).scalar_one()

        before = last_question()
        database.run_sync(lambda tx: None)
        assert last_question() == before
        database.run_sync(_own_session)
        assert last_question() != before, "or it was another session that rested"


async def test_what_fails_behind_a_mark_is_undone_alone(database: Database) -> None:
    def work(tx: Connection) -> int:
        ask(tx, NOTE(key="kept", value="1"))
        with pytest.raises(ZeroDivisionError), tx.begin_nested():
            ask(tx, NOTE(key="undone", value="1"))
            raise ZeroDivisionError
        with tx.begin_nested():
            ask(tx, NOTE(key="kept too", value="1"))
        return int(ask(tx, COUNT())[0][0])

    before = await database.run(lambda tx: int(ask(tx, COUNT())[0][0]))
    assert await database.run(work) == before + 2
