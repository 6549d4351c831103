"""A year of a thousand people in the sandbox, over HTTP: how long it takes."""

from __future__ import annotations

from datetime import timedelta
from time import perf_counter, process_time

from benchmarks.setting import places
from benchmarks.setting.figures import Goal, Table, seconds, times
from benchmarks.setting.people import START
from benchmarks.setting.running import Size, alone
from bot.rehearsal import Rehearsal
from bot.sandbox import Sandbox
from storage.clock import TravelClock
from tests.set_up import set_up

YEAR = 365


async def measure(size: Size) -> list[Table]:
    """A long stay of few and a short stay of many, to see that it grows with people and days alone."""
    stays: tuple[tuple[int, int], ...] = size.pick(
        smoke=((1, 1),), default=((1, 30), (10, 3)), full=((1, YEAR), (30, 30), (1_000, YEAR))
    )
    rows, costs = [], []
    for people, days in stays:
        took, worked, messages = await _stay(people, days)
        costs.append(took / people / days)
        each = seconds(costs[-1])
        rows.append((str(people), str(days), seconds(took), seconds(worked), f"{messages:,}", each))
    spread = max(costs) / min(costs)
    hours = f"{max(costs) * 1_000 * YEAR / 3600:,.1f} h"
    goals = [Goal("cost grows with people and days alone (within 2x)", times(spread), spread <= 2)]
    notes = (
        "Each person answers the morning's check-in and is nudged through the day; bot and sandbox share one process "
        f"and talk over HTTP, on SQLite. A year of 1,000 people is 365,000 such days: {hours} at the dearest of these.",
    )
    columns = ("people", "days", "wall", "CPU", "messages", "a person's day")
    return [Table("Life in the sandbox", columns, rows, goals, notes)]


async def _stay(people: int, days: int) -> tuple[float, float, int]:
    clock = TravelClock(START, standing=True)
    sandbox = Sandbox(clock)
    await sandbox.start()
    with places.folder() as folder:
        host = Rehearsal(sandbox, clock, f"sqlite:///{folder}/year.db")
        try:
            await host.start()
            all_of_them = [sandbox.person(f"P{number}", zone="Europe/London") for number in range(people)]
            for person in all_of_them:
                await set_up(sandbox, person)
            before = len(sandbox.requests)
            begun, worked = perf_counter(), process_time()
            for _ in range(days):
                await sandbox.travel(timedelta(days=1))
                for person in all_of_them:
                    await person.says("3 out of 10, same as yesterday, slept 7 h")
                await sandbox.idle(timeout=300)
            return perf_counter() - begun, process_time() - worked, len(sandbox.requests) - before
        finally:
            await host.stop()
            await sandbox.stop()


if __name__ == "__main__":
    alone(measure)
