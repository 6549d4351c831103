"""Two processes on one SQLite file would both send: the second one is told so."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.engine.database import Database
from storage.engine.sole import InUse, sole


def test_a_file_is_locked_by_whatever_name_it_goes_until_it_is_let_go(tmp_path: Path) -> None:
    (tmp_path / "var").mkdir()
    (tmp_path / "also").symlink_to(tmp_path / "var")
    first, again = Database(f"sqlite:///{tmp_path}/var/b.db"), Database(f"sqlite:///{tmp_path}/also/b.db")
    other = Database(f"sqlite:///{tmp_path}/var/other.db")

    with sole(first):
        with pytest.raises(InUse), sole(again):
            raise AssertionError("two at once")
        with sole(other):
            pass
    with sole(again):
        pass


def test_what_is_no_file_or_cannot_be_made_needs_no_lock(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    for url in ("sqlite://", "postgresql://nobody@127.0.0.1:1/none", f"sqlite:///{tmp_path}/file/b.db"):
        with sole(Database(url)), sole(Database(url)):
            pass


def test_nobody_else_may_look_into_the_folder_that_is_made(tmp_path: Path) -> None:
    with sole(Database(f"sqlite:///{tmp_path}/var/b.db")):
        assert [oct(path.stat().st_mode & 0o777) for path in (tmp_path / "var", tmp_path / "var" / "b.db.lock")] == [
            "0o700",
            "0o600",
        ]
