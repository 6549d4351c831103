"""Cross-validation: every open message judged by a network that has not seen it or its family."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from messages.triage.reading.learned.windows import windows
from training.fit import Ground, fit, prepare, scores
from training.texts.examples import FOLDS, Example


@dataclass(frozen=True, slots=True)
class Unseen:
    """How a message scored with a network that had not seen it."""

    example: Example
    parts: int
    """Windows it was judged in; 1 for a short text."""
    urgent: float
    """Highest share of EMERGENCY_NOW and SAME_DAY of any window."""
    emergency: float
    """Share of EMERGENCY_NOW in that window."""
    flag: str
    """The likeliest flag there."""


def unseen(on: Ground, told: Sequence[Example], flags: Sequence[str]) -> list[Unseen]:
    """Judge every whole message once, by the network of the fold that left it out."""
    data = prepare(on, told, flags)
    found: list[Unseen] = []
    for fold in range(FOLDS):
        network = fit(on, data, [row for row, each in enumerate(told) if each.fold != fold], len(flags))
        for example in told:
            if example.fold != fold or example.whole is None:
                continue
            cut = windows(example.text, on.pieces)
            parts = [replace(example, text=example.text[part.start : part.end]) for part in cut]
            if parts:
                levels, named = scores(network, prepare(on, parts, flags), range(len(parts)))
                urgent = (levels[:, 0] + levels[:, 1]).tolist()
                best = max(range(len(parts)), key=lambda place: urgent[place])
                flag = flags[int(named[best].argmax())]
                found.append(Unseen(example, len(parts), urgent[best], float(levels[best, 0]), flag))
    return found


def shares(found: Sequence[Unseen]) -> list[str]:
    """Return a line for each threshold: how many of each level would be asked about."""
    lines = []
    for least in (0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        line = f"from {least}:"
        for level in ("EMERGENCY_NOW", "SAME_DAY", "SOON", "NONE"):
            rows = [one for one in found if one.example.whole is not None and one.example.whole.level == level]
            asked = sum(one.urgent >= least for one in rows)
            line += f"  {level} {100 * asked / max(1, len(rows)):.1f} %"
        lines.append(line)
    return lines
