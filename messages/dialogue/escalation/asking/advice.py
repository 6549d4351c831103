"""What is not urgent but should be seen: SOON within days, ROUTINE at an ordinary visit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from messages.buttons import Button
from messages.cadence import next_occurrence
from messages.dialogue.escalation.alert import opening
from messages.dialogue.escalation.asking import question
from messages.dialogue.escalation.talk import NAME, keep, talk
from messages.dialogue.escalation.words import lines, reasons
from messages.dialogue.escalation.words.kinds import OF_MOOD
from messages.dialogue.scene import Scene
from messages.effects import Choice, Lane, Rows, Say
from messages.triage.judging.judge import LEARNED
from messages.triage.vocabulary import Answer, Finding, Level, Verdict

KEY = "soon"
"""Agenda key, under the topic ``followup``, of the question about what should be seen soon."""
ASK_AGAIN = timedelta(days=2)
"""SOON is asked after again in two days (reference 1.1)."""
SAID_LATELY = timedelta(days=2)
MORNING = "10:00"
ASK_DIRECTLY = frozenset({"mh_not_coping", "mh_phq2_pos"})
"""Low mood and "cannot cope" always lead to the direct question (reference 1.3 M and 2.8, point 8)."""
_ASKED_LATELY = timedelta(hours=24)


def advise(scene: Scene, verdict: Verdict, *, again: bool = True) -> None:
    """Say what a SOON or ROUTINE finding asks for: what to book, by when, and what would make it urgent.

    Without ``again`` nothing is said of what was advised on lately. Under a warning, which is graver,
    nobody hears of weeks: they are reminded of it.
    """
    found = [each for each in verdict.findings if Level.ROUTINE <= each.level <= Level.SOON]
    fresh = [each for each in found if each.fresh] or found
    if not fresh:
        return None
    if any(each.flag in ASK_DIRECTLY for each in fresh) and not _asked_lately(scene):
        return question.safety_question(scene, "mh_suicide_thoughts")
    alert = scene.open_alert
    if alert is not None and scene.on_hold:
        return opening.remind(scene, alert) if again else None
    if all(_said_lately(scene, each) for each in fresh):
        return scene.say(Say("escalation.advice_again", lines.params(scene))) if again else None
    lead = max(fresh, key=lambda each: each.level)
    _say(scene, lead, fresh)
    return remember_advice(scene, fresh)


def remember_advice(scene: Scene, found: Sequence[Finding]) -> None:
    """Note what was advised, and ask in two days how it stands with anything that should be seen soon."""
    keep(scene, advised={**talk(scene).advised, **{each.flag: scene.now for each in found}})
    if any(each.level == Level.SOON for each in found):
        _plan(scene)


def _plan(scene: Scene) -> None:
    after = scene.now + ASK_AGAIN - timedelta(hours=12)
    scene.plan("followup", KEY, next_occurrence(after, MORNING, scene.person.zone))


def _say(scene: Scene, lead: Finding, fresh: Sequence[Finding]) -> None:
    key = f"escalation.{advice_on('soon' if lead.level == Level.SOON else 'routine', fresh)}"
    named = reasons.findings_in_words(scene, fresh)
    # What only the learned reader hears is urgent in some way, but it is not sure in which.
    because = (
        lines.words(scene, "escalation.because_perhaps") if lead.source == LEARNED else reasons.because_of(lead.flag)
    )
    values = {"reason": named, "because": because, **lines.params(scene)}
    scene.say(Say(key, values, ((Choice("escalation.check_now", Button("se", "", "start", "")),),)))


def advice_on(name: str, found: Sequence[Finding]) -> str:
    """Return the name of the advice: of low mood alone another one, with a line to call in it; beside the body, too."""
    of_mood = {each.flag in OF_MOOD for each in found if each.level >= Level.ROUTINE}
    if True not in of_mood:
        return name
    return f"{name}_mood" if False not in of_mood else f"{name}_both"


def _asked_lately(scene: Scene) -> bool:
    facts = (each for each in scene.case.facts if each.flag in question.DIRECT_FLAGS)
    given = (each for each in facts if each.answer is not Answer.DECLINED)
    return any(scene.now - each.at < _ASKED_LATELY for each in given)


def _said_lately(scene: Scene, finding: Finding) -> bool:
    last = talk(scene).advised.get(finding.flag)
    return last is not None and scene.now - last < SAID_LATELY


def due(scene: Scene) -> None:
    """Two days later: is it booked, the same, or worse? Waits for a pause, a stop or an open warning."""
    advised = talk(scene).advised
    if not advised or scene.open_alert is not None or scene.person.stopped or not scene.person.reachable:
        return
    paused = scene.person.paused_until
    if paused is not None and scene.today < paused:
        return
    flag = max(advised, key=lambda each: advised[each])
    rows: Rows = (
        (
            Choice("escalation.soon_booked", Button(NAME, "", "soon", "booked")),
            Choice("escalation.soon_gone", Button(NAME, "", "soon", "gone")),
        ),
        (Choice("escalation.soon_same", Button(NAME, "", "soon", "same")),),
        (Choice("escalation.worse", Button(NAME, "", "soonworse", flag), style="danger"),),
    )
    values = {"reason": reasons.short_of(scene, flag)}
    scene.say(Say("escalation.soon_question", values, rows, lane=Lane.NUDGE, slot="soon", fresh=True, silent=True))


def answered(scene: Scene, choice: str) -> None:
    """Take how it stands with a visit that should be booked."""
    if choice == "same":
        _plan(scene)
    else:
        scene.unplan("followup", KEY)
    key = {"booked": "escalation.soon_good", "gone": "escalation.soon_gone_reply"}.get(choice, "escalation.soon_still")
    scene.say(Say(key, lines.params(scene), slot="soon"))
