"""What a sentence wants changed: "check in at 7pm", "quiet from 11pm to 6:30am", "no more drinks nudges".

The whole text must be the wish: every word of it belongs there, so that no report is ever taken for one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from messages.content import Kind
from messages.dialogue.freely.changes.moving import Moving, moving
from messages.dialogue.freely.plain_words import LONGEST, simple, without_courtesy
from messages.moments import hours_of, windows_of


@dataclass(frozen=True, slots=True)
class CheckInAt:
    """The hour of the daily check-in: one, or the two that "at 7" may mean."""

    hours: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuietFrom:
    """The quiet hours, as they were typed; they may be the night or the day."""

    window: str


@dataclass(frozen=True, slots=True)
class Kinds:
    """These kinds of nudge are turned on or off."""

    kinds: frozenset[Kind]
    on: bool


@dataclass(frozen=True, slots=True)
class AtMost:
    """So many nudges a day."""

    nudges: int


@dataclass(frozen=True, slots=True)
class Sound:
    """The check-in rings, or does not."""

    on: bool


@dataclass(frozen=True, slots=True)
class NotToday:
    """Today's check-in is left out."""


@dataclass(frozen=True, slots=True)
class AskAt:
    """The open check-in waits until this hour of today."""

    hours: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TakeBack:
    """The last note is taken out of the log."""


@dataclass(frozen=True, slots=True)
class OpenPage:
    """A page of the settings is asked for."""

    page: str


Change = CheckInAt | QuietFrom | Kinds | AtMost | Sound | NotToday | AskAt | TakeBack | OpenPage | Moving

_CHECK_IN = r"(?:check-?\s?ins?|daily (?:minute|check|questions?))"
_EVER = r"(?:,? (?:every ?day|each day|daily|from now on|instead|in future|always|from tomorrow(?: on)?|from today))*"
_CHECK_IN_AT = (
    re.compile(
        r"^(?:change|move|set|put|make|have|do|shift|switch|start|send|get|i want|i'd like|i would like|i'd prefer|"
        rf"i prefer|i need)(?: me| to have)?(?: my| the| a)?(?: daily)? {_CHECK_IN}(?: time| hour)?"
        rf"(?: to be)?(?: to| at| for| by| around| about)* (?P<hour>.+?){_EVER}$"
    ),
    re.compile(
        rf"^(?:my |the |daily )*{_CHECK_IN}(?: with me| on me| me)?(?: time| hour)?"
        rf"(?: to| at| for| by| around| about| is| should be| shall be)*[ :]+(?P<hour>.+?){_EVER}$"
    ),
    re.compile(
        r"^(?:ask|check|write|message|text|ping)(?: in)?(?: on| with| to)? ?me(?: my questions| the questions)?"
        r" (?:at|around|about|by) (?P<hour>.+?)"
        r",? (?:every ?day|each day|daily|from now on|instead|in future|always|from tomorrow(?: on)?)$"
    ),
)  # fmt: skip
_ASK_AT = re.compile(
    r"^(?:ask|remind|check|message|text|write|ping|try|come back)(?: me| in| with| to| back| again| on)*"
    r" (?P<when>(?:at|around|about|by|this|after|tonight|later this|later today at) ?.*)$"
)
_SOON = {"tonight": "20:00", "this evening": "19:00", "later this evening": "20:00", "this afternoon": "15:00",
         "after lunch": "14:00", "after work": "18:00", "after dinner": "20:00", "after tea": "19:00"}  # fmt: skip
_PART_OF_DAY = frozenset(
    {"evening", "the evening", "in the evening", "evenings", "morning", "the morning", "in the morning", "mornings",
     "afternoon", "the afternoon", "in the afternoon", "later", "earlier", "another time", "a different time"}
)  # fmt: skip
_QUIETLY = (
    re.compile(
        r"^(?:(?:be|stay|keep|go|set|make|have|put|change|move)(?: it| my| the| me)? |my |the )?"
        r"(?:quiet|silent|silence|do not disturb|dnd|mute)(?: hours| time| me| everything)?(?: on)?"
        r"(?: (?:from|between|at|to|is|are))* (?P<window>.+)$"
    ),
    re.compile(
        r"^(?:no|don't|dont|do not|never|stop|nothing)(?: (?:send|sending|write|writing|message|messages|messaging|"
        r"text|texting|disturb|bother|ping|contact|nudge|nudges|nudging|remind|reminders|anything|notifications?|"
        r"to|me|us|any|more))* (?:from|between) (?P<window>.+)$"
    ),
    re.compile(r"^leave me (?:alone|in peace)(?: from| between)? (?P<window>.+)$"),
)
_OF_KIND = {
    Kind.STRETCHING: r"stretch(?:es|ing)?|exercises?|moves?|movement|walks?|walking",
    Kind.SLEEP: r"sleep(?:ing)?|bed ?times?",
    Kind.BREATHING: r"breath(?:s|e|ing)?|relaxing|relaxation",
    Kind.HYDRATION: r"drinks?|drinking|water|hydration|fluids?",
}
_ONE_KIND = rf"(?:{'|'.join(_OF_KIND.values())})"
_NAMED = rf"(?P<named>{_ONE_KIND}(?:(?:,| and| or|, and) {_ONE_KIND})*)"
_NUDGES = r"(?:nudg(?:es?|ing)|reminders?|tips?|prompts?|messages?|notifications?|ones|stuff|things)"
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
_COUNTS = {"one": 1, "two": 2, "three": 3, "four": 4, "once": 1, "twice": 2}
_MOST = re.compile(
    r"^(?:only|just|at most|max|maximum|not more than|no more than|limit (?:me |it |nudges )?to)"
    r"(?: (?:send|nudge|me|of))* (?P<n>[1-4]|one|two|three|four)(?: nudges?| reminders?| messages?)"
    r"(?: (?:a|per|each|every) day)(?: at most| max)?$"
    r"|^(?:send|give|nudge)(?: me)?(?: only| just| at most| max| no more than)+ (?P<m>[1-4]|one|two|three|four)"
    r"(?: nudges?| reminders?| messages?)?(?: (?:a|per|each|every) day)$"
)
_SOUND_OFF = re.compile(
    rf"^(?:silent|quiet|mute|silence)(?: my| the| daily)* {_CHECK_IN}$|"
    rf"^(?:make |set )?(?:my |the |daily )*{_CHECK_IN} (?:silent|quiet|without sound|with no sound|without a sound|"
    rf"without ringing)$|^(?:turn off|switch off|no) (?:the )?sound (?:for|of|on|with) (?:my |the )?{_CHECK_IN}$"
)
_SOUND_ON = re.compile(
    rf"^unmute(?: my| the)? {_CHECK_IN}$|^(?:make |set )?(?:my |the )*{_CHECK_IN} (?:loud|with sound|with a sound)$|"
    rf"^(?:turn on|switch on) (?:the )?sound (?:for|of|on|with) (?:my |the )?{_CHECK_IN}$"
)
_TODAY = re.compile(
    rf"^(?:(?:i'll |i will |i'd like to |i want to |let's |let me )?(?:skip|leave out|miss|cancel)"
    rf"(?: (?:it|this|that|my|the))?(?: {_CHECK_IN})?(?: (?:for|out))* today(?:'?s(?: {_CHECK_IN}| one)?)?"
    rf"|(?:skip|cancel|leave out) (?:my |the |this )?{_CHECK_IN}|no {_CHECK_IN} today|no questions today|not today"
    rf"|(?:i )?(?:don't|dont|do not) want (?:to do )?(?:it|this|the {_CHECK_IN}|a {_CHECK_IN}|questions) today)$"
)
_TAKE_BACK = re.compile(
    r"^(?:delete|remove|undo|erase|take out|cancel|scratch|ignore|forget|unsend|take back)(?: what i said in)?"
    r"(?: my| the| that| this)?(?: (?:very )?last| latest| previous)? (?:message|note|entry|log entry)"
    r"(?: i (?:sent|wrote))?"
    r"(?: from (?:my|the) log| again)?$"
    r"|^(?:take|get|delete|remove) (?:that|this|it) (?:out of|from|off) (?:my |the )?log(?: again)?$"
)
_PAGES = {
    "country": "country", "time zone": "zone", "timezone": "zone", "clock": "zone", "age": "age", "sex": "sex",
    "gender": "sex", "quiet hours": "quiet", "quiet time": "quiet", "language": "language", "time": "hour",
    "hour": "hour", "check-in time": "hour", "check in time": "hour", "checkin time": "hour", "check-in": "hour",
    "check in": "hour", "checkin": "hour", "check-in hour": "hour",
}  # fmt: skip
_PAGE = re.compile(
    r"^(?:(?:how|where) (?:do|can|could|would|should) (?:i|you|we) (?:change|set|edit|update|correct|fix|alter)|"
    r"(?:i want|i need|i'd like) to (?:change|set|edit|update|correct|fix)|"
    r"(?:change|edit|update|correct|fix)|how to (?:change|set|edit|update))(?: my| the| your)? (?P<what>[a-z -]+)\??$"
)
_WRONG = re.compile(r"^(?:my |the |you have my |you got my )(?P<what>[a-z -]+?) (?:is |are )?wrong$")

_PLEASE = re.compile(
    r"^(?:please|pls|plz|hi|hey|hello|ok|okay|can you|could you|and|also|so)[ ,]+|"
    r"[ ,]+(?:please|pls|plz|thanks|thank you|thx|ok|okay|from now|today|bot|mate|xx?)$"
)


def wanted(text: str, today: date) -> Change | None:
    """Return what ``text`` as a whole wants changed, or None. ``today`` is the person's local date."""
    if len(text) > LONGEST:
        return None
    for words in (*_without_thanks(text), *without_courtesy(text)):
        found = _hours(words) or _nudges(words) or _rest(words)
        if found is not None:
            return found
    return moving(text, today)


def _without_thanks(text: str) -> list[str]:
    """Return the words with "please" and "thanks" taken off their ends only: the "no" of "no more drinks" stays."""
    words = simple(text)
    return [words, _PLEASE.sub("", words).strip(" ,.!")]


def _hours(words: str) -> Change | None:
    for pattern in _CHECK_IN_AT:
        found = pattern.match(words)
        if found and (hours := hours_of(found["hour"])):
            return CheckInAt(hours)
        if found and found["hour"] in _PART_OF_DAY:
            return OpenPage("hour")
    for pattern in _QUIETLY:
        found = pattern.match(words)
        if found and windows_of(found["window"]):
            return QuietFrom(found["window"])
    found = _ASK_AT.match(words)
    if found:
        when = found["when"].strip()
        hours = (_SOON[when],) if when in _SOON else hours_of(when)
        return AskAt(hours) if hours else None
    return None


def _nudges(words: str) -> Change | None:
    most = _MOST.match(words)
    if most:
        count = most["n"] or most["m"]
        return AtMost(_COUNTS.get(count) or int(count))
    for pattern, on in _ALL_TURNED:
        if pattern.match(words):
            return Kinds(frozenset(Kind), on)
    for pattern, on in _TURNED:
        found = pattern.match(words)
        if found and (re.search(_NUDGES, words) or not _NOT_OF_ITSELF.match(words)):
            return Kinds(_kinds(found["named"]), on)
    return None


def _kinds(named: str) -> frozenset[Kind]:
    words = re.split(r",? and |,? or |, ", named)
    return frozenset(kind for kind, names in _OF_KIND.items() if any(re.fullmatch(names, each) for each in words))


def _rest(words: str) -> Change | None:
    if _SOUND_OFF.match(words) or _SOUND_ON.match(words):
        return Sound(on=bool(_SOUND_ON.match(words)))
    if _TODAY.match(words):
        return NotToday()
    if _TAKE_BACK.match(words):
        return TakeBack()
    page = _PAGE.match(words) or _WRONG.match(words)
    return OpenPage(_PAGES[page["what"]]) if page and page["what"] in _PAGES else None
