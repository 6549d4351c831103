"""Age and sex at birth: some warning signs weigh more for some of us."""

from __future__ import annotations

import re

from messages.dialogue.freely.plain_words import without_courtesy
from messages.dialogue.onboarding.knowing import learn
from messages.dialogue.onboarding.questions.model import Answered, Here, Look, Outcome, Screen, TooYoung, in_rows
from messages.dialogue.scene import Scene

ADULT = 18
OLDEST = 120
AGAIN = "again"
"""The view for somebody who typed an age before consent, when nothing was kept."""
BANDS = {"18": ("18-19", 19), "20": ("20-44", 44), "45": ("45-49", 49), "50": ("50-59", 59), "60": ("60-69", 69),
         "70": ("70+", 80)}  # fmt: skip
"""By choice: words (reference 1.2) and the age stored, the upper end of the band so that rules "from 66" fire."""

_AGE = re.compile(
    r"^(?:(?:yes|hi|hello|ok)[ ,.!]+)?(?:i(?:'m| am|m| have|'ve| has| got)? |my age is |my age |age )?(\d{1,3})"
    r"(?: ?(?:years?(?: old)?|yrs?(?: old)?|yo|y/o))?[.!]*$"
)
_AGE_FIRST = re.compile(
    r"^(?:(?:hi|hello|hey|yes)[ ,.!]+)?(?:i'm|im|i am|aged?) (\d{1,3})"
    r"(?= ?(?:[,.;!?]|(?:and|years?|yrs?|yo|f|m)\b))(?!\.\d)"
)
"""An age told with something else behind it; what has another unit is none."""
_DECADE = re.compile(
    r"^(?:(?:i'm|im|i am|in|my|early|mid|late|somewhere|around)[ -])*"
    r"(twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties|[2-9]0'?s)$"
)
_BAND_OF_DECADE = {
    "2": "20", "tw": "20", "3": "20", "th": "20", "4": "45", "fo": "45", "5": "50", "fi": "50", "6": "60", "si": "60",
}  # fmt: skip
"""By how a decade begins; of two bands the older, and from seventy on the last."""
_SEXES = {
    "f": "female", "female": "female", "woman": "female", "w": "female", "lady": "female", "girl": "female",
    "m": "male", "male": "male", "man": "male", "boy": "male", "guy": "male", "bloke": "male", "lad": "male",
}  # fmt: skip
_BORN = re.compile(r"^(?:(?:i'm|im|i am|i was|was|it was|it's|its|born|assigned|as|a) )*([a-z]+)(?: at birth)?$")
_DECLINED = frozenset(
    {"-", "prefer not to say", "prefer not", "rather not", "rather not say", "none of your business", "no",
     "no thanks", "no thank you", "nope", "not saying"}
)  # fmt: skip
_I_WOULD = re.compile(r"^(?:i'd|id|i would|i) (?=(?:prefer|rather) not\b)")


def age_of(text: str) -> int | None:
    """Return the age that ``text`` states, from 0 to 120, or None."""
    words = " ".join(text.lower().replace("’", "'").split())
    bared = (_AGE.match(each) for each in without_courtesy(text))
    found = _AGE.match(words) or _AGE_FIRST.match(words) or next((each for each in bared if each), None)
    return int(found[1]) if found and int(found[1]) <= OLDEST else None


def decade_of(text: str) -> str:
    """Return the band, by its choice, of an age told as a decade: "in my fifties"; empty when it is none."""
    found = next((each for words in without_courtesy(text) if (each := _DECADE.match(words))), None)
    if found is None:
        return ""
    told = found[1]
    return _BAND_OF_DECADE.get(told[0]) or _BAND_OF_DECADE.get(told[:2], "70")


def _declines(text: str) -> bool:
    return any(_I_WOULD.sub("", each) in _DECLINED for each in (text.strip(), *without_courtesy(text)))


def band_of(age: int | None) -> str:
    """Return the words of the band that ``age`` falls into; empty when it is not known."""
    if age is None:
        return ""
    held = [words for choice, (words, _) in BANDS.items() if int(choice) <= age]
    return held[-1] if held else ""


class AgeQuestion:
    """How old are you, in bands, or exactly when typed."""

    name = "age"
    topic = "topic.age"

    def show(self, scene: Scene, here: Here, view: str) -> Screen:
        """Show the bands."""
        choices = [here.choice("ask.item", choice, item=words) for choice, (words, _) in BANDS.items()]
        rows = (*in_rows(choices, 3), (here.choice("common.prefer_not", "-"),))
        key = {"unknown": "ask.age_unknown", AGAIN: "ask.age_again"}.get(view, "ask.age")
        return Screen(key, rows)

    def tapped(self, scene: Scene, choice: str, view: str) -> Outcome | None:
        """Take a band."""
        if choice == "-":
            return Answered(learn(scene, "", age=None))
        if choice not in BANDS:
            return None
        words, age = BANDS[choice]
        return Answered(learn(scene, words, age=age))

    def typed(self, scene: Scene, text: str) -> Outcome | None:
        """Take an age in numbers."""
        age = age_of(text)
        if age is None:
            if _declines(text):
                return self.tapped(scene, "-", "")
            decade = decade_of(text)
            if decade:
                return self.tapped(scene, decade, "")
            return Look("unknown") if any(each.isdecimal() for each in text) and len(text) <= 12 else None
        if age < ADULT:
            return TooYoung()
        return Answered(learn(scene, str(age), age=age))


class SexQuestion:
    """The sex written down at birth."""

    name = "sex"
    topic = "topic.sex"

    def show(self, scene: Scene, here: Here, view: str) -> Screen:
        """Show the two and the way around them."""
        pair = (here.choice("ask.female", "f"), here.choice("ask.male", "m"))
        return Screen("ask.sex", (pair, (here.choice("common.prefer_not", "-"),)))

    def tapped(self, scene: Scene, choice: str, view: str) -> Outcome | None:
        """Take female, male or neither said."""
        if choice == "-":
            return Answered(learn(scene, "", sex=None))
        if choice not in ("f", "m"):
            return None
        return Answered(learn(scene, _SEXES[choice], sex=_SEXES[choice]))

    def typed(self, scene: Scene, text: str) -> Outcome | None:
        """Take a word for it."""
        if _declines(text):
            return self.tapped(scene, "-", "")
        told = (_BORN.match(each) for each in without_courtesy(text))
        sex = next((_SEXES[each[1]] for each in told if each and each[1] in _SEXES), "")
        return self.tapped(scene, sex[0], "") if sex else None
