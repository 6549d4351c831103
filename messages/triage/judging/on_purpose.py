"""Whether somebody loses weight on purpose: then falling numbers on the scales are no sign (L09)."""

from __future__ import annotations

import re
from datetime import datetime

from messages.triage.reading.measures.words import WORDS, one_of
from messages.triage.vocabulary import Answer, Fact, Measured, MeasureKind, Origin

LOST = "ca_weight_loss"
_PLANNED = re.compile(
    r"\b(?:slimming (?:club|world|group)|weight ?watchers|diet(?:ing|s)?|keto|low carb|count\w* calories"
    r"|calorie (?:deficit|count\w*|controlled)|(?:intermittent )?fasting|wegovy|ozempic|mounjaro|saxenda"
    r"|couch to 5k|gastric (?:band|sleeve|bypass)|training for (?:a|the|my)|portion control|smaller portions"
    r"|cut(?:ting)? (?:down on|out) (?:\w+ )?(?:carbs|sugar|biscuits|crisps|beer|booze|bread|snacks|takeaways|cake)"
    r"|(?:no|off the) (?:more )?(?:biscuits|sugar|carbs|crisps|booze|beer|takeaways|sweets|cake|chocolate|bread)"
    r"|(?:trying|want|wanting|aiming|hoping|meaning|need) to (?:lose|shift|drop|shed)"
    r"|(?:lost|losing|lose|dropped|dropping|shed|down)\b[^.!?\n]{0,40}\bon purpose"
    r"|weight.loss (?:plan|programme|program|group|club|clinic|jabs?|injections?)"
    r"|eating (?:better|less|clean|healthier|healthily)|healthy eating|dietitian|dietician|nutritionist)\b",
    re.IGNORECASE,
)
_PLEASED = re.compile(
    r"\b(?:happy|proud|chuffed|delighted|pleased|thrilled|smug|yay|woo+(?:hoo)?|hurrah|hooray|target|goal|aiming"
    r"|(?:on|my|the|a) (?:cut|plan|bulk)|cut (?:starts|started|week|day|phase)|abs)\b",
    re.IGNORECASE,
)
"""Beside a weight: who has a target, or is glad of the number, means to lose."""
_NOT_SO = re.compile(
    r"(?:\b(?:not|never|without|nor|stopped|quit|instead of|before|n'?t|isnt|wasnt|havent|dont)\b[^.!?\n,]{0,20}"
    rf"|\bno |{one_of((*WORDS.other_person, 'she', 'he', 'they'))}[^.!?\n]{{0,30}})$",
    re.IGNORECASE,
)
_FOR_NO_REASON = re.compile(
    r"\b(?:without (?:even )?(?:trying|dieting|meaning)|no idea why|for no reason|unexplained"
    r"|(?:not|n'?t|never) (?:even )?(?:trying|dieting|on a diet|meant)"
    r"|eating (?:normally|the same|as (?:much|usual|always)|like a horse))\b",
    re.IGNORECASE,
)


def loses_on_purpose(text: str, measures: tuple[Measured, ...], now: datetime) -> tuple[Fact, ...]:
    """Return a "no" to weight lost without trying, in the words of ``text`` that say it is meant; or nothing."""
    if _FOR_NO_REASON.search(text):
        return ()
    weighed = any(each.kind is MeasureKind.WEIGHT_KG for each in measures)
    plans = [*_PLANNED.finditer(text), *(_PLEASED.finditer(text) if weighed else ())]
    for plan in plans:
        if not _NOT_SO.search(text[: plan.start()]):
            return (Fact(LOST, Answer.NO, now, Origin.TEXT, plan.group()),)
    return ()
