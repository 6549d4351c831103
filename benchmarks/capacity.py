"""How many people one bot token serves: a simulation of one day, minute by minute, at Telegram's pace.

``python -m benchmarks.capacity --plot`` draws docs/capacity.svg anew. Nothing here is measured; it is
arithmetic on the assumptions below, so that they can be argued with.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import log10
from pathlib import Path

from benchmarks.setting.figures import Goal, Table
from benchmarks.setting.running import Size, alone

PLOT = Path(__file__).parent.parent / "docs" / "capacity.svg"
DAY = 24 * 60
FREE = 24.0
"""Messages a second that we let ourselves send: Telegram's 30, less a margin and a reserve for warnings."""
PAID = 900.0
"""The same of the 1,000 a second that paid broadcast allows."""
A_DAY = 5
"""Messages a day that come by themselves: the check-in and up to four nudges (the most that anybody gets)."""
WORST = 5
"""Minutes after its moment that a nudge may come at worst."""
JITTERS = (0, 5, 15, 30, 60)
REPLIES = (0.0, 1.0)
"""Messages that each of them draws after it: an answer makes us edit or say one more."""

CLOCK = {
    7: 0.07,
    8: 0.22,
    9: 0.15,
    10: 0.03,
    11: 0.04,
    12: 0.04,
    13: 0.14,
    15: 0.04,
    17: 0.03,
    18: 0.04,
    20: 0.05,
    21: 0.15,
}
"""What share of a day's messages people want at which hour of their own clock: 08:00, 13:00 and 21:00 stand out."""
ON_THE_HOUR = 0.7
"""Of those, at minute 0; the rest at the half hour."""

ONE_ZONE = {0: 1.0}
EUROPE = {0: 0.17, 1: 0.62, 2: 0.17, 3: 0.04}
"""Share of people by hours ahead of UTC, roughly as they live."""
WORLD = {
    -8: 0.02, -7: 0.01, -6: 0.04, -5: 0.06, -4: 0.03, -3: 0.04, 0: 0.05, 1: 0.11, 2: 0.08, 3: 0.08,
    4: 0.02, 5: 0.06, 5.5: 0.18, 6: 0.03, 7: 0.07, 8: 0.09, 9: 0.03,
}  # fmt: skip
AREAS: Mapping[str, Mapping[int, float] | Mapping[float, float]] = {
    "one zone": ONE_ZONE,
    "Europe": EUROPE,
    "the world": WORLD,
}


@dataclass(frozen=True, slots=True)
class Case:
    """One question: how many people?"""

    area: str
    jitter: int
    replies: float
    pace: float


async def measure(size: Size) -> list[Table]:
    """Count people for every case."""
    del size
    rows = []
    for jitter in JITTERS:
        for replies in REPLIES:
            cells = (f"{people(Case(area, jitter, replies, FREE)):,}" for area in AREAS)
            paid = f"{people(Case('one zone', jitter, replies, PAID)):,}"
            rows.append((f"{jitter} min", f"{replies:.0f}", *cells, paid))
    gain = people(Case("one zone", 15, 0, FREE)) / people(Case("one zone", 0, 0, FREE))
    spread = round(FREE * 86_400 / A_DAY)
    notes = (
        f"{A_DAY} messages a day and person, {FREE:.0f} a second, at most {WORST} minutes late beside the jitter. "
        f"Spread evenly over day and night it would be {spread:,} people: the hours people like cost the rest.",
    )
    goals = [Goal("jitter is worth more than any code (15 min, one zone)", f"{gain:.1f} times the people", gain > 1.5)]
    columns = ("jitter", "replies", *AREAS, f"one zone, paid ({PAID:.0f}/s)")
    return [Table("People one token serves", columns, rows, goals, notes)]


def people(case: Case) -> int:
    """The most people of whom nobody's message comes later than WORST minutes after its (jittered) moment."""
    demand = _demand(case.area, case.jitter)
    low, high = 0, 100_000_000
    while high - low > max(1, low // 2_000):
        middle = (low + high) // 2
        low, high = (middle, high) if latest(demand, middle, case) <= WORST else (low, middle)
    return low


def latest(demand: tuple[float, ...], count: int, case: Case) -> float:
    """How many minutes late the latest message of a day comes, with ``count`` people.

    Replies go out first: whoever answers is waiting for us. They are spread over the minutes
    after the message that drew them, as people answer.
    """
    capacity = case.pace * 60
    waiting = worst = 0.0
    answers = _answers(demand)
    for minute in range(2 * DAY):  # the second day begins with what the first left
        at = minute % DAY
        own = count * A_DAY
        room = capacity - own * answers[at] * case.replies
        if room <= 0:
            return float("inf")
        waiting = max(0.0, waiting + own * demand[at] - room)
        worst = max(worst, waiting / room)
    return worst


@cache
def _demand(area: str, jitter: int) -> tuple[float, ...]:
    """The share of a day's messages that come due in each minute of a UTC day."""
    share = [0.0] * DAY
    for ahead, living in AREAS[area].items():
        for hour, wanted in CLOCK.items():
            for minute, part in ((0, ON_THE_HOUR), (30, 1 - ON_THE_HOUR)):
                moment = round(hour * 60 + minute - ahead * 60)
                for late in range(max(1, jitter)):
                    share[(moment + late) % DAY] += living * wanted * part / max(1, jitter)
    return tuple(share)


@cache
def _answers(demand: tuple[float, ...]) -> tuple[float, ...]:
    """The share of a day's replies in each minute: half within ten minutes, the rest within the hour."""
    near, far = _moving(demand, 10), _moving(demand, 60)
    return tuple(0.5 * a + 0.5 * b for a, b in zip(near, far, strict=True))


def _moving(demand: tuple[float, ...], width: int) -> list[float]:
    total = sum(demand[-width:])
    found = []
    for at in range(DAY):
        found.append(total / width)
        total += demand[at] - demand[at - width]
    return found


def plot() -> str:
    """People against jitter, one line for each area, as SVG; the axis of people is logarithmic."""
    steps = list(range(0, 61, 5))
    lines = [(area, 0.0, colour, "") for area, colour in zip(AREAS, ("#1b6ca8", "#2a9d5c", "#c0572b"), strict=True)]
    lines += [(area, 1.0, colour, "5 4") for area, _, colour, _ in lines]
    width, height, left, top = 720, 400, 78, 40
    low, high = 3.0, 6.0

    def x(jitter: float) -> float:
        return left + jitter / 60 * (width - left - 170)

    def y(count: float) -> float:
        return top + (high - log10(max(count, 1.0))) / (high - low) * (height - top - 60)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" '
        'font-size="13">',
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        f'<text x="{left}" y="22" font-size="15">People one bot token serves, by jitter</text>',
    ]
    for exponent in range(int(low), int(high) + 1):
        for factor in (1, 2, 5) if exponent < high else (1,):
            at = y(factor * 10**exponent)
            parts.append(f'<path d="M{left} {at:.1f}H{x(60):.1f}" stroke="#e3e3e3"/>')
            parts.append(f'<text x="{left - 8}" y="{at + 4:.1f}" text-anchor="end">{factor * 10**exponent:,}</text>')
    parts += [
        f'<text x="{x(jitter):.1f}" y="{height - 38}" text-anchor="middle">{jitter} min</text>'
        for jitter in range(0, 61, 15)
    ]
    for area, replies, colour, dashes in lines:
        counts = [people(Case(area, jitter, replies, FREE)) for jitter in steps]
        path = "L".join(f"{x(jitter):.1f} {y(count):.1f}" for jitter, count in zip(steps, counts, strict=True))
        dash = f' stroke-dasharray="{dashes}"' if dashes else ""
        parts.append(f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"{dash}/>')
        label = f"{area}, {'answered' if replies else 'unanswered'}"
        parts.append(f'<text x="{x(60) + 8:.1f}" y="{y(counts[-1]) + 4:.1f}" fill="{colour}">{label}</text>')
    caption = (
        f"{A_DAY} messages a day, {FREE:.0f} a second, at most {WORST} min late; habits cluster at 08:00, 13:00, 21:00"
    )
    parts += [f'<text x="{left}" y="{height - 12}" fill="#555">{caption}</text>', "</svg>"]
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    if "--plot" in sys.argv:
        PLOT.write_text(plot())
        print(f"drawn to {PLOT}")
    else:
        alone(measure)
