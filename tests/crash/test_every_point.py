"""Killed once at every named point, on both databases: nothing is lost, late, doubled or out of order.

``python -m tests.crash`` kills hundreds of times over random traffic and asks the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from storage.points import Point
from tests.crash.kills.child import Aim
from tests.crash.kills.stage import Stage
from tests.crash.kills.traffic import OF_HOUSEKEEPING, OF_REDS, OF_TICKS, OF_UPDATES, Traffic
from tests.crash.kills.truths import Truths
from tests.crash.kills.zygote import MORNING, ROOT, Zygote

LONGEST = timedelta(hours=26)
"""In which Ada gets every kind of nudge and a check-in, and all warnings are said again."""


@pytest.mark.timeout(300)
async def test_killed_at_every_point_nothing_is_lost_late_or_doubled(
    empty_url: str, tmp_path: Path, zygote: Zygote
) -> None:
    async with Stage(tmp_path, empty_url, zygote, seed=1) as stage:
        traffic = Traffic(stage, deadly=False)
        await traffic.everybody_sets_up(1)
        for aim in OF_UPDATES:
            await stage.act("a note", partial(traffic.writes, traffic.people[0]), aims=(aim,))
        for aim in (Aim(Point.ACCEPTED), *_missing(stage, OF_REDS)):
            await stage.act("red", partial(traffic.tells, stage.person(f"Red {aim}")), aims=(aim,))
        for aim in _missing(stage, OF_HOUSEKEEPING):
            await stage.act("housekeeping", partial(stage.order, "housekeep"), aims=(aim,))
        left = _missing(stage, OF_TICKS)
        while left and stage.clock.now() - MORNING < LONGEST:
            await stage.travel(timedelta(minutes=30), lambda: _next_of(stage, left))
        await stage.warden.close()

        aimed = {str(aim) for aim in (*OF_UPDATES, *OF_REDS, *OF_HOUSEKEEPING, *OF_TICKS)}
        assert aimed <= set(stage.kills), "not everything was hit"
        Truths.ask(traffic)


def test_every_named_point_is_aimed_at() -> None:
    aimed = {aim.point for aim in (*OF_UPDATES, *OF_REDS, *OF_HOUSEKEEPING, *OF_TICKS)}

    assert set(Point) - aimed == {Point.MIGRATED}, "MIGRATED has a test of its own"


def test_nothing_in_the_program_itself_listens_at_the_points() -> None:
    product = [
        path for package in ("bot", "scheduler", "messages", "storage") for path in (ROOT / package).rglob("*.py")
    ]

    assert [
        path.name for path in product if "points.listen" in path.read_text() or "import listen" in path.read_text()
    ] == []
    assert len(product) > 100


def _missing(stage: Stage, aims: Iterable[Aim]) -> list[Aim]:
    """Return where nobody has died yet."""
    return [aim for aim in aims if not stage.kills[str(aim)]]


def _next_of(stage: Stage, left: list[Aim]) -> tuple[Aim, ...]:
    """Aim at whatever has not been hit, one at a time; what this moment does not pass is aimed at again later."""
    left[:] = _missing(stage, left)
    left[:] = left[1:] + left[:1]
    return tuple(left[-1:])
