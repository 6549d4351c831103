"""``python -m tests.rejudge``: writes docs/rule-changes.md, which a changed rule set ships with.

``--release`` keeps today's judgements as those of the last release, for the next one to be compared with.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from messages.triage.assess import DAY_ZERO
from messages.triage.judging.screen import screen
from messages.triage.reading import prepare
from messages.triage.version import rules_version
from messages.triage.vocabulary import Action, Case
from tests.triage.reading.corpus import Message, messages

BASE = Path(__file__).with_name("last_release.tsv")
PAGE = Path(__file__).parents[2] / "docs" / "rule-changes.md"
ONE_IN = 4
"""Of the open messages one in four, chosen by their ids: a minute, and over five thousand."""
_ACTIONS = (Action.NONE, Action.ADVISE, Action.ASK, Action.ESCALATE)
_SHOWN = 110
"""Characters of a message that the page shows."""


@dataclass(frozen=True, slots=True)
class Change:
    """A message that is answered otherwise now."""

    message: Message
    was: Action
    now: Action

    @property
    def quieter(self) -> bool:
        """Say whether less is done than before."""
        return _ACTIONS.index(self.now) < _ACTIONS.index(self.was)

    @property
    def wanted(self) -> bool:
        """Say whether the label accepts what is done now."""
        return self.now.value in self.message.actions

    @property
    def missed(self) -> bool:
        """Say whether a danger goes unasked now."""
        urgent = self.message.level in ("EMERGENCY_NOW", "SAME_DAY") or self.message.actions[0] == "escalate"
        return urgent and self.now in (Action.NONE, Action.ADVISE)


def named(message: Message) -> str:
    """Return the name of ``message`` among all: two authors may have used the same id."""
    return f"{message.source}/{message.id}"


def compared() -> list[Message]:
    """Return the messages that are judged for the page, in file order."""
    return [each for each in messages() if not each.sealed and crc32(named(each).encode()) % ONE_IN == 0]


def judged(message: Message) -> Action:
    """Return what is done now about ``message``, said by somebody of whom nothing is known."""
    return screen(message.text, Case(), DAY_ZERO).action


def last_release() -> tuple[str, Mapping[str, Action]]:
    """Return the version of the rules last released, and what they did about each message by its name."""
    version, *rows = BASE.read_text(encoding="utf-8").splitlines()
    return version, {name: Action(action) for name, action in (row.split("\t") for row in rows)}


def changes(was: Mapping[str, Action]) -> Iterator[Change]:
    """Yield every message that is answered otherwise now; one that is new since has nothing to compare."""
    for message in compared():
        if named(message) in was and (now := judged(message)) is not was[named(message)]:
            yield Change(message, was[named(message)], now)


def page() -> str:
    """Return docs/rule-changes.md."""
    version, was = last_release()
    return page_of(version, sum(named(each) in was for each in compared()), list(changes(was)))


def page_of(version: str, judged_again: int, found: list[Change]) -> str:
    """Return the page about the changes ``found`` since the rules ``version``."""
    return "\n".join(_page(version, judged_again, found)) + "\n"


def _page(version: str, judged_again: int, found: list[Change]) -> Iterator[str]:
    yield "# What the rules of this release judge otherwise\n"
    yield (
        f"Rules `{rules_version()}` beside `{version}`, those of the last release: {judged_again} open messages of\n"
        f"`tests/corpus` judged by both, {len(found)} answered otherwise. Made by `python -m tests.rejudge`; a test\n"
        "fails when it is stale. The network has learned from messages like these, so a slip shows more often among\n"
        "strangers' words. `python -m bot replay` does the same with what people wrote. Whoever signs the rules reads\n"
        "the dangers first.\n"
    )
    yield "| was | now: none | advise | ask | escalate |"
    yield "|---|---|---|---|---|"
    for was in _ACTIONS:
        cells = (sum(each.was is was and each.now is now for each in found) or "" for now in _ACTIONS)
        yield f"| {was.value} | " + " | ".join(map(str, cells)) + " |"
    wanted = sum(each.wanted for each in found)
    yield f"\nOf {len(found)} changes {wanted} do now what the label accepts.\n"
    yield "## Dangers that go unasked now\n"
    yield from _table([each for each in found if each.quieter and each.missed])
    yield "\n## Everything else that is answered more quietly\n"
    yield from _table([each for each in found if each.quieter and not each.missed])


def _table(some: list[Change]) -> Iterator[str]:
    if not some:
        yield "None."
        return
    yield "| message | label | was | now | words |"
    yield "|---|---|---|---|---|"
    for each in some:
        text = " ".join(each.message.text.split()).replace("|", "\\|")
        words = text if len(text) <= _SHOWN else text[: _SHOWN - 3] + "..."
        level = each.message.level or each.message.actions[0]
        yield f"| {named(each.message)} | {level} | {each.was.value} | {each.now.value} | {words} |"


def main() -> None:
    """Write the page, or keep the judgements."""
    options = argparse.ArgumentParser(prog="python -m tests.rejudge", description=__doc__)
    options.add_argument("--release", action="store_true", help="these rules are released: compare the next with them")
    prepare()
    if options.parse_args().release:
        rows = (f"{named(each)}\t{judged(each).value}" for each in compared())
        BASE.write_text("\n".join((rules_version(), *rows)) + "\n", encoding="utf-8")
        sys.stdout.write(f"kept the judgements of {rules_version()}\n")
    PAGE.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"wrote {PAGE.name}\n")


if __name__ == "__main__":
    main()
