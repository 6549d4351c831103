"""How long a text is decides what the learned reader may do: of a letter the whole tells, of few words little."""

from __future__ import annotations

from dataclasses import replace

import pytest

from messages.triage.assess import DAY_ZERO
from messages.triage.judging.screen import screen, weigh_reading
from messages.triage.reading import read
from messages.triage.reading.both import LONG_WORDS, joined
from messages.triage.reading.learned import UNNAMED, Impression
from messages.triage.vocabulary import Action, Case, Mention, Profile, Reading, Status
from tests.triage.reading.corpus import messages

LETTER = " ".join(["We talked of the garden, the dog and the new kettle, which has gone cold again."] * 3)
NOTE = "We talked of the garden and of the kettle, which went cold."
SERENE = Impression(0.02, 0.01, 0.04, UNNAMED, "ces_saddle_numb", "ca_night_pain")
COLD = Mention("kid_infection", "gone cold", 0, 9, Status.CURRENT, certain=True, rule="x")


def done(text: str, mention: Mention, heard: Impression = SERENE, case: Case | None = None) -> Action:
    reading = joined(Reading((mention,)), heard, text)
    return weigh_reading(reading, text, case or Case(), DAY_ZERO).action


def test_a_letter_that_sounds_harmless_as_a_whole_is_not_asked_about_for_one_of_its_clauses() -> None:
    assert len(LETTER.split()) >= LONG_WORDS > len(NOTE.split())

    for mention in (COLD, replace(COLD, flag="mh_not_coping"), replace(COLD, flag="ca_night_pain")):
        assert done(LETTER, mention) is Action.NONE
    assert done(NOTE, COLD) is Action.ASK
    assert done(LETTER, COLD, replace(SERENE, soon=0.2)) is Action.ASK


def test_suicide_and_what_bears_on_somebody_s_illness_are_heard_in_the_calmest_letter() -> None:
    ill = Case(profile=Profile(risk_factors=frozenset({"rf_diabetes"})))

    for flag in ("mh_suicide_active", "mh_suicide_thoughts", "safe_harm_other"):
        assert done(LETTER, replace(COLD, flag=flag)) in (Action.ASK, Action.ESCALATE)
    assert done(LETTER, COLD, case=ill) is not Action.NONE


def test_what_a_letter_tells_of_somebody_stays_known() -> None:
    reading = joined(Reading((replace(COLD, flag="rf_diabetes"),)), SERENE, LETTER)

    assert [fact.flag for fact in weigh_reading(reading, LETTER, Case(), DAY_ZERO).facts] == ["rf_diabetes"]


def test_no_danger_that_a_rule_hears_in_a_long_text_goes_unasked() -> None:
    heard = 0
    for message in messages()[::3]:
        if message.sealed or message.level not in ("EMERGENCY_NOW", "SAME_DAY"):
            continue
        if len(message.text.split()) < LONG_WORDS:
            continue
        first = weigh_reading(read(message.text), message.text, Case(), DAY_ZERO).action
        if first in (Action.ASK, Action.ESCALATE):
            heard += 1
            assert screen(message.text, Case(), DAY_ZERO).action in (Action.ASK, Action.ESCALATE), message.id
    assert heard > 130


@pytest.mark.parametrize(
    ("words", "emergency", "warned"), [(7, 0.94, False), (7, 0.97, True), (11, 0.94, False), (12, 0.9, True)]
)
def test_of_few_words_only_it_hears_danger_in_it_asks_before_it_warns(
    words: int, emergency: float, warned: bool
) -> None:
    text = " ".join(["kettle"] * words)
    heard = replace(SERENE, urgent=0.99, emergency=emergency, soon=0.99)

    verdict = weigh_reading(joined(Reading(), heard, text), text, Case(), DAY_ZERO)

    assert verdict.action is (Action.ESCALATE if warned else Action.ASK)


def test_how_many_tablets_only_rules_can_count() -> None:
    many = replace(SERENE, urgent=0.99, emergency=0.99, soon=0.99, flag="med_paracetamol_over")

    for likeliest, action in (("med_paracetamol_over", Action.ASK), ("cv_chest_pain", Action.ESCALATE)):
        reading = joined(Reading(), replace(many, likeliest=likeliest), NOTE)
        assert weigh_reading(reading, NOTE, Case(), DAY_ZERO).action is action
    assert screen("took sixteen paracetamol since this morning", Case(), DAY_ZERO).action is Action.ESCALATE


def test_a_visit_to_the_toilet_at_night_is_no_ambulance() -> None:
    assert screen("woke up twice to pee", Case(), DAY_ZERO).action is not Action.ESCALATE
