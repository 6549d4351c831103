"""Daily nudges that wait for their moment, the same number in each scheduler; one process for each measurement."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from benchmarks.setting.running import Size, in_a_process

OURS = ("ours-sqlite", "ours-postgresql")
DURABLE_PEERS = ("apscheduler-sqlite", "apscheduler-postgresql", "procrastinate")
PEERS = (*DURABLE_PEERS, "jobqueue")
TITLES = {
    "ours-sqlite": "Backcheck, SQLite",
    "ours-postgresql": "Backcheck, PostgreSQL",
    "apscheduler-sqlite": "APScheduler SQLAlchemyJobStore, SQLite",
    "apscheduler-postgresql": "APScheduler SQLAlchemyJobStore, PostgreSQL",
    "procrastinate": "procrastinate, PostgreSQL",
    "jobqueue": "PTB JobQueue (memory, forgets)",
}
PER_PERSON = 4
COMPARED = 100_000
"""So many wait where schedulers are compared."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What one scheduler costs. Seconds, and bytes."""

    waiting: int
    ticks: dict[str, float] = field(default_factory=dict)
    """One tick, by how many were due."""
    stalls: dict[str, float] = field(default_factory=dict)
    """The longest the event loop stood still meanwhile."""
    whole: dict[str, float] = field(default_factory=dict)
    """A tick that takes whole turns; only ours."""
    whole_stalls: dict[str, float] = field(default_factory=dict)
    create: float = 0.0
    """To plan all of them."""
    created: int = 0
    """So many were planned to know that; the rest is calculated."""
    replan: float = 0.0
    """To move the nudges of one person."""
    restart: float = 0.0
    """From nothing to the end of a tick in which nothing is due."""
    memory: int = 0


def dues(size: Size) -> tuple[int, ...]:
    """How many are due in the ticks that are measured."""
    chosen: tuple[int, ...] = size.pick(smoke=(0, 10), default=(0, 100, 1000))
    return chosen


@cache
def measured(approach: str, waiting: int, size: Size) -> Waiting:
    """Measure in a process of its own; what was measured once in this run is not measured again."""
    return Waiting(**in_a_process("benchmarks.waiting", approach, str(waiting), size.value))
