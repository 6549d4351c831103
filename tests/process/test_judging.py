"""The judging commands as programs: what they print, and with which status they end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from storage.engine.database import Database
from storage.schema import migrate
from tests.process.nursery import Order, nursery

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended, and what it printed."""

    returncode: int
    stdout: str
    stderr: str


def run(*arguments: str, folder: Path, said: str = "", cold: bool = False) -> Ended:
    """Run ``python -m bot`` to its end, without any settings; ``cold`` in an interpreter that has loaded nothing."""
    environment = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(ROOT)}
    if cold:
        command = [sys.executable, "-m", "bot", *arguments]
        found = subprocess.run(
            command, cwd=folder, env=environment, input=said, capture_output=True, text=True, timeout=60, check=False
        )
        return Ended(found.returncode, found.stdout, found.stderr)
    with tempfile.TemporaryDirectory() as place:
        heard, out, errors = (Path(place) / name for name in ("said", "out", "errors"))
        heard.write_text(said, encoding="utf-8")
        order = Order(arguments, environment, str(folder), str(out), str(errors), str(heard))
        status = nursery().begin(order)[1].result(timeout=60)
        return Ended(status, out.read_text(encoding="utf-8"), errors.read_text(encoding="utf-8"))


def test_rules_and_the_judging_of_lines_need_no_settings_and_no_database(tmp_path: Path) -> None:
    shown = run("rules", "--flag", "ces_wipe_feel", "--json", folder=tmp_path, cold=True)
    judged = run("assess", folder=tmp_path, said='{"id": 1, "text": "it feels numb when I wipe"}\n')

    assert (shown.returncode, judged.returncode) == (0, 0)
    assert json.loads(shown.stdout)[0]["level"] == "EMERGENCY_NOW"
    assert json.loads(judged.stdout)["action"] == "escalate"
    assert run("rules", "--flag", "numb_bum", folder=tmp_path).returncode == 2
    assert list(tmp_path.iterdir()) == []


def test_a_file_with_a_bad_line_is_scored_and_ends_with_status_one(tmp_path: Path) -> None:
    row = {"id": "a", "text": "did my stretches", "level": "NONE", "action": ["none"], "trap": None}
    (tmp_path / "some.jsonl").write_text(f"{json.dumps(row)}\nnonsense\n", encoding="utf-8")
    found = run("evaluate", "some.jsonl", folder=tmp_path)

    assert found.returncode == 1
    assert "1 messages, 0 stories" in found.stdout
    assert "some.jsonl:2: not readable as JSON" in found.stderr


def test_a_story_that_is_wrong_is_told_in_words_that_name_its_file(tmp_path: Path) -> None:
    (tmp_path / "torn.yaml").write_text("start: [", encoding="utf-8")
    (tmp_path / "odd.yaml").write_text("start: 2026-03-28 07:00 Europe/Berln\nsteps: []\n", encoding="utf-8")
    (tmp_path / "picture.yaml").write_bytes(b"\x89PNG\xff")

    for name, status, words in (
        ("nope.yaml", 2, "there is no file nope.yaml"),
        ("torn.yaml", 1, "torn.yaml: not readable as YAML"),
        ("odd.yaml", 1, "odd.yaml is not a story"),
        ("picture.yaml", 1, "picture.yaml is not a story"),
    ):
        found = run("sandbox", "--script", name, folder=tmp_path)
        assert (found.returncode, "Traceback" in found.stderr) == (status, False), found.stderr
        assert words in found.stderr


def test_a_damaged_database_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "backcheck.db").write_text("not a database, but longer than its header would be " * 40)
    found = run("migrate", folder=tmp_path)

    assert (found.returncode, len(found.stderr.splitlines())) == (1, 1), found.stderr
    assert "put the newest copy in its place" in found.stderr


def test_replay_of_an_empty_history_differs_in_nothing(tmp_path: Path) -> None:
    (tmp_path / "var").mkdir()
    database = Database(f"sqlite:///{tmp_path / 'var' / 'backcheck.db'}")
    migrate.upgrade(database)
    database.dispose()
    found = run("replay", "--since", "30", folder=tmp_path)

    assert found.returncode == 0
    assert found.stdout.startswith("0 judged again by rules ")
