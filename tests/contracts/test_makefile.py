"""What make throws away: nothing that people told us."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MAKE = shutil.which("make")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with the Makefile, a database of people and one of the sandbox."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "var").mkdir()
    for name in ("backcheck.db", "backcheck.db-wal", "sandbox.db", "sandbox.db-wal", "sandbox.json"):
        (tmp_path / "var" / name).touch()
    (tmp_path / "build").mkdir()
    return tmp_path


def made(place: Path, target: str) -> set[str]:
    """Return what lies in ``var`` after ``target`` was made."""
    if MAKE is None:
        pytest.skip("there is no make here")
    subprocess.run([MAKE, target], cwd=place, check=True, capture_output=True)
    return {path.name for path in (place / "var").iterdir()}


def test_make_clean_takes_what_was_built_and_leaves_what_people_told(place: Path) -> None:
    assert "backcheck.db" in made(place, "clean")
    assert not (place / "build").exists()


def test_make_forget_takes_the_sandbox_alone(place: Path) -> None:
    assert made(place, "forget") == {"backcheck.db", "backcheck.db-wal"}


def test_every_target_is_made_although_a_folder_has_its_name() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", text, re.MULTILINE)
    assert phony is not None

    assert set(re.findall(r"^([a-z]+):", text, re.MULTILINE)) == set(phony[1].split())
