"""What a sentence wants changed: "check in at 7pm", "quiet from 11pm to 6:30am", "no more drinks nudges".

The whole text must be the wish: every word of it belongs there, so that no report is ever taken for one.
"""

from __future__ import annotations

import re
from datetime import date

from messages.dialogue.freely.changes.hours_said import CHECK_IN, hours_wanted
from messages.dialogue.freely.changes.model import Change, NotToday, OpenPage, SetTo, Sound, TakeBack, Told
from messages.dialogue.freely.changes.moving import moving
from messages.dialogue.freely.changes.nudges_said import nudges_wanted
from messages.dialogue.freely.plain_words import LONGEST, simple, without_courtesy

_SOUND_OFF = re.compile(
    rf"^(?:silent|quiet|mute|silence)(?: my| the| daily)* {CHECK_IN}$|"
    rf"^(?:make |set )?(?:my |the |daily )*{CHECK_IN} (?:silent|quiet|without sound|with no sound|without a sound|"
    rf"without ringing)$|^(?:turn off|switch off|no) (?:the )?sound (?:for|of|on|with) (?:my |the )?{CHECK_IN}$"
)
_SOUND_ON = re.compile(
    rf"^unmute(?: my| the)? {CHECK_IN}$|^(?:make |set )?(?:my |the )*{CHECK_IN} (?:loud|with sound|with a sound)$|"
    rf"^(?:turn on|switch on) (?:the )?sound (?:for|of|on|with) (?:my |the )?{CHECK_IN}$"
)
_RINGS = re.compile(
    r"^(?:(?:make it|be|come|send it|send them) )?(?:silent|silently|without (?:a )?(?:sound|noise)|with no sound|"
    r"quietly)$|^(?:no|turn off the|turn the|switch the|switch off the|mute the|stop the)"
    r" (?:sounds?|noise|ringing|ringer)(?: off)?$"
    r"|^(?:don't|dont|do not|stop) (?:ring|ringing|beep|beeping|buzz|buzzing|make (?:a )?(?:sound|noise))(?: me)?$"
    r"|^(?P<on>(?:turn|switch) (?:on the (?:sound|ringing)|the sound (?:back )?on)|(?:with|make a) sound|"
    r"(?:make it )?ring(?: please)?)$"
)
_LESS_TEXT = re.compile(
    r"^(?:(?:you |please |can you |could you )*(?:talk|write|say|type) (?:too much|so much|a lot|less|shorter)"
    r"|(?:(?:send |write |make |i want |use |can you make |could you make )*(?:the |your |it |them |me )*)"
    r"(?:shorter|briefer|less long|smaller)(?: (?:messages|answers|texts|replies|sentences|please))*"
    r"|(?:the |your )?(?:messages|texts|answers|replies|it|that|this)?(?: (?:are|is)|'s|'re)? ?(?:too|so|very)"
    r" (?:long|wordy)(?: (?:messages|texts))?(?: for me)?"
    r"|(?:please )?keep (?:it|them|this) (?:short|shorter|brief|simple)"
    r"|(?:can you |could you )?be (?:briefer|brief|shorter|short|more brief|more concise)"
    r"|less (?:text|words|writing|talk|talking|chat|waffle)|fewer words"
    r"|(?:too|so) (?:much|many) (?:text|reading|words|writing|talking|waffle|to read)"
    r"|get to the point|short version|tl;?dr|tldr)$"
)
_NOT_THAT_QUESTION = re.compile(
    r"^(?:(?:i )?(?:don't|dont|do not) (?:take|have|use|want)[a-z ]*?[,.]? (?:so )?)?"
    r"(?:stop|quit|don't|dont|do not|no more|never|please stop|can you stop)(?: ask(?:ing)?| questions)?(?: me)?"
    r"(?: (?:questions )?(?:about|for|how))(?: (?:my|the|is|was|i))*"
    r" (?:mood|moods|feelings|tablets?|pills?|meds|medicines?|medication|painkillers|sleep|slept|nights?|feel)"
    r"(?: again)?$|^i (?:don't|dont|do not) take (?:any )?(?:tablets|pills|meds|medicines?|painkillers)[,.]?"
    r" (?:so )?(?:stop|don't|dont) ask(?:ing)?(?: me)?$"
)
_SETTABLE = {"age": "age", "country": "country", "sex": "sex", "gender": "sex", "language": "language"}
_SET_TO = (
    re.compile(
        rf"^(?:change|set|update|correct|fix|make|put)(?: my| the)? (?P<what>{'|'.join(_SETTABLE)})(?: to| as| is)+"
        r" (?P<value>.{1,40})$"
    ),
    re.compile(rf"^my (?P<what>{'|'.join(_SETTABLE)}) is(?: now)? (?P<value>[^?]{{1,40}})$"),
    re.compile(
        r"^(?:i'm|im|i am|i've|ive|i have|i)(?: now| just)* turn(?:ed)? (?P<age>\d{2,3})(?: now| today| yesterday)*$"
    ),
    re.compile(
        r"^(?:i'm|im|i am|my age is|aged)(?: now| already)*"
        r" (?P<age>(?:5[0-9]|[6-8]\d|9[0-4])(?= ?$)|\d{2,3}(?= (?:year|yr|yo)))"
        r"(?: (?:years?|yrs?)(?: of age| old)?| yo)?$"
    ),
)
_TODAY = re.compile(
    rf"^(?:(?:i'll |i will |i'd like to |i want to |let's |let me )?(?:skip|leave out|miss|cancel)"
    rf"(?: (?:it|this|that|my|the))?(?: {CHECK_IN})?(?: (?:for|out))* today(?:'?s(?: {CHECK_IN}| one)?)?"
    rf"|(?:skip|cancel|leave out) (?:my |the |this )?{CHECK_IN}|no {CHECK_IN} today|no questions today|not today"
    rf"|(?:i )?(?:don't|dont|do not) want (?:to do )?(?:it|this|the {CHECK_IN}|a {CHECK_IN}|questions) today)$"
)
_TAKE_BACK = re.compile(
    r"^(?:delete|remove|undo|erase|take out|cancel|scratch|ignore|forget|unsend|take back)(?: what i said in)?"
    r"(?: my| the| that| this)?(?: (?:very )?last| latest| previous)? (?:message|note|entry|log entry)"
    r"(?: i (?:sent|wrote))?"
    r"(?: from (?:my|the) log| again)?$"
    r"|^(?:delete|remove|undo|erase|scratch|ignore|forget|unsend|take back) (?:what|everything|the thing|that thing) i"
    r"(?:'ve)?(?: just| last)? (?:said|wrote|written|typed|sent|put)(?: just now)?$"
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
    for words in dict.fromkeys((*_without_thanks(text), *without_courtesy(text))):
        found = hours_wanted(words) or nudges_wanted(words) or _rest(words)
        if found is not None:
            return found
    return moving(text, today)


def _without_thanks(text: str) -> list[str]:
    """Return the words with "please" and "thanks" taken off their ends only: the "no" of "no more drinks" stays."""
    words = simple(text)
    return [words, _PLEASE.sub("", words).strip(" ,.!")]


def _rest(words: str) -> Change | None:
    rings = _RINGS.match(words)
    if rings:
        return Sound(on=bool(rings["on"]))
    if _LESS_TEXT.match(words):
        return Told("changed.shorter")
    if _NOT_THAT_QUESTION.match(words):
        return Told("changed.may_skip")
    if _SOUND_OFF.match(words) or _SOUND_ON.match(words):
        return Sound(on=bool(_SOUND_ON.match(words)))
    if _TODAY.match(words):
        return NotToday()
    if _TAKE_BACK.match(words):
        return TakeBack()
    page = _PAGE.match(words) or _WRONG.match(words)
    if page and page["what"] in _PAGES:
        return OpenPage(_PAGES[page["what"]])
    found = next((match for pattern in _SET_TO if (match := pattern.match(words))), None)
    if found is None:
        return None
    held = found.groupdict()
    if "age" in held:
        return SetTo("age", held["age"])
    return SetTo(_SETTABLE[held["what"]], held["value"], asked=found.re is _SET_TO[0])
