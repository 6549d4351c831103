"""One JSON line in, one judgement out: the stable face of ``python -m bot assess``.

Two forms: ``{"id","text"}``, one message; and ``{"id","profile","days":[...]}``, a story judged
day by day with everything known up to that day. It is the same code that judges a live message.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from messages.triage.flags import table
from messages.triage.judging.screen import asks_whether_serious, screen
from messages.triage.reading.both import Reader, read_by_both
from messages.triage.sweep import screens
from messages.triage.vocabulary import (
    Action,
    Answer,
    Case,
    Fact,
    Level,
    Measure,
    MeasureKind,
    Origin,
    Profile,
    Question,
    Status,
    Verdict,
)

DAY_ZERO = datetime(2024, 1, 1, 9, tzinfo=UTC)
"""Stories have day numbers only; day n is judged at nine o'clock UTC, n days after this."""
LAST_DAY = 3650
LONGEST = 100_000
"""Characters of one text; what a messenger sends is a twentieth of it."""

_MOST_ERRORS = 5
_URGENCY = (Action.NONE, Action.ADVISE, Action.ASK, Action.ESCALATE)


def _known_flag(name: object) -> object:
    if isinstance(name, str) and name not in table().flags:
        raise ValueError(f"unknown symptom id {name[:60]!r}")
    return name


def _known_risk(name: object) -> object:
    if isinstance(name, str) and name not in table().risk_factors:
        raise ValueError(f"unknown risk factor id {name[:60]!r}")
    return name


def _clean(value: object) -> object:
    """Replace halves of characters, which JSON can carry and nothing else can write out again."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return value


Text = Annotated[str, BeforeValidator(_clean), Field(max_length=LONGEST)]
Name = Annotated[str | int, BeforeValidator(_clean)]


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class CheckIn(_Form):
    """The numbers and ticks of one day; null where nothing was answered."""

    pain: Annotated[float, Field(ge=0, le=10)] | None = None
    sleep_hours: Annotated[float, Field(ge=0, le=24)] | None = None
    temperature_c: Annotated[float, Field(ge=-50, le=150)] | None = None
    symptoms: tuple[Annotated[str, BeforeValidator(_known_flag)], ...] = ()


class Day(_Form):
    """One day of a story: the check-in and the text belong to one moment."""

    day: Annotated[int, Field(ge=0, le=LAST_DAY)]
    checkin: CheckIn | None = None
    text: Text | None = None


class Person(_Form):
    """Who the story is about."""

    age: Annotated[int, Field(ge=0, le=120)] | None = None
    sex: Literal["female", "male"] | None = None
    risk_factors: tuple[Annotated[str, BeforeValidator(_known_risk)], ...] = ()


class Message(_Form):
    """A single message, back pain assumed."""

    id: Name
    text: Text


class Story(_Form):
    """A person and their days."""

    id: Name
    profile: Person = Person()
    days: Annotated[tuple[Day, ...], Field(min_length=1, max_length=LAST_DAY + 1)]


def assess_line(line: str, reader: Reader = read_by_both) -> dict[str, Any]:
    """Return the judgement of one JSON line, or ``{"id","error"}`` saying what is wrong with the line.

    ``reader`` is another than both together only where they are measured one by one.
    """
    try:
        data = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as problem:
        return {"id": None, "error": f"not readable as JSON: {problem}"}
    if not isinstance(data, dict):
        return {"id": None, "error": "the line must hold one JSON object"}
    name = _clean(data.get("id"))
    try:
        if "days" in data:
            return _assess_story(Story.model_validate(data), reader)
        message = Message.model_validate(data)
    except ValidationError as problem:
        return {"id": name if isinstance(name, str | int) else None, "error": _plainly(problem)}
    return {"id": message.id, **_shown(_unread_is_asked(screen(message.text, Case(), DAY_ZERO, reader=reader)))}


def _plainly(problem: ValidationError) -> str:
    """Say what is wrong and where, without repeating what the person wrote."""
    said = "; ".join(
        f"{'.'.join(map(str, error['loc'])) or 'line'}: {error['msg'].removeprefix('Value error, ')}"
        for error in problem.errors(include_url=False, include_input=False)[:_MOST_ERRORS]
    )
    return str(_clean(said))


def _assess_story(story: Story, reader: Reader) -> dict[str, Any]:
    results = [{"day": number, **_shown(verdict)} for number, verdict in _judged_days(story, reader)]
    gravest = max(results, key=lambda day: (_URGENCY.index(Action(day["action"])), Level[day["level"]]))
    return {"id": story.id, **{k: v for k, v in gravest.items() if k != "day"}, "days": results}


def _judged_days(story: Story, reader: Reader) -> Iterator[tuple[int, Verdict]]:
    person = story.profile
    case = Case(profile=Profile(person.age, person.sex, frozenset(person.risk_factors)))
    for day in sorted(story.days, key=lambda each: each.day):
        now = DAY_ZERO + timedelta(days=day.day)
        case = _with_check_in(case, day.checkin or CheckIn(), now)
        text = day.text or ""
        if asks_whether_serious(text):
            case = replace(case, serious_checks=(*case.serious_checks, now))
        verdict = screen(text, case, now, reader=reader)
        case = replace(case, facts=(*case.facts, *verdict.facts), measures=(*case.measures, *verdict.measures))
        yield day.day, _still_open(_unread_is_asked(verdict))


def _with_check_in(case: Case, checkin: CheckIn, now: datetime) -> Case:
    numbers = (
        (MeasureKind.PAIN_0_10, checkin.pain),
        (MeasureKind.SLEEP_HOURS, checkin.sleep_hours),
        (MeasureKind.TEMPERATURE_C, checkin.temperature_c),
    )
    measures = tuple(Measure(kind, value, now) for kind, value in numbers if value is not None)
    facts = tuple(Fact(name, Answer.YES, now, Origin.BUTTON) for name in checkin.symptoms)
    return replace(case, facts=(*case.facts, *facts), measures=(*case.measures, *measures))


def _unread_is_asked(verdict: Verdict) -> Verdict:
    """A text in a language that nobody here reads is answered with the safety question by buttons."""
    if verdict.language is None or verdict.action is not Action.NONE:
        return verdict
    return replace(verdict, action=Action.ASK, question=Question(flag="", text=screens().general))


def _still_open(verdict: Verdict) -> Verdict:
    """An alert of an earlier day stays an alert while what caused it stays active (L29)."""
    if verdict.action is Action.ESCALATE or verdict.about_other:
        return verdict
    open_ = any(f.level >= Level.SAME_DAY and f.status is not Status.OTHER_PERSON for f in verdict.findings)
    return replace(verdict, action=Action.ESCALATE) if open_ else verdict


def _shown(verdict: Verdict) -> dict[str, Any]:
    return {
        "level": verdict.level.name,
        "action": verdict.action.value,
        "findings": [
            {
                "flag": finding.flag,
                "words": finding.words,
                "rule": finding.rule,
                "source": finding.source,
                "status": finding.status.value,
            }
            for finding in verdict.findings
        ],
        "question": verdict.question.text if verdict.question is not None else None,
    }
