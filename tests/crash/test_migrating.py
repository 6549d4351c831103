"""Killed while the schema is brought up to date: it is done or not done, and the next start finishes it."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from storage.engine.database import Database
from storage.points import Point
from storage.schema import migrate
from tests.crash.kills.child import Aim, Spec
from tests.crash.kills.warden import Killed, Warden
from tests.crash.kills.zygote import Zygote

FIRST = "0001"
ROWS = "SELECT update_id, outcome FROM receipts ORDER BY update_id"
PUT = "INSERT INTO receipts (update_id, chat_id, at, outcome) VALUES (:number, 5, '2026-03-20 08:00:00', 'turn')"
AIMS = (Aim(Point.MIGRATED), Aim(Point.MIGRATED, passage=2), Aim(Point.COMMITTING), Aim(Point.COMMITTED))


@pytest.fixture
def old(empty_url: str) -> str:
    """A database as the first release left it, with something in it."""
    database = Database(empty_url)
    migrate.upgrade(database, FIRST)
    database.run_sync(lambda tx: [tx.execute(text(PUT), {"number": number}) for number in (1, 2)])
    database.dispose()
    return empty_url


async def test_a_migration_killed_anywhere_is_done_or_not_done_and_the_next_one_finishes_it(
    old: str, tmp_path: Path, zygote: Zygote
) -> None:
    warden = Warden(tmp_path, Spec(old, "", "", "", "", "", ""), zygote)
    await warden.open()
    for aim in AIMS:
        with pytest.raises(Killed):
            await warden.start(aim, only_migrate=True)
        assert standing(old) == ((migrate.head() if aim.point == Point.COMMITTED else FIRST), 2)

    await warden.start(only_migrate=True)
    await warden.close()

    assert standing(old) == (migrate.head(), 2)


def standing(url: str) -> tuple[str | None, int]:
    """Return at which revision the schema stands, and how many of the rows are left."""
    database = Database(url)
    try:
        return migrate.revision(database), len(database.run_sync(lambda tx: tx.execute(text(ROWS)).all()))
    finally:
        database.dispose()
