"""Answers in words: "7", "7/10", "seven", "about a 7", "slept 5h", or several in one sentence."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from messages.cadence import minutes_of
from messages.dialogue.checkin import questions as q
from messages.dialogue.checkin.hearing.answers.compared import GRAVER, LONGEST, compared
from messages.dialogue.checkin.hearing.answers.moods import mood_of
from messages.dialogue.checkin.hearing.answers.numbers import (
    OF_TEN,
    RIGHTED,
    WORDS,
    number_alone,
    plainly,
    without_pictures,
)
from messages.moments import windows_of

_WORDS = "|".join(WORDS)
_N = rf"(?P<n>-?\d{{1,4}}(?:[.,]\d)?|{_WORDS})"
_TO = rf"(?:\s*(?:-|–|to|or)\s*(?P<upto>\d{{1,2}}|{_WORDS}))?"
_OF_TEN = r"(?:\s*(?:/|out of|of)\s*(?:10|ten))?"
_AROUND = (
    r"(?:(?:a|an|about|around|roughly|maybe|probably|say|i(?:'|’)?d say|i would say|like|still|just|only|nearly|almost|"
    r"approx|approximately|it(?:'|’)?s|its|it is|it was|i(?:'|’)?m at|im at|at|is|was|today|now|score|level|my|the|"
    r"worst|average|avg|of|so|well|ok|hmm|erm|um|a good|a bad|mostly|a solid)\s+)*"
)
_END = r"(?:\s*(?:ish|\+|today|now|i think|i guess|maybe|really|please|overall|on average|tonight|this morning))*"
_BARE = re.compile(rf"^~?{_AROUND}~?{_N}{_TO}{_OF_TEN}{_END}$")
_PAIN = re.compile(
    r"^(?:my\s+|the\s+)?(?:lower\s+)?(?:back\s+)?(?:pain|ache|soreness|back\s+(?:is|was|hurts?))\b\s*[:=]?\s*"
    rf"{_AROUND}{_N}{_TO}{_OF_TEN}{_END}$"
)
_SLIPS = (
    (re.compile(r"\b(?:bak|bck|bakc|bac|backk|baack)\b(?= ?p)"), "back"),
    (re.compile(r"\bba?c?k(?=p[ai])"), "back "),
    (
        re.compile(r"\b(?:pian|pane|pein|paim|apin|painn|paine|pai|pan|ain)\b(?=[ :=]*(?:is |was |at |about )?\d)"),
        "pain",
    ),
    (re.compile(r"\bpain (?:level|score|number|rating|scale)\b"), "pain"),
)
"""How the answer to the question about pain is mistyped; only there, and only before a number."""
_PAIN_AFTER = re.compile(rf"^{_AROUND}{_N}{_OF_TEN}\s+(?:for\s+)?(?:the\s+)?pain$")
_NO_PAIN = re.compile(r"^(?:no|zero|nil|without) pain(?: at all)?(?: today)?$|^pain[- ]free(?: today)?$")
_NOTHING = re.compile(r"^(?:none|nothing|no|nil|not at all|nope)$")
_NONE_OF_THEM = re.compile(r"^(?:no )?none of (?:these|them|those|'?em)$")
_HALF = r"(?P<half>\s*(?:and a half|½|\.5))?"
_HOUR = r"\s*(?:h|hr|hrs|hours?)\b"
_SLEPT_HOURS = re.compile(rf"\b(?:slept|sleep|asleep|kip)\b.*?{_N}{_HALF}{_HOUR}")
_HOURS_OF_SLEEP = re.compile(rf"{_N}{_HALF}{_HOUR}\s*(?:of\s+)?sleep\b")
_BROKEN = r"(?:\s+(?:(?:but|very|all|a bit|in) )*(?:broken|interrupted|disturbed|bits|total|altogether))?"
_HOURS = re.compile(rf"^{_AROUND}{_N}{_TO}{_HALF}{_HOUR}{_BROKEN}{_END}$")
_NO_SLEEP = re.compile(
    r"^(?:i )?(?:(?:had |got )?no sleep|(?:didn't|didnt|did not|couldn't|couldnt|could not|never) (?:get (?:any|to) )?"
    r"(?:sleep|slept)|not slept|haven't slept|havent slept)(?: (?:at all|a wink|last night|all night|any))*$"
)
_NIGHT = re.compile(
    r"^(?:(?:i|went|to|in|bed|asleep|slept|sleep|from|at|about|around) )*(?P<start>\d{1,2}(?:[:.]\d{2})?(?: ?[ap]m)?)"
    r"(?P<till>\s*-\s*|\s(?:to|till|til|until|up at|got up at|woke at|woke up at|awake at|up)\s)"
    r"(?P<end>\d{1,2}(?:[:.]\d{2})?(?: ?[ap]m)?)$"
)
"""From when to when somebody slept; "5 to 6" is a number between the two."""
_SLEEP = re.compile(
    r"^(?:my\s+|i\s+)?(?:slept|sleep|quality)(?:\s+(?:quality|score|was|is|about|a|like))*\s*[:=]?\s*"
    rf"{_N}{_OF_TEN}{_END}$"
)
_INTERFERENCE = re.compile(
    rf"\b(?:interfer\w*|in the way|got in my way|bother\w*)\b\s*[:=]?\s*{_AROUND}{_N}{_OF_TEN}{_END}$"
)
_IN_THE_WAY = re.compile(
    rf"^{_AROUND}{_N}{_OF_TEN}\s+(?:for\s+)?(?:getting\s+|got\s+)?(?:in (?:the|my) way|interference|bother(?:some)?)$"
)
_MOOD = re.compile(rf"^(?:my\s+)?mood\b\s*[:=]?\s*{_AROUND}(?P<word>[a-z ]+|[1-5])$")
_CHANGES = {
    "better": ("better", "a bit better", "a little better", "much better", "improved", "bit better"),
    "same": ("same", "the same", "about the same", "same as usual", "as usual", "no change", "usual", "unchanged",
        "same as always", "about the same as always", "as always", "no different", "not different"),
    "worse": ("worse", "a bit worse", "a little worse", "much worse", "bit worse", "a lot worse"),
    "different": ("different", "it's different", "its different", "very different", "not my usual",
        "feels different"),
    "worst": ("worst ever", "the worst ever", "worst it has ever been", "worst it's ever been", "worst"),
}  # fmt: skip
_NONE_OF_THESE = re.compile(
    r"^(?:(?:no|nope|nah|thankfully|luckily|happily|um|erm)\s+)*"
    r"(?:none|nothing|no|nope|nah|none at all|nothing at all|nothing new|nothing like (?:that|this|those|them)|"
    r"(?:they are |they're |theyre )?all (?:of (?:them|these) )?(?:are |is )?no|no for all(?: of (?:them|these))?|"
    r"no to (?:all|everything|every one|any|them all|these all)(?: of (?:them|these|those))?|"
    r"none of (?:these|them|those|that|this|'?em|um|the above|the list)(?: signs| things)?)"
    r"(?:\s+(?:today|thanks|thank you|ta|cheers|thank god|thank goodness|thankfully|luckily|for me|mate|x+))*$"
)
_TABLETS = re.compile(
    r"^(?:i\s+)?(?:took|taken|had|have had|have taken|i've had|ive had|i've taken)?\s*"
    rf"{_AROUND}(?P<n>\d{{1,4}}|{_WORDS}|no)\s*x?\s*"
    r"(?:\d+\s*mg\s*)?(?:tablets?|pills?|tabs?)?\s*(?:of\s+)?(?P<product>[a-z-]+)(?:\s+(?:tablets?|pills?))?(?:\s+today)?$"
)
_PRODUCTS = {
    "paracetamol": ("paracetamol", "paracetamols", "acetaminophen", "tylenol", "panadol", "crocin", "dolo"),
    "cocodamol": ("co-codamol", "cocodamol", "co-codamols", "solpadol", "solpadeine"),
    "nsaid": ("ibuprofen", "ibuprofens", "nurofen", "advil", "naproxen", "aleve", "diclofenac", "brufen", "motrin"),
    "opioid": ("codeine", "tramadol", "morphine", "oxycodone", "oramorph", "tapentadol"),
}
_COURTESY = re.compile(r"\s*[,.!]*\s+(?:thanks|thank you|thx|cheers|ta|ty|x+|mate|love)[\s.!]*$")
_DECIMAL = re.compile(r"^(\d),(\d)$")
_CLAUSES = re.compile(
    r"\s*(?:[,;\n()]|\band\b(?! a half)|\bbut\b|\.(?=\s|$)|!|\s[-–—]\s(?!\d)"
    r"|(?<=hours)\s(?=about |quality |so |maybe )|\s(?=(?:because|cos|cause|coz|after|since|i slept|slept|mood) )"
    r"|(?:(?<=anxious)|(?<=worried)|(?<=stressed)|(?<=nervous)|(?<=scared)|(?<=upset)|(?<=happy)|(?<=sad)|(?<=low)"
    r"|(?<=down))\s(?=(?:about|over) (?!usual|average|normal)[a-z]))\s*"
)
"""Spoken into a phone, "pain four slept six hours mood ok" has no commas."""


LONGEST_ANSWER = 7
LONGEST_FILLER = 2
"""Words in an answered and in an unanswered part of a text, above which it tells something more."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What a text answers, by question; and which questions it answered with an impossible number."""

    values: dict[str, Any] = field(default_factory=dict)
    impossible: tuple[str, ...] = ()
    bare: bool = False
    """The text answers only the question that was open, without naming it."""
    more: bool = False
    """The text says more than its answers; its words are worth keeping."""


@lru_cache(maxsize=64)
def bare_words(text: str) -> str:
    """Return ``text`` in lower case, without thanks at its end and marks around it."""
    return " ".join(_COURTESY.sub("", plainly(text)).split()).strip(" .!,")


def only_nothing(text: str) -> bool:
    """Return whether ``text`` is a bare "no" or "nothing"."""
    return bool(_NOTHING.match(bare_words(text)))


def read_answers(text: str, asked: str, product: str = q.PRODUCTS[0], knows_the_list: bool = False) -> Typed:
    """Return what ``text`` answers while the question ``asked`` is open; an empty one matches no question.

    Words that name their question ("pain 6, slept 5h") answer that one; bare words
    ("7", "about a 7", "same") answer only the open question. ``product`` is what a
    bare number of tablets counts. A "nothing" beside words that answer nothing is no zero. Who
    ``knows_the_list`` of danger signs may say "none of them" before it is shown.
    """
    values: dict[str, Any] = {}
    impossible: list[str] = []
    clauses = [each for each in _CLAUSES.split(_DECIMAL.sub(r"\1.\2", _COURTESY.sub("", plainly(text)))) if each]
    named = bare = more = unheard = False
    zeros: list[tuple[str, Any]] = []
    for clause in clauses:
        righted = list(_bare(RIGHTED.sub("", clause), asked, product)) if RIGHTED.match(clause) else []
        if righted:
            values.pop(asked, None)
        found = [] if righted else list(_named(clause, asked))
        named = named or bool(found)
        if not found:
            found = righted or list(_bare(clause, asked, product)) or _beside_a_comparison(clause, asked)
            bare = bare or bool(found)
            if found and asked != q.SWEEP and _NOTHING.match(clause):
                zeros, found = found, []
                continue
        if not found and knows_the_list and _NONE_OF_THEM.match(clause):
            found = [(q.SWEEP, [])]
        more = more or len(clause.split()) > (LONGEST_ANSWER if found else LONGEST_FILLER)
        unheard = unheard or not found
        for question, value in found:
            if value is None:
                impossible.append(question)
            elif question == q.MEDS and isinstance(values.get(q.MEDS), dict):
                values[q.MEDS] = values[q.MEDS] | value
            elif question == q.CHANGE:
                values[q.CHANGE] = max(value, values.get(q.CHANGE, value), key=GRAVER.index)
            else:
                values.setdefault(question, value)
    for question, value in () if unheard else zeros:
        values.setdefault(question, value)
    for question in impossible:
        values.pop(question, None)
    return Typed(values, tuple(dict.fromkeys(impossible)), bare and not named, more and bool(values))


def as_read(text: str, asked: str) -> str:
    """Return the bare number that ``text`` is, if it answers ``asked`` and that is not about pain; else ``text``."""
    said = plainly(text)
    alone, of_pain = number_alone(said, of_pain=False) if asked in q.CORE and asked != q.PAIN else ("", False)
    return alone if OF_TEN.search(said) and alone and not of_pain else text


def _named(clause: str, asked: str) -> Iterator[tuple[str, Any]]:
    """Yield the answers that name their question."""
    for slip, meant in _SLIPS if asked == q.PAIN else ():
        clause = slip.sub(meant, clause)
    if _NO_PAIN.match(clause):
        yield q.PAIN, 0
    elif found := _SLEPT_HOURS.search(clause) or _HOURS_OF_SLEEP.match(clause):
        yield q.HOURS, _hours(found)
    elif found := _SLEEP.match(clause):
        yield q.SLEEP, _to_ten(found)
    elif found := _INTERFERENCE.search(clause) or _IN_THE_WAY.match(clause):
        yield q.INTERFERENCE, _to_ten(found)
    elif found := _PAIN.match(clause) or _PAIN_AFTER.match(clause):
        yield q.PAIN, _to_ten(found)
    elif found := _MOOD.match(clause):
        mood = mood_of(found["word"].strip())
        if mood is not None:
            yield q.MOOD, mood
    elif (found := _TABLETS.match(clause)) and (product := _lookup(_PRODUCTS, found["product"])) is not None:
        count = 0 if found["n"] == "no" else int(_number(found["n"]))
        yield q.MEDS, ({product: count} if count else {}) if count <= q.MOST_TABLETS else None
    elif (said := number_alone(clause, of_pain=asked == q.PAIN))[1] and (found := _BARE.match(said[0])):
        yield q.PAIN, _to_ten(found)
    elif asked != q.MOOD and (change := _lookup(_CHANGES, clause) or _compared(clause, asked)) is not None:
        yield q.CHANGE, change


def _compared(clause: str, asked: str) -> str | None:
    return compared(clause) if asked in (q.PAIN, q.CHANGE) else None


def _bare(clause: str, asked: str, product: str) -> Iterator[tuple[str, Any]]:
    """Yield the answer to the open question, if the words can be one."""
    alone = number_alone(clause, of_pain=asked == q.PAIN)[0]
    number = _BARE.match(clause) or _BARE.match(alone)
    match asked:
        case q.SLEEP | q.HOURS if (night := _hours_of_night(clause)) is not None:
            yield q.HOURS, night
        case q.SLEEP | q.HOURS if _NO_SLEEP.match(clause):
            yield asked, 0
        case q.PAIN | q.SLEEP | q.INTERFERENCE if number:
            yield asked, _to_ten(number)
        case q.PAIN | q.INTERFERENCE if _NOTHING.match(clause):
            yield asked, 0
        case q.SLEEP | q.HOURS if found := _HOURS.match(clause) or _HOURS.match(alone):
            yield q.HOURS, _hours(found)
        case q.HOURS if number:
            yield q.HOURS, _hours(number)
        case q.SWEEP if _NONE_OF_THESE.match(without_pictures(clause)):
            yield asked, []
        case q.MEDS if _NOTHING.match(clause):
            yield asked, {}
        case q.MEDS if number:
            count = math.ceil(max(_number(each) for each in (number["n"], number["upto"]) if each))
            yield asked, ({product: count} if count else {}) if 0 <= count <= q.MOST_TABLETS else None
        case q.MOOD if mood := mood_of(clause):
            yield asked, mood


def _beside_a_comparison(clause: str, asked: str) -> list[tuple[str, Any]]:
    """Read a number with a comparison before or behind it: "3 better than yesterday", "same as usual 4"."""
    words = clause.split() if asked == q.PAIN and len(clause) <= LONGEST else []
    for at in range(1, len(words)):
        for number, how in ((words[:at], words[at:]), (words[at:], words[:at])):
            found = _BARE.match(number_alone(" ".join(number), of_pain=True)[0])
            change = compared(" ".join(how).strip("-– "))
            if found and change is not None:
                return [(q.PAIN, _to_ten(found)), (q.CHANGE, change)]
    return []


def _hours_of_night(clause: str) -> float | None:
    """Return how long "11 till 6" or "bed at 11 up at 7" is; None for anything else."""
    found = _NIGHT.match(clause)
    if found is None:
        return None
    rises = _number(found["start"].split(":")[0].rstrip(" apm")) <= _number(found["end"].split(":")[0].rstrip(" apm"))
    if rises and found["till"].strip() in ("-", "to"):
        return None
    nights = windows_of(f"{found['start']} to {found['end']}")
    start, end = (minutes_of(each) for each in nights[0]) if nights else (0, 0)
    return (end - start) % (24 * 60) / 60 or None


def _to_ten(found: re.Match[str]) -> int | None:
    """Return a number from 0 to 10, halves and ranges read as the higher one; None outside."""
    groups = found.groupdict()
    number = _number(groups["n"])
    upto = groups.get("upto")
    if upto is not None:
        number = max(number, _number(upto))
    value = math.ceil(number)
    return value if number >= 0 and value <= 10 else None


def _hours(found: re.Match[str]) -> float | None:
    groups = {name: value for name, value in found.groupdict().items() if value is not None}
    hours = _number(groups["n"]) + (0.5 if "half" in groups else 0.0)
    return hours if 0 <= hours <= q.MOST_HOURS else None


def _number(word: str) -> float:
    return float(WORDS[word]) if word in WORDS else float(word.replace(",", "."))


def _lookup(names: dict[Any, tuple[str, ...]], words: str) -> Any:
    return next((name for name, known in names.items() if words in known), None)
