"""Planning a hundred thousand nudges, moving one person's, starting again, and the memory all that takes."""

from __future__ import annotations

from benchmarks.setting.figures import Goal, Table, seconds, times
from benchmarks.setting.running import Size, alone
from benchmarks.waiting import COMPARED, OURS, PEERS, TITLES, Waiting, measured

MEGABYTE = 2**20


async def measure(size: Size) -> list[Table]:
    """Ours and the peers, each in a process of its own; shared with the benchmark of ticks."""
    waiting = size.pick(smoke=1_000, default=COMPARED)
    return [_table({name: measured(name, waiting, size) for name in (*OURS, *PEERS)}, waiting)]


def _table(found: dict[str, Waiting], waiting: int) -> Table:
    stores = {"ours-sqlite": "apscheduler-sqlite", "ours-postgresql": "apscheduler-postgresql"}
    queue = found["procrastinate"]
    rows, goals = [], []
    for name, each in found.items():
        made = seconds(each.create) + ("" if each.created == waiting else f" (from {each.created:,})")
        cells = (made, seconds(each.replan), seconds(each.restart), f"{each.memory / MEGABYTE:,.1f}")
        rows.append((TITLES[name], *cells))
        if name in OURS:
            store = found[stores[name]].create / each.create
            queued = queue.create / each.create
            goals.append(Goal(f"{TITLES[name]}: planning 60x APScheduler's store", times(store), store >= 60))
            goals.append(Goal(f"{TITLES[name]}: planning 5x procrastinate", times(queued), queued >= 5))
            goals.append(Goal(f"{TITLES[name]}: restart under 50 ms", seconds(each.restart), each.restart < 0.050))
    columns = ("", f"plan {waiting:,}", "move one person's 4", "cold restart", "memory, MB")
    notes = (
        "Planning: ours and procrastinate a thousand in one transaction; APScheduler has no way to add many, each job "
        "is a transaction. '(from n)': n were planned and the time multiplied. Restart: from nothing to the end of a "
        "tick in which nothing is due; a scheduler in memory has to plan everything again.",
    )
    return Table("Planning, moving, starting again", columns, rows, goals, notes)


if __name__ == "__main__":
    alone(measure)
