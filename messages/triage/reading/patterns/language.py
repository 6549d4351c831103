"""Reads one line of the pattern language into a form that can be matched.

``CANT ~2 PEE``     the slot CANT, then PEE after at most two other words
``NUMB &4 SADDLE``  the same in either order
``leg|LEGS``        any of these words or slots
``really?``         may be missing
``#``               a number
Words in small letters stand for themselves, slots and concepts are in capitals.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from dataclasses import dataclass

from messages.triage.reading.patterns.lexicon import spellings

NUMBER = "#"
_GAP = re.compile(r"[~&](\d+)\Z")
_NAME = re.compile(r"[A-Z][A-Z0-9_]*\Z")


class PatternError(ValueError):
    """A line of the pattern language makes no sense; the message quotes it."""


@dataclass(frozen=True, slots=True)
class Element:
    """One thing to find: any of ``names``, after at most ``gap`` other words."""

    names: tuple[str, ...]
    gap: int
    optional: bool


@dataclass(frozen=True, slots=True)
class Pattern:
    """One order of elements.

    ``needed`` are, for each that may not be missing, the names of which one must occur; the
    most telling come first.
    """

    elements: tuple[Element, ...]
    source: str
    needed: tuple[tuple[str, ...], ...]

    @property
    def anchor(self) -> tuple[str, ...]:
        """The names by which the pattern is looked up: those of its most telling element."""
        return self.needed[0]

    def possible(self, names: Container[str]) -> bool:
        """Say whether ``names`` hold something for every element that may not be missing."""
        for group in self.needed:  # a plain loop: this is asked some hundred times a message
            for name in group:
                if name in names:
                    break
            else:
                return False
        return True


def _pattern(elements: tuple[Element, ...], source: str) -> Pattern:
    needed = {tuple(dict.fromkeys(element.names)) for element in elements if not element.optional}
    telling = sorted(needed, key=lambda names: (NUMBER in names, len(names), sorted(names)))
    return Pattern(elements, source, tuple(telling))


def parse(line: str, literal: Callable[[tuple[str, ...]], str]) -> list[Pattern]:
    """Return the one or two orders ``line`` stands for; ``literal`` names a row of plain words."""
    items = line.split()
    turns = [place for place, item in enumerate(items) if item.startswith("&") and _GAP.match(item)]
    if len(turns) > 1:
        raise PatternError(f"{line!r}: only one & in a pattern")
    if not turns:
        return [_pattern(_elements(items, line, literal), line)]
    left, right, gap = items[: turns[0]], items[turns[0] + 1 :], "~" + items[turns[0]][1:]
    return [
        _pattern(_elements([*left, gap, *right], line, literal), line),
        _pattern(_elements([*right, gap, *left], line, literal), line),
    ]


def _elements(items: list[str], line: str, literal: Callable[[tuple[str, ...]], str]) -> tuple[Element, ...]:
    found: list[Element] = []
    gap = 0
    for item in items:
        if distance := _GAP.match(item):
            gap = int(distance.group(1))
            continue
        optional = item.endswith("?")
        names = [_name(word, line, literal) for word in item.rstrip("?").split("|")]
        found.append(Element(tuple(name for group in names for name in group), gap if found else 0, optional))
        gap = 0
    if not found or all(element.optional for element in found):
        raise PatternError(f"{line!r}: nothing in it must occur")
    if found[0].optional:
        raise PatternError(f"{line!r}: the first thing may not be optional")
    return tuple(found)


def _name(word: str, line: str, literal: Callable[[tuple[str, ...]], str]) -> list[str]:
    if word == NUMBER or _NAME.match(word):
        return [word]
    rows = list(spellings(word.replace("_", " ")))
    if not rows:
        raise PatternError(f"{line!r}: {word!r} is not a word")
    return [literal(row) for row in rows]
