"""No frame hides a plain danger, and none makes one of a plainly harmless sentence."""

from __future__ import annotations

import pytest

from messages.triage.flags import table
from messages.triage.vocabulary import Level
from tests.triage.reading.heard.grid import Pair, chosen, dangers, framed, heard, known, lines

PARTS = 8
"""The part of the grid that is run is cut into so many tests, so that several can run at a time."""
SENTENCES_A_FRAME = 2
MOST_UNHEARD = 7
MOST_ASKED = 1


def _part(pairs: list[Pair], part: int) -> list[str]:
    return [framed(sentence, frame) for sentence, frame in pairs[part::PARTS]]


def _plain() -> tuple[str, ...]:
    return tuple(sentence for sentences in dangers().values() for sentence in sentences)


def test_every_urgent_flag_has_a_plain_danger_in_the_grid() -> None:
    urgent = {row.id for row in table().flags.values() if row.level >= Level.SAME_DAY}

    assert urgent == set(dangers())


@pytest.mark.parametrize("part", range(PARTS))
def test_a_plain_danger_is_heard_by_itself(part: int) -> None:
    assert [text for text in _plain()[part::PARTS] if not heard(text)] == []


@pytest.mark.parametrize("part", range(PARTS))
def test_no_frame_hides_a_plain_danger(part: int) -> None:
    pairs = list(chosen(_plain(), lines("frames.txt"), SENTENCES_A_FRAME))

    assert {text for text in _part(pairs, part) if not heard(text)} <= known("not_heard_yet.txt")


@pytest.mark.parametrize("part", range(PARTS))
def test_no_frame_makes_a_danger_of_a_harmless_sentence(part: int) -> None:
    pairs = list(chosen(lines("calm.txt"), lines("calm_frames.txt"), 4))

    assert {text for text in _part(pairs, part) if heard(text)} <= known("asked_still.txt")


def test_what_is_known_to_go_wrong_only_gets_less() -> None:
    assert len(known("not_heard_yet.txt")) <= MOST_UNHEARD
    assert len(known("asked_still.txt")) <= MOST_ASKED
