"""Answers to a warning that tell of no help: turned away on the phone, only their own doctor called, not going."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from messages.dialogue.escalation.alert import show
from messages.dialogue.escalation.alert.later import anew
from messages.dialogue.escalation.words import reasons
from messages.dialogue.escalation.words.kinds import Kind
from messages.dialogue.escalation.words.lines import params
from messages.dialogue.escalation.words.standing import standing_line
from messages.dialogue.escalation.words.warning import apart, gravest, kind_for
from messages.dialogue.scene import Scene
from messages.effects import Lane, Say
from messages.memory import Alert, AlertState

_BY_PHONE = re.compile(
    r"\b(?:said|say|says|told|tells|thinks?|thought|reckons?|worried|concerned|video|online|consult)\b"
)
HANDS_ON = frozenset({Kind.AMB, Kind.ED, Kind.ED_CES})
"""For these nobody can judge on the phone whether it may wait."""
_BODY = HANDS_ON | {Kind.MAT, Kind.POISON}
_TODAY = frozenset({Kind.DAY_CLIN, Kind.DAY_ONC, Kind.DAY_EYE, Kind.DAY_PHARM, Kind.DAY_MAT})
TEXTS = {
    "not_seen": "escalation.not_seen",
    "own_doctor": "escalation.own_doctor",
    "wont": "escalation.please_go",
    "sent": "escalation.sent_there",
    "same": "escalation.still_there",
}
"""What is said to each of these answers."""


def _not_seen(kind: Kind, text: str) -> str:
    """Told off on the phone, or turned away: no check where somebody must be examined, else perhaps one."""
    if kind in HANDS_ON:
        return "not_seen"
    return "checked" if kind in _BODY | _TODAY and _BY_PHONE.search(text.casefold()) else _stuck(kind)


def _stuck(kind: Kind) -> str:
    return "" if kind is Kind.HARM else "stuck"


BY_KIND: Mapping[str, Callable[[Kind, str], str]] = {
    "with_someone": lambda kind, text: "going" if kind.crisis else "",
    "stranded": lambda kind, text: "stranded" if kind in _BODY else _stuck(kind),
    "not_seen": _not_seen,
    "own_doctor": lambda kind, text: "own_doctor" if kind in _BODY else "" if kind is Kind.HARM else "going",
    "slow": lambda kind, text: "" if kind is Kind.HARM else "waiting",
    "wont": lambda kind, text: "wont" if kind in _BODY | _TODAY else "",
    "sent": lambda kind, text: "sent" if kind in _BODY | _TODAY else "",
    "same": lambda kind, text: "same" if kind in _BODY | _TODAY else "",
}
"""Answers that mean something else under another warning, or nothing."""


def answered(scene: Scene, alert: Alert, choice: str) -> None:
    """Say what to do now, aloud; whoever has no help gets the repeats anew, and nothing is closed."""
    if choice != "same" or alert.state is not AlertState.ACTING:
        anew.unhelped(scene, alert)
    lead = gravest(alert.reasons)
    told = apart(kind_for(alert.reasons), alert.reasons)
    values = {
        "first": standing_line(scene, alert),
        "reason": reasons.named(scene, told),
        "because": reasons.because_of(lead.flag),
        **params(scene),
    }
    slot = f"remind:{alert.id}"
    scene.say(Say(TEXTS[choice], values, show.buttons(scene, alert), lane=Lane.URGENT, slot=slot, fresh=True))
