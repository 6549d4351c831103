"""Figures that papers give of the corpus are counted, not remembered."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "tests" / "corpus"


def _lines(pattern: str) -> int:
    return sum(1 for file in CORPUS.glob(pattern) for line in file.read_text("utf-8").splitlines() if line.strip())


def test_the_changelog_counts_the_corpus_as_it_is() -> None:
    said = re.search(r"More than (\d+),000 messages and (\d+) stories", (ROOT / "CHANGELOG.md").read_text("utf-8"))
    assert said is not None
    stories = _lines("stories-*.jsonl")

    assert int(said[1]) == (_lines("*.jsonl") - stories) // 1000
    assert int(said[2]) == stories // 10 * 10


def test_the_readme_of_the_corpus_names_every_file() -> None:
    told = (CORPUS / "README.md").read_text("utf-8")
    groups = ("corpus-", "own-", "prototype-", "stories-")

    missing = [f.stem for f in CORPUS.glob("*.jsonl") if not f.stem.startswith(groups) and f"`{f.stem}" not in told]
    assert missing == []
