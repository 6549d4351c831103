"""A question about somebody else never speaks of the writer's own body."""

from __future__ import annotations

import re

import pytest

from messages.triage.flags import table
from messages.triage.judging.judge import Doubt, question_about
from messages.triage.sweep import screens
from messages.triage.vocabulary import Status
from tests.dialogue.host import Talk

YOU = re.compile(r"\byou(?:r|rs|rself|'re)?\b", re.IGNORECASE)


def test_every_row_asks_about_another_person_in_words_about_them() -> None:
    for row in table().flags.values():
        asked = question_about(Doubt(row.id, "", Status.OTHER_PERSON)).text

        assert row.about_another in asked and not YOU.search(asked), row.id
        assert bool(row.question_other) == bool(YOU.search(row.question)), row.id


@pytest.mark.parametrize("words", ["my son 8 has back pain and fever", "my mum cannot feel her bottom, maybe"])
def test_a_question_about_a_child_or_a_mother_says_their(words: str) -> None:
    talk = Talk.with_().says(words)
    asked = [talk.last.text, *(each.text for each in talk.travel(minutes=20).heard)]

    assert asked and all(screens().clarify_other.partition("{")[0] in each for each in asked)
    assert not any(re.search(r"\byour (?:back|bottom|private|leg|pain)", each) for each in asked)


def test_the_question_asked_again_below_their_news_says_their() -> None:
    talk = Talk.with_().says("my mum can't feel her legs").travel(minutes=1).says("she can walk again")

    assert talk.last.key == "escalation.about_them_asked"
    assert not re.search(r"\b(?:do|are|have|is) you\b|\byour\b", talk.last.text, re.IGNORECASE)


def test_the_own_question_still_speaks_to_the_writer() -> None:
    row = table().flags["inf_fever_back"]
    asked = question_about(Doubt(row.id, "", Status.UNSURE)).text

    assert row.question in asked and YOU.search(asked)
