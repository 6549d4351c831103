"""Wishes in plain words: "stop", "pause for a week", "delete me", "is this serious?".

Only a text that is a wish as a whole is taken for one: "the pain won't stop" is a
report, and a report must never be lost to a command.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

from pydantic import BaseModel, ConfigDict

from messages.dialogue.freely.said import places
from messages.dialogue.freely.said.pages import page_of
from messages.dialogue.freely.said.places import is_city
from messages.moments import day_of, hours_of
from messages.places import countries_named
from messages.reviewed import ReviewedDataError, load

_MAY_BE_ANSWERS = frozenset({"hello", "thanks", "bye", "later", "resume"})

LONGEST = 80
"""A wish is short; longer texts are reports or questions."""

_PAUSE = (
    re.compile(
        r"^(?:pause|mute|snooze|take a break|have a break|stop|be quiet|"
        r"no (?:more )?(?:messages|nudges|reminders|check-ins)|leave me alone|"
        r"don't write|don't message me|give me a break|hold)"
        r"(?: (?:everything|all|it|this|messages|the messages|messages|messaging me|nudges|the nudges|reminders|"
        r"check-ins|the bot|all messages|writing))?"
        r" (?P<span>(?:for|until|till|til) .+|(?:\w+ )?(?:days?|weeks?|months?|fortnight))$"
    ),
    re.compile(
        rf"^{places.I_AM} (?:away|on holiday|on vacation|on leave|off|in hospital)"
        r" (?P<span>(?:for|until|till|til) .+)$"
    ),
    re.compile(r"^(?:holiday|vacation|break) (?P<span>(?:for|until|till|til) .+)$"),
)
_HOLIDAY = re.compile(
    rf"^(?:(?:{places.I_WILL_BE}|i|we) )?(?:(?:go|going|leaving|off|away|out) )*"
    r"(?:on |for )?(?:a |my |our )?(?:holidays?|vacation|leave|trip) (?P<span>(?:for|until|till|til) .+?)"
    r"(?:,? (?:so |and )?(?:please )?(?:can|could|will|would) you (?:please )?(?:stop|pause|be quiet|wait|hold).*"
    r"|,? (?:so |and )?(?:please )?(?:stop|pause|be quiet|hold)(?: .*)?)$"
)
_AWAY = re.compile(
    rf"^(?:{places.I_WILL_BE} |{places.I_AM} |i'll |i |we )?(?:go|going|leaving|off|away|out|travell?ing)\b"
    r"(?: (?:away|off|out|on|for|a|my|our|the|holidays?|vacation|leave|trip|soon|next week|this weekend|tomorrow))*"
    r",? (?:(?:so|and|can you|could you|please) )*"
    r"(?:pause|hold|be quiet|no messages|stop (?:the )?(?:messages|messaging))"
    r"(?: (?:everything|it|all|this|messages|nudges|the|please|for now|then|me))*$"
)
"""A pause for being away, with no end named: the person is asked for it."""
_SOME_TIME = re.compile(
    r"^for (?:(?:a|some|several|many|the next) )?(?:few|couple of|couple|bit|while|time|days|weeks|little while)"
    r"(?: (?:days|weeks|months|nights))?$"
)
"""A pause without an end: the person is asked for it."""
_LATER = re.compile(
    r"^(?:(?:ask|remind|check|message|text|write|ping|try|come back)(?: me| in| with| to| back| again)* in |"
    r"(?:maybe |about |in about |in |later in |give me (?:about )?))"
    r"(?P<n>half an|an?|one|two|three|four|five|six|\d{1,3})(?: more)? (?P<unit>minutes?|mins?|hours?|hrs?|h)$"
)
_COUNTS = {"half an": 0.5, "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_REMIND = re.compile(r"^(?:remind me|set (?:me )?(?:a|an) (?:reminder|alarm|timer)|wake me|set (?:the )?alarm)\b")
_HOUR = re.compile(
    r"^(?:change|move|set|put|make)(?: my| the)? (?:daily )?(?:check-?\s?in|daily minute|time|hour)"
    r"(?: time| hour)? (?:to|at) (?P<hour>.+)$"
)
_RECALLS = re.compile(
    r"^(?:what|how)(?:'s| is| was| were| did)? (?:(?:bad|was|were|is|did|i|say|rate|my|the|about|back) )*"
    r"(?:pain|sleep|mood|score|scores|answers|numbers|tablets)(?: (?:scores?|like|numbers?|was|were))*"
    r" (?:last|yesterday|on|this week|this month|the other day|before)\b"
    r"(?: (?:week|month|night|time|weekend|\w+day))?\??$"
)
"""Asks for what was told before: it stands in the log."""
_LAUGHS = re.compile(r"\b(?:laugh\w*|lol|lmao|haha\w*)\b")
"""Beside one of these nobody hears that it sounds hard: "I nearly died laughing"."""
_EDGE = re.compile(r"^[\s.,;:!…\"“”()*_~]+|[\s.,;:!…\"“”()*_~]+$")
_NOT_WORDS = re.compile(r"[^\w\s'&/?,.:+-]")


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted, by its name in ``plain_words.yaml``, with what it speaks of."""

    name: str
    until: date | None = None
    """For ``pause``: the first local day on which things come again; None when no day was named."""
    country: str | None = None
    """For ``country``: the ISO code that was named; None when none was."""
    place: str = ""
    """For ``zone``: the place or offset that was named."""
    minutes: int = 0
    """For ``later``: how long from now; 0 when nothing was said of it."""


class _Around(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    before: tuple[str, ...]
    after: tuple[str, ...]


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    around: _Around
    wishes: dict[str, tuple[str, ...]]
    reports: tuple[str, ...]
    nods: tuple[str, ...]
    medicines: tuple[str, ...]
    hardships: tuple[str, ...]


@lru_cache(maxsize=1)
def _file() -> _File:
    return _File.model_validate(load(files("messages.dialogue.freely") / "plain_words.yaml"))


@lru_cache(maxsize=1)
def phrases() -> Mapping[str, str]:
    """Return every phrase with the name of its wish; raise ReviewedDataError if one stands for two wishes."""
    found: dict[str, str] = {}
    for name, held in _file().wishes.items():
        for phrase in held:
            joined = _joined(phrase)
            if found.setdefault(joined, name) != name:
                raise ReviewedDataError(f"plain_words.yaml: {phrase!r} stands for {found[joined]} and {name}")
    return MappingProxyType(found)


@lru_cache(maxsize=1)
def report_words() -> frozenset[str]:
    """Return the words that make even a text of one or two words a report for the log."""
    return frozenset(_file().reports)


@lru_cache(maxsize=1)
def medicine_words() -> frozenset[str]:
    """Return the names of medicines as people type them."""
    return frozenset(_file().medicines)


def tells_hardship(text: str) -> bool:
    """Return whether a note asks for a kind word; "not rough at all" may get one, too."""
    words = f" {simple(text)} "
    return not _LAUGHS.search(words) and any(f" {each} " in words for each in _file().hardships)


def wish_of(text: str, today: date) -> Wish | None:
    """Return the wish that ``text`` is as a whole, or None. ``today`` is the person's local date."""
    typed = simple(text)
    if text.strip().rstrip("\ufe0f") in _file().nods:
        return Wish("thanks")
    if not typed or len(typed) > LONGEST:
        return None
    for words in _bared(typed):
        name = phrases().get(_joined(words))
        if name is not None:
            return Wish(name)
        wish = _with_more(words, today)
        if wish is not None:
            return wish
    return None


def wants_something_else(text: str, today: date) -> bool:
    """Return whether ``text`` is a wish that an open question must let pass, such as "stop" or "help".

    "ok", "hello" or "I'm in Spain" may well be the answer to the question.
    """
    wish = wish_of(text, today)
    return wish is not None and wish.name not in _MAY_BE_ANSWERS and wish.country is None and not wish.place


def without_courtesy(text: str) -> tuple[str, ...]:
    """Return the words of ``text`` as they are, then with "please", "can you" and the like taken off, step by step."""
    return _bared(simple(text))


@lru_cache(maxsize=64)
def simple(text: str) -> str:
    """Return ``text`` in lower case with straight quotes, without pictures and punctuation at its ends."""
    words = _NOT_WORDS.sub(" ", text.lower().replace("’", "'").replace("‘", "'"))
    return _EDGE.sub("", " ".join(words.split()))


def _joined(words: str) -> str:
    """Make "check-in", "check in?" and "don't", "dont" one."""
    return " ".join(re.sub(r"[-,.:]", " ", words).replace("'", "").split()).rstrip("? ") or words.strip()


@lru_cache(maxsize=64)
def _bared(plain: str) -> tuple[str, ...]:
    """Return the text as it is, then with courtesy taken off its ends, step by step."""
    result = [plain]
    before, after = _courtesies()
    for _ in range(6):
        words = result[-1]
        found = before.match(words)
        words = (words[found.end() :] if found else after.sub("", words)).strip(" ,.!")
        if not words or words == result[-1]:
            break
        result.append(words)
    return tuple(result)


@lru_cache(maxsize=1)
def _courtesies() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what courtesy at the front and at the end of a text looks like; the first of the list wins."""
    around = _file().around
    before, after = ("|".join(map(re.escape, each)) for each in (around.before, around.after))
    return (re.compile(rf"(?:{before}),? "), re.compile(rf" (?:{after})\?*$"))


def _with_more(words: str, today: date) -> Wish | None:
    """Read a wish with a day or a country in it."""
    for pattern in (*_PAUSE, _HOLIDAY):
        match = pattern.match(words)
        until = day_of(match["span"], today) if match else None
        if until is not None:
            return Wish("pause", until=until)
        if match and _SOME_TIME.match(match["span"]):
            return Wish("pause")
    if _AWAY.match(words):
        return Wish("pause")
    later = _LATER.match(words)
    if later is not None:
        count = _COUNTS.get(later["n"]) or int(later["n"] if later["n"].isdecimal() else 0)
        return Wish("later", minutes=round(count * (1 if later["unit"].startswith("m") else 60)))
    page = page_of(words)
    if page:
        return Wish(page)
    if _REMIND.match(words):
        return Wish("remind")
    return _with_place(words)


def _with_place(words: str) -> Wish | None:
    """Read a wish with an hour, a country or a city in it."""
    hour = _HOUR.match(words)
    if hour and hours_of(hour["hour"]):
        return Wish("hour")
    zone = places.zone_wished(words)
    if zone:
        return Wish("zone", place=zone)
    if _RECALLS.match(words):
        return Wish("log")
    stays = places.stays(words)
    for place in stays:
        named = countries_named(place)
        if len(named) == 1:
            return Wish("country", country=named[0].code)
    city = next((place for place in (*stays, *places.went(words)) if is_city(place)), "")
    return Wish("zone", place=city) if city else None


def place_said(text: str) -> str:
    """Return the place in "I'm working in New York till Friday"; empty when the text names none that way."""
    return next((found[0] for words in without_courtesy(text) if (found := places.stays(words))), "")
