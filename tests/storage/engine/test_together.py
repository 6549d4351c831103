from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Connection, event, text

from storage.engine.database import Database, Unavailable


@pytest.fixture
def notes(tmp_path: Path) -> Iterator[Database]:
    """An SQLite database with one empty table."""
    database = Database(f"sqlite:///{tmp_path}/notes.db")
    database.run_sync(lambda tx: tx.execute(text("CREATE TABLE notes (word TEXT NOT NULL UNIQUE)")))
    yield database
    database.dispose()


def write(tx: Connection, word: str) -> str:
    tx.execute(text("INSERT INTO notes VALUES (:word)"), {"word": word})
    return word


def written(database: Database) -> set[str]:
    return set(database.run_sync(lambda tx: tx.execute(text("SELECT word FROM notes")).scalars().all()))


async def test_what_waits_together_shares_commits_and_each_gets_its_own_result(notes: Database) -> None:
    commits: list[Connection] = []
    event.listen(notes.engine, "commit", commits.append)
    words = [f"word {number}" for number in range(40)]

    results = await asyncio.gather(*(notes.run(partial(write, word=word)) for word in words))

    assert results == words
    assert written(notes) == set(words)
    assert len(commits) < len(words)


async def test_what_goes_first_keeps_its_own_order(notes: Database) -> None:
    begun, held = threading.Event(), threading.Event()
    done: list[str] = []

    def hold(_: Connection) -> None:
        begun.set()
        assert held.wait(30)

    def work(_: Connection, name: str) -> None:
        done.append(name)

    holding = asyncio.ensure_future(notes.run(hold))
    await asyncio.to_thread(begun.wait, 30)
    waiting = [
        asyncio.ensure_future(notes.run(partial(work, name=name), first=name.isupper()))
        for name in ("x", "A", "B", "y", "C")
    ]
    await asyncio.sleep(0)
    held.set()
    await asyncio.gather(holding, *waiting)

    assert done == ["A", "B", "C", "x", "y"]


async def test_one_that_fails_is_undone_alone(notes: Database) -> None:
    def stumble(tx: Connection) -> None:
        write(tx, "half done")
        raise LookupError("stumbled")

    results = await asyncio.gather(
        notes.run(lambda tx: write(tx, "first")),
        notes.run(stumble),
        notes.run(lambda tx: write(tx, "first")),
        notes.run(lambda tx: write(tx, "last")),
        return_exceptions=True,
    )

    assert [type(each).__name__ for each in results] == ["str", "LookupError", "IntegrityError", "str"]
    assert written(notes) == {"first", "last"}


async def test_nobody_hears_of_work_that_the_disk_did_not_take(notes: Database) -> None:
    def never(_: Connection) -> None:
        raise ConnectionAbortedError("the commit went wrong")

    event.listen(notes.engine, "commit", never, once=True)
    results = await asyncio.gather(*(notes.run(partial(write, word=word)) for word in "abc"), return_exceptions=True)

    said = {each for each in results if isinstance(each, str)}
    assert written(notes) == said


async def test_a_full_disk_is_told_to_everybody_in_the_transaction(notes: Database) -> None:
    def fill(tx: Connection) -> None:
        pages = tx.execute(text("PRAGMA page_count")).scalar_one()
        tx.execute(text(f"PRAGMA max_page_count = {pages}"))
        write(tx, "x" * 1_000_000)

    results = await asyncio.gather(notes.run(lambda tx: write(tx, "before")), notes.run(fill), return_exceptions=True)

    assert isinstance(results[1], Unavailable)
    assert ("before" in written(notes)) == (results[0] == "before")


async def test_work_that_nobody_waits_for_any_more_is_not_begun(notes: Database) -> None:
    held = asyncio.ensure_future(notes.run(lambda tx: write(tx, "held")))
    unwanted = asyncio.ensure_future(notes.run(lambda tx: write(tx, "unwanted")))
    unwanted.cancel()
    await asyncio.gather(held, unwanted, return_exceptions=True)

    assert await notes.run(lambda tx: write(tx, "after")) == "after"
    assert "held" in written(notes)
