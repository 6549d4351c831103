"""Stories thought up rule by rule (reference 1.5) with their lookalikes: each ends as a triage nurse would have it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from messages.triage.assess import assess_line
from messages.triage.evaluation import GoldStory, Told, example
from messages.triage.evaluation.stories import Outcome
from messages.triage.vocabulary import Action

LINES = (Path(__file__).parents[2] / "corpus" / "stories-nurse.jsonl").read_text(encoding="utf-8").splitlines()
STORIES = [json.loads(line)["id"] for line in LINES]
NOT_YET = {"nu0103", "nu0813"}
"""Toes dead "since chemo in 2015, nothing new there": the word "new" hides the year."""
WELL = {Outcome.ON_TIME, Outcome.ASKED, Outcome.QUIET}


@pytest.mark.parametrize("line", LINES, ids=STORIES)
def test_a_story_ends_as_a_nurse_would_have_it(line: str) -> None:
    story = example(line)
    assert isinstance(story, GoldStory)

    judged = assess_line(json.dumps(story.asked()))
    told = Told(story, {each["day"]: Action(each["action"]) for each in judged["days"]})

    assert (told.outcome in WELL) is (story.id not in NOT_YET), told.outcome
