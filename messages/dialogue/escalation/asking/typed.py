"""What a typed answer to a yes/no question means: a short phrase as a whole, or a longer one by its first words."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from messages.reviewed import load

_LONGEST_PHRASE = 40
_LONGEST_NO = 100
"""A no with more said after it is too much to be a plain one."""
_WEARY_OF = frozenset({"of", "with", "being"})
_COURTESIES = ("please", "thanks", "thank you", "sorry", "mate", "actually", "doctor")
TO_ALL = "no_to_all"
"""A no to every question that is open."""
PLAINLY_PLEASE = "plainly"
"""The text begins with a no, and says something that may take it back."""
RELATION = (
    r"(?:mum|mam|mom|mother|mummy|dad|da|father|daddy|wife|husband|hubby|partner|missus|gran|granny|nan|nana|grandad|"
    r"granda|grandma|grandpa|sister|brother|son|daughter|friend|mate|neighbour|neighbor|aunt|auntie|uncle|boyfriend|"
    r"girlfriend|child|baby|boy|girl|kid|lad|colleague|flatmate|housemate|roommate|toddler|niece|nephew|cousin|"
    r"grandson|granddaughter|boss)"
)
"""How one other person is named by whoever writes about them."""
_SELF = re.compile(
    rf"\b(?:i|i'm|im|i've|ive|i'd|i'll|me|mine|myself|my(?! (?:old |little |eldest |youngest )?{RELATION}))\b"
)
_ONE_PERSON = re.compile(
    r"\b(?:she'll|her|hers|herself|he'll|him|his|himself|"
    r"(?:she|he|mum|mam|mom|mother|dad|father|wife|husband|hubby|partner|gran|nan|granny|grandad|sister|brother|son|"
    r"daughter)(?:'?s)?)\b"
)
_PASSED_ON = re.compile(
    r"^(?:(?:she|he|they|my [a-z]+|mum|mam|mom|mother|dad|da|father|gran|granny|nan|grandad)"
    r"(?:'s|s|'re|re| is| are| has| have| just| also)*"
    r" (?:says?|said|saying|tells me|told me|reckons?|answers?|answered|replied|goes)(?: that| to me)? )"
)
_A_CLINICIAN_KNOWS = re.compile(
    r"\b(?:doc|docs|doctor|doctors|gp|nurse|consultant|specialist|surgeon|hospital)(?: already| all)? "
    r"(?:knows?|is aware)\b(?! (?:about|of) (?:the|my|me|this)\b)"
)
_KNOWS_OF_IT = re.compile(r"\b(?:knows?|is aware) (?:about|of) (?:the|my|me|this)\b")
_ONLY_TELLING = re.compile(
    r"\b(?:i think|i guess|i believe|i know|i reckon|i'd say|i would say|i said|i'm sure|im sure|i'm afraid|im afraid|"
    r"i asked|(?:im|i'm|i am) asking|i mean|i meant|"
    r"i checked|i can see|i see|i saw|i'm with|im with|i am with|told me|tells me|says to me|let me|"
    r"not (?:about |for |my |mine )?(?:me|mine|myself))\b"
)


@lru_cache(maxsize=1)
def _phrases() -> dict[str, str]:
    listed = load(files("messages.dialogue.escalation.asking").joinpath("answers.yaml"))
    return {phrase: meaning for meaning, phrases in listed.items() for phrase in phrases}


@lru_cache(maxsize=1)
def _starts() -> dict[str, tuple[str, ...]]:
    listed = load(files("messages.dialogue.escalation.asking").joinpath("starts.yaml"))
    return {name: tuple(words) for name, words in listed.items()}


def _plain(text: str) -> str:
    lowered = text.casefold().replace("’", "'").replace("`", "'")
    kept = "".join(char if char.isalnum() or char in "'👍👎" else " " for char in lowered)
    return " ".join(kept.split())


def meaning_of(text: str) -> str:
    """Return what a short answer means: ``yes``, ``no``, ``not_sure``, ``hedged``, or nothing."""
    phrase = _plain(text)
    for courtesy in _COURTESIES:
        phrase = phrase.removesuffix(f" {courtesy}").removeprefix(f"{courtesy} ")
    return _phrases().get(phrase, "") if len(phrase) <= _LONGEST_PHRASE else ""


def _without_excuses(rest: list[str]) -> list[str]:
    """Leave out "just tired" and the like; "just numb" and "just tired of it all" stay, and so take the no back."""
    harmless = set(_starts()["only_that"])
    little = set(_starts()["made_little_of"])

    def excuses(at: int) -> bool:
        return bool(set(rest[at + 1 : at + 3]) & harmless) and not set(rest[at + 1 : at + 6]) & _WEARY_OF

    return [each for at, each in enumerate(rest) if each not in little or not excuses(at)]


def passed_on(text: str) -> str:
    """Return the answer in "she says yes both", else ``text`` as it is."""
    plain = _plain(text)
    begun = _PASSED_ON.match(plain)
    return plain[begun.end() :] if begun else text


def first_words_of(text: str) -> str:
    """Return what a longer answer means by its first words, ``plainly`` for a no that may be none, or nothing."""
    plain = _after_fillers(_plain(text))
    words = _starts()
    for meaning in ("hedged", "not_sure", "perhaps_yes", "yes", "no"):
        begun = next((each for each in words[meaning] if plain == each or plain.startswith(f"{each} ")), None)
        if begun is not None:
            return _with_rest(meaning, plain.removeprefix(begun).split())
    return ""


def _after_fillers(plain: str) -> str:
    for _ in range(3):
        filler = next((each for each in _starts()["skip"] if plain.startswith(f"{each} ")), None)
        if filler is None:
            break
        plain = plain.removeprefix(f"{filler} ")
    return plain


def _with_rest(meaning: str, rest: list[str]) -> str:
    words = _starts()
    if set(rest) & set(words["puzzled"]):
        return ""
    if meaning == "yes":
        return PLAINLY_PLEASE if set(rest[:1]) & set(words["turned_yes"]) else "yes"
    if meaning == "perhaps_yes":
        return PLAINLY_PLEASE if set(rest[:4]) & set(words["turned"]) else "yes"
    if meaning != "no":
        return meaning
    goes_on = {*words["after_no"], *words["doubtful"], *words["unchanged"]}
    if rest and rest[0] not in goes_on and " ".join(rest[:2]) not in words["after_no_together"]:
        return ""
    told = " ".join(rest)
    doubted = set(words["doubtful"])
    rest = _without_excuses(rest)
    if set(rest[:3]) & set(words["unchanged"]) and not _A_CLINICIAN_KNOWS.search(told):
        return PLAINLY_PLEASE  # what has been there for long is there
    if _KNOWS_OF_IT.search(told):
        return PLAINLY_PLEASE  # "no, it's fine, the doctor knows about the leaking"
    if _A_CLINICIAN_KNOWS.search(told):
        doubted -= {"always", "often", "still"}
    return PLAINLY_PLEASE if doubted & set(rest) or len(told) > _LONGEST_NO else "no"


def names_another(text: str) -> bool:
    """Say whether ``text`` names one other person: "her", "mum's"."""
    return bool(_ONE_PERSON.search(text.casefold().replace("’", "'")))


def speaks_of_self(text: str) -> bool:
    """Say whether the writer names themselves in ``text``, beyond "I think" or "my mum"."""
    plain = text.casefold().replace("’", "'")
    return bool(_SELF.search(_ONLY_TELLING.sub(" ", plain)))
