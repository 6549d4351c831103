"""Texts and code agree: every key that is used exists, every text can be shown by something."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from messages.catalogue.entries import FALLBACK, load_catalogue, locales

ROOT = Path(__file__).parents[2]
NAMES_OF_ANSWERS = {"checkin.pain", "serious.started"}
"""Names in the log share the shape of keys."""
KEY = re.compile(r"[a-z_]+(\.[a-z0-9_]+)+")


@cache
def strings_in_code() -> tuple[frozenset[str], tuple[str, ...]]:
    """Return all whole string literals of the code, and the literal beginnings of its f-strings."""
    whole, beginnings = set(), []
    for package in ("bot", "messages", "storage", "scheduler"):
        for path in (ROOT / package).rglob("*.py"):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            patterns = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
            pieces = {id(piece) for pattern in patterns for piece in pattern.values}
            for pattern in patterns:
                first = pattern.values[0] if pattern.values else None
                if isinstance(first, ast.Constant):
                    beginnings.append(str(first.value))
            for node in ast.walk(tree):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in pieces:
                    whole.add(node.value)
    return frozenset(whole), tuple(beginnings)


@cache
def strings_in_data() -> str:
    return "\n".join(
        path.read_text(encoding="utf-8")
        for path in (ROOT / "messages").rglob("*.yaml")
        if "catalogue" not in path.parts
    )


def test_every_key_used_in_the_code_has_a_text() -> None:
    texts = load_catalogue(FALLBACK)
    topics = {key.split(".")[0] for key in texts}
    used = {each for each in strings_in_code()[0] if KEY.fullmatch(each) and each.split(".")[0] in topics}

    assert sorted(used - texts.keys() - NAMES_OF_ANSWERS) == []


def test_every_text_can_be_shown_by_something() -> None:
    whole, beginnings = strings_in_code()
    starts = tuple(each for each in beginnings if "." in each)
    data = strings_in_data()

    orphans = [
        key for key in load_catalogue(FALLBACK) if key not in whole and not key.startswith(starts) and key not in data
    ]

    assert orphans == []


@pytest.mark.parametrize("locale", [each for each in locales() if each != FALLBACK])
def test_a_translation_has_the_same_texts_with_the_same_gaps(locale: str) -> None:
    english, other = load_catalogue(FALLBACK), load_catalogue(locale)

    assert other.keys() == english.keys()
    assert {key for key in english if english[key].params != other[key].params} == set()
    assert {key for key in english if english[key].plain != other[key].plain} == set()
