# ruff: noqa: T201 - a script that prints
"""Scores the stories: was each alert given by its day, and none before it was due?

Run as ``python -m tests.triage.score_stories [FILE]``; prints the misses with their days.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from messages.triage.assess import assess_line

STORIES = Path(__file__).parents[1] / "corpus" / "stories-dev.jsonl"
ORDER = ("none", "advise", "ask", "escalate")


def outcome(story: dict[str, Any], result: dict[str, Any]) -> str:
    """Return ``on time``, ``late``, ``missed``, ``early``, ``false alarm`` or ``quiet``."""
    gold = story["gold"]
    actions = {day["day"]: day["action"] for day in result["days"]}
    due = gold["due_day"]
    alarms = [day for day, action in actions.items() if action == "escalate"]
    if due is None or gold["level"] in ("NONE", "SOON", "ROUTINE"):
        if alarms:
            return "false alarm"
        if due is None:
            return "quiet"
        told = [day for day, action in actions.items() if action != "none"]
        return "on time" if any(day <= due for day in told) else "late" if told else "missed"
    from_day = gold["ask_ok_from_day"]
    asked = [day for day, action in actions.items() if action == "ask" and from_day <= day <= due]
    if any(day < from_day for day in alarms):
        return "early"
    if any(day <= due for day in alarms):
        return "on time"
    return "asked" if asked else "late" if alarms else "missed"


def main(path: Path) -> None:
    counts: dict[str, int] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        story = json.loads(line)
        asked = {"id": story["id"], "profile": story["profile"], "days": story["days"]}
        result = assess_line(json.dumps(asked))
        got = outcome(story, result)
        key = f"{story['gold']['level']}: {got}"
        counts[key] = counts.get(key, 0) + 1
        if got not in ("on time", "quiet"):
            print(f"{story['id']} {key} due {story['gold']['due_day']}: {story['gold']['why']}")
            for day, judged in zip(story["days"], result["days"], strict=True):
                rules = [f"{f['rule']}({f['flag']}:{f['words']!r})" for f in judged["findings"][:4]]
                print(f"   {day['day']:>3} {judged['level']:>13} {judged['action']:>8} {rules}")
    for key, count in sorted(counts.items()):
        print(f"{count:>4} {key}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else STORIES)
