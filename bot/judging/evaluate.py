"""``python -m bot evaluate FILE``: how well messages and stories with a known answer are judged."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, TextIO

from messages.triage.assess import assess_line
from messages.triage.evaluation import (
    Answer,
    Example,
    GoldMessage,
    GoldStory,
    NotAnExample,
    Told,
    example,
    on_sealed_side,
    report,
)
from messages.triage.reading import prepare
from messages.triage.reading.both import READERS, Reader
from messages.triage.vocabulary import Action, Level
from storage.clock import processor_seconds

OURS = Path(__file__).resolve().parents[2] / "tests" / "corpus"
"""Our own messages, of which a part is sealed; in anybody else's file nothing is."""


class Side(StrEnum):
    """Which part of our own messages: everything, the part to look at, or the part that is only scored."""

    ALL = "all"
    OPEN = "open"
    SEALED = "sealed"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to score and how to say it."""

    files: Sequence[Path]
    side: Side = Side.ALL
    misses: bool = False
    as_json: bool = False
    reader: str = "both"
    """Who reads: the rules, the learned reader, or both as they do for people."""


@dataclass(slots=True)
class _Scored:
    answers: list[Answer] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)
    bad: int = 0


def evaluate(wanted: Wanted, out: TextIO, complaints: TextIO, seconds: Callable[[], float] = processor_seconds) -> int:
    """Judge every example by the code of ``assess`` and print the figures; 1 when a line could not be scored.

    A bad line is named with its file and number, and the rest goes on. Nothing of the sealed
    part of our own messages is ever printed but figures. ``seconds`` is a stopwatch: of processor time,
    so that a busy machine does not count.
    """
    prepare()
    scored = _Scored()
    for path in wanted.files:
        _score_file(path, wanted, scored, complaints, seconds)
    found = report(scored.answers, scored.told, scored.milliseconds)
    if wanted.as_json:
        out.write(json.dumps(found.as_data(with_misses=wanted.misses), ensure_ascii=False, indent=2) + "\n")
    else:
        out.write(found.as_text(with_misses=wanted.misses) + "\n")
    return 1 if scored.bad else 0


def _score_file(path: Path, wanted: Wanted, scored: _Scored, complaints: TextIO, seconds: Callable[[], float]) -> None:
    ours = path.resolve().parent == OURS
    for number, line in _lines(path):
        try:
            one = example(line)
            behind = on_sealed_side(number, one.key)
            if wanted.side is Side.ALL or behind is (wanted.side is Side.SEALED):
                hidden = behind and (ours or wanted.side is Side.SEALED)
                _score(one, scored, seconds, READERS[wanted.reader], sealed=hidden)
        except NotAnExample as problem:
            scored.bad += 1
            complaints.write(f"{path}:{number + 1}: {problem}\n")


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    with path.open("rb") as opened:
        for number, raw in enumerate(opened):
            line = raw.decode("utf-8", errors="replace")
            if line.strip():
                yield number, line


def _score(one: Example, scored: _Scored, seconds: Callable[[], float], reader: Reader, *, sealed: bool) -> None:
    asked = json.dumps(one.asked())
    began = seconds()
    judged = assess_line(asked, reader)
    taken = seconds() - began
    if "error" in judged:
        raise NotAnExample(str(judged["error"]))
    match one:
        case GoldMessage():
            scored.milliseconds.append(1000 * taken)
            level, action = Level[judged["level"]], Action(judged["action"])
            scored.answers.append(Answer(one, level, action, _heard(judged), sealed))
        case GoldStory():
            actions = {day["day"]: Action(day["action"]) for day in judged["days"]}
            scored.told.append(Told(one, actions, sealed))


def _heard(judged: dict[str, Any]) -> tuple[str, ...]:
    return tuple(f"{each['flag']}:{each['status']}:{each['words']!r}" for each in judged["findings"])
