"""The whole evaluation as plain data, and as the text that is printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from messages.triage.evaluation.messages import COLUMNS, Answer, Figure, figures, matrix
from messages.triage.evaluation.stories import Outcome, Told, story_figures

_WELL = (Outcome.ON_TIME, Outcome.ASKED, Outcome.QUIET)
_NOTE = """\
rows: the right level; columns: the level judged, or "asked" where a question came first.
NONE holds SELF_CARE. Over- and under-triage count the four steps of the label policy (NONE with ROUTINE, SOON,
SAME_DAY, EMERGENCY_NOW), and no message that was asked about: its level waits for the answer."""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that was counted."""

    messages: int
    stories: int
    figures: tuple[Figure, ...]
    matrix: dict[str, dict[str, int]]
    milliseconds: tuple[float, float]
    """Median and 99th percentile of one message; (0, 0) without one."""
    misses: tuple[dict[str, Any], ...]
    """What wanted more than it got, then what was alarmed without need; stories last. Nothing sealed."""

    def as_data(self, *, with_misses: bool) -> dict[str, Any]:
        """Return everything for a machine."""
        shares = [
            {
                "name": each.name,
                "hits": each.hits,
                "of": each.of,
                "share": round(each.hits / each.of, 4),
                "low": round(each.interval[0], 4),
                "high": round(each.interval[1], 4),
            }
            for each in self.figures
        ]
        data: dict[str, Any] = {
            "messages": self.messages,
            "stories": self.stories,
            "figures": shares,
            "matrix": self.matrix,
            "ms_per_message": {"p50": round(self.milliseconds[0], 2), "p99": round(self.milliseconds[1], 2)},
        }
        return data | {"misses": list(self.misses)} if with_misses else data

    def as_text(self, *, with_misses: bool) -> str:
        """Return everything for a person."""
        return "\n".join(self._lines(with_misses=with_misses))

    def _lines(self, *, with_misses: bool) -> Iterator[str]:
        yield f"{self.messages} messages, {self.stories} stories"
        if self.messages:
            yield "{:.2f} ms of processor time a message (median), {:.2f} ms (99th percentile)".format(
                *self.milliseconds
            )
        yield ""
        wide = max((len(each.name) for each in self.figures), default=0)
        yield f"{'':{wide}}  {'hits':>5} {'of':>6} {'%':>6}  95 % interval"
        for each in self.figures:
            low, high = each.interval
            share = 100 * each.hits / each.of
            yield f"{each.name:{wide}}  {each.hits:>5} {each.of:>6} {share:>6.1f}  {100 * low:.1f}-{100 * high:.1f}"
        if any(sum(row.values()) for row in self.matrix.values()):
            yield from ("", *_table(self.matrix), "", _NOTE)
        if with_misses:
            head = f"{len(self.misses)} answered too little or too loudly (what is sealed is never listed):"
            yield from ("", head, *map(_miss_line, self.misses))


def report(answers: Sequence[Answer], told: Sequence[Told] = (), milliseconds: Sequence[float] = ()) -> Report:
    """Count everything. ``milliseconds`` holds how long each single message took, in any order."""
    taken = sorted(milliseconds)
    names = [*(level.name for level in COLUMNS), "asked"]
    return Report(
        messages=len(answers),
        stories=len(told),
        figures=(*figures(answers), *story_figures(told)),
        matrix={level.name: dict(zip(names, row, strict=True)) for level, row in matrix(answers).items()},
        milliseconds=(percentile(taken, 0.5), percentile(taken, 0.99)) if taken else (0.0, 0.0),
        misses=tuple(
            _misses([each for each in answers if not each.sealed], [each for each in told if not each.sealed])
        ),
    )


def percentile(ordered: Sequence[float], share: float) -> float:
    """Return the smallest value that at least ``share`` of the ``ordered`` values do not exceed."""
    return ordered[max(0, ceil(share * len(ordered)) - 1)]


def _misses(answers: Sequence[Answer], told: Sequence[Told]) -> Iterator[dict[str, Any]]:
    shown = [each for each in answers if not each.sealed]
    yield from (_miss(each, "missed") for each in shown if each.missed)
    yield from (_miss(each, "false alarm") for each in shown if each.false_alarm)
    for story in told:
        if story.outcome not in _WELL and not story.sealed:
            gold = story.gold.gold
            days = {str(day): action.value for day, action in sorted(story.actions.items())}
            yield {
                "id": story.gold.id,
                "kind": f"story {story.outcome.value}",
                "wanted": f"{gold.level.name} by day {gold.due_day}" if gold.due_day is not None else "quiet",
                "days": days,
                "why": gold.why,
            }


def _miss(answer: Answer, kind: str) -> dict[str, Any]:
    gold = answer.gold
    return {
        "id": gold.id,
        "kind": kind,
        "wanted": gold.level.name if gold.level is not None else gold.actions[0].value,
        "trap": gold.trap,
        "level": answer.level.name,
        "action": answer.action.value,
        "heard": list(answer.heard),
        "flags": list(gold.flags),
        "text": gold.text,
    }


def _table(rows: dict[str, dict[str, int]]) -> Iterator[str]:
    names = list(next(iter(rows.values())))
    yield " " * 14 + "".join(f"{name:>15}" for name in names)
    for level, row in rows.items():
        yield f"{level:14}" + "".join(f"{row[name]:>15}" for name in names)


def _miss_line(miss: dict[str, Any]) -> str:
    if "days" in miss:
        days = " ".join(f"{day}:{action}" for day, action in miss["days"].items())
        return f"[{miss['id']}] {miss['kind']}, wanted {miss['wanted']} | {days} | {miss['why']}"
    trap = f" ({miss['trap']})" if miss["trap"] else ""
    heard = ", ".join(miss["heard"]) or "nothing heard"
    return f"[{miss['id']}] {miss['kind']}: {miss['wanted']}{trap} -> {miss['action']} | {miss['text']!r} | {heard}"
