"""Every row proves its own examples, and a row that breaks its promise is found out."""

from __future__ import annotations

import io

import pytest

from bot.judging.rules import print_rules, prove
from messages.triage.flags import load_flags
from messages.triage.proof import broken, proved
from messages.triage.vocabulary import Level
from tests.proven import heard_in, read_once

__all__ = ["read_once"]

ROWS = load_flags().values()
HEARD = [(flag.id, text) for flag in ROWS for text in flag.heard]
IGNORED = [(flag.id, text) for flag in ROWS for text in flag.ignored]


@pytest.mark.parametrize(("flag", "text"), HEARD)
def test_what_must_be_heard_as_a_row_is_heard(flag: str, text: str) -> None:
    assert flag in heard_in(text)


@pytest.mark.parametrize(("flag", "text"), IGNORED)
def test_what_only_sounds_like_a_row_is_not_heard_as_it(flag: str, text: str) -> None:
    assert flag not in heard_in(text)


def test_every_emergency_has_words_by_which_it_is_heard() -> None:
    composed = {"ces_after_known_disc"}
    """Known from the profile, together with another row that is itself an emergency."""
    silent = {flag.id for flag in ROWS if flag.level is Level.EMERGENCY_NOW and not flag.heard}

    assert silent <= composed


def test_what_is_known_to_go_wrong_is_counted_and_breaks_nothing() -> None:
    out = io.StringIO()
    known = [each for each in proved() if not each.promised and not each.held]

    assert prove(out) == 0
    assert broken() == ()
    assert (
        f"{len(HEARD) + len(IGNORED)} examples hold, 0 are broken, {len(known)} are known to go wrong" in out.getvalue()
    )


def test_the_proof_can_fail() -> None:
    assert "cv_chest_pain" in heard_in("crushing pain in my chest")
    assert "cv_chest_pain" not in heard_in("no chest pain")
    assert heard_in("lovely weather") == frozenset()


def test_one_row_is_shown_whole() -> None:
    out = io.StringIO()

    assert print_rules(out, flag="ces_bladder_retention") == 0
    for words in ("Do you need to pee", "EMERGENCY_NOW", "lowered_by: never", "CESCARD: ", "not yet by a clinician"):
        assert words in out.getvalue()


def test_an_unknown_row_is_an_error() -> None:
    out = io.StringIO()

    assert print_rules(out, flag="numb_bum") == 2
    assert "there is no red flag numb_bum" in out.getvalue()


def test_the_listing_has_a_line_for_every_row() -> None:
    out = io.StringIO()
    print_rules(out)

    lines = out.getvalue().splitlines()
    assert [line.split()[0] for line in lines] == list(load_flags())
    assert all(flag.level.name in line for flag, line in zip(load_flags().values(), lines, strict=True))
