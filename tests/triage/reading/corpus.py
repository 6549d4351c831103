"""The development messages and the one split of them: a part to look at, and a sealed part only ever scored."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from messages.triage.evaluation import on_sealed_side

CORPUS = Path(__file__).resolve().parents[2] / "corpus"


@dataclass(frozen=True, slots=True)
class Message:
    """One labelled message; ``level`` is None where only the action is known (form C)."""

    id: str
    source: str
    text: str
    level: str | None
    actions: tuple[str, ...]
    flags: tuple[str, ...]
    trap: str | None
    why: str
    sealed: bool


@lru_cache(maxsize=1)
def messages() -> tuple[Message, ...]:
    """Return every single message of forms A and C, in file order."""
    return tuple(_messages())


def _messages() -> Iterator[Message]:
    for path in sorted(CORPUS.glob("*.jsonl")):
        if path.name.startswith("stories"):
            continue
        for number, row in enumerate(_rows(path)):
            sealed = on_sealed_side(number, str(row.get("family", row["id"])))
            if "gold" in row:
                yield _form_c(row, path.stem, sealed)
            else:
                yield _form_a(row, path.stem, sealed)


def _form_a(row: dict[str, object], source: str, sealed: bool) -> Message:
    actions, flags = row["action"], row["flags"]
    assert isinstance(actions, list) and isinstance(flags, list)
    return Message(
        id=str(row["id"]),
        source=source,
        text=str(row["text"]),
        level=str(row["level"]),
        actions=tuple(actions),
        flags=tuple(flags),
        trap=None if row["trap"] is None else str(row["trap"]),
        why=str(row["why"]),
        sealed=sealed,
    )


def _form_c(row: dict[str, object], source: str, sealed: bool) -> Message:
    also = row.get("also") or row.get("also_ok") or []
    assert isinstance(also, list)
    return Message(
        id=str(row["id"]),
        source=source,
        text=str(row["text"]),
        level=None,
        actions=(str(row["gold"]), *(str(action) for action in also)),
        flags=(),
        trap=str(row.get("variant")),
        why=str(row.get("flag") or row.get("category") or ""),
        sealed=sealed,
    )


def _rows(path: Path) -> Iterator[dict[str, object]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def story_texts(*, sealed: bool) -> tuple[tuple[str, int, str], ...]:
    """Return (story, day, text) of the development stories on one side of the split."""
    found: list[tuple[str, int, str]] = []
    for number, row in enumerate(_rows(CORPUS / "stories-dev.jsonl")):
        if on_sealed_side(number, str(row["id"])) is not sealed:
            continue
        days = row["days"]
        assert isinstance(days, list)
        found.extend((str(row["id"]), int(day["day"]), str(day["text"])) for day in days if day.get("text"))
    return tuple(found)
