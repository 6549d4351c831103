"""What is not asked about where the learned reader hears nothing at all, because the words themselves settle it.

Two witnesses, of whom neither may do it alone: the network, which finds the whole text harmless, and the words, which
name a reason or say that it is not so.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from messages.triage.reading.kinds import (
    COUNTED,
    PLAIN_LINE,
    UNTOUCHED,
    grave,
    inside_a_question,
    never_dropped,
    wants_it_at_once,
)
from messages.triage.vocabulary import Mention, Reading, Status

_SIGNS = frozenset({Status.CURRENT, Status.UNSURE})
_ENDS = r"(?=\W*(?:$|[.,;!?)\n—-]|\b(?:and|just|but|so|now|yet|though)\b))"
_EVER = re.compile(
    r"\b(?:ever|one day|some ?day|suppos\w+|if i (?:got|get|did|had|lost|lose|forget|left)|what counts|what'?s the rule"
    r"|gets? to the stage|might one day|next month|wake up one)\b",
    re.IGNORECASE,
)
"""It is plainly a thought. "What if I can't pee?" is asked by people who can't."""
_NOT_SO = re.compile(
    rf"\b(?:have|has|had|is|are|am|do|does|did)n'?t{_ENDS}"
    rf"|\b(?:have|has|had)n'?t (?:got|had|happened|lost)(?: (?:one|it|any|that))?{_ENDS}"
    rf"|\b(?:don'?t have|not got|haven'?t got|never had) (?:one|it|any|that){_ENDS}"
    rf"|\b(?:it'?s|i'?m|they'?re|that'?s|this is) not{_ENDS}"
    rf"|\bnot (?:now|happening|happened|there now|right now){_ENDS}|\bnever have\b|\btouch wood\b"
    r"|\b(?:none (?:so far|of (?:it|this|that|them|those)|has|have)|neither (?:has|have|is|of)|nothing wrong)\b"
    r"|\bso far (?:so good|everything)\b|\bnow (?:ok|okay|everything|all|i (?:can|walk|am fine))\b"
    r"|\b(?:all|everything(?: is|'s)?|working) (?:fine|good|ok|okay|well|working|works|normal|in order|perfectly)"
    r" (?:so far|now|here|at (?:the moment|present)|today)\b",
    re.IGNORECASE,
)
"""That it has not happened. "I haven't since last night" and "all fine before" are no such words."""
_WHY_ASKED = re.compile(
    r"\b(?:just|only) (?:planning|curious|nosy|wondering|asking|checking|reading|theor\w+|a worry|for my|in case"
    r"|(?:want|like|wanted) (?:it|to (?:know|plan|be ready)))\b|\b(?:purely|all) theor\w+|\bi like to know\b"
    r"|\basking (?:for (?:knowledge|a)|in case|before|cos|because)\b|\bon the fridge\b|\bpromise\b",
    re.IGNORECASE,
)
_BUT_FOR = re.compile(r"\b(?:except|apart from|other than|otherwise|besides|the rest)\b", re.IGNORECASE)
"""After it "all fine" is said of something else."""
_CANNOT = re.compile(r"\b(?:can ?'?no?t|can't|cant|cannot|won'?t|no (?:feeling|sensation))\b", re.IGNORECASE)
"""What somebody cannot do now no reason explains away: "I can't catch my breath after the gym"."""
_OWN_LEAK = re.compile(r"pee|wee|pis[sh]|urin|bladder|poo|sh[ia]t|crap|bowel|soil|s[ea]lf\b", re.IGNORECASE)
_WET_THINGS = frozenset({"ces_bladder_incontinence", "ces_bowel_incontinence"})


def reasoned(first: Reading, text: str, *, short: bool) -> Callable[[Mention], bool]:
    """Say of which signs the very sentence names a harmless reason, where no other sign stands elsewhere in the text.

    "Legs like jelly after leg day" needs no question; "thigh went dead on the loo" beside "and I can't pee" does, and
    so does a guess at a reason ("maybe I slept funny") or a question about a sign of now. Nor do plain words of an
    emergency in a ``short`` text: "privates numb after the film" may be the film, and may not.
    """
    alone = _alone(first)

    def settled(each: Mention) -> bool:
        if not grave(each) or each.flag in UNTOUCHED or (never_dropped(each) and not _wet_from_without(each)):
            return False
        if each.flag in COUNTED or (short and PLAIN_LINE.search(each.rule) and wants_it_at_once(each)):
            return False
        told = each.explained and each.status is Status.CURRENT and _CANNOT.search(each.words) is None
        return told and alone(each) and not inside_a_question(each, text)

    return settled


def supposed_and_not_so(first: Reading, text: str) -> Callable[[Mention], bool]:
    """Say what is plainly a thought, and said not to be so: "if I ever couldn't pee, who do I ring? All fine now"."""
    alone = _alone(first)
    meant = _NOT_SO.search(text) is not None or _WHY_ASKED.search(text) is not None
    thought = meant and _EVER.search(text) is not None and _BUT_FOR.search(text) is None

    def settled(each: Mention) -> bool:
        return (
            thought
            and each.status is Status.HYPOTHETICAL
            and grave(each)
            and each.flag not in UNTOUCHED
            and alone(each)
        )

    return settled


def _alone(first: Reading) -> Callable[[Mention], bool]:
    """Say whether nothing urgent is told of in any other place."""
    signs = [each for each in first.mentions if each.status in _SIGNS and grave(each)]
    return lambda each: not any(other.end <= each.start or each.end <= other.start for other in signs)


def _wet_from_without(each: Mention) -> bool:
    """Say whether clothes or a seat are wet and nobody says that they leaked: rain, tea and toddlers do that."""
    return each.flag in _WET_THINGS and _OWN_LEAK.search(each.words) is None
