"""Runs as much of the grid as asked for, and prints what goes unheard or is asked about for nothing.

``python -m tests.triage.reading.heard.grid [sentences a frame]``: 0 or none runs all of it.
"""

from __future__ import annotations

import sys

from tests.triage.reading.heard.grid import chosen, dangers, framed, heard, known, lines


def main(arguments: list[str]) -> None:
    """Print one row for every message of the grid that ends otherwise than it should."""
    each = int(arguments[0]) if arguments else 0
    plain = tuple(sentence for sentences in dangers().values() for sentence in sentences)
    for sentence, frame in chosen(plain, lines("frames.txt"), each or len(plain)):
        text = framed(sentence, frame)
        if not heard(text):
            print("unheard", "(known)" if text in known("not_heard_yet.txt") else "", repr(text))
    calm = lines("calm.txt")
    for sentence, frame in chosen(calm, lines("calm_frames.txt"), each or len(calm)):
        text = framed(sentence, frame)
        if heard(text):
            print("asked", "(known)" if text in known("asked_still.txt") else "", repr(text))


if __name__ == "__main__":
    main(sys.argv[1:])
