"""``python -m tests.crash``: kills hundreds of bots over random traffic on both databases, and prints what it came to.

Seeds are fixed. A play that fails ends the run with its seed, its last acts and where the bot died.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.crash.kills.stage import Stage
from tests.crash.kills.traffic import Traffic
from tests.crash.kills.truths import Truths
from tests.crash.kills.zygote import Zygote, warm
from tests.databases import _server

DATABASES = ("sqlite", "postgresql")
KILLS = 520
PLAYS = 4
"""Each with a world of its own."""
AFTERWARDS = timedelta(hours=2)
"""In which nobody dies any more, so that what is due can show that it still comes."""


def main() -> int:
    """Run the whole of it, or the part for one database."""
    parser = argparse.ArgumentParser(prog="python -m tests.crash", description=__doc__)
    parser.add_argument("--kills", type=int, default=KILLS, help="on each database")
    parser.add_argument("--database", choices=DATABASES, help="only this one, as JSON")
    parser.add_argument("--seed", type=int, default=1, help="of the first play; the others count on from it")
    parser.add_argument("--plays", type=int, default=PLAYS)
    options = parser.parse_args()
    if options.database is None:
        return asyncio.run(_both(sys.argv[1:]))
    with warm() as zygote:
        found = _played(options.database, zygote, options)
    sys.stdout.write(json.dumps(found) + "\n")
    return 0


def _played(kind: str, zygote: Zygote, options: argparse.Namespace) -> dict[str, Any]:
    began = time.monotonic()
    sums: Counter[str] = Counter()
    kills: Counter[str] = Counter()
    for number in range(options.plays):
        with _fresh(kind) as (url, folder):
            each = asyncio.run(_play(url, folder, zygote, options.seed + number, -(-options.kills // options.plays)))
        print(f"{kind}: seed {options.seed + number}, {each['kills'].total()} kills, all is well", file=sys.stderr)
        kills += each.pop("kills")
        sums.update(each)
    return {"database": kind, "kills": kills, "seconds": round(time.monotonic() - began), **sums}


async def _play(url: str, folder: Path, zygote: Zygote, seed: int, kills: int) -> dict[str, Any]:
    async with Stage(folder, url, zygote, seed) as stage:
        traffic = Traffic(stage)
        await traffic.everybody_sets_up()
        while stage.kills.total() < kills:
            await traffic.round()
        await stage.travel(AFTERWARDS)
        await stage.warden.close()
        doubled = Truths.ask(traffic)
    return {
        "kills": stage.kills,
        "acts": len(stage.spans),
        "updates": stage.updates,
        "notes": len(traffic.notes),
        "check-in answers": len(traffic.pressed),
        "emergencies": len(traffic.reds),
        "messages": sum(request.method.startswith("send") for request in stage.sandbox.requests),
        "sent twice": doubled,
    }


@contextmanager
def _fresh(kind: str) -> Iterator[tuple[str, Path]]:
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # SIGKILL takes nothing from a file in memory
    with tempfile.TemporaryDirectory(prefix="backcheck-crash-", dir=memory) as name:
        if kind == "sqlite":
            yield f"sqlite:///{name}/backcheck.db", Path(name)
            return
        server = _server()
        if isinstance(server, str):
            raise SystemExit(f"PostgreSQL is not tested: {server}")
        database = server.create()
        yield server.url(database), Path(name)
        server.drop(database)


async def _both(arguments: list[str]) -> int:
    """Play on both databases side by side, each in a process of its own, and print one table."""
    ends = await asyncio.gather(*(_apart(kind, arguments) for kind in DATABASES))
    found = [each for each in ends if each is not None]
    points = sorted({point for each in found for point in each["kills"]})
    print(f"{'killed at':<24}" + "".join(f"{each['database']:>12}" for each in found))
    for point in points:
        print(f"{point:<24}" + "".join(f"{each['kills'].get(point, 0):>12}" for each in found))
    print(f"{'all kills':<24}" + "".join(f"{sum(each['kills'].values()):>12}" for each in found))
    for name in [name for name in (found[0] if found else {}) if name not in ("database", "kills")]:
        print(f"{name:<24}" + "".join(f"{each[name]:>12}" for each in found))
    print("lost, late, out of order, nudges twice: none" if len(found) == len(DATABASES) else "FAILED, see above")
    return 0 if len(found) == len(DATABASES) else 1


async def _apart(kind: str, arguments: list[str]) -> dict[str, Any] | None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.crash", *arguments, "--database", kind), stdout=asyncio.subprocess.PIPE
    )
    said, _ = await process.communicate()
    return json.loads(said.splitlines()[-1]) if process.returncode == 0 else None


if __name__ == "__main__":
    sys.exit(main())
