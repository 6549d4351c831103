"""What words under an open warning say beyond its answers: they took something, it is better, it was misread."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files

from messages.reviewed import load

_LONGEST = 200
"""More is told than one thing."""
_SLOT = re.compile(r"<([A-Z]+)>")


class Heard(StrEnum):
    """One kind of words; its patterns stand in ``heard.yaml`` under this name."""

    TAKEN = "taken"
    PERHAPS_TAKEN = "perhaps_taken"
    UNWELL = "unwell"
    GOOD_NEWS = "good_news"
    ASHAMED = "ashamed"
    EASED = "eased"
    FINE = "fine"
    MISREAD = "misread"
    ONLY_THAT = "only_that"
    AGAIN_AT_HOME = "again_at_home"
    HOME_NEWS = "home_news"


_UNLESS = {
    Heard.TAKEN: "never_taken",
    Heard.PERHAPS_TAKEN: "never_taken",
    Heard.GOOD_NEWS: "dark",
    Heard.ASHAMED: "dark",
    Heard.EASED: "never_taken_back",
    Heard.FINE: "never_taken_back",
    Heard.MISREAD: "never_taken_back",
    Heard.ONLY_THAT: "never_taken_back",
}


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    listed = load(files("messages.dialogue.escalation.alert.answers").joinpath("heard.yaml"))
    slots = listed.pop("slots")

    def filled(pattern: str) -> str:
        while _SLOT.search(pattern):
            pattern = _SLOT.sub(lambda slot: slots[slot[1]], pattern)
        return pattern

    return {name: re.compile("|".join(map(filled, given))) for name, given in listed.items()}


def says(kind: Heard, text: str) -> bool:
    """Say whether ``text`` plainly says ``kind``, with nothing beside it that takes it back."""
    plain = " ".join(text.casefold().replace("’", "'").replace("`", "'").split())
    if len(plain) > _LONGEST:
        return False
    unless = _UNLESS.get(kind)
    return bool(_patterns()[kind].search(plain)) and not (unless and _patterns()[unless].search(plain))
