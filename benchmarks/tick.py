"""One tick of the scheduler: what it costs with so many nudges waiting and so many of them due."""

from __future__ import annotations

from benchmarks.setting.figures import Goal, Table, seconds, times
from benchmarks.setting.running import Size, alone
from benchmarks.waiting import COMPARED, DURABLE_PEERS, OURS, PEERS, TITLES, Waiting, dues, measured


async def measure(size: Size) -> list[Table]:
    """Ours as what waits grows, then ours beside the peers."""
    grown: tuple[int, ...] = size.pick(smoke=(1_000,), default=(1_000, 10_000, 100_000, 1_000_000))
    compared = size.pick(smoke=1_000, default=COMPARED)
    ours = {name: {waiting: measured(name, waiting, size) for waiting in grown} for name in OURS}
    peers = {name: measured(name, compared, size) for name in PEERS}
    return [_growth(ours, size), _beside({name: each[compared] for name, each in ours.items()} | peers, size)]


def _growth(ours: dict[str, dict[int, Waiting]], size: Size) -> Table:
    rows, goals = [], []
    for name, found in ours.items():
        for waiting, each in found.items():
            rows.append((TITLES[name], f"{waiting:,}", *(seconds(each.ticks[str(due)]) for due in dues(size))))
        small, large = sorted(found)[1 if len(found) > 1 else 0], max(found)
        for due in dues(size):
            growth = found[large].ticks[str(due)] / found[small].ticks[str(due)]
            wanted = f"{TITLES[name]}, {due} due: {large:,} waiting within 1.5x of {small:,}"
            goals.append(Goal(wanted, times(growth), growth <= 1.5))
    columns = ("", "waiting", *(f"{due:,} due" for due in dues(size)))
    return Table("A tick follows what is due, not what waits", columns, rows, goals)


def _beside(found: dict[str, Waiting], size: Size) -> Table:
    most = str(max(dues(size)))
    best = min(found[name].ticks[most] for name in DURABLE_PEERS)
    blocked = min(found[name].stalls[most] for name in DURABLE_PEERS if name != "procrastinate")
    rows, goals = [], []
    for name, each in found.items():
        ticks = (seconds(each.ticks[str(due)]) for due in dues(size))
        whole = seconds(each.whole[most]) if each.whole else ""
        times_best = times(best / each.ticks[most])
        rows.append((TITLES[name], *ticks, seconds(each.stalls[most]), times_best, whole))
        if name in OURS:
            wall, still = best / each.ticks[most], blocked / each.stalls[most]
            reached = f"{times(wall)} and {times(still)}"
            goals.append(Goal(f"{TITLES[name]}: wall 20x, loop blocked 100x", reached, wall >= 20 and still >= 100))
    waiting = next(iter(found.values())).waiting
    columns = (
        "",
        *(f"{due:,} due" for due in dues(size)),
        "loop stands still",
        "times best durable peer",
        "whole turns",
    )
    notes = (
        f"{waiting:,} wait, four a person. The peers run a job that does nothing and plan it for the next day. Ours "
        "takes each through a turn: person locked, memory read, row moved, many turns in one transaction and each "
        "of them all or nothing. 'Whole turns' is the real dialogue, which decides whether and which nudge is sent, "
        "and queues it. The loop stands still: the longest moment in which nothing else on the event loop could run. "
        "Medians of five ticks; whole turns with the most due are taken once.",
    )
    return Table(f"A tick beside the peers, {waiting:,} waiting", columns, rows, goals, notes)


if __name__ == "__main__":
    alone(measure)
