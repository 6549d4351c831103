"""Writes the real English words that lie so near a lexicon word that the speller must leave them alone.

    python tests/triage/reading/list_real_words.py WORDLIST... > messages/triage/reading/data/real_words.txt

WORDLIST are plain lists, one word a line; ours was made with Debian's wamerican-small and
wbritish-small (SCOWL, Copyright 2000-2011 by Kevin Atkinson; free to use, copy, modify and
distribute with this notice).
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from messages.triage.reading.rulebook import rulebook
from messages.triage.reading.words import spelling
from messages.triage.reading.words.spelling import Speller
from messages.triage.reading.words.tokens import normalise

_NOTICE = """\
# Real English words near a word of the reading rules, from SCOWL (Debian wamerican-small and wbritish-small).
# Copyright 2000-2011 by Kevin Atkinson. Permission to use, copy, modify, distribute and sell these word lists
# is granted without fee, provided that this notice appears in all copies. Provided "as is" without warranty.
"""
_TOO_RARE = frozenset(["fro", "teh", "pian", "wee", "thee", "nit"])


def main() -> None:
    """Read the lists named on the command line and print the near ones, sorted."""
    lexicon = rulebook().lexicon.words
    # Ask as if no word were known to be real yet.
    spelling.real_words = frozenset  # type: ignore[assignment]
    speller = Speller(lexicon)
    near: set[str] = set()
    for name in sys.argv[1:]:
        for line in Path(name).read_text(encoding="utf-8").splitlines():
            for word in normalise(line.strip()):
                if word not in lexicon and word not in _TOO_RARE and speller.meant(word) != word:
                    near.add(word)
    sys.stdout.write(_NOTICE + "\n".join(sorted(near)) + "\n")


if __name__ == "__main__":
    main()
