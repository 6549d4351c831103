"""However a plain danger is put on the page it is heard: in capitals, without marks, in short lines, with a slip."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.triage.reading.heard.grid import dangers, heard, known

PLAIN = tuple(sentence for sentences in dangers().values() for sentence in sentences)
JOINED = tuple(sentence for sentence in PLAIN if " and " in sentence)
WRITTEN: dict[str, Callable[[str], str]] = {
    "in capitals": str.upper,
    "without marks": lambda text: re.sub(r"[',]", "", text.lower()),
    "with a printer's apostrophe": lambda text: text.replace("'", "’"),
    "with a signature": lambda text: text + "\n\nSent from my phone",
}
SPLIT: dict[str, str] = {"in lines": "\n", "in short sentences": ". ", "with dots": "... ", "with a plus": " + "}


@pytest.mark.parametrize("way", WRITTEN)
def test_no_way_of_writing_hides_a_plain_danger(way: str) -> None:
    every_fourth = PLAIN[sorted(WRITTEN).index(way) :: len(WRITTEN)]

    quiet = {text for text in map(WRITTEN[way], every_fourth) if not heard(text)}

    assert quiet <= known("not_heard_yet.txt")


@pytest.mark.parametrize("way", SPLIT)
def test_a_danger_told_in_short_bits_is_heard(way: str) -> None:
    every_other = JOINED[sorted(SPLIT).index(way) % 2 :: 2]

    quiet = {text for text in (told.replace(" and ", SPLIT[way]) for told in every_other) if not heard(text)}

    assert quiet <= known("not_heard_yet.txt")


@pytest.mark.parametrize(
    "text",
    ["No fever. No chills. No numbness.", "Slept ok. Back stiff. Legs fine. Walked.", "pain 3\nmood ok\nno numbness"],
)
def test_a_log_in_short_bits_adds_up_to_nothing(text: str) -> None:
    assert not heard(text)
