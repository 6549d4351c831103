"""Judges one matter, live and again later: there is no second road by which a replay could differ."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any, assert_never

from messages.triage.judging.judge import judge
from messages.triage.judging.news import only_new
from messages.triage.judging.screen import screen
from messages.triage.vocabulary import Case, Matter, Occasion, Verdict


def verdict_on(matter: Matter) -> Verdict:
    """Return the verdict of the rules in force. Whatever fails inside reading a text is raised."""
    match matter.occasion:
        case Occasion.TEXT:
            return screen(matter.text, matter.case, matter.now, numbers_at=matter.numbers_at)
        case Occasion.PROFILE:
            before = judge(matter.before or Case(), matter.now)
            return only_new(judge(matter.case, matter.now), before)
        case Occasion.ANSWER | Occasion.CHECK_IN | Occasion.SERIOUS | Occasion.SETTLED:
            return judge(matter.case, matter.now, fresh_after=matter.fresh_after)
        case _:
            assert_never(matter.occasion)


def in_full(matter: Matter) -> str:
    """Return everything the judgement rests on as one line, the same for the same matter whatever its order."""
    return _SPELLER.encode(
        [
            matter.occasion.value,
            matter.now.isoformat(),
            _instant(matter.fresh_after),
            _instant(matter.numbers_at),
            matter.text,
            _case(matter.case),
            None if matter.before is None else _person(matter.before),
        ]
    )


_SPELLER = json.JSONEncoder(separators=(",", ":"))


def _case(case: Case) -> list[Any]:
    facts = sorted(  # seconds, not dates: this runs with every judgement, over months of answers
        (f.at.timestamp(), f.flag, f.answer, f.origin, f.words, f.rule, f.unchanged_and_checked) for f in case.facts
    )
    measures = sorted((m.at.timestamp(), m.kind, m.value, m.origin) for m in case.measures)
    return [*_person(case), facts, measures, sorted(at.isoformat() for at in case.serious_checks)]


def _person(case: Case) -> list[Any]:
    who = case.profile
    dates = sorted((name, day.isoformat()) for name, day in who.dates.items())
    return [who.age, who.sex, sorted(who.risk_factors), dates, case.zone, case.country]


def _instant(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()
