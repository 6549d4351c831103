"""A changed rule set ships with what it changes: docs/rule-changes.md is of these rules, and says true."""

from __future__ import annotations

from pathlib import Path

from messages.triage.version import rules_version
from messages.triage.vocabulary import Action
from tests.rejudge.__main__ import Change, compared, judged, last_release, named, page_of

PAGE = Path(__file__).parents[2] / "docs" / "rule-changes.md"
LOOKED_AT = 60
"""Messages judged here again, from the front of the list: the page itself takes a minute to make."""


def test_the_page_of_changes_is_about_the_rules_in_force() -> None:
    assert f"Rules `{rules_version()}` beside" in PAGE.read_text(encoding="utf-8"), "run: python -m tests.rejudge"


def test_what_the_page_shows_of_the_first_messages_is_so() -> None:
    shown, (_, was) = PAGE.read_text(encoding="utf-8"), last_release()
    some = [each for each in compared() if named(each) in was][:LOOKED_AT]
    quieter = {named(each) for each in some if Change(each, was[named(each)], judged(each)).quieter}

    assert {named(each) for each in some if f"| {named(each)} |" in shown} == quieter


def test_a_danger_that_goes_unasked_now_stands_by_itself() -> None:
    danger = next(each for each in compared() if each.level == "EMERGENCY_NOW")
    lost = Change(danger, Action.ESCALATE, Action.NONE)
    asked = Change(danger, Action.ESCALATE, Action.ASK)

    missed, other = page_of("0" * 12, 2, [lost, asked]).split("## Everything else")

    assert (lost.missed, asked.missed) == (True, False)
    assert f"| {named(danger)} | EMERGENCY_NOW | escalate | none |" in missed
    assert f"| {named(danger)} | EMERGENCY_NOW | escalate | ask |" in other
