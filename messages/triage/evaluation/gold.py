"""What is known of the right answer: one JSON line with a message (forms A and C) or a story (form B)."""

from __future__ import annotations

import json
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from messages.triage.vocabulary import Action, Level

EVERYDAY_TRAPS = frozenset({None, "terse", "typo"})
"""Harmless text with another trap was written to sound like danger: the hard kind."""
_MOST_ERRORS = 3


class NotAnExample(Exception):
    """The line holds no example that can be scored; the message says why, without repeating the text."""


def _level(name: object) -> object:
    return Level.__members__.get(name, name) if isinstance(name, str) else name


def _several(value: object) -> object:
    return [value] if isinstance(value, str) else value


LevelName = Annotated[Level, BeforeValidator(_level)]
Actions = Annotated[tuple[Action, ...], BeforeValidator(_several), Field(min_length=1)]


class _Row(BaseModel):
    """A row as it comes: what is not scored (a rationale, a category) is left alone."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str | int


class GoldMessage(_Row):
    """One message with its right answer."""

    text: str
    actions: Actions
    """Acceptable answers, the best first."""
    level: LevelName | None = None
    """None where only the action is known (form C)."""
    trap: str | None = None
    family: str | None = None
    flags: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """By which the split goes: rewritings of one situation stay together."""
        return self.family if self.family is not None else str(self.id)

    @property
    def benign(self) -> bool:
        """Nothing in it wants an answer that alarms."""
        return self.level in (None, Level.NONE, Level.SELF_CARE) and self.actions[0] in (Action.NONE, Action.ADVISE)

    @property
    def hard(self) -> bool:
        """It sounds like more, or like less, than it is."""
        return self.trap not in EVERYDAY_TRAPS

    def asked(self) -> dict[str, Any]:
        """Return what is judged: everything but the answer."""
        return {"id": self.id, "text": self.text}


class GoldOfStory(BaseModel):
    """When what is due; a ``due_day`` of None: nothing ever is."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    level: LevelName
    due_day: int | None = None
    ask_ok_from_day: int | None = None
    why: str = ""


class GoldStory(_Row):
    """A person's days with the day on which something is due."""

    profile: dict[str, Any] = {}
    days: Annotated[tuple[dict[str, Any], ...], Field(min_length=1)]
    gold: GoldOfStory

    @property
    def key(self) -> str:
        """By which the split goes."""
        return str(self.id)

    def asked(self) -> dict[str, Any]:
        """Return what is judged: everything but the answer."""
        return {"id": self.id, "profile": self.profile, "days": list(self.days)}


Example = GoldMessage | GoldStory


def example(line: str) -> Example:
    """Return the example in one JSON line; raise :class:`NotAnExample` saying what is wrong with it."""
    try:
        row = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as problem:
        raise NotAnExample(f"not readable as JSON: {problem}") from None
    if not isinstance(row, dict):
        raise NotAnExample("the line must hold one JSON object")
    try:
        if "days" in row:
            return GoldStory.model_validate(row)
        return GoldMessage.model_validate(_form_c(row) if "gold" in row else _form_a(row))
    except ValidationError as problem:
        raise NotAnExample(_plainly(problem)) from None


def _form_a(row: dict[str, Any]) -> dict[str, Any]:
    named = {name: value for name, value in row.items() if name != "action"}
    return named | {"actions": row.get("action")}


def _form_c(row: dict[str, Any]) -> dict[str, Any]:
    also = row.get("also") or row.get("also_ok") or []
    named = {name: row.get(name) for name in ("id", "text", "family")}
    return named | {"actions": [row["gold"], *(also if isinstance(also, list) else [also])]}


def _plainly(problem: ValidationError) -> str:
    return "; ".join(
        f"{'.'.join(map(str, error['loc'])) or 'line'}: {error['msg'].removeprefix('Value error, ')}"
        for error in problem.errors(include_url=False, include_input=False)[:_MOST_ERRORS]
    )
