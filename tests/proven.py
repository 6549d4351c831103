"""Every example of a red flag is read once in a test process: what is heard in a text depends on nothing else."""

from functools import cache

import pytest

from messages.triage import proof

heard_in = cache(proof.heard_in)


@pytest.fixture(autouse=True)
def read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the proof of all rows know what was read before."""
    monkeypatch.setattr(proof, "heard_in", heard_in)
