"""``python -m bot assess``: judges JSON lines from standard input, with no network and no database."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TextIO

from messages.triage.assess import assess_line


def assess(lines: Iterable[bytes], out: TextIO) -> int:
    """Judge line by line; a bad line gets an error of its own, the rest goes on."""
    for raw in lines:
        line = raw.decode("utf-8", errors="replace")
        if line.strip():
            out.write(json.dumps(assess_line(line), ensure_ascii=False) + "\n")
    return 0
