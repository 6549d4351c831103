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
    listed = dict(load(files("messages.dialogue.escalation.asking").joinpath("replies.yaml")))
    spoken = {f"<{name.upper()}>": f"(?:{'|'.join(listed.pop(name))})" for name in _PARTS}
    return tuple(
        (choice, re.compile("|".join(_whole(each, spoken) for each in given))) for choice, given in listed.items()
    )


_PARTS = ("who", "grave", "part", "treated", "lately")
"""Lists in ``replies.yaml`` that stand in other lines, as <WHO>."""


def _whole(phrase: str, spoken: Mapping[str, str]) -> str:
    for name, words in spoken.items():
        phrase = phrase.replace(name, words)
    return rf"\b(?:{phrase})\b"


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
    plain = _plain(text)
    if len(plain) > _LONGEST:
        return ""
    asks = plain.endswith("?")
    if asks and _ASKS.match(plain):
        return ""
    return next(
        (
            choice
            for choice, pattern in _patterns()
            if not (asks and choice in _NO_QUESTION)
            and any(_counts(choice, plain, each) for each in pattern.finditer(plain))
        ),
        "",
    )


def _counts(choice: str, plain: str, found: re.Match[str]) -> bool:
    """Help that did not come, or is only wished for, is no help: "haven't been checked", "want to be seen"."""
    if choice not in _ONCE_GIVEN:
        return True
    clause = _CLAUSES.split(plain[: found.start()])[-1]
    return not (_NOT_GIVEN.search(clause) or _NOT_YET.match(plain[found.end() :]))


_ASKS = re.compile(
    r"(?!(?:but |and )?(?:where (?:are|r) they|where(?:'s| is) (?:the|my) (?:ambulance|crew|taxi)|what.{0,4} tak))"
    r"(?:and |but |so |ok )?(?:what|how|why|who|where|which|when|should|shall|can|could|do|does|did|will|would|is|are|"
    r"am|was|were|have|has|may|might|must)\b"
)
_NO_QUESTION = frozenset({"slow", "not_seen", "own_doctor", "wont", "same", "waiting"})
"""Asked with a question mark they tell nothing."""
_ONCE_GIVEN = frozenset({"helped", "checked", "going"})
_CLAUSES = re.compile(r"[,.;:!]|\b(?:but|and|so)\b")
_NOT_GIVEN = re.compile(
    r"\b(?:not|never|nobody|no one|noone|no-one|without|unless|if|when|until|till|before|to be|"
    r"(?:want|wants|need|needs|hope|hoping|waiting|supposed|ought|like)(?: to)?|wanna|gonna|going to|"
    r"should|will|would|could|can|(?:i|he|she|they|we)(?:'ll|ll)|"
    r"(?:do|does|did|have|has|had|is|was|were|are|wo|would)(?:n't|nt))\b[^,.]*$"
)
_NOT_YET = re.compile(r"\s*(?:yet|tomorrow|next week|soon)\b")


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split())


@lru_cache(maxsize=4)
def _reviewed(name: str) -> Mapping[str, re.Pattern[str]]:
    """Return the patterns of a file beside this one, whole words each, by what they tell."""
    listed = load(files("messages.dialogue.escalation.asking").joinpath(name))
    return {
        what: re.compile("|".join(rf"(?<![\w'])(?:{each})(?![\w'])" for each in given))
        for what, given in listed.items()
    }


def names_a_loss(text: str) -> bool:
    """Say whether ``text`` names what may be lost: feeling, strength, control; not pain."""
    return bool(_reviewed("found.yaml")["loss"].search(_plain(text)))


def has_called(text: str) -> bool:
    """Say whether ``text`` tells that they called before: "no ambulance came yet"."""
    return bool(_reviewed("found.yaml")["has_called"].search(_plain(text)))


def without_what_was_found(text: str) -> str | None:
    """Return ``text`` without what a clinician found or said to watch for, so that the rest can be read for danger.

    None where it names no such thing, tells of something new beside it, or names one that is grave without
    saying that they are looked after, or that it is not that.
    """
    plain, found = _plain(text), _reviewed("found.yaml")
    clauses = _CLAUSES.split(plain)
    told = [each for each in clauses if not tells_what_to_watch_for(each, just_asked=False)]
    named = len(told) < len(clauses) or found["found"].search(plain) is not None
    if not (named and found["clinician"].search(plain)) or found["new"].search(plain):
        return None
    if found["grave"].search(plain) and not found["cared_for"].search(plain):
        return None
    return " ".join(found["found"].sub(" ", ". ".join(told)).split())


def says_what_was_found(text: str) -> bool:
    """Say whether ``text`` tells what a clinician found, with nothing new beside it."""
    plain, found = _plain(text), _reviewed("found.yaml")
    return all(found[each].search(plain) for each in ("says", "found")) and not found["new"].search(plain)


def tells_what_to_watch_for(text: str, *, just_asked: bool) -> bool:
    """Say whether ``text`` is what somebody was told to look out for, and plainly no sign of theirs now.

    The sign stands behind an "if"; or, right after that was asked, in a list that speaks of nobody.
    """
    plain, watch = _plain(text), _reviewed("watch.yaml")
    if watch["now"].search(watch["not_now"].sub(" ", plain)) or "?" in plain or plain.startswith("what "):
        return False
    condition = watch["condition"].search(plain)
    before = watch["told_me"].sub(" ", plain[: condition.start()] if condition else plain)
    if watch["i"].search(before):
        return False
    if condition:
        return not before.strip() or bool(watch["advice"].search(before))
    return just_asked and bool(watch["listed"].search(plain))


_CARE = (
    r"(?:the |some |more |my |same |usual |stronger )*(?:pain ?killers?|pain ?relief|paracetamol|ibuprofen|naproxen|"
    r"codeine|tablets?|pills?|meds?|medicines?|physio\w*|exercises?|rest|gentle|ice|heat|walk\w*|time|take|keep|stay|"
    r"carry on|see|wait|what you|those|that|nothing)\b"
)
"""What they may have been given or told, rather than a feeling: "just painkillers"."""
_FEELS = re.compile(
    rf"^(?:i'm|im|i am|still|feeling|not feeling|a bit|so|just(?! {_CARE})) (?!told|to )|\b(?:i feel|feeling|i felt)\b"
)
_ADVISED = re.compile(r"\b(?:if|when|watch|look out|told|said|come back|go back|gets?|any)\b")


def tells_how_they_feel(text: str) -> bool:
    """Say whether ``text`` tells how they are now, rather than what somebody told them."""
    plain = _plain(text)
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


_LONGEST_BACK = 100


@lru_cache(maxsize=1)
def _back() -> Mapping[str, re.Pattern[str]]:
    listed = load(files("messages.dialogue.escalation.asking").joinpath("back.yaml"))
    sign = f"(?:{'|'.join(listed['sign'])})"
    filled = {what: [each.replace("<SIGN>", sign) for each in given] for what, given in listed.items()}
    return {
        what: re.compile("|".join(rf"(?<![\w'])(?:{each})(?![\w'])" for each in given))
        for what, given in filled.items()
    }


def says_back(text: str, *, comparing: bool = False) -> bool:
    """Say whether ``text`` says that what was warned of is back or goes on: "its back again", "numb again".

    ``comparing``: asked for how a day was, "the same as before" says nothing of it.
    """
    plain, back = _plain(text), _back()
    if len(plain) > _LONGEST_BACK or "?" in plain or back["unless"].search(plain):
        return False
    if back["back"].search(plain):
        return True
    return not comparing and not _DIGIT.search(plain) and bool(back["alike"].search(plain))


_DIGIT = re.compile(r"[0-9]")
_SIDE = re.compile(r"\b(left|right)\b")


def says_anew(text: str, looked_at: Sequence[str]) -> bool:
    """Say whether ``text`` tells of another place or time than the words that led to a check: "the other calf"."""
    plain, back = _plain(text), _back()
    if back["as_it_was"].search(plain):
        return False
    sides, before = set(_SIDE.findall(plain)), set(_SIDE.findall(_plain(" ".join(looked_at))))
    return bool(back["anew"].search(plain)) or bool(before and sides - before)


def says_as_it_was(text: str) -> bool:
    """Say whether ``text`` tells that something is as it was before, and nothing of it is new or worse."""
    plain, back = _plain(text), _back()
    changed = back["anew"].search(plain) or any(each in _WORSE for each in re.findall(r"[a-z]+", plain))
    return not changed and back["as_it_was"].search(plain) is not None


def says_calf_hurts(text: str) -> bool:
    """Say whether ``text`` tells that a calf hurts, with nothing that denies it."""
    plain, back = _plain(text), _back()
    denied = "?" in plain or back["unless"].search(plain) is not None
    return not denied and all(back[each].search(plain) for each in ("calf", "hurts"))
