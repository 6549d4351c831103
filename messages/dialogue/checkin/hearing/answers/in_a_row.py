"""A whole check-in in one line, by whoever knows its order: "4 same none 6 3 good"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from messages.dialogue.checkin import questions as q
from messages.dialogue.checkin.hearing.answers.numbers import plainly
from messages.dialogue.checkin.hearing.answers.typed import read_answers

FEWEST = 3
"""With fewer answers a text is read as a sentence."""
_LISTED = re.compile(r"\s*[,;\n]\s*")


def in_a_row(text: str, questions: Sequence[str], product: str) -> dict[str, Any]:
    """Return the answers to ``questions``, in their order, if ``text`` is one after the other and nothing else."""
    said = plainly(text)
    for parts in (_LISTED.split(said), said.split()):
        if FEWEST <= len(parts) <= len(questions):
            found = [_only(part, question, product) for part, question in zip(parts, questions, strict=False)]
            if all(each is not None for each in found):
                return dict(zip(questions, found, strict=False))
    return {}


def _only(part: str, question: str, product: str) -> Any:
    """Return what ``part`` answers if that is ``question`` alone; None otherwise."""
    typed = read_answers(part, question, product)
    alone = typed.values.keys() == {question} and not typed.more and not typed.impossible
    return typed.values[question] if alone and question != q.HOURS else None
