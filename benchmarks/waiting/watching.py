"""How long something took by the wall, and how long the event loop stood still meanwhile."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Awaitable, Callable
from time import perf_counter

import psutil

BEAT = 0.001


async def watched(work: Callable[[], Awaitable[object]]) -> tuple[float, float]:
    """Do ``work``; return its seconds and the longest time nothing else on the loop could run."""
    gaps: list[float] = []
    done = asyncio.Event()

    async def pulse() -> None:
        last = perf_counter()
        while not done.is_set():
            await asyncio.sleep(BEAT)
            now = perf_counter()
            gaps.append(now - last - BEAT)
            last = now

    beating = asyncio.create_task(pulse())
    await asyncio.sleep(0.01)
    gaps.clear()
    begun = perf_counter()
    await work()
    took = perf_counter() - begun
    done.set()
    await beating  # the stall at the very end counts as well
    return took, max(0.0, *gaps)


def memory() -> int:
    """Bytes this process holds."""
    gc.collect()
    return int(psutil.Process().memory_info().rss)
