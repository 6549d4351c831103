"""Plain dangers and plainly harmless sentences, crossed with frames that change nothing about either."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from messages.reviewed import load
from messages.triage.assess import DAY_ZERO
from messages.triage.judging.screen import screen
from messages.triage.vocabulary import Action, Case

HERE = Path(__file__).parent
HEARD = (Action.ASK, Action.ESCALATE)
Pair = tuple[str, str]
"""A sentence and the frame it stands in."""


@cache
def dangers() -> dict[str, list[str]]:
    """Return the plain dangers by the flag they name."""
    found: dict[str, list[str]] = load(HERE / "dangers.yaml")
    return found


@cache
def lines(name: str) -> tuple[str, ...]:
    r"""Return the rows of a file of frames or sentences; ``\n`` in one is a new line."""
    rows = (HERE / name).read_text(encoding="utf-8").splitlines()
    return tuple(row.replace("\\n", "\n") for row in rows if row and not row.startswith("//"))


@cache
def known(name: str) -> frozenset[str]:
    """Return the messages of a list of what is not right yet, or right although it looks otherwise."""
    return frozenset(lines(name))


def framed(sentence: str, frame: str) -> str:
    """Return ``sentence`` inside ``frame``, small where it no longer opens the sentence."""
    opens = frame.startswith("{}") or sentence.startswith(("I ", "I'"))
    return frame.replace("{}", sentence if opens else sentence[0].lower() + sentence[1:])


def heard(text: str) -> bool:
    """Say whether somebody who writes ``text`` is asked or warned."""
    return screen(text, Case(), DAY_ZERO).action in HEARD


def chosen(sentences: tuple[str, ...], frames: tuple[str, ...], each: int) -> Iterator[Pair]:
    """Yield every frame with ``each`` of the sentences: always the same ones, and all of them in turn.

    The whole grid takes half an hour. Which part is run hangs on the words of the frame alone, so that a frame or a
    sentence more moves no more than itself; ``python -m tests.triage.reading.heard.grid`` runs as much as one likes.
    """
    for frame in frames:
        ordered = sorted((_mixed(sentence + "|" + frame), sentence) for sentence in sentences)
        yield from ((sentence, frame) for _, sentence in ordered[:each])


def _mixed(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
