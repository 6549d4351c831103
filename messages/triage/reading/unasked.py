"""What is not asked about where the learned reader hears nothing at all, because the words themselves settle it.

Two witnesses, of whom neither may do it alone: the network, which finds the whole text harmless, and the words, which
name a reason or say that it is not so.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from messages.triage.reading.kinds import UNTOUCHED, grave, inside_a_question, never_dropped
from messages.triage.vocabulary import Mention, Reading, Status

_SIGNS = frozenset({Status.CURRENT, Status.UNSURE})
_ENDS = r"(?=\W*(?:$|[.,;!?)\n—-]|\b(?:and|just|but|so|now|yet|though)\b))"
_NOT_SO = re.compile(
    rf"\b(?:have|has|had|is|are|am|do|does|did)n'?t{_ENDS}"
    rf"|\b(?:have|has|had)n'?t (?:got|had|happened|lost|been like that)(?: (?:one|it|any|that))?{_ENDS}"
    rf"|\b(?:don'?t have|not got|haven'?t got|never had) (?:one|it|any|that){_ENDS}"
    rf"|\b(?:it'?s|i'?m|they'?re|that'?s|this is) not{_ENDS}"
    rf"|\bnot (?:now|happening|happened|there now|right now){_ENDS}"
    r"|\b(?:none|nothing|neither) (?:of (?:it|this|that|them|those)|so far|has|is|wrong)\b"
    r"|\bno \w+ (?:now|so far|yet)\b"
    rf"|\b(?:none|never){_ENDS}|\bnever (?:have|did|has)\b|\bso far (?:so good|everything|all)\b|\btouch wood\b"
    r"|\b(?:all|everything(?: is|'s)?) (?:still )?(?:fine|good|ok|okay|well|working|works|normal)\b"
    r"|\b(?:all|everything) (?:in order|works|working)\b|\b(?:working|works|walk|walking) (?:perfectly|fine|normally)\b"
    r"|\b(?:just|only) (?:planning|curious|nosy|wondering|asking|checking|reading|theor\w+|a worry|for my|in case"
    r"|(?:want|like|wanted) (?:it|to (?:know|plan|be ready)))\b"
    r"|\b(?:purely|all) theor\w+|\basking (?:for (?:knowledge|a)|in case|before|cos|because)\b|\bon the fridge\b",
    re.IGNORECASE,
)
"""That what is supposed has not happened, or why it is asked. "I haven't since last night" is no such word."""


_CANNOT = re.compile(r"\b(?:can ?'?no?t|can't|cant|cannot|won'?t|no (?:feeling|sensation))\b", re.IGNORECASE)
"""What somebody cannot do now no reason explains away: "I can't catch my breath after the gym"."""
_OWN_LEAK = re.compile(r"pee|wee|pis[sh]|urin|bladder|poo|sh[ia]t|crap|bowel|soil|s[ea]lf\b", re.IGNORECASE)
_WET_THINGS = frozenset({"ces_bladder_incontinence", "ces_bowel_incontinence"})


def settled_by_words(first: Reading, text: str) -> Callable[[Mention], bool]:
    """Say of which mentions the words themselves leave nothing to ask, where nothing else in the text sounds urgent.

    Either the very sentence names a harmless reason ("legs like jelly after leg day"), or what is supposed is said not
    to be so ("if I ever couldn't pee, who do I ring? All working"). "Thigh went dead on the loo" beside "and I can't
    pee" settles nothing; nor does a guess at a reason ("maybe I slept funny") or a question about a sign of now.
    """
    signs = [each for each in first.mentions if each.status in _SIGNS and grave(each)]
    not_so = _NOT_SO.search(text) is not None

    def settled(each: Mention) -> bool:
        if not grave(each) or each.flag in UNTOUCHED or (never_dropped(each) and not _wet_from_without(each)):
            return False
        if any(other.end <= each.start or each.end <= other.start for other in signs):
            return False
        if each.status is Status.HYPOTHETICAL:
            return not_so
        told = each.explained and each.status is Status.CURRENT and _CANNOT.search(each.words) is None
        return told and not inside_a_question(each, text)

    return settled


def _wet_from_without(each: Mention) -> bool:
    """Say whether clothes or a seat are wet and nobody says that they leaked: rain, tea and toddlers do that."""
    return each.flag in _WET_THINGS and _OWN_LEAK.search(each.words) is None
