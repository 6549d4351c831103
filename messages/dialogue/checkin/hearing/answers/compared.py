"""How today compares with the usual, in people's own words: "bout the same like", "a bit worse today"."""

from __future__ import annotations

import re
from collections.abc import Iterator

GRAVER = ("better", "same", "different", "worse", "worst")
"""Of two answers in one text the later one here counts."""

LONGEST = 60
"""Characters; more around it, and it is told as part of something else."""
_BEFORE = re.compile(
    r"^(?:i(?:'d| would| did)? (?:said|say|think|guess|suppose)|i told you|i feel|i'm feeling|"
    r"(?:(?:it|that|things|(?:my |the )?(?:lower )?(?:pain|back|ache))(?:'s| is| was| feels?| felt| has been)?)|its|"
    r"feel|feels|felt|feeling|been|is|was|'?bout|about|around|roughly|basically|generally|overall|mostly|pretty much|"
    r"more or less|just|only|still|probably|maybe|perhaps|hmm+|um+|erm?|well|so|oh|ok|okay|yeah|yes|aye|today|now|"
    r"meh|kinda|kind of|sort of|honestly|tbh|(?:a )?(?:wee |tiny |little |slight )?bit|"
    r"(?:a )?(?:little|lot|touch|tad|tiny)|slightly|getting|got|gotten|getting to be|pretty|"
    r"thankfully|sadly|unfortunately|day by day|"
    r"somewhat|much|way|far|very|really|quite|bit|lots|loads|definitely|all|the|like)\s+"
)
_AFTER = re.compile(
    r"\s+(?:today|now|only|itself|again|this morning|this evening|tonight|so far|really|overall|like|lol|tbh|mate|"
    r"i think|i guess|i suppose|i'd say|to be honest|if i'm honest|thanks|ta|cheers|thank you|for me|actually|sadly|"
    r"unfortunately|a bit|a little|a lot|though|i reckon|i feel|x+|these days|at the moment|"
    r"(?:than|as|from) (?:usual|normal|yesterday|before|ever|always|last time|last week|the usual|it was|"
    r"the day before|normally|the other day))$"
)
_MEANT = {
    "better": ("better", "improved", "improving", "easier", "less", "less pain", "less painful", "less sore",
        "less bad", "not as bad", "not so bad", "easing", "easing off", "easing up", "on the mend", "looser",
        "less stiff", "not as sore", "not as stiff", "eased", "eased off", "eased up", "bettr", "beter", "betta"),
    "same": (
        "same", "no change", "no changes", "no real change", "not changed", "hasn't changed", "hasnt changed",
        "unchanged", "usual", "as usual", "as always", "as ever", "as normal", "normal", "no different",
        "not different", "not any different", "nothing changed", "nothing has changed", "no difference",
        "same same", "same old", "same old same old", "no worse", "not worse", "not any worse", "as bad",
        "no better or worse", "no better no worse", "neither better nor worse", "not better or worse", "my usual",
        "ditto", "as before", "as yesterday", "like yesterday", "not much different", "not much change",
        "not changed much", "no worse no better", "no better or no worse", "neither", "sme", "saem", "smae",
        "same thing",
    ),
    "different": ("different", "not my usual", "not usual", "not the usual", "new kind", "different kind"),
    "worse": ("stiffer", "tighter", "more stiff", "more tight", "wrose", "worce", "wors", "worse",
        "worser", "more", "more pain", "more painful", "more sore", "sorer", "stronger", "not as good"),
}  # fmt: skip
_NAMES = {words: name for name, listed in _MEANT.items() for words in listed}


def compared(clause: str) -> str | None:
    """Return ``better``, ``same``, ``worse`` or ``different`` as ``clause`` means it as a whole, else None.

    Filler is taken off its ends only, so that "not the same" or "worse in the leg" is left for others.
    """
    return next((_NAMES[words] for words in without_filler(clause) if words in _NAMES), None)


def without_filler(clause: str) -> Iterator[str]:
    """Yield ``clause`` as it is, then with filler taken off its ends, step by step, the front first."""
    told = [" ".join(clause.replace("’", "'").rstrip(".!?").split())]
    if len(told[0]) > LONGEST:
        return
    for words in told:
        if words:
            yield words
        for shorter in (_BEFORE.sub("", words, count=1), _AFTER.sub("", words, count=1)):
            if shorter and shorter not in told:
                told.append(shorter)
