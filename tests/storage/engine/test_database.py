from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import Connection, select, text
from sqlalchemy.exc import DBAPIError, StatementError

from storage import meta
from storage.clock import TravelClock
from storage.engine.database import Damaged, Database, Unavailable
from storage.schema.tables import answers, people
from storage.schema.tables import receipts as receipts_table
from storage.turn import receipts
from tests.storage.acts import ADA, START, turn


async def test_an_instant_comes_back_in_utc_to_the_microsecond(database: Database) -> None:
    berlin = timezone(timedelta(hours=2))
    instant = datetime(2026, 7, 1, 10, 0, 0, 123456, tzinfo=berlin)

    await database.run(lambda tx: receipts.write(tx, 1, None, instant))
    found = await database.run(lambda tx: tx.execute(select(receipts_table.c.at)).scalar_one())

    assert found == instant
    assert found.tzinfo is UTC


async def test_an_instant_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="without a zone"):
        await database.run(lambda tx: receipts.write(tx, 1, None, datetime(2026, 1, 1)))  # noqa: DTZ001


async def test_an_error_undoes_everything_before_it(database: Database) -> None:
    def work(tx: Connection) -> None:
        receipts.write(tx, 1, ADA, START)
        raise LookupError

    with pytest.raises(LookupError):
        await database.run(work)

    assert await database.run(lambda tx: tx.execute(select(receipts_table)).all()) == []


async def test_texts_no_database_can_hold_are_stored_without_what_it_cannot_hold(database: Database) -> None:
    strange = "a\x00b \ud83d c \\u0000 \U0001f600"

    def work(tx: Connection) -> tuple[str, str]:
        turn(tx, focus=strange)
        row = {"chat_id": ADA, "at": START, "day": START.date(), "question": "note", "value": strange}
        tx.execute(answers.insert().values(**row, origin="typed", run="", late=False))
        body = tx.execute(select(people.c.body)).scalar_one()
        return tx.execute(select(answers.c.value)).scalar_one(), body["focus"]

    assert await database.run(work) == ("ab ? c \\u0000 \U0001f600",) * 2


async def test_fifty_writers_at_once_all_get_through(database: Database) -> None:
    def work(tx: Connection) -> None:
        count = int(meta.get(tx, "count") or 0)  # reads first and writes later, as a turn does
        if database.dialect == "postgresql":
            tx.execute(text("SELECT pg_advisory_xact_lock(1)"))
            count = int(meta.get(tx, "count") or 0)
        meta.put(tx, "count", str(count + 1))

    await asyncio.gather(*(database.run(work) for _ in range(50)))

    assert await database.run(lambda tx: meta.get(tx, "count")) == "50"


async def test_two_processes_write_to_one_database(database: Database, database_url: str) -> None:
    other = Database(database_url)

    def write(number: int) -> Callable[[Connection], bool]:
        return lambda tx: receipts.write(tx, number, None, START)

    work = [each.run(write(number)) for number, each in enumerate([database, other] * 20)]

    assert all(await asyncio.gather(*work))
    other.dispose()


async def test_a_row_is_inserted_once(database: Database) -> None:
    assert await database.run(lambda tx: receipts.write(tx, 7, None, START))
    assert not await database.run(lambda tx: receipts.write(tx, 7, None, START))


async def test_people_of_a_broken_off_transaction_notice_nothing(database: Database) -> None:
    if database.dialect == "sqlite":
        pytest.skip("SQLite has one writer: nothing can collide")
    meeting, over = threading.Barrier(2, timeout=5), threading.Event()
    runs: list[str] = []

    def crossing(first: str, second: str) -> None:
        def work(tx: Connection) -> None:
            runs.append(first)
            if len(runs) > 2:
                over.wait(5)  # back before the other has its rows it would collide with it once more
            meta.put(tx, first, "1")
            if len(runs) <= 2:
                meeting.wait()  # both hold their first row; now each wants the other's
            meta.put(tx, second, "2")

        database.run_sync(work)
        over.set()

    threads = [threading.Thread(target=crossing, args=names) for names in (("a", "b"), ("b", "a"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(runs) == 3  # one of the two was broken off and ran again
    kept = await database.run(lambda tx: (meta.get(tx, "a"), meta.get(tx, "b")))
    assert kept in (("1", "2"), ("2", "1"))


async def test_a_server_that_is_not_there_is_unavailable() -> None:
    database = Database("postgresql://nobody@127.0.0.1:1/nothing")

    assert not await database.answers()
    with pytest.raises(Unavailable):
        await database.run(lambda tx: None)
    database.dispose()


async def test_a_folder_that_cannot_be_made_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    database = Database(f"sqlite:///{tmp_path}/file/backcheck.db")

    assert not await database.answers()
    database.dispose()


@pytest.mark.parametrize("damage", [b"not a database, but longer than its header would be " * 200, b""])
async def test_a_broken_file_is_damaged_and_therefore_away(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "broken.db"
    kept = Database(f"sqlite:///{path}")
    await kept.run(lambda tx: tx.execute(text("CREATE TABLE notes (word TEXT)")))
    await kept.run(lambda tx: tx.execute(text("INSERT INTO notes VALUES (:word)"), {"word": "x" * 20_000}))
    kept.dispose()
    path.write_bytes(damage or path.read_bytes()[:4096] + b"?" * (path.stat().st_size - 4096))
    broken = Database(f"sqlite:///{path}")

    with pytest.raises(Damaged):
        await broken.run(lambda tx: tx.execute(text("SELECT * FROM notes")).all())
    assert issubclass(Damaged, Unavailable)
    broken.dispose()


async def test_folder_and_files_are_for_their_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        database = Database(f"sqlite:///{tmp_path}/var/kept.db")
        await database.run(lambda tx: tx.execute(text("CREATE TABLE notes (word TEXT)")))
        modes = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "var").iterdir()}
    finally:
        os.umask(before)

    assert (tmp_path / "var").stat().st_mode & 0o777 == 0o700
    assert modes == {"kept.db": 0o600, "kept.db-wal": 0o600, "kept.db-shm": 0o600}
    database.dispose()


async def test_a_file_locked_by_somebody_else_is_unavailable_and_then_available_again(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/one.db"
    database, other = Database(url), Database(f"{url}?timeout=0.1")
    with other.engine.begin():
        quick = Database(f"{url}?timeout=0.05")
        assert not await quick.answers()
        quick.dispose()

    assert await database.answers()
    database.dispose()
    other.dispose()


async def test_nonsense_is_an_error_and_not_an_outage(database: Database) -> None:
    with pytest.raises(DBAPIError):
        await database.run(lambda tx: tx.execute(text("SELECT nothing FROM nowhere")))
    assert await database.answers()


async def test_an_error_does_not_quote_what_people_wrote(database: Database) -> None:
    with pytest.raises(DBAPIError) as caught:
        await database.run(lambda tx: tx.execute(text("SELECT :words FROM nowhere"), {"words": "my secret pain"}))
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("url", ["", "nonsense", "mysql://host/name", "oracle://x"])
def test_other_databases_are_refused_with_a_way_out(url: str) -> None:
    with pytest.raises(ValueError, match="database"):
        Database(url)


@pytest.mark.parametrize("url", ["postgresql://u:p@h/n", "postgresql+psycopg://u:p@h/n", "postgres://u:p@h/n"])
def test_every_spelling_of_postgresql_is_understood(url: str) -> None:
    database = Database(url)
    assert database.url.drivername == "postgresql+psycopg"
    database.dispose()


def test_a_clock_never_goes_back() -> None:
    clock = TravelClock(START, standing=True)
    clock.move_to(START - timedelta(hours=1))
    assert clock.now() == START
    with pytest.raises(ValueError, match="back"):
        clock.advance(timedelta(seconds=-1))
