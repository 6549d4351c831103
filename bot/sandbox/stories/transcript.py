"""What happened in a story, as text a person can read from top to bottom."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.sandbox.views import Bubble

_INDENT = " " * 25


@dataclass(frozen=True, slots=True)
class Failure:
    """Something the story expected and did not find."""

    step: int
    """Counted from 1; 0 stands for the story as a whole."""
    problem: str


@dataclass(slots=True)
class Transcript:
    """The lines of a story as it was played, and what was wrong with it."""

    title: str
    lines: list[str] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        """Everything was as the story expects, and every request of the bot was sound."""
        return not self.failures

    def text(self) -> str:
        """Return the whole transcript, ending with the verdict."""
        verdict = "All as expected." if self.passed else f"{len(self.failures)} things were not as expected."
        return "\n".join([self.title, "=" * len(self.title), *self.lines, "", verdict])

    def did(self, now: datetime, zone: str, who: str, what: str) -> None:
        """Note what somebody did, at their local time."""
        self.lines.append(f"{_local(now, zone)}  {who}: {_hanging(what)}")

    def event(self, now: datetime, zone: str, what: str) -> None:
        """Note what happened to the world."""
        self.lines.append(f"{_local(now, zone)}  -- {what}")

    def heard(self, shown: Bubble, who: str, zone: str, *, changed: bool) -> None:
        """Note a message of the bot as ``who`` sees it."""
        marks = ["edited" if changed else "silent" if shown.silent else "loud"]
        marks += ["pinned"] if shown.pinned else []
        marks += [shown.media] if shown.media else []
        at = shown.edited_at if changed and shown.edited_at is not None else shown.sent_at
        head = f"{_local(at, zone)}  bot to {who} [{', '.join(marks)}]: "
        self.lines.append(head + _hanging(shown.text))
        self.lines += [_INDENT + " ".join(f"[{button.label}]" for button in row) for row in shown.rows]

    def failed(self, step: int, problem: str) -> None:
        """Note that step number ``step`` was not as expected."""
        self.failures.append(Failure(step, problem))
        where = f"step {step}" if step else "story"
        self.lines.append(f"   FAILED, {where}: {_hanging(problem)}")


def _local(now: datetime, zone: str) -> str:
    return now.astimezone(ZoneInfo(zone)).strftime("%a %d %b %Y %H:%M")


def _hanging(text: str) -> str:
    return text.replace("\n", f"\n{_INDENT}")
