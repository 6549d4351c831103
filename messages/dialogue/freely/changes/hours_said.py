"""Hours set in a sentence: of the check-in, of the quiet time, and until when the check-in shall wait."""

from __future__ import annotations

import re

from messages.dialogue.freely.changes.model import AskAt, Change, CheckInAt, OpenPage, QuietEnd, QuietFrom
from messages.moments import hours_of, windows_of

CHECK_IN = r"(?:check-?\s?ins?|daily (?:minute|check|questions?))"
_EVER = r"(?:,? (?:every ?day|each day|daily|from now on|instead|in future|always|from tomorrow(?: on)?|from today))*"
_CHECK_IN_AT = (
    re.compile(
        r"^(?:change|move|set|put|make|have|do|shift|switch|start|send|get|i want|i'd like|i would like|i'd prefer|"
        rf"i prefer|i need)(?: me| to have)?(?: my| the| a)?(?: daily)? {CHECK_IN}(?: time| hour)?"
        rf"(?: to be)?(?: to| at| for| by| around| about)* (?P<hour>.+?){_EVER}$"
    ),
    re.compile(
        rf"^(?:my |the |daily )*{CHECK_IN}(?: with me| on me| me)?(?: time| hour)?"
        rf"(?: to| at| for| by| around| about| is| should be| shall be)*[ :]+(?P<hour>.+?){_EVER}$"
    ),
    re.compile(
        r"^(?:ask|check|write|message|text|ping)(?: in)?(?: on| with| to)? ?me(?: my questions| the questions)?"
        r" (?:at|around|about|by) (?P<hour>.+?)"
        r",? (?:every ?day|each day|daily|from now on|instead|in future|always|from tomorrow(?: on)?)$"
    ),
)  # fmt: skip
_SUITS = (
    re.compile(
        r"^(?:can you |could you |please )*(?P<hour>.+?) (?:would be|is|'s|suits me|works|would suit me|would work)"
        r"(?: a bit| much)? ?(?:better|best|easier)?(?: for me| for the check-?in)*$"
    ),
    re.compile(r"^(?:i prefer|i'd prefer|i would prefer|better at|make it|rather at) (?P<hour>.+)$"),
)
_BETTER = re.compile(r"\b(?:better|best|easier|suits?|prefer|works)\b")
_END_OF_QUIET = re.compile(
    r"^(?:(?:please )?(?:no|don't|dont|do not|never|not|nothing|stop|leave me (?:alone|in peace))"
    r"(?: (?:send|sending|write|writing|message|messages|messaging|text|texting|texts|disturb|bother|ping|pinging|"
    r"contact|nudge|nudges|nudging|remind|reminding|reminders|anything|notifications?|to|me|us|any|more|please|wake))*)"
    r" (?P<which>before|after|until|till|past|from) (?P<hour>.+)$"
)
_ASK_AT = re.compile(
    r"^(?:ask|remind|check|message|text|write|ping|try|come back)(?: me| in| with| to| back| again| on)*"
    r" (?P<when>(?:at|around|about|by|this|after|tonight|later this|later today at) ?.*)$"
)
_ASKS = ("ask", "check", "message", "text", "write")
"""What is asked for at an hour with one of these is the check-in, also while none is open."""
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


def hours_wanted(words: str) -> Change | None:
    """Return the hour or hours that ``words`` as a whole want set, or None."""
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
    found = _END_OF_QUIET.match(words)
    if found and (hours := hours_of(found["hour"])):
        return QuietEnd(hours, before=found["which"] in ("before", "until", "till"))
    for pattern in _SUITS:
        found = pattern.match(words)
        if found and _BETTER.search(words) and (hours := hours_of(found["hour"])):
            return CheckInAt(hours)
    found = _ASK_AT.match(words)
    if found:
        when = found["when"].strip()
        hours = (_SOON[when],) if when in _SOON else hours_of(when)
        daily = words.startswith(_ASKS) and when not in _SOON
        return AskAt(hours, daily=daily) if hours else None
    return None
