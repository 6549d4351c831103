"""Whether what is known of a person bears on a red flag: then no words about it are too harmless to ask after."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache

from messages.triage.flags import Flag, When, table
from messages.triage.vocabulary import Answer, Case

LINGERS = timedelta(days=14)
"""How long a sign of any kind makes us listen harder: as long as a yes to a row stays active by default."""
_TOLD = frozenset({Answer.YES, Answer.NOT_SURE})


def bears_on(case: Case, flag: str, now: datetime) -> bool:
    """Return whether a risk factor that weighs for ``flag``, or any sign of the last fortnight, is known.

    A sign or risk factor of a row under the same letter of the table counts however old it is. More known never
    makes this false.
    """
    kin = _under_one_letter(flag)
    risks = frozenset[str]().union(*(risks_for(each) for each in kin))
    if case.profile.risk_factors & risks:
        return True
    return any(
        fact.answer in _TOLD and (now - fact.at <= LINGERS or fact.flag in kin or fact.flag in risks)
        for fact in case.facts
    )


@lru_cache(maxsize=256)
def risks_for(flag: str) -> frozenset[str]:
    """Return the risk factors that the table names as weighing for ``flag``."""
    return frozenset(_named(table().flags[flag]))


def _named(row: Flag) -> Iterator[str]:
    conditions = [each.when for each in row.modifiers] + [row.completed_by] + [each.known for each in row.composed]
    for condition in conditions:
        if condition is not None:
            yield from _risks(condition)


def _risks(condition: When) -> Iterator[str]:
    yield from condition.risks
    for group in condition.risk_groups:
        yield from table().risks_in(group)
    for part in condition.all:
        yield from _risks(part)


@lru_cache(maxsize=256)
def _under_one_letter(flag: str) -> frozenset[str]:
    groups = (frozenset(each.id for each in group.flags) for group in table().groups)
    return next((ids for ids in groups if flag in ids), frozenset())
