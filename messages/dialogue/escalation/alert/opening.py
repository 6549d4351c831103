"""A verdict becomes a warning: a new one, a graver one, or a short reminder of the one that is open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from messages.buttons import Button
from messages.dialogue.escalation.alert import show
from messages.dialogue.escalation.alert.answers import crisis, kindly
from messages.dialogue.escalation.alert.later import followup, ladder
from messages.dialogue.escalation.asking import general
from messages.dialogue.escalation.asking.phrases import says_anew
from messages.dialogue.escalation.talk import NAME, keep, talk
from messages.dialogue.escalation.words import lines, reasons
from messages.dialogue.escalation.words.kinds import OF_DYING, Kind
from messages.dialogue.escalation.words.quoting import quoted
from messages.dialogue.escalation.words.standing import standing_line
from messages.dialogue.escalation.words.warning import gravest, gravest_first, kind_for
from messages.dialogue.scene import Scene
from messages.effects import Choice, Lane, Say
from messages.memory import Alert, AlertReason, AlertState
from messages.triage.vocabulary import Channel, Finding, Level, Question, Status, Verdict

QUIET_AFTER_CHECK = timedelta(days=14)
"""``already_assessed``: a repeat at the same severity is only a reminder for so long (reference 1.4)."""
REMIND_AGAIN = timedelta(minutes=30)
"""A repeat of what an open warning covers rings at most this often."""
NEWS_RINGS_AGAIN = timedelta(minutes=1)
"""A new sign rings so soon after the last; two in one breath ring once."""
_STEM = 4
"""Letters that "weak" and "weaker" share."""
_WORD = re.compile(r"[a-z']{4,}")
_NO_SIGN = frozenset(
    ["still", "today", "again", "since", "really", "very", "with", "when", "have", "been", "this", "that", "feel",
     "feels", "feeling", "just", "about", "also", "more", "both", "they", "them", "there", "some", "bit", "getting"]
)  # fmt: skip
WORSE = "followup:worse"
STRANDED = "followup:stranded"


def raise_alert(scene: Scene, verdict: Verdict) -> None:
    """Say at once, louder than anything else, what to do about ``verdict``, and keep at it.

    What an open warning covers already only gets a reminder; what a clinician checked
    gets one too, unless it is new or worse.
    """
    found = _pressing(verdict)
    own = [each for each in found if each.status is not Status.OTHER_PERSON and not verdict.about_other]
    others = [each for each in found if each not in own]
    if not found:
        general.general_question(scene, "common.stumbled")
    if own:
        _own(scene, own, verdict.rules_version)
    if others:
        show.show_for_another(scene, reasons.as_told(scene, others))


def _pressing(verdict: Verdict) -> list[Finding]:
    grave = [each for each in verdict.findings if each.level >= Level.SAME_DAY]
    return [each for each in grave if each.fresh] or grave


def _own(scene: Scene, found: Sequence[Finding], rules_version: str) -> None:
    unchecked = [each for each in found if not checked_lately(scene, each)]
    current = scene.open_alert
    if not unchecked:
        _remind_of_check(scene, found)
    elif current is None:
        _open(scene, reasons.as_told(scene, unchecked), rules_version)
    else:
        _add(scene, current, reasons.as_told(scene, unchecked), rules_version)


def _without_words(scene: Scene, alert: Alert) -> Alert:
    """Before consent only the ids of the rules are stored, not what was said."""
    if scene.person.consent_version is not None:
        return alert
    bare = tuple(each.model_copy(update={"words": ""}) for each in alert.reasons)
    return alert.model_copy(update={"reasons": bare})


def _open(scene: Scene, found: Sequence[AlertReason], rules_version: str) -> None:
    lead = gravest(found)
    alert = Alert(
        id=scene.new_id(),
        level=lead.level,
        channel=lead.channel,
        opened_at=scene.now,
        reasons=tuple(found),
        rules_version=rules_version,
    )
    _begin(scene, ladder.restart(alert, scene.now, scene.person.zone), found)


def _add(scene: Scene, current: Alert, found: Sequence[AlertReason], rules_version: str) -> None:
    new = [each for each in found if not covered(current, each)]
    if not new:
        if any(each.channel is Channel.CRISIS for each in found) or kind_for(current.reasons).mind:
            return hear_despair(scene, current)
        if kind_for(current.reasons) is Kind.HARM:
            return kindly.again_at_home(scene, current)
        return remind(scene, current, _told_anew(current, found))
    flags = {each.flag for each in new}
    every = tuple(gravest_first([*new, *(each for each in current.reasons if each.flag not in flags)]))
    lead = gravest(every)
    graver = current.model_copy(
        update={
            "level": lead.level,
            "channel": lead.channel,
            "reasons": every,
            "rules_version": rules_version or current.rules_version,
            "disputed": tuple(flag for flag in current.disputed if flag not in flags),
        }
    )
    return _begin(scene, ladder.restart(graver, scene.now, scene.person.zone), new)


def _begin(scene: Scene, alert: Alert, new: Sequence[AlertReason]) -> None:
    """Say it first, then write it down and plan its repeats."""
    from messages.dialogue import habits  # habits ask this package whether to hold

    show.show(scene, alert, new)
    stored = _without_words(scene, alert)
    scene.keep_alert(stored)
    followup.forget(scene, alert)
    ladder.climb(scene, alert)
    habits.hold(scene)
    scene.focus(NAME)
    if scene.person.country is None:
        general.ask_where(scene)
    if any(each.channel is Channel.CRISIS for each in new):
        crisis.begin(scene, stored)
    if any(each.channel is Channel.POISON for each in new):
        crisis.ask_intent(scene, stored)


def reopen(scene: Scene, alert: Alert, new: Sequence[AlertReason] = ()) -> None:
    """Open a warning again: they need help after all, or it got worse."""
    _begin(scene, ladder.restart(alert, scene.now, scene.person.zone), new)


def worse(scene: Scene, alert: Alert) -> None:
    """It got worse: what could wait until today can't wait any more (reference 2.2, SAME_DAY)."""
    lead = gravest(alert.reasons)
    if lead.level >= Level.EMERGENCY_NOW:
        return reopen(scene, alert)
    graver = lead.model_copy(update={"level": int(Level.EMERGENCY_NOW), "channel": Channel.ED, "rule": WORSE})
    return _add(scene, alert, [graver], alert.rules_version)


def stranded(scene: Scene, alert: Alert) -> None:
    """They cannot get to the door: an ambulance has to come to them, whatever way there was before (reference 2.2)."""
    lead = gravest(alert.reasons)
    sent = lead.model_copy(update={"level": int(Level.EMERGENCY_NOW), "channel": Channel.AMB, "rule": STRANDED})
    if covered(alert, sent):
        return reopen(scene, alert)
    return _add(scene, alert, [sent], alert.rules_version)


def raise_flag(scene: Scene, flag: str, words: str, rule: str, level: Level, channel: Channel) -> None:
    """Raise a warning about one flag by a rule of the dialogue's own."""
    row = reasons.row(flag)
    finding = Finding(
        flag=flag,
        words=words,
        rule=rule,
        source=", ".join(row.sources) if row else "K",
        status=Status.CURRENT,
        level=level,
        channel=channel,
    )
    _own(scene, [finding], "")


def covered(alert: Alert, reason: AlertReason) -> bool:
    """Does the open warning say this already, at least as urgently? What was called a mistake does not count.

    An ambulance is more urgent than the way to anybody else.
    """
    return reason.flag not in alert.disputed and any(
        each.flag == reason.flag
        and each.level >= reason.level
        and (each.channel is Channel.AMB or reason.channel is not Channel.AMB)
        for each in alert.reasons
    )


def checked_lately(scene: Scene, finding: Finding) -> bool:
    """Did a clinician check this at the same severity in the last 14 days? Another place or time is another thing.

    Never for rows that nothing lowers, nor for words of wanting to die: they are heard each time (reference 2.8).
    """
    row = reasons.row(finding.flag)
    of_dying = finding.channel is Channel.CRISIS or finding.flag in OF_DYING
    if row is None or row.never_lowered or finding.rule == WORSE or of_dying:
        return False
    return any(
        alert.resolution == "clinician"
        and alert.resolved_at is not None
        and scene.now - alert.resolved_at < QUIET_AFTER_CHECK
        and any(each.flag == finding.flag and each.level >= finding.level for each in alert.reasons)
        and not says_anew(scene.text, [each.words for each in alert.reasons])
        for alert in scene.alerts
    )


def _told_anew(alert: Alert, found: Sequence[AlertReason]) -> list[AlertReason]:
    """Return what is a sign of its own, though the warning speaks of its kind already."""
    if kind_for(alert.reasons) is Kind.HARM:
        return []
    return [each for each in found if reasons.tellable(each) and _in_new_words(alert, each)]


def _in_new_words(alert: Alert, reason: AlertReason) -> bool:
    """The same again is no news; nor is anything where no words are kept, before consent."""
    known = [set(each.words.casefold().split()) for each in alert.reasons]
    told = set(reason.words.casefold().split())
    return bool(told) and all(each and 2 * len(told & each) < len(told) for each in known)


def remind_of_doubt(scene: Scene, alert: Alert, doubted: Question) -> None:
    """Remind of what the warning names already; a doubt in words for another sign of it is named, and rings."""
    standing = next((each for each in alert.reasons if each.flag == doubted.flag), gravest(alert.reasons))
    anew = standing.model_copy(update={"words": quoted(scene.text, doubted.words)})
    more = kind_for(alert.reasons) is not Kind.HARM and reasons.tellable(anew) and _names_more(alert, doubted.words)
    remind(scene, alert, [anew] if more else ())


def _names_more(alert: Alert, words: str) -> bool:
    """Is a word of the doubt about no sign told before ("numb" under "weak legs")?"""
    if not all(each.words for each in alert.reasons):
        return False
    known = {each[:_STEM] for reason in alert.reasons for each in _WORD.findall(reason.words.casefold())}
    return any(each[:_STEM] not in known and each not in _NO_SIGN for each in _WORD.findall(words.casefold()))


def hear_despair(scene: Scene, alert: Alert) -> None:
    """More of the despair that the warning is about is answered warmly, and rings; its repeats begin anew."""
    if alert.state is AlertState.ACTING or alert.rung >= len(alert.ladder):
        alert = ladder.restart(alert, scene.now, scene.person.zone)
        scene.keep_alert(alert)
        followup.forget(scene, alert)
        ladder.climb(scene, alert)
    if not _said_this_turn(scene, alert):
        kindly.hear(scene, alert)


def remind(scene: Scene, alert: Alert, anew: Sequence[AlertReason] = ()) -> None:
    """Remind of the open warning; what is told ``anew`` is named, kept with the warning, and rings.

    The same again rings at most every 30 minutes; in between the reminder is edited.
    """
    if anew:
        scene.keep_alert(_without_words(scene, alert.model_copy(update={"reasons": (*alert.reasons, *anew)})))
    if _said_this_turn(scene, alert):
        return
    last = talk(scene).reminded.get(alert.id, alert.opened_at)
    soon = NEWS_RINGS_AGAIN if anew and alert.state is not AlertState.ACTING else REMIND_AGAIN
    ring = scene.now - last >= soon
    told = reasons.named(scene, anew) if anew else ""
    if ring:
        keep(scene, reminded={**talk(scene).reminded, alert.id: scene.now})
    scene.say(
        Say(
            "escalation.reminder_new" if told else "escalation.reminder",
            {"first": standing_line(scene, alert), "time": f"{scene.local:%H:%M}", "told": told},
            (
                (Choice("escalation.worse", show.does(alert, "worse"), style="danger"),),
                (Choice("escalation.desk", show.does(alert, "desk")), show.CARD),
            ),
            lane=Lane.URGENT if ring else Lane.REPLY,
            slot=f"remind:{alert.id}",
            fresh=ring,
            silent=not ring,
        )
    )


def still_stands(scene: Scene, alert: Alert, *, asked: bool = False) -> None:
    """Answer what is no news by the warning that is open, with the ways to answer it; never rings.

    ``asked``: it was a question, so why the warning was given is said once more.
    """
    values = {"first": standing_line(scene, alert)}
    key = "escalation.stands_open" if alert.state is AlertState.OPEN else "escalation.stands_seen"
    if key == "escalation.stands_seen" and not asked:
        key = "escalation.stands_heard"
    because = reasons.because_of(gravest(alert.reasons).flag)
    if asked and alert.state is not AlertState.ACTING and because and reasons.tellable(gravest(alert.reasons)):
        key, values["because"] = "escalation.stands_asked", because
    if kind_for(alert.reasons) is Kind.HARM:
        key, values = "escalation.stands_home", {**values, **lines.params(scene)}
    slot = f"remind:{alert.id}"
    if alert.state is not AlertState.ACTING and alert.state is AlertState.OPEN:
        keep(scene, help_asked=scene.now)
    scene.say(Say(key, values, show.buttons(scene, alert), slot=slot, fresh=True, silent=True))


def _said_this_turn(scene: Scene, alert: Alert) -> bool:
    """The warning itself, or a question of its own, was said a moment ago, about the same words."""
    asked = {f"ask:{each.run}" for each in talk(scene).pending if each.alert == alert.id}
    slots = {show.slot_of(alert, talk(scene).shown.get(alert.id, 0)), *asked}
    return any(isinstance(each, Say) and each.slot in slots for each in scene.effects)


def _remind_of_check(scene: Scene, found: Sequence[Finding]) -> None:
    lead = found[0]
    reason = AlertReason.of(lead)
    kind = kind_for([reason])
    shown = lines.words(scene, "escalation.what_you_told") if kind is Kind.HARM else reasons.said(scene, reason)
    scene.say(
        Say(
            "escalation.checked_before",
            {"first": lines.first_line(scene, kind), "reason": shown},
            ((Choice("escalation.new_or_worse", Button(NAME, "", "again", lead.flag), style="danger"),), (show.CARD,)),
            lane=Lane.URGENT,
        )
    )
