"""Tables of figures, with goals beside what was reached, as text that is also Markdown."""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

PACKAGES = ("python-telegram-bot", "APScheduler", "SQLAlchemy", "psycopg", "aiohttp", "procrastinate", "aiolimiter")


@dataclass(frozen=True, slots=True)
class Goal:
    """What issue and reader want, and what came out."""

    wanted: str
    reached: str
    met: bool


@dataclass(frozen=True, slots=True)
class Table:
    """One table, what it says about the goals, and what must be known to read it."""

    title: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    goals: list[Goal] = field(default_factory=list)
    notes: tuple[str, ...] = ()

    def text(self) -> str:
        """The table as aligned Markdown."""
        widths = [max(len(row[at]) for row in (self.columns, *self.rows)) for at in range(len(self.columns))]
        lines = [f"### {self.title}", "", _line(self.columns, widths), _line(["-" * width for width in widths], widths)]
        lines += [_line(row, widths) for row in self.rows]
        if self.goals:
            lines.append("")
            for goal in self.goals:
                lines.append(f"- {'met' if goal.met else 'MISSED'}: wanted {goal.wanted}; reached {goal.reached}")
        lines += ["", *self.notes] if self.notes else []
        return "\n".join(lines) + "\n"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "| " + " | ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)) + " |"


def seconds(value: float) -> str:
    """A span in the unit that reads best."""
    if value < 0.000_95:
        return f"{value * 1e6:.0f} us"
    if value < 0.095:
        return f"{value * 1e3:.1f} ms"
    return f"{value * 1e3:.0f} ms" if value < 0.95 else f"{value:,.1f} s"


def times(ratio: float) -> str:
    """How many times better."""
    return f"{ratio:,.0f}x" if ratio >= 9.5 else f"{ratio:.1f}x" if ratio >= 0.95 else f"{ratio:.2f}x"


def percentile(values: Sequence[float], share: float) -> float:
    """The value that ``share`` (0 to 1) of the values do not exceed; the nearest one, nothing is made up."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, round(share * len(ordered)) - 1))]


def median(values: Sequence[float]) -> float:
    """The middle one."""
    return statistics.median(values)


def machine() -> list[str]:
    """Where it was measured, in lines; the load tells how busy the machine was with other things."""
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return [
        f"- {platform.system()} {platform.machine()}, {os.cpu_count()} cores ({_processor()}), load {load}",
        f"- Python {platform.python_version()}, {packages}",
    ]


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or "unknown"
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown")
