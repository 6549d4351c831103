"""An answer to an open question finds the talk it belongs to; an old button that means danger still counts."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import assert_never

from messages.buttons import Button
from messages.dialogue import judging
from messages.dialogue.escalation.alert import gathered, opening, show
from messages.dialogue.escalation.alert.answers import checked, crisis, mistake
from messages.dialogue.escalation.alert.later import unchanged
from messages.dialogue.escalation.asking import advice, general, question
from messages.dialogue.escalation.asking.which import asked_about, named_in
from messages.dialogue.escalation.learning import learn
from messages.dialogue.escalation.talk import (
    ANSWERABLE_BY_BUTTON,
    CLOSING,
    NOW,
    About,
    Pending,
    keep,
    latest,
    pending_of,
    settle,
    talk,
)
from messages.dialogue.escalation.words import lines, reasons
from messages.dialogue.escalation.words.kinds import Kind
from messages.dialogue.scene import Scene
from messages.effects import Lane, Say
from messages.memory import Alert, AlertReason
from messages.triage.flags import table
from messages.triage.vocabulary import Action, Answer, Channel, Fact, Level, Matter, Occasion, Origin, Verdict

_WORRYING = (Answer.YES, Answer.NOT_SURE)
CHECKIN = "ci"
JUST_ASKED = timedelta(minutes=10)
"""Words so soon after a question, which nobody understood, may have been its answer."""
_NOTE = "note:"
"""How the thanks for a note is named."""
_LIKE_AN_ANSWER = re.compile(
    r"(?:oh |well |lol |haha |honestly |ok |god )*(?:no+|nah|nope|never|not|yes|yeah|yep|yea|maybe|sometimes|of course|"
    r"i would never|i'd never|id never|i'm not|im not|i am not|i don't|i dont|i do|i have thought|i think about)\b"
)
STEPS = (crisis.DIRECT, *crisis.FOLLOW_UPS, NOW, CLOSING)


def ask(scene: Scene, verdict: Verdict) -> None:
    """Ask the one clarifying question of ``verdict``; what an open warning covers already only gets a reminder."""
    alert, asked = scene.open_alert, verdict.question
    if alert is not None and asked is not None and not verdict.about_other:
        standing = {each.flag for each in alert.reasons} - set(alert.disputed)
        if asked.flag in standing:
            despair = asked.flag in question.DIRECT_FLAGS
            return opening.hear_despair(scene, alert) if despair else opening.remind_of_doubt(scene, alert, asked)
    if asked is not None and talk(scene).told == asked.flag and talk(scene).told_at == scene.now:
        return None
    if asked is not None and question.just_asked(scene, asked.flag, about_other=verdict.about_other):
        return None
    if asked is not None and not verdict.about_other and unchanged.reminded(scene, asked):
        return None
    return question.ask(scene, verdict)


def repeat_open_question(scene: Scene) -> bool:
    """Ask the newest danger question again that nobody answered yet; False when none is open."""
    pending = latest(scene, ANSWERABLE_BY_BUTTON)
    if pending is None:
        return False
    question.put_again(scene, pending)
    return True


def put_open_question_again(scene: Scene) -> bool:
    """Put the danger question that waits for its answer below what was said in between; False when none is open."""
    pending = latest(scene)
    if pending is None or pending.about not in (About.UNSURE, About.GENERAL):
        return False
    said = len(scene.effects)
    question.put_again(scene, pending, Lane.REPLY)
    _quieten(scene, said)
    return True


def asks_on(scene: Scene) -> bool:
    """Ask for a plain answer, once, below words that may have been meant as one. False when nothing was just asked.

    Below small talk it is one quiet reminder, in place of the thanks for a note; the question rings again at its
    own moments. Words that begin as an answer does, or name what was asked about, are asked on aloud.
    """
    pending = latest(scene, JUST_ASKED) or _direct_one(scene)
    if pending is None or pending.about is not About.UNSURE or pending.run in talk(scene).answered:
        return False
    keep(scene, answered={**talk(scene).answered, pending.run: question.PLAINLY_ASKED})
    scene.effects = [each for each in scene.effects if not (isinstance(each, Say) and each.slot.startswith(_NOTE))]
    said = len(scene.effects)
    question.ask_plainly(scene, pending)
    if not (_LIKE_AN_ANSWER.match(_plain(scene)) or named_in(_plain(scene)) & asked_about(scene, pending)):
        _quieten(scene, said)
    return True


def _plain(scene: Scene) -> str:
    return scene.text.casefold().replace("’", "'")


def _quieten(scene: Scene, since: int) -> None:
    """Let what was said from there on come without a sound: the person is here and reads."""
    for place, each in enumerate(scene.effects[since:], since):
        if isinstance(each, Say):
            scene.effects[place] = replace(each, lane=Lane.REPLY, silent=True)


def _direct_one(scene: Scene) -> Pending | None:
    """Return the open question about dying, where the words begin as an answer to it does, however much later."""
    pending = latest(scene)
    direct = pending is not None and pending.flag in question.DIRECT_FLAGS
    return pending if direct and _LIKE_AN_ANSWER.match(_plain(scene)) else None


def by_button(scene: Scene, button: Button) -> None:
    """Take a pressed yes, no, not sure or prefer not to say, from whatever question it stems."""
    try:
        about, answer = About(button.step[1:2]), Answer(button.choice)
    except ValueError:
        return scene.toast("common.stale_button")
    flag = button.step[3:]
    pending = pending_of(scene, button.run)
    if pending is not None:
        return take(scene, pending, answer)
    if talk(scene).answered.get(button.run) == answer.value and (answer not in _WORRYING or scene.open_alert):
        return scene.toast("escalation.noted_already")
    return _late(scene, button.run, about, flag, answer)


def _late(scene: Scene, run: str, about: About, flag: str, answer: Answer) -> None:
    """An answer to a question that is settled: a danger counts, a no is kept and changes nothing."""
    if about is About.GENERAL:
        return _general(scene, answer)
    settle(scene, run, answer.value)
    flag = crisis.ACTIVE if flag in STEPS else flag
    if reasons.row(flag) is None:
        return scene.toast("common.stale_button")
    if answer in _WORRYING:
        return _judge(scene, flag, answer, "")
    learn(scene, flag, answer)
    return scene.toast("escalation.both_kept")


def take(scene: Scene, pending: Pending, answer: Answer) -> None:
    """Take the answer to an open question."""
    question.close(scene, pending, answer)
    alert = next((each for each in scene.alerts if each.id == pending.alert), None)
    match pending.about:
        case About.UNSURE:
            _unsure(scene, pending, answer)
        case About.CRISIS:
            crisis.answered(scene, pending, answer)
        case About.INTENT:
            _intent(scene, pending, answer)
        case About.GENERAL:
            _general(scene, answer)
        case About.MISTAKE | About.MISTAKE_TWICE | About.MISTAKE_NEXT_DAY | About.NEWER:
            _about_alert(scene, pending, alert, answer)
        case _:
            assert_never(pending.about)


def _about_alert(scene: Scene, pending: Pending, alert: Alert | None, answer: Answer) -> None:
    if alert is None or not alert.is_open:
        _late(scene, pending.run, pending.about, pending.flag, answer)
    elif pending.about is About.NEWER:
        checked.newer(scene, alert, answer)
    else:
        mistake.answered(scene, pending, alert, answer)


def _unsure(scene: Scene, pending: Pending, answer: Answer) -> None:
    if pending.about_other:
        return _other(scene, pending, answer)
    if pending.flag in question.DIRECT_FLAGS:
        keep(scene, asked_directly=scene.now)
    if answer in _WORRYING and pending.alert:
        return _is_back(scene, pending.flag, answer)
    if answer in _WORRYING:
        return _judge(scene, pending.flag, answer, pending.words)
    learn(scene, pending.flag, answer)
    first = question.first_of(scene, pending.flag)
    key = "escalation.thanks_no" if answer is Answer.NO else "escalation.thanks_declined"
    if answer is Answer.NO and pending.flag in question.DIRECT_FLAGS:
        key = "escalation.thanks_direct_no"
    scene.say(Say(key, {"first": first, **lines.params(scene)}, ((show.CARD,),)))
    _advise_on_the_rest(scene, pending)
    return _resume(scene)


def _is_back(scene: Scene, flag: str, answer: Answer) -> None:
    """What a clinician checked is back: that is new, and warns again."""
    row = table().flags[flag]
    learn(scene, flag, answer)
    return opening.raise_flag(scene, flag, "", opening.WORSE, max(row.level, Level.SAME_DAY), row.channel)


def _advise_on_the_rest(scene: Scene, pending: Pending) -> None:
    """The graver question is settled; what was said with it may still want to be seen soon.

    Not right after a question about dying, and a check-in says it itself at its end.
    """
    if pending.flag in question.DIRECT_FLAGS or scene.person.focus == CHECKIN:
        return
    verdict = judging.weighed(scene, Matter(Occasion.SETTLED, scene.case, scene.now, fresh_after=pending.asked_at))
    if verdict.action is Action.ADVISE and not scene.on_hold:
        advice.advise(scene, verdict)


def _judge(scene: Scene, flag: str, answer: Answer, words: str) -> None:
    """A yes or a "not sure" to a direct question: never less than the row itself says."""
    alert = scene.open_alert
    if alert is not None and any(each.flag == flag for each in alert.reasons):
        learn(scene, flag, answer, words)
        return opening.reopen(scene, alert)
    if not answer_flag(scene, flag, answer, words):
        return _advise(scene, flag)
    return None


def answer_flag(scene: Scene, flag: str, answer: Answer, words: str = "") -> bool:
    """Judge one dangerous item answered yes or "not sure" with everything known; True when a warning went out.

    "Not sure" on an item that is serious by itself counts as yes (product TR7).
    """
    from messages.dialogue import danger  # danger imports this package

    row = table().flags[flag]
    fact = Fact(flag, answer, scene.now, Origin.BUTTON, words)
    verdict = danger.answer(scene, [fact], words=words or row.short)
    if verdict.action is Action.ESCALATE:
        return True
    if row.level >= Level.SAME_DAY:
        opening.raise_flag(scene, flag, words, f"row:{flag}", row.level, row.channel)
        return True
    return False


def _advise(scene: Scene, flag: str) -> None:
    verdict = judging.weighed(scene, Matter(Occasion.SETTLED, scene.case, scene.now, fresh_after=scene.now))
    advice.advise(scene, replace(verdict, findings=tuple(each for each in verdict.findings if each.flag == flag)))
    _resume(scene)


def _other(scene: Scene, pending: Pending, answer: Answer) -> None:
    row = reasons.row(pending.flag)
    if answer in _WORRYING and row is not None:
        reason = AlertReason(
            flag=row.id, words=pending.words, rule=f"row:{row.id}", source="", level=row.level, channel=row.channel
        )
        return show.show_for_another(scene, [reason])
    if answer is Answer.NO:
        gathered.forget(scene, pending.flag)
    return scene.say(Say("escalation.thanks_other", {"first": question.first_of(scene, pending.flag)}, ((show.CARD,),)))


def _intent(scene: Scene, pending: Pending, answer: Answer) -> None:
    if answer in _WORRYING:
        learn(scene, pending.flag, answer)
        return opening.raise_flag(scene, pending.flag, "", "L19a", Level.EMERGENCY_NOW, Channel.AMB)
    learn(scene, pending.flag, answer)
    return scene.say(Say("escalation.stands", {"first": lines.first_line(scene, Kind.POISON)}, lane=Lane.URGENT))


def _general(scene: Scene, answer: Answer) -> None:
    if answer in _WORRYING:
        from messages.dialogue.serious import SERIOUS  # /serious imports this package

        general.card(scene)
        return SERIOUS.command(scene, "serious", "")
    said = len(scene.effects)
    if _resumes(scene):
        scene.effects.insert(said, Say("common.then_on"))
    else:
        scene.say(Say("escalation.thanks_general", {}, ((show.CARD,),)))
    return None


def _resume(scene: Scene) -> None:
    _resumes(scene)


def _resumes(scene: Scene) -> bool:
    """Give the interrupted talk its question back. False when none was interrupted, or a warning is open."""
    from messages.dialogue.flows import BY_NAME  # the registry imports this package

    flow = BY_NAME.get(scene.person.focus)
    return flow is not None and scene.open_alert is None and flow.resume(scene)
