"""The code is still shaped as promised: one clock, no registry, files and folders of a readable size."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "scheduler", "storage", "messages")
READS_THE_TIME = {"now", "utcnow", "today", "time", "monotonic", "perf_counter", "process_time"}
CLOCKS = {"datetime", "date", "time", "func"}
MAX_LINES = {"bot": 320, "scheduler": 320, "storage": 320, "messages": 320, "benchmarks": 320, "training": 320} | {
    "tests": 440
}
"""What "around 300" means: a fifteenth more; tests, which are read one by one, somewhat more still."""
MOST_IN_A_FOLDER = 8
FULL_HOUSES = {
    "messages/triage/over_days": 10,  # one file for each part of life that rules watch, and two they share
    "benchmarks": 9,  # one file a question of results.md, and the command that asks them all
}
"""Folders with more modules than that, each with a reason; the number is a ceiling, and none is raised without one."""
TAKES_REAL_TIME = {
    f"tests/replicas/{name}.py" for name in ("pacing", "under_load/fleet", "under_load/load", "under_load/test_fleet")
}
"""Load on several real processes, whose length in seconds is the point."""


def modules(*packages: str) -> Iterator[Path]:
    for package in packages:
        yield from sorted((ROOT / package).rglob("*.py"))


def readings_of_the_clock(source: str, names: set[str] = READS_THE_TIME) -> list[int]:
    """Return the lines that call datetime.now(), time.time(), func.now() and their like, or import such a function."""
    found = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id=clock), attr=name)) if clock in CLOCKS and name in names:
                found.append(node.lineno)
            case ast.ImportFrom(module="time", names=imported) if names & {each.name for each in imported}:
                found.append(node.lineno)
    return found


def sleeps(source: str) -> list[int]:
    """Return the lines that let time pass; ``sleep(0)`` only lets others go first."""
    found = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(args=[ast.Constant(value=0)]):
                pass
            case ast.Call(func=ast.Name(id="sleep") | ast.Attribute(attr="sleep")):
                found.append(node.lineno)
    return sorted(found)


def overfull(files: Iterable[Path], exceptions: Mapping[str, int]) -> dict[str, int]:
    """Return how many modules each folder holds that holds too many; its ``__init__`` only says what it is."""
    held = Counter(path.parent.as_posix() for path in files if path.name != "__init__.py")
    return {folder: many for folder, many in held.items() if many > exceptions.get(folder, MOST_IN_A_FOLDER)}


def test_this_check_can_see_a_clock() -> None:
    assert readings_of_the_clock("from datetime import datetime\nx = datetime.now()\ny = clock.now()") == [2]
    assert readings_of_the_clock("from time import monotonic as m\nfrom time import sleep") == [1]


def test_this_check_can_see_a_sleep() -> None:
    assert sleeps("await asyncio.sleep(0)\nawait asyncio.sleep(0.1)\nsleep(n)\nfrom time import sleep") == [2, 3]


def test_only_the_clock_reads_the_time() -> None:
    offenders = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in modules(*PACKAGES)
        if path != ROOT / "storage" / "clock.py"
        for line in readings_of_the_clock(path.read_text(encoding="utf-8"))
    ]

    assert offenders == []


def test_no_test_reads_the_date_and_none_sleeps_but_under_real_load() -> None:
    read = {path.relative_to(ROOT): path.read_text(encoding="utf-8") for path in modules("tests")}
    dates = [
        f"{path}:{line}"
        for path, source in read.items()
        for line in readings_of_the_clock(source, {"now", "utcnow", "today"})
        if "func.now" not in source.splitlines()[line - 1]
    ]
    sleeping = {str(path) for path, source in read.items() if sleeps(source)}

    assert dates == []
    assert sleeping == TAKES_REAL_TIME


def test_files_stay_small_enough_to_hold_in_the_head() -> None:
    large = {
        str(path.relative_to(ROOT)): lines
        for package, most in MAX_LINES.items()
        for path in modules(package)
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > most
    }

    assert large == {}


def test_this_check_can_see_a_ninth_file() -> None:
    eight = [Path("bot/room") / f"{name}.py" for name in "abcdefgh"]

    assert overfull([*eight, Path("bot/room/__init__.py")], {}) == {}
    assert overfull([*eight, Path("bot/room/i.py")], {}) == {"bot/room": 9}
    assert overfull([*eight, Path("bot/room/i.py")], {"bot/room": 9}) == {}


def test_a_folder_that_grows_past_eight_files_gets_rooms() -> None:
    files = [path.relative_to(ROOT) for path in modules(*MAX_LINES)]

    assert overfull(files, FULL_HOUSES) == {}


def test_a_folder_that_has_its_rooms_is_no_exception_any_more() -> None:
    files = [path.relative_to(ROOT) for path in modules(*MAX_LINES)]

    assert set(FULL_HOUSES) <= set(overfull(files, {}))


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
