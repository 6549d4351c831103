"""Finds temperatures of a body, in degrees Celsius, and leaves those of weather, baths and ovens."""

from __future__ import annotations

import re
from collections.abc import Iterator

from messages.triage.reading.measures.standing import Found, found, sentence
from messages.triage.reading.measures.words import WORDS, compiled, one_of
from messages.triage.vocabulary import MeasureKind

_CLOSE = 30
"""Letters on either side of a number within which another unit speaks for another meaning."""
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
    rf"{one_of(WORDS.temperature_cue)}(?P<between>[^.\d?!\n]{{0,30}}?)(?P<value>\d{{2,3}}(?:[.,]\d{{1,2}})?)"
    rf"(?![\d])(?:{_UNIT})?{_NOT_TEMPERATURE}",
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
_FEVERISH_VALUE = re.compile(r"(?:3[89]|4[01])[.,]\d")
_FEELS_ILL = compiled(WORDS.feels_ill)
_ENVIRONMENT = compiled(WORDS.environment)
_OWN_BODY = compiled(WORDS.own_body)
_THERMOMETER = re.compile(r"\b(?:fever|thermometer|temp(?:erature)?)\b", re.IGNORECASE)
_ILL_TEXT = re.compile(
    r"\b(?:fever\w*|temp\w*|thermometer|shiver\w*|hot|chills|burning|i'?m|i am|body)\b", re.IGNORECASE
)
_PLACE = re.compile(r"\s*(?:out|here|outside|(?-i:in [A-Z][a-z]+))\b(?! ward)", re.IGNORECASE)
_NO_TEMPERATURE = compiled(WORDS.no_temperature_nearby)
_ANGLE = compiled(WORDS.angle)
_WEAK_CUE = re.compile(r"(?:running|reading|reads|readin|t)\b", re.IGNORECASE)
_RUNNER = re.compile(r"\b(?:miles?|km|k|minutes|pages?|late|errands)\b", re.IGNORECASE)
_NO_CUE = re.compile(r"\bwaist|\bbust|\baged?\b|\bi'?m$", re.IGNORECASE)
_SAID = re.compile(
    r"(?:\b(?:temp\w*|thermometer|fever\w*)\b[^.?!\n]{0,25})?\b(?P<tens>thirty|"
    r"forty)[ -]?(?P<ones>one|two|five|six|seven|eight|nine)?"
    r"(?:\s+(?:point|and)\s+(?P<tenth>one|two|three|four|five|six|seven|eight|nine|a half|half))?\b",
    re.IGNORECASE,
)


def temperatures(text: str) -> Iterator[Found]:
    """Yield the temperatures of a body named in ``text``, in degrees Celsius whatever they were said in."""
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
            yield found(text, MeasureKind.TEMPERATURE_C, celsius, start, end)
    for hit in _SAID.finditer(text):
        celsius = _said(hit)
        if celsius is not None and not any(hit.start() < b and a < hit.end() for a, b in used):
            used.append(hit.span())
            yield found(text, MeasureKind.TEMPERATURE_C, celsius, hit.start(), hit.end())


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
    around = sentence(text, hit.start(), hit.end())
    close = text[max(0, hit.start() - _CLOSE) : hit.end() + _CLOSE]
    if _OWN_BODY.search(around) is None and _of_a_place(text, hit, around):
        return False
    if pattern is _WITH_CUE:
        return _cued(text, hit, around)
    if pattern is _WITH_UNIT:
        if not hit.groupdict().get("unit") and not _ILL_TEXT.search(text):
            return False
        return not _ANGLE.search(around)
    if pattern is _BARE:
        said = _FEVERISH_VALUE.fullmatch(hit["value"]) or _FEELS_ILL.search(around)
        return bool(said) and not _NO_TEMPERATURE.search(close)
    return True


def _of_a_place(text: str, hit: re.Match[str], around: str) -> bool:
    """The number is followed by a place, or a bath or oven is named before it and no thermometer since."""
    if _PLACE.match(text, hit.end()):
        return True
    before = sentence(text, hit.start("value"), hit.end(), only_before=True)
    named = list(_ENVIRONMENT.finditer(before))
    if named:
        return not _THERMOMETER.search(before, named[-1].end())
    return _ENVIRONMENT.search(around) is not None and not _THERMOMETER.search(around)


def _cued(text: str, hit: re.Match[str], around: str) -> bool:
    """A weak cue ("running", "reading") needs a decimal, a Fahrenheit fever, or a fever elsewhere in the text."""
    cue = hit.group()[: hit.start("value") - hit.start()].lower()
    if _WEAK_CUE.match(cue) and "." not in hit["value"] and "," not in hit["value"]:
        fahrenheit = cue.startswith("running") and hit["value"][0] == "1"
        return (fahrenheit or bool(_THERMOMETER.search(text))) and not _RUNNER.search(around)
    return not _NO_CUE.search(cue)


def _said(hit: re.Match[str]) -> float | None:
    """Return a temperature said in words; without the word for it only one with a tenth counts."""
    if hit["tenth"] is None and hit.group().lower().startswith(hit["tens"].lower()):
        return None
    tens = 30 if hit["tens"].lower() == "thirty" else 40
    ones = WORDS.numbers.get((hit["ones"] or "").lower(), 0)
    tenth = hit["tenth"]
    part = 0.0
    if tenth:
        part = 0.5 if "half" in tenth.lower() else WORDS.numbers[tenth.lower()] / 10
    value = tens + ones + part
    return value if 34 <= value <= 43 else None
