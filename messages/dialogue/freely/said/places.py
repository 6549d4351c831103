"""Where somebody says that they are, or what clock they want to go by; only real places are ever taken."""

from __future__ import annotations

import re
from functools import lru_cache

from messages.places.spelling import plain
from messages.places.zones import regions

_ALSO_WORDS = frozenset(
    {"bath", "buffalo", "central", "chester", "chita", "cork", "eastern", "essen", "galle", "la", "mesa", "natal",
     "nice", "perm", "reading", "split", "surat", "turkey"}
)  # fmt: skip
"""Places whose names mean something else, too."""
I_AM = r"(?:i'm|i am|im|we're|we are)"
I_WILL_BE = r"(?:i'm|i am|im|we're|we are|i'll be|i will be)"
FOR_NOW = r"(?: now| today| this week| at the moment| right now| for now)?"
_ZONE = re.compile(
    r"^(?:change|set|move|switch|put)(?: my| the| your)? (?:time ?-?zone|clock|time|hours)(?: back)?"
    r" to (?P<place>.{2,40}?)(?: time)?$"
)
_WENT = re.compile(
    rf"^(?:(?:{I_AM}|i've|ive|i have|i|we've|we) )?(?:(?:now|just|here|already|safely) )*"
    r"(?:(?:gone|went|come|came|got|flown|flew|travell?ed|arrived|landed|moved|back|home|over|in|at|to|here|"
    r"now|safely) ?)+ "
    r"(?P<place>[^\d]{2,30}?)(?: now| today| this week| at the moment| right now| for now| again)?$"
)
_COUNTRY = re.compile(
    rf"^(?:{I_AM}|i|we)(?: now| currently| here| just| have|'ve)*"
    r" (?:in|back in|visiting|living in|staying in|live in|moved to|arrived in|landed in)"
    rf" (?P<place>[^\d]{{2,30}}?){FOR_NOW}$"
)
_STAYS = re.compile(
    rf"^(?:{I_WILL_BE} )?(?:(?:currently|now|just) )*"
    r"(?:working|staying|travell?ing|based|away) (?:in|at|to) (?P<place>[^\d]{2,30}?)"
    rf"{FOR_NOW}(?: (?:for|until|till|til) .+)?$"
)


def zone_wished(words: str) -> str:
    """Return the place or offset in "change my time zone to Paris"; else nothing."""
    found = _ZONE.match(words)
    return found["place"] if found else ""


def went(words: str) -> tuple[str, ...]:
    """Return the place in "just landed in Madrid", which may be none ("gone to bed")."""
    found = _WENT.match(words)
    return (found["place"],) if found else ()


def stays(words: str) -> list[str]:
    """Return the places that somebody may say they are in; "new york" first, "new york for a week" last."""
    return [found["place"] for found in (_STAYS.match(words), _COUNTRY.match(words)) if found]


def is_city(place: str) -> bool:
    """Return whether ``place`` is a city or another place we know a clock of, spelt right, so that "in bed" is none."""
    return plain(place) in _cities()


@lru_cache(maxsize=1)
def _cities() -> frozenset[str]:
    zones = [zone for region in regions() for zone in region.zones]
    labels = (each for zone in zones for each in zone.label.split("(")[0].split(","))
    others = (each for zone in zones for each in zone.places if each not in _ALSO_WORDS)
    return frozenset(plain(each) for each in (*labels, *others))
