"""``python -m benchmarks.waiting <approach> <waiting> <size>``: prints what one scheduler costs, as JSON."""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from dataclasses import asdict

from benchmarks.setting.running import Size
from benchmarks.waiting import Waiting


def _measure(approach: str, waiting: int, size: Size) -> Waiting:
    name, _, kind = approach.partition("-")
    # Imported here: what another scheduler brings along must not be charged to this one's memory.
    match name:
        case "ours":
            from benchmarks.waiting import ours

            return asyncio.run(ours.measure(kind, waiting, size))
        case "apscheduler":
            from benchmarks.waiting import apscheduler_store

            return asyncio.run(apscheduler_store.measure(kind, waiting, size))
        case "procrastinate":
            from benchmarks.waiting import procrastinate_queue

            return asyncio.run(procrastinate_queue.measure(waiting, size))
        case "jobqueue":
            from benchmarks.waiting import job_queue

            return asyncio.run(job_queue.measure(waiting, size))
    raise SystemExit(f"no approach is called {approach}")


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    print(json.dumps(asdict(_measure(sys.argv[1], int(sys.argv[2]), Size(sys.argv[3])))))
