"""Two releases live side by side for a while: neither may fail, or lose, what the other one writes."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, select, text, update

from messages.dialogue import Turn
from messages.effects import KeepAlert, Say
from messages.events import Event, Said
from messages.memory import Memory, Person, Rhythm
from storage.engine.database import Database
from storage.schema import migrate, tables
from storage.turn.turns import take_turn
from tests.databases import TEMPLATE, Postgres
from tests.storage.acts import ADA, KEY, START, deliver, texts, turn
from tests.storage.turn.everything import ALERT

NEWER = {"from_the_next_release": ["kept"]}


def bodies(tx: Connection) -> list[dict[str, Any]]:
    return [tx.execute(select(table.c.body)).scalar_one() for table in (tables.people, tables.alerts)]


async def test_an_older_program_goes_on_with_what_a_newer_one_wrote_and_gives_it_back_whole(database: Database) -> None:
    def newer_was_here(tx: Connection) -> None:
        turn(tx, KeepAlert(ALERT), nudges={"sleep": Rhythm()})
        person, alert = bodies(tx)
        person["nudges"]["sleep"] |= NEWER
        tx.execute(update(tables.people).values(body=person | NEWER))
        tx.execute(update(tables.alerts).values(body=alert | NEWER))

    def climbs(memory: Memory, event: Event, now: datetime) -> Turn:
        (alert,) = memory.alerts
        person = memory.person.model_copy(update={"zone": "Asia/Tokyo"})
        return Turn(person, (KeepAlert(alert.model_copy(update={"rung": 1})), Say(KEY)))

    def older_goes_on(tx: Connection) -> tuple[list[str], list[dict[str, Any]]]:
        take_turn(tx, ADA, Said("hello"), START, update_id=None, decide=climbs)
        return texts(deliver(tx)), bodies(tx)

    await database.run(newer_was_here)
    said, (person, alert) = await database.run(older_goes_on)

    assert len(said) == 1
    assert (person["zone"], alert["rung"]) == ("Asia/Tokyo", 1)
    assert json.dumps([person, person["nudges"]["sleep"], alert]).count("from_the_next_release") == 4


def test_a_field_that_no_document_has_is_still_refused_when_it_is_set() -> None:
    person = Person.model_validate({"chat_id": 1, "created_at": "2026-03-01T08:00:00Z"} | NEWER)

    with pytest.raises(TypeError, match="zoen"):
        person.model_copy(update={"zoen": "UTC"})


def test_each_step_of_the_schema_leaves_room_for_the_release_before_it(empty_url: str) -> None:
    """What an older program reads stays, and what it leaves out when it writes may be left out.

    A step that takes something away says so with ``CONTRACTS``, and why nothing running needs it any more.
    """
    database = Database(empty_url)
    script = ScriptDirectory(str(migrate.MIGRATIONS))
    steps = [each.revision for each in reversed(list(script.walk_revisions()))]
    migrate.upgrade(database, steps[0])
    before = database.run_sync(_columns)
    for step in steps[1:]:
        migrate.upgrade(database, step)
        after = database.run_sync(_columns)
        if not getattr(script.get_revision(step).module, "CONTRACTS", ""):
            assert _obstacles(before, after) == [], step
        before = after
    database.dispose()


def test_this_check_can_see_an_obstacle() -> None:
    before = {("people", "a"): ("TEXT", True, False), ("people", "b"): ("TEXT", True, False)}
    after = {("people", "a"): ("INTEGER", True, False), ("people", "c"): ("TEXT", False, False)}

    assert _obstacles(before, after) == ["people.a changed", "people.b went", "people.c must be written"]


Columns = dict[tuple[str, str], tuple[str, bool, bool]]
"""(table, column) -> (type, may be empty, has a default)."""


def _columns(tx: Connection) -> Columns:
    looked = inspect(tx)
    return {
        (table, each["name"]): (str(each["type"]), each["nullable"], each["default"] is not None)
        for table in looked.get_table_names()
        for each in looked.get_columns(table)
    }


def _obstacles(before: Columns, after: Columns) -> list[str]:
    tables_before = {table for table, _ in before}
    found = []
    for (table, column), (kind, _, _) in before.items():
        if (table, column) not in after:
            found.append(f"{table}.{column} went")
        elif after[table, column][0] != kind:
            found.append(f"{table}.{column} changed")
    for (table, column), (_, nullable, default) in after.items():
        if (table, column) not in before and table in tables_before and not nullable and not default:
            found.append(f"{table}.{column} must be written")
    return sorted(found)


@pytest.fixture
def before_the_last_step(postgres: Postgres) -> Iterator[str]:
    """The URL of a PostgreSQL database in use by the release before the newest schema."""
    name = postgres.create(template=TEMPLATE)
    database = Database(postgres.url(name))
    migrate.downgrade(database, "0002")
    database.dispose()
    yield postgres.url(name)
    postgres.drop(name)


def test_a_migration_lets_go_of_a_busy_table_and_tries_again(before_the_last_step: str) -> None:
    live, migrating = Database(before_the_last_step), Database(before_the_last_step)
    holding, done = threading.Event(), threading.Event()

    def long_work(tx: Connection) -> None:
        tx.execute(text("LOCK TABLE agenda IN ROW EXCLUSIVE MODE"))
        holding.set()
        assert done.wait(30)

    thread = threading.Thread(target=lambda: live.run_sync(long_work))
    thread.start()
    assert holding.wait(30)
    rests: list[float] = []

    def rest(seconds: float) -> None:
        rests.append(seconds)
        done.set()
        thread.join()

    migrate.upgrade(migrating, rest=rest)

    assert len(rests) == 1
    assert migrate.revision(migrating) == migrate.head()
    live.dispose()
    migrating.dispose()


def test_a_migration_that_never_gets_hold_of_its_table_changes_nothing(before_the_last_step: str) -> None:
    live, migrating = Database(before_the_last_step), Database(before_the_last_step)
    before = migrate.revision(migrating)
    rests: list[float] = []

    def busy(tx: Connection) -> None:
        tx.execute(text("LOCK TABLE agenda IN ROW EXCLUSIVE MODE"))
        with pytest.raises(migrate.Busy), pytest.MonkeyPatch.context() as patched:
            patched.setattr(migrate, "TRIES", 2)
            migrate.upgrade(migrating, rest=rests.append)

    live.run_sync(busy)

    assert len(rests) == 1
    assert migrate.revision(migrating) == before
    live.dispose()
    migrating.dispose()
