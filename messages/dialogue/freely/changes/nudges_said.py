"""Nudges set in a sentence: which kinds, how many, on which days."""

from __future__ import annotations

import re

from messages.content import Kind
from messages.dialogue.freely.changes.model import AtMost, Change, Kinds, Often, OnDays, OpenKind, Told

_OF_KIND = {
    Kind.STRETCHING: r"stretch(?:es|ing)?|exercises?|moves?|movement|walks?|walking",
    Kind.SLEEP: r"sleep(?:ing)?|bed ?times?",
    Kind.BREATHING: r"breath(?:s|e|ing)?|relaxing|relaxation",
    Kind.HYDRATION: r"drinks?|drinking|water|hydration|fluids?",
}
_ONE_KIND = rf"(?:{'|'.join(_OF_KIND.values())})"
_NAMED = rf"(?P<named>{_ONE_KIND}(?:(?:,| and| or|, and) {_ONE_KIND})*)"
_NUDGES = (
    r"(?:nudg(?:es?|ing)|reminders?|tips?|prompts?|messages?|notifications?|ones|stuff|"
    r"things?|bits?|alerts?|pings?|texts?|exercises)"
)
_SMALL = r"(?: (?:me|the|my|any|all|those|these|your|of|more|about|to|getting|sending|with|for))*"
_END = r"(?: (?:anymore|any more|at all|for good|now|any longer|ever again|for me))*"
_OFF_PLAINLY = r"(?:turn off|switch off|disable|mute|cancel|remove|drop|turn down|stop (?:sending|the|my)|no more)"
_OFF = rf"(?:{_OFF_PLAINLY}|no|stop|i don't want|i dont want|i do not want|don't send|dont send|do not send|without)"
_ON = r"(?:turn on|switch on|enable|unmute|start|restart|bring back|resume|send|i want|i'd like|give|add|turn back on)"
_TURNED = (
    (re.compile(rf"^{_OFF}{_SMALL} {_NAMED} {_NUDGES}{_END}$"), False),
    (re.compile(rf"^{_OFF}{_SMALL} {_NUDGES} (?:about|for|to|on) {_NAMED}{_END}$"), False),
    (re.compile(rf"^(?:don't|dont|do not|stop|no more) remind(?:ing)? me to (?:do )?{_NAMED}{_END}$"), False),
    (re.compile(rf"^{_OFF_PLAINLY}{_SMALL} {_NAMED}{_END}$"), False),
    (re.compile(rf"^(?:turn|switch) (?:the |my )?{_NAMED}(?: {_NUDGES})? off{_END}$"), False),
    (re.compile(rf"^{_NAMED} {_NUDGES}? ?off$"), False),
    (re.compile(rf"^{_ON}{_SMALL} {_NAMED} {_NUDGES}(?: (?:again|back|too|back on))*$"), True),
    (re.compile(rf"^(?:turn on|switch on|enable|unmute|bring back){_SMALL} {_NAMED}(?: again)?$"), True),
    (re.compile(rf"^(?:turn|switch) (?:the |my )?{_NAMED}(?: {_NUDGES})? (?:back )?on(?: again)?$"), True),
    (re.compile(rf"^{_NAMED} {_NUDGES}? ?on$"), True),
)  # fmt: skip
_ALL = r"(?:all |the |my |your |any |these |those )*nudg(?:es|ing)(?: me)?"
_ALL_TURNED = (
    (re.compile(rf"^(?:{_OFF}|stop)(?: (?:sending|me))* {_ALL}{_END}$"), False),
    (re.compile(rf"^(?:turn|switch) {_ALL} off$|^nudges off$"), False),
    (re.compile(rf"^(?:turn on|switch on|start|restart|bring back|resume) {_ALL}(?: again)?$"), True),
    (re.compile(rf"^(?:turn|switch) {_ALL} (?:back )?on(?: again)?$|^nudges on$"), True),
)
_NOT_OF_ITSELF = re.compile(
    r"^(?:no more|turn down) (?:sleep(?:ing)?|water|breath\w*|moves?|walk\w*|drinking)\b(?!.* tips)"
)
"""Without "nudges" behind it this tells how somebody is."""
_COUNTS = {"one": 1, "two": 2, "three": 3, "four": 4, "once": 1, "twice": 2, "thrice": 3}
_MOST = re.compile(
    r"^(?:only|just|at most|max|maximum|not more than|no more than|limit (?:me |it |nudges )?to)"
    r"(?: (?:send|nudge|me|of))* (?P<n>[1-4]|one|two|three|four)(?: nudges?| reminders?| messages?)"
    r"(?: (?:a|per|each|every) day)(?: at most| max)?$"
    r"|^(?:send|give|nudge)(?: me)?(?: only| just| at most| max| no more than)+ (?P<m>[1-4]|one|two|three|four)"
    r"(?: nudges?| reminders?| messages?)?(?: (?:a|per|each|every) day)$"
)

_DISLIKED = re.compile(
    r"^i(?:'m| am)? (?:really |just |do )?(?:hate|dislike|can't stand|cant stand|(?:don't|dont) (?:like|need|use)|"
    rf"fed up with|tired of|sick of|bored of)(?: getting)?{_SMALL} {_NAMED} {_NUDGES}$"
)
_ENOUGH = re.compile(
    r"^(?:(?:only|just|at most|maximum) (?:once|twice) (?:a|per|each|every) ?day(?: please)?"
    r"|(?:(?P<n>[1-4]|one|two|three|four) (?:messages?|nudges?|reminders?|texts?|notifications?)|once|twice)"
    r" (?:a|per|each|every) day (?:is|are|will be|would be) (?:enough|plenty|fine|ok|okay|good|best))$"
)
_TIMES_A_DAY = re.compile(
    rf"^(?:(?:can you )?(?:nudge|remind|prompt|tell|message) me (?:to |about |of )?(?:do )?(?:my |some |the )*{_NAMED}"
    rf"|(?:i want |send |send me |give me )?{_NAMED.replace('named>', 'called>')} {_NUDGES}) (?:only |just )?"
    r"(?P<n>once|twice|(?:1|2|3|4|one|two|three|four) times?|thrice)(?: a| per| each| every)? day$"
)
_WEEK = {
    "mon": 0, "tue": 1, "tues": 1, "wed": 2, "weds": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6,
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
}  # fmt: skip
_A_DAY = rf"(?:{'|'.join(sorted(_WEEK, key=len, reverse=True))})s?"
_DAYS = (
    r"(?P<days>(?:the )?(?:weekdays?|work ?days?|working days?|week days|weekends?|week-ends?)"
    rf"|{_A_DAY}(?: ?(?:to|-|till|until|through) ?{_A_DAY}|(?:(?:,| and|, and| or|) {_A_DAY})*))"
)
_SUBJECT = (
    r"(?:(?:please|can you|could you|me|us|to|with|the|my|any|all|for|send|sending|give|have|get|want|i|i'd like|nudge|"
    r"nudges|nudging|remind|reminders?|reminding|message|messages|messaging|text|texts|texting|write|writing|anything|"
    rf"ask|asking|questions?|check-?\s?ins?|{_ONE_KIND}|notifications?|bother|disturb|contact|and|or) )*"
)
_OFF_DAYS = re.compile(
    rf"^(?:(?:no|not|don't|dont|do not|never|stop|nothing|skip|without|leave me alone|leave out) {_SUBJECT}"
    rf"(?:(?:on|at|in|during|over) )?{_DAYS}|(?:i want |give me |have |take )?{_DAYS.replace('days>', 'off>')} off)$"
)
_ON_DAYS = re.compile(
    rf"^(?:(?:only|just) {_SUBJECT}(?:(?:on|at|during) )?{_DAYS}"
    rf"|{_SUBJECT}(?:only |just )+(?:(?:on|at|during) )?{_DAYS.replace('days>', 'just>')}"
    rf"|{_SUBJECT}(?:(?:on|at|during) )?{_DAYS.replace('days>', 'alone>')} only)$"
)
_EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)
_OF_CHECK_IN = re.compile(r"\b(?:ask|asking|questions?|check-?\s?ins?)\b")
_OF_NUDGES = re.compile(rf"\b(?:{_ONE_KIND}|nudg\w+|remind\w*)\b")
_RARELY = re.compile(
    r"^(?:(?:can|could|you|please|only|just|ask|check|check-in|message|write|text|nudge|me|to|with|in|i'd|like|i|want|do|"
    r"it|this|the|my|checkins?|check-ins?|questions?|a|make|be) )*"
    r"(?:every (?:other|second|third|few|2|3|two|three) days?|(?:once|twice|(?:one|two|three|[1-6]) times?)"
    r"(?: a| per| each| every)? week|weekly|once a fortnight|every (?:week|fortnight)|less often|not (?:so|that) often|"
    r"not every ?day)(?: (?:is (?:enough|plenty|fine)|only|instead|please|at most|would be (?:better|enough)))*$"
)
"""The check-in on some days only."""


def _days_wanted(words: str) -> Change | None:
    """Read "only on weekdays" and "no stretching at the weekend"; the check-in itself comes each day."""
    found = _OFF_DAYS.match(words) or _ON_DAYS.match(words)
    if found is None:
        return Told("changed.every_day") if _RARELY.match(words) else None
    named = next(each for name, each in found.groupdict().items() if each)
    days = _weekdays(named)
    if _OFF_DAYS.match(words):
        days = tuple(day for day in _EVERY_DAY if day not in days)
    if _OF_CHECK_IN.search(words) and not _OF_NUDGES.search(words):
        return Told("changed.every_day")
    kinds = frozenset(kind for kind, names in _OF_KIND.items() if re.search(rf"\b(?:{names})\b", words))
    return OnDays(kinds or frozenset(Kind), days) if days else None


def _weekdays(named: str) -> tuple[int, ...]:
    if "end" in named:
        return (5, 6)
    if "work" in named or "week" in named:
        return (0, 1, 2, 3, 4)
    each = [_WEEK[word if word in _WEEK else word.removesuffix("s")] for word in re.findall(_A_DAY, named)]
    if len(each) == 2 and re.search(r"\b(?:to|till|until|through)\b|-", named):
        return tuple(sorted((each[0] + step) % 7 for step in range((each[1] - each[0]) % 7 + 1)))
    return tuple(sorted(set(each)))


def nudges_wanted(words: str) -> Change | None:
    """Return what ``words`` as a whole want changed about nudges, or None."""
    days = _days_wanted(words)
    return days if days is not None else _how_many(words) or _of_one_kind(words) or _turned(words)


def _how_many(words: str) -> AtMost | None:
    enough = _ENOUGH.match(words)
    if enough:
        return AtMost(_number(enough["n"] or ("twice" if "twice" in words else "once")))
    most = _MOST.match(words)
    return AtMost(_number(most["n"] or most["m"])) if most else None


def _of_one_kind(words: str) -> Change | None:
    """Read "remind me to drink three times a day" and "i don't like the breathing ones"."""
    often, disliked = _TIMES_A_DAY.match(words), _DISLIKED.match(words)
    named = (often["named"] or often["called"]) if often else disliked["named"] if disliked else ""
    kinds = _kinds(named)
    if len(kinds) != 1:
        return None
    kind = next(iter(kinds))
    return Often(kind, _number(often["n"].split()[0])) if often else OpenKind(kind)


def _turned(words: str) -> Kinds | None:
    for pattern, on in _ALL_TURNED:
        if pattern.match(words):
            return Kinds(frozenset(Kind), on)
    for pattern, on in _TURNED:
        found = pattern.match(words)
        if found and (re.search(_NUDGES, words) or not _NOT_OF_ITSELF.match(words)):
            return Kinds(_kinds(found["named"]), on)
    return None


def _number(word: str) -> int:
    return _COUNTS.get(word) or int(word)


def _kinds(named: str) -> frozenset[Kind]:
    words = re.split(r",? and |,? or |, ", named)
    return frozenset(kind for kind, names in _OF_KIND.items() if any(re.fullmatch(names, each) for each in words))
