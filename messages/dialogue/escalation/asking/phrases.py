"""How people answer an open warning in words: "ambulance is coming", "can't get through"."""

from __future__ import annotations

import re
from collections.abc import Mapping
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
