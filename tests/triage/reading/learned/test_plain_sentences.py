"""Plain sentences in many frames teach the learned reader; what tests it must be other sentences in other frames."""

from __future__ import annotations

import pytest

from messages.triage.flags import table
from messages.triage.vocabulary import Level
from tests.triage.reading.heard.test_frames import DANGERS, FRAMES
from training.texts.examples import examples
from training.texts.framed import EACH, framed, plain


def _dangers() -> list[str]:
    return [sentence for listed in plain().dangers.values() for sentence in listed]


def test_the_grid_tests_no_sentence_and_no_frame_that_was_learned() -> None:
    assert {each.lower() for each in _dangers()}.isdisjoint(each.lower() for each in DANGERS)
    assert set(plain().frames).isdisjoint(FRAMES)


def test_every_danger_stands_under_a_flag_that_wants_an_answer_today() -> None:
    assert all(table().flags[flag].level >= Level.SAME_DAY for flag in plain().dangers)


def test_no_sentence_is_listed_twice_and_every_frame_has_one_place() -> None:
    told = [*_dangers(), *plain().harmless]
    assert len(told) == len(set(told))
    assert all(frame.count("{}") == 1 for frame in plain().frames)


@pytest.mark.parametrize("sentence", ["it hurts", "I can't wee"])
def test_a_sentence_stands_whole_in_each_of_its_frames(sentence: str) -> None:
    texts = framed(sentence)
    assert len(set(texts)) == EACH
    assert all(sentence in text or sentence[0].upper() + sentence[1:] in text for text in texts)


def test_as_much_harmless_as_dangerous_is_learned_in_frames() -> None:
    learned = [example for example in examples() if example.id.startswith("plain-")]
    harmless = sum(not example.flags for example in learned)
    assert len(learned) / 4 < harmless < len(learned) * 3 / 4
