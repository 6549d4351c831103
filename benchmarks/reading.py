"""Milliseconds of one core to read a message, by the rules, by the learned reader and by both; memory and loading."""

from __future__ import annotations

import json
import statistics
import sys
from pathlib import Path
from time import perf_counter, thread_time

import psutil

from benchmarks.setting.figures import Goal, Table
from benchmarks.setting.running import Size, alone, in_a_process

CORPUS = Path(__file__).parents[1] / "tests" / "corpus"
CHAT = ("british", "world", "america", "mind", "everyday", "plain", "clinic")
LONG = ("forum", "asking", "corpus-long")
MOST_MS, MOST_MB = 20.0, 300.0


async def measure(size: Size) -> list[Table]:
    """In a process of its own, so that memory and loading are those of reading alone."""
    found = in_a_process("benchmarks.reading", "measure", str(size.pick(smoke=60, default=1_000, full=6_000)))
    rows = [
        (name, *(f"{value:.1f}" for value in (q["p50"], q["p90"], q["p99"], q["longest"])))
        for name, q in found["times"].items()
    ]
    chat = found["times"]["both, chat messages"]["p99"]
    goals = [
        Goal(f"p99 under {MOST_MS:.0f} ms a chat message", f"{chat:.1f} ms", chat < MOST_MS),
        Goal(f"under {MOST_MB:.0f} MB resident", f"{found['memory']:.0f} MB", found["memory"] < MOST_MB),
    ]
    notes = (
        f"Milliseconds of processor time, one thread, {found['messages']:,} messages of each kind from tests/corpus; "
        f"long are posts of 60 to 300 words. Loading all of it took {found['loading']:.1f} s.",
    )
    return [Table("Reading a message", ("", "p50", "p90", "p99", "longest"), rows, goals, notes)]


def _texts(files: tuple[str, ...], most: int) -> list[str]:
    every = [
        json.loads(line)["text"]
        for name in files
        for line in (CORPUS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    return every[:: max(1, len(every) // most)][:most]


def _measured(most: int) -> dict[str, object]:
    began = perf_counter()
    from messages.triage.reading import prepare
    from messages.triage.reading.both import READERS

    prepare()
    loading = perf_counter() - began
    times: dict[str, dict[str, float]] = {}
    for kind, texts in (("chat messages", _texts(CHAT, most)), ("long posts", _texts(LONG, most))):
        for name in ("rules", "learned", "both"):
            spent = [_spent(READERS[name], text) for text in texts]
            times[f"{name}, {kind}"] = {
                "p50": statistics.median(spent),
                "p90": statistics.quantiles(spent, n=10)[-1],
                "p99": statistics.quantiles(spent, n=100)[-1],
                "longest": max(spent),
            }
    memory = psutil.Process().memory_info().rss / 2**20
    return {"times": times, "memory": memory, "loading": loading, "messages": most}


def _spent(reader: object, text: str) -> float:
    assert callable(reader)
    began = thread_time()
    reader(text)
    return 1000 * (thread_time() - began)


if __name__ == "__main__":
    if sys.argv[1:2] == ["measure"]:
        print(json.dumps(_measured(int(sys.argv[2]))))
    else:
        alone(measure)
