from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect

from storage.engine.database import Database
from storage.schema import migrate
from storage.schema.tables import metadata


@pytest.fixture
def empty(empty_url: str) -> Database:
    return Database(empty_url)


def test_migrations_from_empty_give_exactly_the_tables_of_the_program(empty: Database) -> None:
    migrate.upgrade(empty)

    def differences(tx: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(tx, opts={"compare_type": True}), metadata))

    assert empty.run_sync(differences) == []
    assert migrate.revision(empty) == migrate.head()
    empty.dispose()


def test_indexes_of_waiting_rows_hold_only_waiting_rows(empty: Database) -> None:
    migrate.upgrade(empty)

    def conditions(tx: Connection) -> dict[str, str]:
        indexes = inspect(tx).get_indexes("outbox")
        options = {str(each["name"]): each.get("dialect_options", {}) for each in indexes}
        return {name: str(each.get(f"{empty.dialect}_where", "")) for name, each in options.items()}

    found = empty.run_sync(conditions)
    for name in ("ix_outbox_due", "ix_outbox_chat", "ix_outbox_expiry", "ix_outbox_leases"):
        assert "waiting" in found[name]
    empty.dispose()


def test_every_step_goes_down_and_up_again(empty: Database) -> None:
    migrate.upgrade(empty)
    migrate.downgrade(empty, "base")

    assert empty.run_sync(lambda tx: inspect(tx).get_table_names()) == ["alembic_version"]
    assert migrate.revision(empty) is None

    migrate.upgrade(empty)
    assert migrate.revision(empty) == migrate.head()
    empty.dispose()


def test_processes_that_start_together_migrate_once(empty_url: str) -> None:
    databases = [Database(empty_url) for _ in range(4)]
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(migrate.upgrade, databases))

    assert {migrate.revision(each) for each in databases} == {migrate.head()}
    for each in databases:
        each.dispose()


def test_asking_for_the_version_does_not_create_a_database(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "backcheck.db"
    database = Database(f"sqlite:///{path}")

    assert migrate.revision(database) is None
    assert not path.parent.exists()
    database.dispose()
