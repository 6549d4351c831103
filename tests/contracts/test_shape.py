"""The code is still shaped as promised: one clock, no registry, no stray words, files of a readable size."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "scheduler", "storage", "messages")
READS_THE_TIME = {"now", "utcnow", "today", "time", "monotonic", "perf_counter"}
CLOCKS = {"datetime", "date", "time", "func"}
MAX_LINES = 400


def modules(*packages: str) -> Iterator[Path]:
    for package in packages:
        yield from sorted((ROOT / package).rglob("*.py"))


def readings_of_the_clock(source: str) -> list[int]:
    """Return the lines that call datetime.now(), date.today(), time.time(), func.now() and their like."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in READS_THE_TIME
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in CLOCKS
    ]


def test_this_check_can_see_a_clock() -> None:
    assert readings_of_the_clock("from datetime import datetime\nx = datetime.now()\ny = clock.now()") == [2]


def test_only_the_clock_reads_the_time() -> None:
    offenders = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in modules(*PACKAGES)
        if path != ROOT / "storage" / "clock.py"
        for line in readings_of_the_clock(path.read_text(encoding="utf-8"))
    ]

    assert offenders == []


def test_no_test_sleeps_or_reads_the_date() -> None:
    offenders = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in modules("tests")
        if path != Path(__file__)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(r"\b(time\.sleep|date\.today|datetime\.now|datetime\.utcnow)\(", line)
    ]

    assert offenders == []


def test_files_stay_small_enough_to_hold_in_the_head() -> None:
    large = {
        str(path.relative_to(ROOT)): lines
        for path in modules(*PACKAGES)
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > MAX_LINES
    }

    assert large == {}


def test_every_module_opens_with_a_sentence() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in modules(*PACKAGES)
        if path.read_text(encoding="utf-8").strip()
        and not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]

    assert silent == []


@pytest.mark.parametrize("name", ["constraints.txt", "pyproject.toml", "Makefile", ".ci/run"])
def test_no_file_names_a_registry(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")

    assert not re.search(r"https?://|--index-url|--extra-index|find-links", text)


def test_every_process_of_the_procfile_is_a_mode() -> None:
    from bot.settings import Mode

    commands = [line.split(":", 1)[1].strip() for line in (ROOT / "Procfile").read_text().splitlines() if line]

    assert {command.removeprefix("python -m bot ") for command in commands} <= {mode.value for mode in Mode}
