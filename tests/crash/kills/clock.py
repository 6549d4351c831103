"""A clock that several processes read and one sets: it stands still until it is told to move."""

from __future__ import annotations

import mmap
import struct
from datetime import UTC, datetime, timedelta
from pathlib import Path

from storage.clock import TravelClock

_FORM = struct.Struct("<q")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class SharedClock(TravelClock):
    """Keeps the time in a file that every process maps into its memory."""

    def __init__(self, path: Path, at: datetime | None = None) -> None:
        """Set the clock to ``at``, or read what somebody else has set."""
        super().__init__(_EPOCH, standing=True)
        if at is not None:
            path.write_bytes(_FORM.pack(_microseconds(at)))
        with path.open("r+b") as file:
            self._kept = mmap.mmap(file.fileno(), _FORM.size)

    def now(self) -> datetime:
        return _EPOCH + timedelta(microseconds=_FORM.unpack(self._kept[: _FORM.size])[0])

    def advance(self, delta: timedelta) -> None:
        self.set(self.now() + delta)

    def set(self, instant: datetime) -> None:
        """Jump to ``instant``, also backwards, as a machine's clock does when somebody corrects it."""
        self._kept[: _FORM.size] = _FORM.pack(_microseconds(instant))


def _microseconds(instant: datetime) -> int:
    return (instant - _EPOCH) // timedelta(microseconds=1)
