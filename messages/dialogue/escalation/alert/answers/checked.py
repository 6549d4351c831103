""" "A clinician already checked this": when, and what to watch for. The only road that resolves a warning."""

from __future__ import annotations

import re
from datetime import timedelta

from messages.buttons import Button
from messages.dialogue.escalation.alert import show, unseen
from messages.dialogue.escalation.alert.later import followup, ladder
from messages.dialogue.escalation.alert.later.unchanged import new_in_a_calf
from messages.dialogue.escalation.alert.unseen import HANDS_ON
from messages.dialogue.escalation.asking import question
from messages.dialogue.escalation.asking.phrases import (
    names_a_loss,
    reply_in,
    says_back,
    says_worse,
    tells_how_they_feel,
    tells_what_to_watch_for,
    times_said,
)
from messages.dialogue.escalation.talk import (
    CLOSING,
    NAME,
    About,
    Pending,
    await_words,
    awaited,
    forget_alert,
    keep,
    latest,
    talk,
    waits_for_answer,
)
from messages.dialogue.escalation.words import lines, reasons
from messages.dialogue.escalation.words.kinds import OF_DYING, Kind
from messages.dialogue.escalation.words.standing import standing_line
from messages.dialogue.escalation.words.warning import apart, gravest, kind_for
from messages.dialogue.freely.plain_words import simple, wish_of
from messages.dialogue.scene import Scene
from messages.effects import Choice, Lane, Record, Say, Strip
from messages.memory import Alert, AlertState
from messages.triage.matter import verdict_on
from messages.triage.vocabulary import Action, Answer, Channel, Matter, Occasion

CLINICIAN = "clinician"
_DAYS_AGO = {"day": 0, "yesterday": 1}
_YES_FIRST = re.compile(r"^(?:(?:yes|yeah|yep|ok|well|it was|that was|was)[ ,]+)+")
JUST_ASKED = timedelta(minutes=10)
"""So soon after it was asked a bare list of signs is what they were told to watch for."""
ASKED_ON = timedelta(hours=1)
"""So long words that name no time bring the question up again."""
STILL_THERE = timedelta(days=2)
"""So long after a check "no better" is about what was checked."""
STILL_NAMED = timedelta(days=14)
"""So long a loss that is still there is: "still numb"."""
_AGO = re.compile(
    r"\b(?P<n>\d{1,2}|a|one|two|three|four|five|six|a couple of|a few) (?P<unit>days?|weeks?|months?) ago\b"
)
_NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "a couple of": 2, "a few": 3}
_DENIES = re.compile(r"\b(?:not|nobody|no one|never|phone|rang|called|video)\b|n't\b")
_LAST_TWO_WEEKS = timedelta(days=14)
_OF_PAIN = re.compile(r"\b(?:pains?|back|sore|ache)\b", re.IGNORECASE)
"""Pain that is worse some day after a check of something else is for the log."""
SO_SOON = timedelta(hours=12)
"""A warning about dying is not closed on the day it was given: somebody asks how they are the morning after."""


def asked(scene: Scene, alert: Alert) -> None:
    """They say a clinician checked it: ask when; of wanting to die, whether the clinician knows of it."""
    await_words(scene, f"when:{alert.id}")
    if kind_for(alert.reasons).mind:
        rows = tuple(
            (Choice(f"escalation.crisis_{known}", Button(NAME, alert.id, "when", choice)),)
            for known, choice in (("known", "since"), ("unknown", "before"))
        )
        values = {"first": standing_line(scene, alert)}
        return scene.say(Say("escalation.crisis_do_they_know", values, rows, slot=f"when:{alert.id}", fresh=True))
    return _ask_when(scene, alert, lines.words(scene, "escalation.when_examined") if _hands_on(alert) else "")


def _hands_on(alert: Alert) -> bool:
    """Is it something that nobody can judge on the phone?"""
    return kind_for(alert.reasons) in HANDS_ON


def _ask_when(scene: Scene, alert: Alert, more: str) -> None:
    choices = ("since", "before", "long", *(("not_seen",) if _hands_on(alert) else ()))
    rows = tuple((Choice(f"escalation.when_{when}", Button(NAME, alert.id, "when", when)),) for when in choices)
    values = {"more": f" {more}" if more else ""}
    scene.say(Say("escalation.when", values, rows, slot=f"when:{alert.id}", fresh=True))


def when_in_words(scene: Scene, text: str) -> bool:
    """Take ``text`` as the answer to when it was checked. False when it is none, or that was not asked last."""
    alert = next((each for each in scene.alerts if each.is_open and each.id == awaited(scene, "when")), None)
    asked_at, other = talk(scene).awaiting_at, latest(scene)
    since = [other.last_said if other is not None else None, talk(scene).help_asked]
    if alert is None or asked_at is None or any(each is not None and each > asked_at for each in since):
        return False
    kind = "known" if kind_for(alert.reasons).mind else "when"
    choice = times_said(kind).get(_YES_FIRST.sub("", simple(text)), "") or times_said(kind).get(simple(text), "")
    choice = choice or (_long_before(scene, alert, text) if kind == "when" else "")
    if choice in _DAYS_AGO:
        day, warned = scene.today - timedelta(days=_DAYS_AGO[choice]), scene.person.today(alert.opened_at)
        if day == warned:
            await_words(scene, f"when:{alert.id}")
            time = f"{alert.opened_at.astimezone(scene.person.tz):%H:%M}"
            _ask_when(scene, alert, lines.words(scene, "escalation.when_that_day", time=time))
            return True
        choice = "since" if day > warned else "before"
    if choice:
        when(scene, alert, choice)
    return bool(choice)


def _long_before(scene: Scene, alert: Alert, text: str) -> str:
    """Read "gp saw me 2 days ago", where that is a day before the warning; nothing for a day that may be after it."""
    found = _AGO.search(simple(text))
    if found is None or _DENIES.search(simple(text)):
        return ""
    each = 1 if found["unit"].startswith("day") else 7 if found["unit"].startswith("week") else 30
    ago = timedelta(days=each * _NUMBERS.get(found["n"], int(found["n"]) if found["n"].isdecimal() else 2))
    day = scene.today - ago
    if day >= scene.person.today(alert.opened_at):
        return ""
    return "before" if ago <= _LAST_TWO_WEEKS else "long"


def when_again(scene: Scene, alert: Alert, text: str) -> bool:
    """Ask once more when it was checked, below words that name no time. False where that was not just asked."""
    asked_at, other = talk(scene).awaiting_at, latest(scene)
    since = [other.last_said if other is not None else None, talk(scene).help_asked]
    if awaited(scene, "when") != alert.id or asked_at is None or scene.now - asked_at > ASKED_ON or _asks(scene, text):
        return False
    if any(each is not None and each > asked_at for each in since):
        return False
    _ask_when(scene, alert, lines.words(scene, "escalation.when_examined") if _hands_on(alert) else "")
    return True


def _asks(scene: Scene, text: str) -> bool:
    return "?" in text or wish_of(text, scene.today) is not None


def when(scene: Scene, alert: Alert, choice: str) -> None:
    """Take when it was checked. Only a check of what is there now counts."""
    scene.add(Strip(f"when:{alert.id}"))
    keep(scene, awaiting="")
    if choice == "since":
        _see_that_they_are_safe(scene, alert)
    elif choice == "not_seen":
        unseen.answered(scene, alert, choice)
    elif kind_for(alert.reasons).mind:
        values = {"first": standing_line(scene, alert), **lines.params(scene)}
        scene.say(Say("escalation.crisis_tell_them", values, show.buttons(scene, alert), lane=Lane.URGENT))
    elif choice == "before" and not _never_lowered(alert):
        pending = Pending(
            run=scene.new_id(), about=About.NEWER, flag=alert.reasons[0].flag, asked_at=scene.now, alert=alert.id
        )
        question.put(scene, pending, "escalation.newer", standing_line(scene, alert))
    else:
        first = standing_line(scene, alert)
        rows = show.buttons(scene, alert)
        scene.say(Say("escalation.check_too_old", {"first": first}, rows, lane=Lane.URGENT))


def _never_lowered(alert: Alert) -> bool:
    rows = [reasons.row(each.flag) for each in alert.reasons]
    return any(row is None or row.never_lowered for row in rows)


def newer(scene: Scene, alert: Alert, answer: Answer) -> None:
    """Take whether it is new or worse since the check; only a plain no resolves."""
    if answer is Answer.NO:
        return _see_that_they_are_safe(scene, alert)
    first = standing_line(scene, alert)
    return scene.say(Say("escalation.check_too_old", {"first": first}, show.buttons(scene, alert), lane=Lane.URGENT))


def _see_that_they_are_safe(scene: Scene, alert: Alert) -> None:
    """Close it; one that tells of wanting to die only after the plain question whether they might act now."""
    if not _of_dying(alert):
        return resolve(scene, alert, CLINICIAN)
    pending = Pending(run=scene.new_id(), about=About.CRISIS, flag=CLOSING, asked_at=scene.now, alert=alert.id)
    first = standing_line(scene, alert)
    return question.put(scene, pending, f"escalation.crisis_{CLOSING}", first, lane=Lane.URGENT)


def _of_dying(alert: Alert) -> bool:
    standing = [each for each in alert.reasons if each.flag not in alert.disputed]
    return any(each.channel is Channel.CRISIS or each.flag in OF_DYING for each in standing)


def safe(scene: Scene, alert: Alert) -> None:
    """A clinician knows, and they will not act now: closed, or so soon after the warning asked about next morning."""
    raised = alert.opened_at + timedelta(minutes=alert.ladder[0] if alert.ladder else 0)
    if scene.now - raised >= SO_SOON:
        return resolve(scene, alert, CLINICIAN)
    seen = alert.acknowledged_at or scene.now
    resting = alert.model_copy(update={"state": AlertState.ACTING, "acknowledged_at": seen})
    scene.keep_alert(resting)
    ladder.stop(scene, resting)
    followup.plan_morning(scene, resting)
    for each in [one for one in talk(scene).pending if one.alert == alert.id]:
        question.close(scene, each, Answer.DECLINED)
    return scene.say(Say("escalation.crisis_rests", lines.params(scene), lane=Lane.URGENT))


def resolve(scene: Scene, alert: Alert, resolution: str) -> None:
    """Close a warning and say what would bring it back."""
    closed = alert.model_copy(update={"state": AlertState.RESOLVED, "resolved_at": scene.now, "resolution": resolution})
    scene.keep_alert(closed)
    ladder.stop(scene, alert)
    followup.forget(scene, alert)
    show.take_down(scene, alert)
    scene.add(Strip(f"follow:{alert.id}"))
    forget_alert(scene, alert.id)
    if resolution == "other":
        return scene.focus("")
    if resolution != CLINICIAN:
        scene.focus("")
        return scene.say(Say("escalation.mistake_closed", lines.params(scene), ((show.CARD,),)))
    if kind_for(alert.reasons).mind:
        scene.focus("")
        return scene.say(Say("escalation.crisis_resolved", lines.params(scene), lane=Lane.URGENT))
    await_words(scene, f"watch:{alert.id}")
    scene.focus(NAME)
    rows = (
        (Choice("escalation.watch_same", Button(NAME, alert.id, "watch", "same")),),
        (Choice("escalation.watch_nothing", Button(NAME, alert.id, "watch", "none")),),
    )
    return scene.say(Say("escalation.watch", {}, rows, slot=f"watch:{alert.id}", fresh=True))


def still_there(scene: Scene, text: str) -> bool:
    """Hear that what a clinician checked lately is still there, though nobody reads a new sign in it. False else."""
    latest_check = next((each for each in scene.alerts if each.resolution == CLINICIAN and each.resolved_at), None)
    if latest_check is None or latest_check.resolved_at is None or not _hands_on(latest_check):
        return False
    ago = scene.now - latest_check.resolved_at
    if ago > STILL_NAMED or reply_in(text) != "same" or (ago > STILL_THERE and not names_a_loss(text)):
        return False
    told, lead = apart(kind_for(latest_check.reasons), latest_check.reasons), gravest(latest_check.reasons)
    values = {
        "first": lines.first_line(scene, kind_for(latest_check.reasons)),
        "reason": reasons.named(scene, told),
    }
    again = Choice("escalation.new_or_worse", Button(NAME, "", "again", lead.flag), style="danger")
    scene.say(Say("escalation.checked_before", values, ((again,), (show.CARD,)), lane=Lane.URGENT))
    return True


def _checked_lately(scene: Scene) -> Alert | None:
    """Return the warning that a clinician checked last, in the last two weeks; none about home."""
    told = [each for each in scene.alerts if each.resolution == CLINICIAN and each.resolved_at is not None]
    lately = [each for each in told if each.resolved_at is not None and scene.now - each.resolved_at <= STILL_NAMED]
    lately = [each for each in lately if kind_for(each.reasons) is not Kind.HARM]
    return max(lately, key=lambda each: each.resolved_at or each.opened_at, default=None)


def is_back(scene: Scene, text: str) -> bool:
    """Does ``text`` say that what a clinician checked lately is back, or worse?

    In a check-in "worse" and "the same as before" compare with another day.
    """
    alert = _checked_lately(scene)
    if alert is None or reasons.row(gravest(alert.reasons).flag) is None:
        return False
    comparing = scene.person.focus not in ("", NAME)
    worse = not comparing and says_worse(text, [each.words for each in alert.reasons]) and not _OF_PAIN.search(text)
    return worse or says_back(text, comparing=comparing) or new_in_a_calf(alert, text)


def ask_whether_back(scene: Scene, text: str) -> None:
    """Ask at once and aloud about the gravest sign of what was checked; a yes is new."""
    alert = _checked_lately(scene)
    if alert is not None:
        question.ask_again(scene, gravest(alert.reasons).flag, text, alert.id)


def may_fill(scene: Scene, text: str) -> bool:
    """Say whether ``text`` may be what they were told to watch for: never while a question about a danger waits.

    Nor how they feel now.
    """
    if waits_for_answer(scene) or tells_how_they_feel(text):
        return False
    return verdict_on(Matter(Occasion.TEXT, scene.case, scene.now, text=text)).action is Action.NONE


def watch_in_words(scene: Scene, text: str) -> bool:
    """Take ``text`` as what they were told to watch for, where it names a danger only on a condition. False else."""
    alert_id, asked_at = awaited(scene, "watch"), talk(scene).awaiting_at
    if not alert_id or asked_at is None or waits_for_answer(scene):
        return False
    if not tells_what_to_watch_for(text, just_asked=scene.now - asked_at <= JUST_ASKED):
        return False
    watch(scene, alert_id, text)
    return True


def watch(scene: Scene, alert_id: str, said: str) -> None:
    """Keep what they were told to watch for, and say what still needs help at once."""
    if scene.person.consent_version is not None:
        scene.add(Record("alert.watch_for", said, scene.today, "typed", run=alert_id))
    keep(scene, awaiting="")
    scene.focus("")
    scene.add(Strip(f"watch:{alert_id}"))
    alert = next((each for each in scene.alerts if each.id == alert_id), None)
    there = ""
    if alert is not None and _hands_on(alert):
        told = reasons.named(scene, apart(kind_for(alert.reasons), alert.reasons))
        there = lines.words(scene, "escalation.resolved_there", reason=told) + "\n"
    scene.say(Say("escalation.resolved", {"there": there, **lines.params(scene)}, ((show.CARD,),)))
