"""The page of the rules says what the rules say."""

from __future__ import annotations

import io
import json
from pathlib import Path

from bot.judging.rules import page, print_rules
from messages.triage.flags import load_flags

PAGE = Path(__file__).parents[2] / "docs" / "red-flags.md"


def test_the_page_of_red_flags_is_not_stale() -> None:
    stale = "run: python -m bot rules --markdown > docs/red-flags.md"

    assert PAGE.read_text(encoding="utf-8") == page(), stale


def test_the_page_and_the_data_hold_every_row_with_its_level_and_sources() -> None:
    out = io.StringIO()
    print_rules(out, as_json=True)
    data = {each["id"]: each for each in json.loads(out.getvalue())}
    lines = page().splitlines()

    for flag in load_flags().values():
        (line,) = [line for line in lines if line.startswith(f"| `{flag.id}` ")]
        assert f"| {flag.level.name} | {flag.channel.value} |" in line
        assert ", ".join(flag.sources) in line
        assert data[flag.id]["level"] == flag.level.name
        assert len(data[flag.id]["sources"]) == len(flag.sources)
