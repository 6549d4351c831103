"""Splits a message into normalised words, each of which remembers its place in the message."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


class Kind(StrEnum):
    """What a token is; everything but words and numbers only separates."""

    WORD = "word"
    NUMBER = "number"
    STOP = "stop"
    QUESTION = "question"
    BREAK = "break"
    COMMA = "comma"


@dataclass(frozen=True, slots=True)
class Token:
    """One normalised word or separator; ``start`` and ``end`` are places in the message as written."""

    text: str
    start: int
    end: int
    kind: Kind

    @property
    def is_word(self) -> bool:
        """Say whether the token is a word or a number rather than a separator."""
        return self.kind in (Kind.WORD, Kind.NUMBER)


_APOSTROPHES = dict.fromkeys(map(ord, "’‘`´ʼ＇"), "'")

_EXPANSIONS: dict[str, str] = {}


def _expansions(source: str) -> None:
    for line in source.strip().splitlines():
        forms, _, meaning = line.partition(":")
        for form in forms.split():
            _EXPANSIONS[form] = meaning.strip()


_expansions("""
cannot cant carnt cnt can't cant' kant cann't cannae cannot' canot cannott canott connot: can not
cnnot cna't caan't cannit: can not
wont won't wont' willnt: will not
dont don't dnt dont' donot dinnae dony don;t: do not
doesnt doesn't dosnt dosent doesent dont't dsnt: does not
didnt didn't dint dident didnae didn didt: did not
havent haven't havnt hvnt haven havent' avent havn't havenae: have not
hasnt hasn't hasnae: has not
hadnt hadn't: had not
isnt isn't isint isnae: is not
aint ain't: is not
arent aren't: are not
wasnt wasn't wasnae: was not
werent weren't: were not
couldnt couldn't cudnt couldnae coudnt couldent: could not
wouldnt wouldn't wudnt: would not
shouldnt shouldn't: should not
mustnt mustn't: must not
im i'm i'am: i am
ive i've iv: i have
id i'd: i would
i'll: i will
its it's: it is
it'll itll: it will
thats that's thts: that is
theres there's: there is
whats what's: what is
hes he's: he is
shes she's: she is
theyre they're: they are
weve we've: we have
youre you're: you are
youve you've: you have
whos who's: who is
wanna wana: want to
gonna gunna: going to
gotta: got to
dunno: do not know
kinda: kind of
sorta: sort of
lemme: let me
cos coz cuz bcoz bcz bcos becoz becos bc cause': because
u: you
ur: your
r: are
n nd: and
nt: not
frm: from
fal: fall
betwen betwene btwn btween beetween: between
hert herts: hurts
chst: chest
bth bothe: both
stil: still
mrng mrn: morning
abv: above
shld: should
hvn: have
gud: good
w/ wit wiv: with
w/o: without
thru: through
tho: though
nite nyt: night
nites: nights
2day tday: today
od'd oded odd'd od-d: overdosed
2nite tonite: tonight
2moro tmrw tomoz tmr: tomorrow
yday ystrday yest: yesterday
b4: before
hav hv av: have
hvng: having
bak bck: back
wen whn: when
wat wot wht: what
pls plz: please
dr doc docs: doctor
abt bout: about
alot: a lot
smth sth sumthing somethin: something
nothin nuthin nuffin: nothing
anymore: any more
hosp: hospital
hrs hr: hours
wks wk: weeks
mins min: minutes
yrs yr: years
mnths mths mths' mnth: months
temp's: temp
an' : and
da tha teh: the
dis: this
dat: that
den: then
wif: with
ma': my
mah: my
meself: myself
self': self
cud: could
wud: would
shud: should
noone: no one
everytime: every time
aswell: as well
infront: in front
ot: to
tmo: tomorrow
gp's: gp
ppl: people
bby: baby
prego preggo preggers: pregnant
wknd: weekend
a&e: emergency
""")

_FACES = {
    "😂": "haha",
    "🤣": "haha",
    "😆": "haha",
    "😅": "haha",
    "😹": "haha",
    "🤒": "feverish",
    "🥵": "",
    "🤮": "vomiting",
    "🩸": "blood",
    "🤰": "pregnant",
    "🌡": "temperature",
}

_TOKEN = re.compile(
    r"""
    (?P<number>(?<![\w'])'\d\d(?!\w)|\d+(?:[.,]\d+)?)
  | (?P<word>w/o|w/|a&e|2day|2nite|2moro|b4|[^\W\d_]+(?:'[^\W\d_]+)*)
  | (?P<question>[.!…\s]*\?[?!.…]*)
  | (?P<stop>[.!…]+|\n+)
  | (?P<comma>,)
  | (?P<break>[;:()\[\]"“”]+|\s[-–—]+\s|[—–]|\s/\s)
  | (?P<amp>&|\+)
  | (?P<other>\S)
    """,
    re.VERBOSE,
)
_THIS_CENTURY = "40"
"""A year cut to two figures below this is one of the present century."""
_LONG_DRAWN = re.compile(r"(.)\1{2,}")


def fold(text: str) -> str:
    """Return ``text`` in lower case without accents and with long drawn letters cut to two."""
    plain = text.lower()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return _LONG_DRAWN.sub(r"\1\1", plain)


def tokenise(text: str) -> list[Token]:
    """Return the tokens of ``text`` in order; contractions give several with the same place."""
    found: list[Token] = []
    for hit in _TOKEN.finditer(text.translate(_APOSTROPHES)):
        start, end = hit.span()
        raw = hit.group()
        match hit.lastgroup:
            case "number":
                found.append(_number(raw, start, end))
            case "word":
                spoken = ("no",) if _ticked_no(raw, text, end) else _spoken(raw)
                found.extend(Token(word, start, end, Kind.WORD) for word in spoken)
            case "question":
                found.append(Token("?", start, end, Kind.QUESTION))
            case "stop":
                if not (raw == "." and _inside_abbreviation(found, text, start)):
                    found.append(Token(".", start, end, Kind.STOP))
            case "comma":
                found.append(Token(",", start, end, Kind.COMMA))
            case "break":
                found.append(Token(";", start, end, Kind.BREAK))
            case "amp":
                found.append(Token("and", start, end, Kind.WORD))
            case _:
                meaning = _FACES.get(raw, "")
                if meaning:
                    found.append(Token(meaning, start, end, Kind.WORD))
    return found


def normalise(phrase: str) -> tuple[str, ...]:
    """Return the words of a lexicon entry, through the same road as a message."""
    return tuple(token.text for token in tokenise(phrase) if token.is_word)


def _number(raw: str, start: int, end: int) -> Token:
    if raw.startswith("'"):  # "since '09" names a year
        raw = ("20" if raw[1:] < _THIS_CENTURY else "19") + raw[1:]
    return Token(raw.replace(",", "."), start, end, Kind.NUMBER)


@lru_cache(maxsize=8192)
def _spoken(raw: str) -> tuple[str, ...]:
    word = fold(raw)
    if word in _EXPANSIONS:
        return tuple(_EXPANSIONS[word].split())
    stem, apostrophe, ending = word.partition("'")
    if apostrophe:
        match ending:
            case "t" if stem.endswith("n"):
                return stem[:-1], "not"
            case "ve":
                return stem, "have"
            case "re":
                return stem, "are"
            case "ll":
                return stem, "will"
            case "d":
                return stem, "would"
            case "s":
                return stem, "s"
            case _:
                return (stem + ending,)
    return (word,)


def _ticked_no(raw: str, text: str, end: int) -> bool:
    """In a list of ticks ("fever n, sweats n") a lone n is a no; elsewhere it is an "and"."""
    return raw in ("n", "N") and text[end : end + 1] in (",", ".", ";", "")


def _inside_abbreviation(found: list[Token], text: str, place: int) -> bool:
    """A dot after a single letter or a title ends no sentence."""
    if not found or found[-1].end != place:
        return False
    before = text[found[-1].start : found[-1].end].lower()
    following = text[place + 1 : place + 2]
    return (before in {"dr", "mr", "mrs", "ms", "vs", "approx", "etc"} and following in {" ", ""}) or (
        len(before) == 1 and following.isalpha()
    )
