"""The one number among the words people put around it: "id give it a 4", "4 outta 10", "five no four"."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache

from messages.dialogue.checkin.hearing.answers.table import words

WORDS = {
    word: number
    for number, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    )
} | {"nought": 0, "nil": 0}
LONGEST = 100
"""Characters; in more than that nobody gives one number."""
_SOUNDS_LIKE = {"for": "four", "fore": "four", "tree": "three", "free": "three", "to": "two", "too": "two",
                "won": "one", "ate": "eight", "sex": "six"}  # fmt: skip
"""What a phone makes of a number that was spoken; only where nothing else was said."""
_SURELY_MISTYPED = 0.85
_KEYCAP = re.compile("([0-9])\ufe0f?\u20e3")
_PICTURE = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf\u2b50\ufe0f\u200d]")
_SMILE = re.compile(r"\s*[:;]-?[()dp]+\s*$")
_QUOTED = re.compile(r"^[\s\"“”'(\[]+(?=[\da-z])|(?<=[\da-z])[\s\"“”')\]]+$")
OF_TEN = re.compile(r"\s*(?:/|\b(?:out of|outta|outa|of)\b)\s*(?:10|ten)\b")
_HALF = re.compile(r"(?<=\w)\s*(?:(?:and|n|n'|an|&) (?:a )?half\b|point five\b|½)")
_NUMBER = re.compile(rf"(?<![\w.])(?:\d{{1,4}}(?:[.,]\d)?|(?:{'|'.join(WORDS)})(?:\.5)?)(?:ish)?(?![\w/%])")
_HOURS = re.compile(r"(?<![a-z])(?:hours?|hrs?|h)\b")
_PAIN = frozenset({"pain", "pains", "pain's", "ache", "aches", "soreness", "trouble"})
_EITHER = re.compile(r"(?:[\s?]|\b(?:a|an|or|to|maybe|perhaps|possibly|even|and|like)\b|[-–—])*")
_OR_RATHER = re.compile(
    r"[\s.]*(?:\b(?:no|nope|sorry|sry|wait|oops|actually|rather|i mean|i meant|make that|make it|correction|or rather|"
    r"scratch that|hang on|hold on)\b[\s,.]*)+(?:(?:a|it's|its|about)\s+)*"
)
RIGHTED = re.compile(rf"^{_OR_RATHER.pattern}(?=\w)")
"""How a part of a text begins that puts right the one before it: "5. actually 4"."""
_NOT = re.compile(r"\s*(?:,\s*)?(?:not|instead of|rather than|down from|up from)\s+(?:a\s+)?")


@lru_cache(maxsize=64)
def plainly(text: str) -> str:
    """Return ``text`` in lower case with straight quotes, its keycap pictures as digits, and not wrapped in marks."""
    said = _KEYCAP.sub(r"\1", text.lower().replace("’", "'").replace("🔟", "10"))
    return _QUOTED.sub("", _SMILE.sub("", " ".join(said.split(" ")).strip()))


def without_pictures(text: str) -> str:
    """Return ``text`` without its pictures, unless it is nothing else."""
    said = " ".join(_PICTURE.sub(" ", text).split(" ")).strip()
    return said or text


def number_alone(clause: str, *, of_pain: bool) -> tuple[str, bool]:
    """Return the number in ``clause`` if all other words only lead to it, as "4", "4 to 5" or "6 h"; else nothing.

    The second value tells whether the words name pain; "back" does so only while pain is asked (``of_pain``).
    """
    if len(clause) > LONGEST:
        return ("", False)
    said = _HALF.sub(".5", OF_TEN.sub("", clause)).rstrip("?!. ")
    found = [(each.start(), each.end()) for each in _NUMBER.finditer(said)]
    meant = _meant(said, found)
    if not meant:
        return (_misspelt(said), False)
    rest = said[: found[0][0]] + " " + said[found[-1][1] :]
    hours = bool(_HOURS.search(rest))
    around = re.findall(r"[^\s,.~!?:=-]+", _HOURS.sub(" ", rest))
    named = bool(_PAIN.intersection(around))
    allowed = words().around | _PAIN
    if of_pain or named:
        allowed |= words().around_pain | (frozenset() if "?" in clause else words().around_bad_pain)
    if not allowed.issuperset(around) or re.search(r"[^\w\s,.'~!?:=-]|(?<=\s)-\d", rest):
        return ("", False)
    return (f"{meant} h" if hours else meant, named)


def _meant(said: str, found: list[tuple[int, int]]) -> str:
    """Return the number meant, or both ends of a range; of one put right at once, the right one."""
    numbers = [_in_digits(said[start:end].removesuffix("ish")) for start, end in found]
    if len(numbers) == 1:
        return numbers[0]
    if len(numbers) != 2:
        return ""
    between = said[found[0][1] : found[1][0]]
    if _OR_RATHER.fullmatch(between):
        return numbers[1]
    if _NOT.fullmatch(between):
        return numbers[0]
    return f"{numbers[0]} to {numbers[1]}" if between.strip() and _EITHER.fullmatch(between) else ""


def _in_digits(number: str) -> str:
    word, dot, half = number.partition(".")
    return f"{WORDS[word]}{dot}{half}" if word in WORDS else number


def _misspelt(said: str) -> str:
    """Return the number that one lone word is a slip of: "sevn", or "ate" as a phone hears it."""
    if not said.isalpha() or len(said) > 6:
        return ""
    if said in _SOUNDS_LIKE:
        return _SOUNDS_LIKE[said]
    alike = [each for each in WORDS if len(each) > 3 and each[0] == said[0]]
    near = get_close_matches(said, alike, 1, _SURELY_MISTYPED)
    return near[0] if near else ""
