"""The flags that reading hears in a text."""

from __future__ import annotations

from messages.triage.reading import read
from messages.triage.vocabulary import Status


def flags(text: str, *statuses: Status) -> set[str]:
    """Return the flags heard in ``text`` with one of ``statuses``."""
    return {mention.flag for mention in read(text).mentions if mention.status in statuses}
