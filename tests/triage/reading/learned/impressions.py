"""What the learned reader may make of a text, made up, and what a rule may hear in it."""

from __future__ import annotations

from dataclasses import replace

from messages.triage.assess import DAY_ZERO
from messages.triage.judging.screen import weigh_reading
from messages.triage.reading.both import joined
from messages.triage.reading.learned import UNNAMED, Impression
from messages.triage.vocabulary import Case, Mention, Reading, Status, Verdict

TEXT = "tea all went cold this morning while we talked"
TOLD = TEXT + ", about the garden mostly, and then the rain came"
CALM = Impression(0.03, 0.01, 0.09, UNNAMED, "ces_saddle_numb", "ca_night_pain")
ALARMED = replace(CALM, urgent=0.99, emergency=0.99, soon=0.99)
DENIED = Mention("cv_chest_pain", "no chest pain", 0, 6, Status.DENIED, certain=True, rule="x")
PLAIN = Mention("ces_saddle_numb", "all went cold", 4, 17, Status.CURRENT, certain=True, rule="x")
UNCLEAR = replace(PLAIN, flag="kid_infection", status=Status.UNSURE, certain=False)


def judged(first: Reading, heard: Impression, text: str = TEXT) -> Verdict:
    """Return what both readers together make of ``text``."""
    return weigh_reading(joined(first, heard, text), text, Case(), DAY_ZERO)
