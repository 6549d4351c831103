"""How a benchmark is started by itself, and at which size."""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import os
import subprocess
import sys
from collections.abc import Callable, Coroutine
from enum import StrEnum
from typing import Any

from benchmarks.setting.figures import Table


class Size(StrEnum):
    """How much is measured."""

    SMOKE = "smoke"
    """Seconds; shows that it runs, its figures mean nothing."""
    DEFAULT = "default"
    """Minutes."""
    FULL = "full"
    """As large as the issue asks, peers included; an hour."""

    def pick(self, *, smoke: Any, default: Any, full: Any = None) -> Any:
        """The value for this size."""
        return {Size.SMOKE: smoke, Size.DEFAULT: default, Size.FULL: default if full is None else full}[self]


Measure = Callable[[Size], Coroutine[Any, Any, list[Table]]]


def size_asked_for() -> Size:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Benchmarks of Backcheck, beside its peers.")
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--smoke", action="store_const", dest="size", const=Size.SMOKE, help="seconds: does it run?")
    group.add_argument("--full", action="store_const", dest="size", const=Size.FULL, help="peers at full size, too")
    parser.set_defaults(size=Size.DEFAULT)
    size: Size = parser.parse_args().size
    return size


def alone(measure: Measure) -> None:
    """Run one benchmark from the command line and print its tables."""
    for table in asyncio.run(measure(size_asked_for())):
        print(table.text())


def in_a_process(module: str, *arguments: str, **environment: str) -> Any:
    """Run ``python -m module`` and return the JSON of its last line: with memory and CPU to itself."""
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        check=False,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(f"{module} {' '.join(arguments)} failed")
    return json.loads(done.stdout.splitlines()[-1])


def settle_memory() -> None:
    """Collect now, so that what came before is not charged to what is measured next."""
    gc.collect()
    gc.freeze()
