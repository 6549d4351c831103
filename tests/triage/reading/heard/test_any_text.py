"""Any text at all is read to its end, the same each time, quoted truly, and its language named."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from messages.triage.reading import read
from messages.triage.reading.reader import LONGEST

ROOT = Path(__file__).resolve().parents[4]


def test_every_mention_quotes_the_very_words() -> None:
    text = "Hi, since Monday I can’t pee 😢 and my bum is NUMB!!"

    for mention in read(text).mentions:
        assert text[mention.start : mention.end] == mention.words


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("me duele mucho la espalda desde ayer", "es"),
        ("ich habe seit gestern starke Schmerzen im Rücken", "de"),
        ("j'ai très mal au dos depuis hier soir", "fr"),
        ("у меня сильно болит спина", "ru"),
        ("मेरी पीठ में बहुत दर्द है", "hi"),
        ("mujhe kamar mein bahut dard ho raha hai", "hi"),
        ("我的背很痛", "zh"),
    ],
)
def test_a_language_nobody_here_reads_is_named(text: str, language: str) -> None:
    assert read(text).language == language


@pytest.mark.parametrize(
    "text", ["hello", "hi there", "ta mate", "grand so", "me back is killin me today lads", "did me stretchs 2day"]
)
def test_english_however_spelt_stays_english(text: str) -> None:
    assert read(text).language is None


def test_danger_is_heard_before_the_language_is_asked() -> None:
    reading = read("me duele la espalda, cauda equina, temp 39.5")

    assert reading.language is None
    assert reading.mentions


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_any_text_at_all_can_be_read(text: str) -> None:
    reading = read(text)

    for mention in reading.mentions:
        assert text[mention.start : mention.end] == mention.words


def test_readings_are_the_same_under_any_hash_seed() -> None:
    code = (
        "import hashlib; from messages.triage.reading import read;"
        "from tests.triage.reading.corpus import messages;"
        "print(hashlib.sha256(repr([read(m.text) for m in messages()[:150]]).encode()).hexdigest())"
    )
    outcomes = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert len(outcomes) == 1


def test_the_longest_message_is_read_to_its_end() -> None:
    calm = "walked to the shop and back, nothing to tell, the cat is fine. "
    danger = "I cannot pee at all since this morning."
    text = (calm * 80)[: LONGEST - len(danger)] + danger

    assert any(mention.flag == "ces_bladder_retention" for mention in read(text).mentions)
