"""The network: the one the thresholds were chosen for, steady, quiet on nothing, and with no need of training code."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from messages.triage.reading import read
from messages.triage.reading.both import read_by_both
from messages.triage.reading.learned import listen, settings
from messages.triage.reading.learned.encoder import WEIGHTS, encoder

ROOT = Path(__file__).parents[4]
NETWORK = files("messages.triage.reading.learned").joinpath(WEIGHTS)


def test_it_keeps_out_of_languages_that_nobody_here_reads() -> None:
    text = "mir ist ganz taub zwischen den beinen und ich kann nicht pinkeln"

    assert read_by_both(text) == read(text)


@pytest.mark.parametrize("text", ["", "   ", "\n\n"])
def test_nothing_said_is_nothing_heard(text: str) -> None:
    assert listen(text) is None


def test_unknown_signs_and_endless_words_are_read_without_stumbling() -> None:
    for text in ("☃☃☃", "x" * 4000, "\ud83d\ude00 ok", "नमस्ते", "a" * 59 + " b", "_ _ _", "word " * 900):
        heard = listen(text)

        assert heard is not None
        assert 0 <= heard.urgent <= heard.soon + 0.01


def test_it_is_as_sure_of_a_text_every_time() -> None:
    assert listen("the pain is different today") == listen("the pain is different today")


def test_the_network_is_the_one_the_thresholds_were_chosen_for_and_small() -> None:
    data = NETWORK.read_bytes()
    digest = hashlib.sha256(data).hexdigest()

    assert len(data) < 25_000_000
    assert digest == settings().network
    assert digest in (ROOT / "docs" / "model-card.md").read_text(encoding="utf-8")


def test_it_knows_only_flags_that_have_a_rule() -> None:
    from messages.triage.flags import table

    known = set(table().flags)
    heard = encoder().judge(encoder().pieces.cut("numb"))

    assert set(heard.flags) <= known


def test_reading_needs_no_training_code() -> None:
    code = (
        "import sys; from messages.triage.reading.both import read_by_both;"
        "read_by_both('my back is odd today');"
        "print(sorted({'torch', 'onnx', 'transformers', 'training'} & sys.modules.keys()))"
    )
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert said.strip() == "[]"


def test_thresholds_stand_in_their_order() -> None:
    chosen = settings()

    assert chosen.silences_below < chosen.overrules_below < chosen.doubts_below < chosen.asks_from < chosen.backs_from
    assert chosen.asks_from < chosen.escalates_from
