"""The hazard log names only tests that exist, and is honest about what is not built."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOG = ROOT / "docs" / "safety.md"
HAZARDS = 32
_TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def rows() -> dict[str, list[str]]:
    """Return the cells of each hazard: hazard, cause, mitigation, tests, status."""
    lines = [line for line in LOG.read_text().splitlines() if line.startswith("| HZ-")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {name: rest for name, *rest in cells}


@cache
def claims_in(path: str) -> frozenset[str]:
    file = ROOT / path
    if not file.is_file():
        return frozenset()
    found = set()
    for each in ast.walk(ast.parse(file.read_text())):
        match each:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.Name(id=name, ctx=ast.Store()):
                found.add(name)
            case _:
                pass
    return frozenset(found)


def test_every_hazard_stands_there_once_in_order() -> None:
    assert list(rows()) == [f"HZ-{number:02}" for number in range(1, HAZARDS + 1)]


@pytest.mark.parametrize("hazard", rows())
def test_every_test_it_names_exists(hazard: str) -> None:
    named = _TEST.findall(rows()[hazard][3])

    assert [f"{path}::{name}" for path, name in named if name not in claims_in(path)] == []


@pytest.mark.parametrize("hazard", rows())
def test_a_guarded_hazard_has_a_test_and_a_partly_guarded_one_says_what_is_missing(hazard: str) -> None:
    *_, tests, status = rows()[hazard]

    assert re.match(r"guarded\b|partly; missing: \w|open\b", status), status
    assert status.startswith("open") or _TEST.search(tests)
