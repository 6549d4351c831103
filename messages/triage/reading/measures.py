"""Finds numbers with a meaning in a text: temperature, weight, pain, sleep, tablets, oxygen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from messages.triage.vocabulary import Measured, MeasureKind, Status

_NEAR = 160
"""Letters on either side of a number that can tell what it is about."""


@dataclass(frozen=True, slots=True)
class Found:
    """A number and where in the message it stands."""

    measured: Measured
    start: int
    end: int


_NUMBER_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "eighteen": 18, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "hundred": 100,
    "dozen": 12, "a dozen": 12, "half": 0.5, "a couple": 2, "couple": 2, "no": 0,
}  # fmt: skip
_WORDS = "|".join(sorted(_NUMBER_WORDS, key=len, reverse=True))
_NUM = r"\d+(?:[.,]\d+)?"

_CUE = (
    r"\b(?:temp(?:erature|rature|reture|s|rature|ie)?|tmp|tempera?ture|tempreture|thermometer|fevers?|feverish|"
    r"feaver|fevr|pyrexia|body heat|running|spik(?:ed|ing)|burning up at|reading|reads|readin|t)\b"
)
_ENVIRONMENT = re.compile(
    r"\b(?:outside|outdoors|weather|oven|room|water|bath|heat ?(?:pad|pack|wrap)|heating pad|"
    r"hot pack|wheat bag|pool|sauna"
    r"|jacuzzi|hot tub|shower|ac|aircon|air ?con|thermostat|wash(?:ing|ed)?|cycle|yoga|forecast|"
    r"sunny|shade|gym|greenhouse"
    r"|heatwave|heat wave|heating|boiler|summer|delhi heat|in the sun|degrees here|today here|out here|car park"
    r"|kettle|iron|fridge|freezer|wheat pack|waist|hips|bust|chest size|trousers|jeans|shoes?|size)\b",
    re.IGNORECASE,
)
_UNIT = (
    r"(?:\s*(?:°|º|degrees?|degs?|deg)?\s*(?P<unit>c(?:elsius|entigrade)?|f(?:ahrenheit|"
    r"arenheit|arenhite)?)\b|\s*(?P<sign>°|º|degrees?|degs?))"
)
_NOT_TEMPERATURE = (
    r"(?!\s*(?:kgs?|kilos?|lbs?|pounds?|stones?|st\b|years?|yrs?|yo\b|y/o|hours?|hrs?|h\b|days?|"
    r"weeks?|wks?|months?|minutes?|mins?"
    r"|am\b|pm\b|%|times|bpm|beats|tablets?|pills?|miles?|km|mg|ml|steps|reps|quid|euros?|f?\d|"
    r"/|:|per\b|percent|cm|mm|inch|w\b|weeks|\+\d))"
)
_WITH_CUE = re.compile(
    rf"{_CUE}(?P<between>[^.\d?!\n]{{0,30}}?)(?P<value>\d{{2,3}}(?:[.,]\d{{1,2}})?)(?![\d])(?:{_UNIT})?{_NOT_TEMPERATURE}",
    re.IGNORECASE,
)
_WITH_UNIT = re.compile(rf"(?<![\d.,/])(?P<value>\d{{2,3}}(?:[.,]\d{{1,2}})?){_UNIT}(?!\s*angle|-)", re.IGNORECASE)
_CUE_AFTER = re.compile(
    rf"(?<![\d.,/:])(?P<value>\d{{2,3}}(?:[.,]\d{{1,2}})?)(?:{_UNIT})?\s*(?:of\s+)?(?:temp\w*|"
    rf"fever|fevr|on the thermometer)\b",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"(?<![\d.,/:£$€])(?P<value>3[4-9][.,]\d|4[01][.,]\d|10[0-5][.,]\d)(?![\d/:%])" + _NOT_TEMPERATURE, re.IGNORECASE
)
_BARE_SENSE = re.compile(
    r"\b(?:i'?m|i am|im|am|was|been|at|hit|says|said|reads|read|reading|now|it's|its|over|above|"
    r"of|since|today|tonight|this morning|still|shiver\w*"
    r"|shaking|chills|rigors?|hot|fever\w*|temp\w*|thermometer|sweat\w*|ill|unwell|flu\w*|ache|sore|back)\b",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:temp\w*|thermometer|fever\w*)\b[^.?!\n]{0,25}\b(?P<tens>thirty|"
    r"forty)[ -]?(?P<ones>one|two|five|six|seven|eight|nine)?"
    r"(?:\s+(?:point|and)\s+(?P<tenth>one|two|three|four|five|six|seven|eight|nine|a half|half))?\b",
    re.IGNORECASE,
)
_PAIN = re.compile(
    r"(?<![\d/.])(?P<value>10|\d(?:[.,]\d)?)\s*(?:/|out of|outta|on)\s*(?:10|ten)(?![\d/])"
    r"|\bpain(?:\s+(?:score|level|is|at|was|today|now|of|about|around|a|an|still|maybe|roughly|"
    r"scale))*\s*[:=]?\s*(?P<bare>10|\d)(?![\d.,/:]|\s*(?:days?|weeks?|months?|years?|hours?|am|"
    r"pm|times|tablets?|mg))\b",
    re.IGNORECASE,
)
_SLEEP = re.compile(
    rf"\b(?:sle?pt?|sleep|kip|asleep)\b[^.?!\d\n]{{0,25}}?(?P<value>{_NUM})\s*(?:h|hrs?|hours?)\b"
    rf"|(?<![\d.])(?P<before>{_NUM})\s*(?:h|hrs?|hours?)\s*(?:of\s+)?(?:sle+p|kip|shut ?eye)\b"
    rf"|\bslept\b[^.?!\d\n]{{0,20}}?\b(?P<word>{_WORDS})\s+(?:h|hrs?|hours?)\b",
    re.IGNORECASE,
)
_STONE = re.compile(
    rf"\b(?:weigh(?:ed|ing|t)?|scales?|now|am|i'?m|"
    rf"down to)\b[^.?!\d\n]{{0,25}}?(?P<value>{_NUM})\s*(?P<unit>stones?|st|kgs?|kilos?|"
    rf"kilograms?|lbs?|pounds?)\b(?:\s*(?P<rest>\d{{1,2}})\s*(?:lbs?|pounds?)?)?",
    re.IGNORECASE,
)
_LOST = re.compile(
    r"\b(?:lost|lose|losing|dropped|gained|put on|lift\w*|carry\w*|picked|shed|heavier|lighter)\b", re.IGNORECASE
)
_PARACETAMOL = (
    r"(?:paracetamols?|paracet|paracetemol|parcetamol|paracetomol|acetaminophen|tylenols?|"
    r"panadols?|pandol|calpol|crocin|dolo|emzor|co-?codamols?|cocodamols?"
    r"|co-?dydramol|solpadeine|solpadol|anadin extra|lemsips?|syndol|efferalgan|doliprane)"
)
_NSAID = (
    r"(?:ibuprofens?|iburofen|nurofens?|advils?|brufens?|motrin|naproxens?|aleve|naprosyn|"
    r"diclofenac|voltarol|aspirins?|combiflam|meloxicam|etoricoxib)"
)
_TABLETS_OF = (
    rf"(?<![\d.,/])\b(?P<value>\d{{1,3}}|"
    rf"{_WORDS})\s*(?:odd\s+)?(?:x\s*)?(?:\d+\s*mg\s*)?(?:(?:of\s+(?:the|my|those|these)\s+|"
    rf"strong\s+|extra\s+)?(?:tablets?|tabs?|pills?|capsules?|caplets?)?\s*(?:of\s+)?(?:the\s+|"
    rf"my\s+)?)?"
)
_TABLETS = {
    MeasureKind.PARACETAMOL_TABLETS: (
        re.compile(rf"{_TABLETS_OF}{_PARACETAMOL}\b", re.IGNORECASE),
        re.compile(rf"\b{_PARACETAMOL}(?:\s+extra)?\s*x\s*(?P<value>\d{{1,3}})\b", re.IGNORECASE),
    ),
    MeasureKind.NSAID_TABLETS: (
        re.compile(rf"{_TABLETS_OF}{_NSAID}\b", re.IGNORECASE),
        re.compile(rf"\b{_NSAID}\s*x\s*(?P<value>\d{{1,3}})\b", re.IGNORECASE),
    ),
}
_OXYGEN = re.compile(
    r"\b(?:sats?|spo2|sp02|oxygen|o2|oximeter|pulse ox|oxy|finger clip|finger thing|"
    r"saturation)\b[^.?!\d\n]{0,30}(?P<value>\d{2,3})(?:\s*%)?(?!\d)",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:last (?:year|winter|summer|month|christmas)|years? ago|months? ago|back in|in (?:19|"
    r"20)\d\d|when i was|as a (?:kid|child)|used to|usually|normally)\b",
    re.IGNORECASE,
)
_IF = re.compile(
    r"\b(?:if|when|until|unless|over|above|once)\s+(?:(?:it|i|my|you|your|the|temp\w*|"
    r"temperature|goes|gets|get|hits|hit|is|reach\w*|have|are|at|a|fever|of|over|above|to|up|"
    r"ever|should)\s+)*$",
    re.IGNORECASE,
)
_IF_WORD = re.compile(r"\b(?:if|unless|until|what about)\b", re.IGNORECASE)
_OTHER = re.compile(
    r"\b(?:my|our|the) (?:mum|mom|mam|ma|mother|dad|father|wife|husband|partner|son|daughter|"
    r"kid|child|baby|toddler|sister|brother|friend|nan|gran|"
    r"grand\w+|boy|girl|little one|flatmate|neighbour|aunt|uncle|niece|nephew|cat|"
    r"dog)\b(?!'s (?:thermometer|old|glass|one))"
    r"|\b(?:little (?:man|one|lad|fella|girl|boy)|wee (?:one|man|fella)|the (?:kids?|baby|"
    r"twins?|toddler)|his|her|hers|he|she)\b",
    re.IGNORECASE,
)
_TAKEN_BACK = re.compile(
    r"\b(?:false alarm|battery was dying|broken|faulty|meat thermometer|not me|misread|typo|"
    r"predictive|car|in the shade|dubai|current|power cut)\b",
    re.IGNORECASE,
)
_SELF = re.compile(r"\b(?:i|i'm|im|my|me|mine|i've|ive)\b", re.IGNORECASE)


def measures(text: str) -> tuple[Found, ...]:
    """Return the numbers of ``text`` that have a meaning, in text order, in our units."""
    plain = text.replace("’", "'").replace("º", "°")
    found = [*_temperatures(plain), *_pain(plain), *_sleep(plain), *_weight(plain), *_tablets(plain), *_oxygen(plain)]
    return tuple(sorted(found, key=lambda one: (one.start, one.end, one.measured.kind)))


def _temperatures(text: str) -> Iterator[Found]:
    used: list[tuple[int, int]] = []
    for pattern in (_WITH_CUE, _CUE_AFTER, _WITH_UNIT, _BARE):
        for hit in pattern.finditer(text):
            start, end = hit.start("value"), hit.end()
            if any(start < b and a < end for a, b in used):
                continue
            unit = (hit.groupdict().get("unit") or "")[:1].lower()
            celsius = _celsius(float(hit["value"].replace(",", ".")), unit)
            if celsius is None or not _of_a_body(text, hit, pattern):
                continue
            used.append((start, end))
            yield _found(text, MeasureKind.TEMPERATURE_C, celsius, start, end)
    for hit in _SAID.finditer(text):
        celsius = _said(hit)
        if celsius is not None and not any(hit.start() < b and a < hit.end() for a, b in used):
            used.append(hit.span())
            yield _found(text, MeasureKind.TEMPERATURE_C, celsius, hit.start(), hit.end())


def _celsius(value: float, unit: str) -> float | None:
    if unit == "c" or (not unit and 34 <= value <= 43):
        celsius = value
    elif unit == "f" or (not unit and 93 <= value <= 110):
        celsius = (value - 32) / 1.8
    else:
        return None
    return round(celsius, 2) if 33 <= celsius <= 43.5 else None


def _of_a_body(text: str, hit: re.Match[str], pattern: re.Pattern[str]) -> bool:
    """Weather, ovens and baths have degrees too; a bare number needs somebody who has it."""
    sentence = _sentence(text, hit.start(), hit.end())
    if _ENVIRONMENT.search(sentence) and not re.search(
        r"\b(?:fever|thermometer|my temp\w*|temp(?:erature)?)\b", sentence, re.IGNORECASE
    ):
        return False
    if pattern is _WITH_CUE:
        cue = hit.group()[: hit.start("value") - hit.start()].lower()
        if (
            re.match(r"(?:running|reading|reads|readin|t)\b", cue)
            and "." not in hit["value"]
            and "," not in hit["value"]
        ):
            whole = re.search(r"\b(?:fever|thermometer|temp)", text, re.IGNORECASE)
            return bool(whole) and not re.search(r"\b(?:miles?|km|k|minutes|pages?)\b", sentence, re.IGNORECASE)
        return not re.search(r"\bwaist|\bbust|\baged?\b|\bi'?m$", cue)
    if pattern is _WITH_UNIT:
        if not (hit.groupdict().get("unit") or "") and not re.search(
            r"\b(?:fever\w*|temp\w*|thermometer|shiver\w*|hot|chills|burning|i'?m|i am|body)\b", text, re.IGNORECASE
        ):
            return False
        return not re.search(r"\b(?:angle|bend|raise|lift|turn|rotat\w+|slr)\b", sentence, re.IGNORECASE)
    if pattern is _BARE:
        return bool(_BARE_SENSE.search(sentence)) and not re.search(
            r"\b(?:kgs?|kilos?|bmi|weigh\w*|miles?|km|marathon|run|ran|version|hba1c|sugar|glucose|cm|"
            r"creatinine|crp|esr|pay|paid|price|cost\w*)\b",
            sentence,
            re.IGNORECASE,
        )
    return True


def _said(hit: re.Match[str]) -> float | None:
    tens = 30 if hit["tens"].lower() == "thirty" else 40
    ones = _NUMBER_WORDS.get((hit["ones"] or "").lower(), 0)
    tenth = hit["tenth"]
    part = 0.0
    if tenth:
        part = 0.5 if "half" in tenth.lower() else _NUMBER_WORDS[tenth.lower()] / 10
    value = tens + ones + part
    return value if 34 <= value <= 43 else None


def _pain(text: str) -> Iterator[Found]:
    for hit in _PAIN.finditer(text):
        value = float((hit["value"] or hit["bare"]).replace(",", "."))
        if 0 <= value <= 10:
            yield _found(text, MeasureKind.PAIN_0_10, value, *hit.span())


def _sleep(text: str) -> Iterator[Found]:
    for hit in _SLEEP.finditer(text):
        value = _amount(hit["value"] or hit["before"] or hit["word"])
        if 0 <= value <= 24:
            yield _found(text, MeasureKind.SLEEP_HOURS, value, *hit.span())


def _weight(text: str) -> Iterator[Found]:
    for hit in _STONE.finditer(text):
        if _LOST.search(hit.group()) or _LOST.search(text[max(0, hit.start() - 20) : hit.start()]):
            continue
        unit, value = hit["unit"].lower()[0], _amount(hit["value"])
        match unit:
            case "s":
                kilograms = value * 6.35029318 + _amount(hit["rest"] or "0") * 0.45359237
            case "k":
                kilograms = value
            case _:
                kilograms = value * 0.45359237
        if 25 <= kilograms <= 350:
            yield _found(text, MeasureKind.WEIGHT_KG, round(kilograms, 1), *hit.span())


def _tablets(text: str) -> Iterator[Found]:
    for kind, patterns in _TABLETS.items():
        for pattern in patterns:
            for hit in pattern.finditer(text):
                value = _amount(hit["value"])
                if 0 < value <= 200:
                    yield _found(text, kind, value, *hit.span())


def _oxygen(text: str) -> Iterator[Found]:
    for hit in _OXYGEN.finditer(text):
        value = float(hit["value"])
        if 50 <= value <= 100:
            yield _found(text, MeasureKind.OXYGEN_PERCENT, value, *hit.span())


def _amount(said: str) -> float:
    word = said.lower().replace(",", ".")
    return float(_NUMBER_WORDS[word]) if word in _NUMBER_WORDS else float(word)


def _found(text: str, kind: MeasureKind, value: float, start: int, end: int) -> Found:
    return Found(Measured(kind, value, text[start:end], _status(text, start, end)), start, end)


def _status(text: str, start: int, end: int) -> Status:
    before = _sentence(text, start, end, only_before=True)
    other, own = list(_OTHER.finditer(before)), list(_SELF.finditer(before))
    if other and not any(hit.start() > other[-1].end() for hit in own):
        return Status.OTHER_PERSON
    if _IF.search(before) or _IF_WORD.search(before[-40:]):
        return Status.HYPOTHETICAL
    sentence = _sentence(text, start, end)
    if _TAKEN_BACK.search(sentence) or re.match(r"\W*false alarm", text, re.IGNORECASE):
        return Status.UNSURE
    if _PAST.search(sentence):
        return Status.PAST
    return Status.CURRENT


def _sentence(text: str, start: int, end: int, *, only_before: bool = False) -> str:
    """Return what stands round a number, as far as its sentence goes and no further than it can matter."""
    first, last = max(0, start - _NEAR), min(len(text), end + _NEAR)
    left = max((text.rfind(mark, first, start) for mark in (". ", "! ", "? ", "\n")), default=-1) + 1
    if only_before:
        return text[max(left, first) : start]
    rights = [place for mark in (". ", "! ", "? ", "\n") if (place := text.find(mark, end, last)) >= 0]
    return text[max(left, first) : min(rights, default=last)]
