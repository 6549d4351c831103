"""What docs/operating.md tells an operator to type when the database is damaged brings the copy back whole."""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from bot.sandbox import Sandbox
from tests.process.conftest import Start
from tests.process.program import ROOT, at

PAGE = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")


def told(name: str) -> str:
    """Return the lines that the page says to type."""
    found = re.search(rf"<!-- {name} -->\n```\n(.*?)```", PAGE, re.DOTALL)
    assert found is not None, f"the page says nothing about {name}"
    return found[1]


def types(lines: str, folder: Path) -> None:
    subprocess.run(["/bin/sh", "-ec", lines], cwd=folder, check=True)


def asked(path: Path, question: str) -> object:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(question).fetchone()[0]


@pytest.mark.skipif(shutil.which("sqlite3") is None, reason="the page uses the sqlite3 command")
async def test_a_copy_put_in_the_place_of_a_damaged_database_is_as_it_was_made(
    sandbox: Sandbox, start: Start, tmp_path: Path
) -> None:
    kept, copy = tmp_path / "var" / "backcheck.db", tmp_path / "var" / "copy.db"
    program = await start("embedded", **at(sandbox))
    assert str(kept.parent) in await program.says("a new one is made")
    await sandbox.listened_to()
    await sandbox.person("Ada").says("hello")
    await sandbox.idle(timeout=30)
    types(told("copy"), tmp_path)
    assert copy.stat().st_mode & 0o077 == 0, "others can read what people wrote"
    for number in range(3):
        await sandbox.person(f"P{number}").says("hello")
    await sandbox.idle(timeout=30)
    await program.kill()
    assert kept.with_name("backcheck.db-wal").stat().st_size > 0

    types(told("restore"), tmp_path)
    again = await start("embedded", **at(sandbox))
    await sandbox.listened_to()
    await again.kill()
    assert "a new one is made" not in again.output

    assert asked(kept, "PRAGMA integrity_check") == "ok"
    assert asked(kept, "SELECT count(*) FROM people") == 1
    assert (tmp_path / "var" / "damaged" / "backcheck.db-wal").exists()
