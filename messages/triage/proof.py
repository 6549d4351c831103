"""Proves the examples of every row: what people say is heard as this row, and what only sounds like it is not.

The table cannot do so itself when it loads, since reading is built upon it. The proof reads some
three hundred texts, about a second, so it is given by ``python -m bot rules --prove``, by the doctor and by the
tests; not by every start, where a bot that speaks up a second later helps nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from messages.triage.flags import load_flags
from messages.triage.flags.model import Flag
from messages.triage.judging.screen import screen
from messages.triage.reading import read
from messages.triage.vocabulary import Case, Status

_SAID = frozenset({Status.CURRENT, Status.UNSURE, Status.OTHER_PERSON})
"""Heard as so now, of whomever; the rest was denied, is over or was only supposed."""
_ANY_DAY = datetime(2024, 1, 1, 9, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Example:
    """One example of a row, and whether reading does as it should."""

    flag: str
    text: str
    must_be_heard: bool
    held: bool
    promised: bool
    """False for what is known to go wrong: counted and shown, no reason to fail."""

    def __str__(self) -> str:
        return f"{self.flag} must {'be' if self.must_be_heard else 'not be'} heard in {self.text!r}"


def proved() -> tuple[Example, ...]:
    """Return every example with its outcome, in the order of the table."""
    return tuple(example for flag in load_flags().values() for example in _of(flag))


def broken() -> tuple[Example, ...]:
    """Return the promised examples that do not hold; empty when all is well."""
    return tuple(each for each in proved() if each.promised and not each.held)


def heard_in(text: str) -> frozenset[str]:
    """Return the rows that are heard in ``text`` as being so, for sure or perhaps."""
    mentions = {each.flag for each in read(text).mentions if each.status in _SAID}
    findings = {each.flag for each in screen(text, Case(), _ANY_DAY, reader=read).findings if each.status in _SAID}
    return frozenset(mentions | findings)


def _of(flag: Flag) -> Iterator[Example]:
    for texts, must, promised in (
        (flag.heard, True, True),
        (flag.ignored, False, True),
        (flag.not_yet_heard, True, False),
        (flag.not_yet_ignored, False, False),
    ):
        for text in texts:
            held = (flag.id in heard_in(text)) is must
            yield Example(flag.id, text, must, held, promised)
