"""What a person says about a sign beside its plain yes: it raises the row, and a "no" before it does not."""

from __future__ import annotations

import pytest

from messages.triage.evidence.wording import names_one_of
from messages.triage.flags import load_flags
from messages.triage.vocabulary import Channel, Level
from tests.triage.cases import EMERGENCY, SAME_DAY, SOON, TEXT, case, findings, judged, pain, yes

SAID: list[tuple[str, str, tuple[str, ...], Level, Channel]] = [
    ("neuro_foot_drop", "my foot slaps since this morning", (), EMERGENCY, Channel.ED),
    ("neuro_unsteady", "I sway when I walk, and more by the day", (), EMERGENCY, Channel.ED),
    ("neuro_hands_clumsy", "suddenly I drop everything", (), EMERGENCY, Channel.ED),
    ("neuro_leg_numb_one", "numb toes, and it is spreading up", (), SAME_DAY, Channel.CLIN),
    ("leg_walk_cramp", "cramps now even at rest", (), SAME_DAY, Channel.CLIN),
    ("ca_lump_deformity", "the lump is hot and leaks", ("rf_diabetes",), EMERGENCY, Channel.ED),
    ("ca_bloods_jaundice", "yellow eyes and he seems confused", (), EMERGENCY, Channel.ED),
    ("inf_postop", "headache whenever I am sitting up", (), EMERGENCY, Channel.ED),
    ("cv_exertion_back", "the ache comes at rest too now", (), EMERGENCY, Channel.AMB),
    ("kid_infection", "burning pee and vomiting", (), EMERGENCY, Channel.ED),
    ("kid_infection", "burning pee, and mum is drowsy", (), EMERGENCY, Channel.AMB),
    ("kid_stone", "waves of pain and I keep being sick", (), EMERGENCY, Channel.ED),
    ("kid_blood_urine", "pink pee and it stings", (), SAME_DAY, Channel.CLIN),
    ("gyn_torsion_pid", "sudden pain low on the left", (), EMERGENCY, Channel.ED),
    ("uro_prostate", "fever and I can\u2019t pee", (), EMERGENCY, Channel.ED),
    ("shingles", "blisters near my eye", (), SAME_DAY, Channel.EYE),
    ("preg_ectopic", "pain at the tip of my shoulder", (), EMERGENCY, Channel.AMB),
    ("preg_preeclampsia", "she had a fit", (), EMERGENCY, Channel.AMB),
    ("preg_fever_urine", "it hurts to pee and I had a rigor", (), EMERGENCY, Channel.MAT),
    ("axspa_uveitis", "red eye and the sight has gone", (), EMERGENCY, Channel.ED),
    ("med_gi_bleed", "black poo and I feel clammy", (), EMERGENCY, Channel.AMB),
    ("mh_suicide_thoughts", "better off dead, on my own tonight", (), EMERGENCY, Channel.CRISIS),
    ("mh_self_harm", "it is a deep one and still bleeding", (), EMERGENCY, Channel.CRISIS),
    ("sev_cannot_move", "can't get off the floor and I live alone", (), EMERGENCY, Channel.AMB),
]
PLAIN = [
    ("kid_infection", "burning pee, not vomiting", ()),
    ("kid_stone", "waves of pain, no fever", ()),
    ("ca_lump_deformity", "the lump is hot and leaks", ()),
    ("ca_lump_deformity", "a hard lump", ("rf_diabetes",)),
    ("kid_blood_urine", "pink pee without pain", ()),
    ("neuro_leg_numb_one", "same toes as ever", ()),
    ("mh_self_harm", "I scratched myself", ()),
]


@pytest.mark.parametrize(("flag", "words", "risks", "level", "channel"), SAID)
def test_the_persons_own_words_raise_a_row(
    flag: str, words: str, risks: tuple[str, ...], level: Level, channel: Channel
) -> None:
    verdict = judged(case(yes(flag, 0, words, origin=TEXT), risks=risks), 0)

    raised = [f for f in findings(verdict, f"mod:{flag}") if f.level == level]
    assert [f.channel for f in raised] == [channel]


@pytest.mark.parametrize(("flag", "words", "risks"), PLAIN)
def test_a_no_before_the_word_or_another_word_raises_nothing(flag: str, words: str, risks: tuple[str, ...]) -> None:
    verdict = judged(case(yes(flag, 0, words, origin=TEXT), risks=risks), 0)

    assert [f.level for f in findings(verdict, f"row:{flag}")] == [load_flags()[flag].level]


@pytest.mark.parametrize("order", [(0, 3), (3, 0)])
def test_shaking_told_with_the_fever_raises_a_kidney_infection_of_another_day(order: tuple[int, int]) -> None:
    kidney, fever = order
    said = case(yes("kid_infection", kidney), yes("inf_fever_back", fever, "shaking for half an hour", origin=TEXT))

    assert findings(judged(said, 3), "mod:kid_infection")[0].level == EMERGENCY
    assert judged(case(yes("kid_infection", kidney), yes("inf_fever_back", fever)), 3).level == SAME_DAY


def test_words_said_once_keep_raising_while_the_row_is_told_again_without_them() -> None:
    first = yes("neuro_leg_numb_one", 0, "numb and spreading", origin=TEXT)

    assert judged(case(first), 0).level == SAME_DAY
    assert judged(case(first, yes("neuro_leg_numb_one", 2)), 2).level == SAME_DAY


@pytest.mark.parametrize(("since", "level"), [(21, SOON), (20, Level.ROUTINE)])
def test_a_sore_spot_of_a_young_athlete_that_stays_three_weeks_goes_one_up(since: int, level: Level) -> None:
    said = case(yes("fx_stress_young", 0), yes("fx_stress_young", since))

    rule = "mod:fx_stress_young" if level is SOON else "row:fx_stress_young"
    assert findings(judged(said, since), rule)[0].level == level


def test_with_a_blood_thinner_a_bad_new_pain_is_an_emergency_and_a_mild_one_is_not() -> None:
    def told(number: float) -> Level:
        return judged(case(yes("chg_different"), pain(number), risks=("rf_anticoagulant",)), 0).level

    assert (told(7), told(6)) == (EMERGENCY, SOON)


def test_a_pee_infection_weeks_ago_raises_fever_with_pain_in_the_middle() -> None:
    def told(*flags: str) -> set[Level]:
        verdict = judged(case(*(yes(flag) for flag in flags), risks=("rf_recent_uti",)), 0)
        return {f.level for f in verdict.findings if f.flag == "inf_fever_back"}

    assert EMERGENCY in told("inf_fever_back", "per_thoracic")
    assert told("sev_unrelieved", "inf_fever_back") >= {EMERGENCY}


def test_a_word_counts_whole_or_with_any_ending_where_a_star_stands() -> None:
    assert names_one_of("it was OOZING", ("ooz*",))
    assert names_one_of("can\u2019t reach it", ("can't reach",))
    assert not names_one_of("a hotel room", ("hot",))
    assert not names_one_of("I have never been sick with it", ("been sick",))
    assert names_one_of("not since Monday, but hot again", ("hot",))
