"""How people answer an open warning in words: "ambulance is coming", "can't get through"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

from messages.reviewed import load

_LONGEST = 120


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    listed = load(files("messages.dialogue.escalation.asking").joinpath("replies.yaml"))
    return tuple(
        (choice, re.compile("|".join(rf"\b(?:{phrase})\b" for phrase in phrases))) for choice, phrases in listed.items()
    )


_BUT = re.compile(r"\b(?:but|though|tho|although|however|except)\b")


def after_but(text: str) -> str:
    """Return what follows a "but" in ``text``, or nothing: "only joking about that, but ..."."""
    plain = " ".join(text.split())
    but = _BUT.search(plain.lower())
    return plain[but.end() :].strip(" ,.!") if but else ""


def reply_in(text: str) -> str:
    """Return the answer to a warning that ``text`` plainly gives, by its name in ``replies.yaml``, else nothing.

    Whoever cannot get help comes first; nothing typed ever resolves a warning.
    """
    plain = " ".join(text.casefold().replace("’", "'").split())
    if len(plain) > _LONGEST:
        return ""
    return next((choice for choice, pattern in _patterns() if pattern.search(plain)), "")


_FEELS = re.compile(
    r"^(?:i'm|im|i am|still|feeling|not feeling|a bit|so|just) (?!told|to )|\b(?:i feel|feeling|i felt)\b"
)
_ADVISED = re.compile(r"\b(?:if|when|watch|look out|told|said|come back|go back|gets?|any)\b")


def tells_how_they_feel(text: str) -> bool:
    """Say whether ``text`` tells how they are now, rather than what somebody told them."""
    plain = " ".join(text.casefold().replace("’", "'").split())
    return bool(_FEELS.search(plain)) and not _ADVISED.search(plain)


@lru_cache(maxsize=2)
def times_said(question: str) -> Mapping[str, str]:
    """Return what typed words answer: ``when`` it was checked, or whether it is ``known``; as in the buttons."""
    listed = load(files("messages.dialogue.escalation.asking").joinpath("when.yaml"))
    return {phrase: choice for choice, phrases in listed[question].items() for phrase in phrases}


_WORSE = frozenset({"worse", "worsening", "worsened", "waur", "deteriorating"})
_BESIDE_WORSE = frozenset(
    ["a", "again", "all", "am", "an", "and", "anything", "bad", "become", "becoming", "been", "bit", "by", "day",
     "definitely", "even", "every", "everything", "far", "fast", "feel", "feeling", "feels", "gets", "gettin",
     "getting", "got", "gotten", "has", "have", "hour", "i", "i'm", "if", "im", "in", "is", "it", "it's", "its",
     "just", "keeps", "lot", "ma", "me", "minute", "morning", "much", "my", "night", "now", "overnight", "pain",
     "quickly", "really", "s", "so", "still", "symptoms", "than", "that", "that's", "thats", "the", "things",
     "think", "this", "though", "today", "too", "very", "way", "wee"]
)  # fmt: skip
_THAN = re.compile(
    r"\b(?:than|since) (?:it was |i was )?(?:before|yesterday|earlier|this morning|last (?:night|week)|then)\b"
)
_LONGEST_WORSE = 80


def says_worse(text: str, warned_of: Sequence[str]) -> bool:
    """Say whether ``text`` says that what was warned of got worse, and nothing else: every word of it is about that."""
    compared = _THAN.sub(" ", text.casefold().replace("’", "'"))
    plain = re.findall(r"[a-z']+", compared)
    if len(text) > _LONGEST_WORSE or not _WORSE & set(plain) or "?" in text:
        return False
    known = {each for words in warned_of for each in re.findall(r"[a-z']+", words.casefold())} - _DENIED
    return all(each in _WORSE or each in _BESIDE_WORSE or each in known for each in plain)


_DENIED = frozenset(
    {"no", "not", "never", "isn't", "isnt", "hasn't", "hasnt", "can't", "cant", "wasn't", "wasnt", "or"}
)
