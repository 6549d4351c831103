"""``make bench``: every benchmark, one after the other, printed and written to benchmarks/results.md.

``ARGS=--smoke`` only shows that they run and writes nothing; ``ARGS=--full`` takes an hour.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from benchmarks import capacity, escalation, planning, reading, sends, tick, turns, year
from benchmarks.setting import places
from benchmarks.setting.figures import Table, machine
from benchmarks.setting.running import Size, size_asked_for

RESULTS = Path(__file__).parent / "results.md"
PARTS = (escalation, tick, planning, turns, sends, reading, year, capacity)
SAYING = (
    "Ratios are taken in the same breath, ours and the peer's in turn, and carry over to other machines; "
    "absolute figures do not. `python -m benchmarks.tick` runs one alone; `make bench ARGS=--full` all at full size."
)


def main() -> None:
    """Run all and write down what came out."""
    size = size_asked_for()
    logging.disable(logging.CRITICAL)
    begun = perf_counter()
    tables: list[Table] = []
    with places.postgres_server():
        for part in PARTS:
            since = perf_counter()
            for table in asyncio.run(part.measure(size)):
                tables.append(table)
                print(table.text(), flush=True)
            print(f"({part.__name__}: {perf_counter() - since:,.0f} s)\n", flush=True)
    took = f"{(perf_counter() - begun) / 60:,.1f} minutes"
    if size is Size.SMOKE:
        print(f"every benchmark runs ({took}); at this size its figures mean nothing")
        return
    RESULTS.write_text(_document(tables, size, took))
    print(f"written to {RESULTS}")


def _document(tables: list[Table], size: Size, took: str) -> str:
    missed = [goal for table in tables for goal in table.goals if not goal.met]
    met = sum(goal.met for table in tables for goal in table.goals)
    lines = ["# What the benchmarks measured", ""]
    lines += [f"`make bench`, {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, size {size.value}, {took}. {SAYING}", ""]
    lines += [*machine(), f"- Goals: {met} met, {len(missed)} missed", ""]
    return "\n".join(lines) + "\n" + "\n".join(table.text() for table in tables)


if __name__ == "__main__":
    main()
