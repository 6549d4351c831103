"""What kind of thing a rule heard: urgent or not, sure or wondered about, whose and when, and what is never let be."""

from __future__ import annotations

import re

from messages.triage.flags import table
from messages.triage.reading.reader import MEASURED
from messages.triage.vocabulary import Level, Mention, Reading, Status

UNTOUCHED = frozenset({"mh_suicide_active", "mh_suicide_thoughts", "mh_self_harm", "safe_harm_other"})
"""Here the learned reader settles and adds, but takes nothing back: a hint at suicide is never too small (reference
2.8), and who is hurt at home must not be quoted in a question."""
COUNTED = frozenset({"med_paracetamol_over"})
"""Here a number decides, and the learned reader cannot count: "took two paracetamol at break" is asked at most."""
_OF_TABLETS = frozenset({"med_paracetamol_over", "med_nsaid_allergy"})
_ONE_OR_TWO = re.compile(
    r"\b(?:took|take|taken|taking|had|having|popped)\s+(?:(?:my|just|only|some|the|usual)\s+)*"
    r"(?:1|2|one|two|an?|a couple(?: of)?)\s+(?:\w+\s+)?(?:paracetamols?|ibuprofens?|panadols?|tylenols?|advils?"
    r"|nurofens?|naproxens?|aspirins?|co-?codamols?|tablets?|painkillers?|pills?)\b",
    re.IGNORECASE,
)
_MORE_OR_SICK = re.compile(
    r"\b(?:another|more|again|every|then|plus|packe?ts?|pack|box|boxes|strips?|bottles?|extra|double|whole|handful|hourly"
    r"|all (?:of|the|my|at)|lots?|too (?:many|much)|swell\w*|swollen|rash|itch\w*|throat|tongue|lips?|face|eyes?"
    r"|breath\w*|wheez\w*|die|kill|purpose)\b"
    r"|\b(?:\d{2,}|[3-9]|three|four|five|six|eight|ten) ?"
    r"(?:x|at|with|after|before|since|last|tablets?|pills?|mg|g|times|p\w+ol)\b",
    re.IGNORECASE,
)
_PLAINLY_SAID = frozenset({"ces_bladder_incontinence", "ces_bowel_incontinence", "men_neck_light"})
"""Plain words for a leak of one's own are asked about even when somebody laughs over it, and the worst headache of a
life even when a pillow is blamed: the learned reader has heard too few."""
_WELL_KNOWN = ("ces_", "neuro_", "inf_fever_back", "cv_chest_pain", "cv_breathless", "cv_collapse", "fx_major_trauma")
"""How the flags begin of which the learned reader has heard hundreds, dangerous and harmless. Of these alone it can
take back what a rule was sure of, where it is as sure of harmlessness as it ever gets (decision 0015)."""
TALE_WORDS = 20
"""From here on it may be a tale: a telly, a puppy and a printer are unresponsive in it."""
_EVERYDAY = frozenset(
    """
    ces_bilateral_leg ces_saddle_numb ces_bladder_retention ces_bladder_incontinence ces_sexual_change
    neuro_leg_weak_progressive neuro_foot_drop neuro_unsteady neuro_hands_clumsy
    cv_chest_pain cv_breathless cv_collapse cv_leg_swollen cv_aaa_pulse fx_major_trauma inf_fever_back
    med_gi_bleed ca_bloods_jaundice sep_signs preg_preterm gen_stroke shingles sev_cannot_move
    """.split()  # noqa: SIM905
)
"""What everyday life is full of: legs go dead on the loo, arms are sore from press-ups, lattes stain yellow. Of the
rest hardly one in two thousand harmless messages says it in plain words."""
PLAIN_LINE = re.compile(r"\.c\d+$")
"""Ends the id of a rule line that would be sure, had the sentence not explained it away."""
_LIFE_OF_ANOTHER = ("gen_", "cv_", "sep_", "inf_", "men_", "ces_", "sev_cannot_move", "med_paracetamol_over")
"""How the flags begin that are asked after whoever has them: somebody stands beside them and waits for an answer."""
_LOW_MOOD = frozenset({"mh_not_coping", "mh_phq2_pos"})
"""Not urgent, but the direct question about suicide follows from it: who cried over burnt onions is not asked that."""
_WONDERED_ABOUT = frozenset({Status.CURRENT, Status.UNSURE})
_ELSEWHERE = frozenset({Status.PAST, Status.RESOLVED, Status.OTHER_PERSON})
"""What has just gone and what another has is asked after, unless the words could not sound more harmless. Who asks
"what if" always gets an answer."""
_A_QUESTION = re.compile(
    r"^\W*(?:(?:hi|hello|hey|so|and|but|ok|also|please|quick question|question)\W+)*"
    r"(?:is|are|can|could|should|shall|may|do|does|did|will|would|how|what|which|when|where|any|am i)\b",
    re.IGNORECASE,
)
_ENDS_A_SENTENCE = ".!?\n"


def inside_a_question(mention: Mention, text: str) -> bool:
    """Say whether a plain sign stands in a question about something else: "is it ok to nap with a numb bum".

    Questions sound harmless to the learned reader, which has heard so many about what could happen.
    """
    if not (mention.status is Status.CURRENT and grave(mention) and PLAIN_LINE.search(mention.rule)):
        return False
    start = max(text.rfind(end, 0, mention.start) for end in _ENDS_A_SENTENCE) + 1
    return _A_QUESTION.match(text[start : mention.start]) is not None


def well_known(mention: Mention) -> bool:
    """Say whether the learned reader has heard hundreds of its kind."""
    return mention.flag.startswith(_WELL_KNOWN)


def wondered_about(mention: Mention) -> bool:
    """Say whether a rule merely asks: of something urgent, or of a mood that leads to the question about suicide."""
    if mention.status not in _WONDERED_ABOUT:
        return False
    if mention.flag in _LOW_MOOD:
        return True
    return grave(mention) and not mention.certain and not never_dropped(mention)


def is_anothers_now(mention: Mention) -> bool:
    """Say whether it is another's danger of now, said plainly."""
    certain = mention.certain or mention.flag in COUNTED
    return mention.status is Status.OTHER_PERSON and certain and mention.flag.startswith(_LIFE_OF_ANOTHER)


def only_two_tablets(flag: str, text: str) -> bool:
    """Say whether ``flag`` is about tablets, and one or two of them were taken and nothing came of it."""
    return flag in _OF_TABLETS and _ONE_OR_TWO.search(text) is not None and _MORE_OR_SICK.search(text) is None


def too_strange_to_let_be(mention: Mention, text: str) -> bool:
    """Say whether ``text`` is short and says in plain words what hardly anybody says of something harmless."""
    plain = grave(mention) and PLAIN_LINE.search(mention.rule) is not None
    return plain and mention.flag not in _EVERYDAY and len(text.split()) < TALE_WORDS


def never_dropped(mention: Mention) -> bool:
    """Say whether words or flag are such that it is always asked about at the least."""
    plain = PLAIN_LINE.search(mention.rule) is not None
    return mention.flag in UNTOUCHED or (plain and mention.flag in _PLAINLY_SAID)


def sure(mention: Mention) -> bool:
    """Say whether a rule was sure of something urgent that is there now."""
    return mention.certain and mention.status is Status.CURRENT and grave(mention)


def grave(mention: Mention) -> bool:
    """Say whether it wants an answer today."""
    row = table().flags.get(mention.flag)
    return row is not None and row.level >= Level.SAME_DAY


def wants_it_at_once(mention: Mention) -> bool:
    """Say whether it wants an answer at once."""
    row = table().flags.get(mention.flag)
    return row is not None and row.level >= Level.EMERGENCY_NOW


def counts(mention: Mention) -> bool:
    """Say whether it stands in the table and is there now."""
    return mention.flag in table().flags and mention.status is Status.CURRENT


def not_of_the_writer_now(mention: Mention) -> bool:
    """Say whether it is over or another's: asked after, unless nothing could sound more harmless."""
    if mention.flag in UNTOUCHED or is_anothers_now(mention):
        return False
    return mention.status in _ELSEWHERE and grave(mention)


def borne_out(first: Reading) -> frozenset[str]:
    """Return the flags that words name and a measurement shows as well: "I DO have a fever, 39.2" is not doubted."""
    certain = [mention for mention in first.mentions if sure(mention)]
    measured = {mention.flag for mention in certain if mention.rule.startswith(MEASURED)}
    return frozenset(mention.flag for mention in certain if not mention.rule.startswith(MEASURED)) & measured
