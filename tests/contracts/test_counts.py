"""Figures that papers give of the corpus are counted, not remembered."""

from __future__ import annotations

import re
from pathlib import Path

from messages.triage.evaluation.split import _READ
from tests.triage.reading.corpus import messages
from training.texts.examples import WAITING

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


def test_only_the_files_that_were_read_are_open_as_a_whole() -> None:
    opened = {each.source for each in messages() if each.source not in WAITING and _READ.fullmatch(each.id)}
    partly_sealed = {each.source for each in messages() if each.sealed}

    assert opened == {"parlour", "bazaar", "surgery", "alarmbell", "letters", "haystack", "harbour", "sentence"}
    assert not partly_sealed & (opened | WAITING)


def test_every_examination_is_sealed_whole() -> None:
    exams = [each for each in messages() if each.source.startswith("exam")]

    assert len({each.source for each in exams}) == 6
    assert all(each.sealed for each in exams)
