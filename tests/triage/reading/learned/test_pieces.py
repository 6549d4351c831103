"""How the learned reader cuts a text: into word pieces, and a long one into windows."""

from __future__ import annotations

import pytest

from messages.triage.reading.learned.windows import SHORT, WIDE, windows
from messages.triage.reading.learned.wordpiece import LONGEST_WORD, START, STOP, UNKNOWN, WordPieces

KNOWN = [UNKNOWN, START, STOP, "leg", "##s", "weak", "a", "##a", "##b", "'", "t", "can", "cafe", "."]


@pytest.fixture
def pieces() -> WordPieces:
    return WordPieces(KNOWN)


def named(pieces: WordPieces, text: str) -> list[str]:
    return [KNOWN[number] for number in pieces.cut(text)]


def test_the_longest_known_piece_comes_first_and_endings_follow(pieces: WordPieces) -> None:
    assert named(pieces, "weak LEGS.") == ["weak", "leg", "##s", "."]


def test_an_unknown_word_falls_apart_into_letters(pieces: WordPieces) -> None:
    assert named(pieces, "aab") == ["a", "##a", "##b"]


def test_only_a_sign_nobody_knows_is_unknown(pieces: WordPieces) -> None:
    assert named(pieces, "a ☃ a") == ["a", UNKNOWN, "a"]


def test_accents_capitals_and_curly_quotes_make_no_difference(pieces: WordPieces) -> None:
    assert pieces.cut("Can’t café") == pieces.cut("can't CAFE")


def test_noise_without_end_is_one_unknown_piece(pieces: WordPieces) -> None:
    assert named(pieces, "a" * (LONGEST_WORD + 1)) == [UNKNOWN]


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_nothing_said_leaves_nothing_to_judge(pieces: WordPieces, text: str) -> None:
    assert windows(text, pieces) == ()


def test_a_short_text_is_one_window(pieces: WordPieces) -> None:
    (only,) = windows("weak leg. weak leg.", pieces)

    assert (only.start, only.end) == (0, 19)


def test_a_long_text_is_covered_by_windows_of_bounded_length(pieces: WordPieces) -> None:
    text = "weak leg legs. can can leg! " * 15
    cut = windows(text, pieces)

    assert len(cut) > 1
    assert "".join(text[part.start : part.end] for part in cut).split() == text.split()
    assert all(len(part.pieces) <= WIDE for part in cut)
    assert sum(len(part.pieces) for part in cut) == len(pieces.cut(text)) > SHORT
