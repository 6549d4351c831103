"""Age and sex at birth: some warning signs weigh more for some of us."""

from __future__ import annotations

import re

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
    r"^(?:i(?:'m| am|m)? |my age is |age )?(\d{1,3})(?: ?(?:years?(?: old)?|yrs?(?: old)?|yo|y/o))?[.!]*$"
)
_AGE_FIRST = re.compile(
    r"^(?:(?:hi|hello|hey|yes)[ ,.!]+)?(?:i'm|im|i am|aged?) (\d{1,3})"
    r"(?= ?(?:[,.;!?]|(?:and|years?|yrs?|yo|f|m)\b))(?!\.\d)"
)
"""An age told with something else behind it; what has another unit is none."""
_SEXES = {
    "f": "female", "female": "female", "woman": "female", "w": "female",
    "m": "male", "male": "male", "man": "male",
}  # fmt: skip
_DECLINED = frozenset(
    {"-", "prefer not to say", "prefer not", "rather not", "rather not say", "none of your business", "no",
     "no thanks", "no thank you", "nope", "i'd rather not", "id rather not", "not saying"}
)  # fmt: skip


def age_of(text: str) -> int | None:
    """Return the age that ``text`` states, from 0 to 120, or None."""
    words = " ".join(text.lower().replace("’", "'").split())
    found = _AGE.match(words) or _AGE_FIRST.match(words)
    return int(found[1]) if found and int(found[1]) <= OLDEST else None


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
            if text.strip().lower().strip(" .!") in _DECLINED:
                return self.tapped(scene, "-", "")
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
        word = text.strip().lower().strip(" .!")
        if word in _DECLINED:
            return self.tapped(scene, "-", "")
        return self.tapped(scene, _SEXES[word][0], "") if word in _SEXES else None
