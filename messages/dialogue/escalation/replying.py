"""Words under an open warning, taken as the answer they give: help on its way, worse, safe, or something new."""

from __future__ import annotations

import re
from collections.abc import Mapping

from messages.dialogue.escalation.alert import opening
from messages.dialogue.escalation.alert.answers import checked, kindly, mistake, replies
from messages.dialogue.escalation.alert.answers.heard import Heard, says
from messages.dialogue.escalation.alert.unseen import BY_KIND
from messages.dialogue.escalation.asking import general, news
from messages.dialogue.escalation.asking.phrases import after_but, reply_in, says_back, says_worse
from messages.dialogue.escalation.asking.typed import meaning_of
from messages.dialogue.escalation.learning import learn
from messages.dialogue.escalation.talk import ANSWERABLE_IN_WORDS, talk
from messages.dialogue.escalation.words.kinds import Kind
from messages.dialogue.escalation.words.warning import kind_for
from messages.dialogue.scene import Scene
from messages.effects import Say
from messages.memory import Alert, AlertReason, AlertState
from messages.triage.matter import verdict_on
from messages.triage.vocabulary import Action, Answer, Level, Matter, Occasion

WORSE = "worse"
BACK = "back"
_ON_CONDITION = re.compile(r"\b(?:if|unless|until|till|decided|goodbye|bye|sorry)\b")
"""Nobody who says this is safe for good: they are asked."""
_WAITS = "wait"
_ONCE_CALLED: Mapping[str, str] = {"arrived": "helped", "only_waiting": "waiting"}
"""Said after they called, these are about the help; before it, "waiting" may be to see whether it passes."""
_NO_HELP_YET: Mapping[str, str] = {"own_doctor": "", "slow": "stuck"}
"""Under a warning about dying, by what is answered: a visit next week is no help today, and nobody there is none."""


def answers_warning(scene: Scene, text: str) -> bool:
    """Take ``text`` as the answer to the open warning ("ambulance is coming"). False when it is none.

    Help on its way counts as the button that says so. Where a button would close the warning,
    words only bring up the closing question.
    """
    alert = scene.open_alert
    if alert is None:
        return checked.still_there(scene, text) and _noted(scene, text)
    choice, kind = reply_to(alert, text), kind_for(alert.reasons)
    if not choice:
        return _without_a_phrase(scene, alert, text)
    if choice == "mistake" and after_but(text):
        _judge_the_rest(scene, after_but(text))
    elif choice == "safe":
        kindly.safe(scene, alert)
    elif choice in (WORSE, BACK) and kind.crisis:
        kindly.hear(scene, alert)
    elif choice == BACK:
        opening.reopen(scene, alert)
    elif choice == "going" and alert.state is AlertState.ACTING:
        scene.say(Say("escalation.going_noted"))
    else:
        replies.pressed(scene, alert, choice)
    return _noted(scene, text)


def reply_to(alert: Alert, text: str) -> str:
    """Return the answer that ``text`` plainly gives to ``alert``, or nothing."""
    choice, kind = reply_in(text), kind_for(alert.reasons)
    private = kind.private
    if kind.mind and choice in _NO_HELP_YET:
        return _NO_HELP_YET[choice] if not kind.crisis else ""
    if choice in _ONCE_CALLED:
        return _ONCE_CALLED[choice] if alert.state is AlertState.ACTING else ""
    if choice in BY_KIND:
        return BY_KIND[choice](kind, text)
    if choice == "safe":
        return choice if kind.crisis and not after_but(text) and not _ON_CONDITION.search(text.casefold()) else ""
    if choice == "looked_after":
        return "checked" if private else "helped"
    if not choice and kind is not Kind.HARM and says_worse(text, [each.words for each in alert.reasons]):
        return WORSE
    return BACK if not choice and kind is not Kind.HARM and says_back(text) else choice


def _without_a_phrase(scene: Scene, alert: Alert, text: str) -> bool:
    if _told_of_help(scene, alert, text):
        return _noted(scene, text)
    if kind_for(alert.reasons).mind:
        return kindly.answered(scene, alert, text)
    if taken_back(scene, alert, text):
        return _noted(scene, text)
    if kind_for(alert.reasons) is Kind.HARM and says(Heard.HOME_NEWS, text):
        kindly.again_at_home(scene, alert)
        return _noted(scene, text)
    more = news.goes_on(scene, alert, text)
    if more:
        _add(scene, alert, more[0])
        return _noted(scene, text)
    asked = news.asked(scene, alert, text) or checked.when_again(scene, alert, text)
    return asked and _noted(scene, text)


def _add(scene: Scene, alert: Alert, told: AlertReason) -> None:
    """Add what a few words tell beside the warning: a sign of its own warns anew, more of the same rings, too."""
    if opening.covered(alert, told):
        return opening.remind(scene, alert, [told])
    learn(scene, told.flag, Answer.YES, told.words)
    return opening.raise_flag(scene, told.flag, told.words, told.rule, Level(told.level), told.channel)


def taken_back(scene: Scene, alert: Alert, text: str) -> bool:
    """Hear that a sign of the body is gone, or never was: no words close anything, but the way to it comes at once."""
    kind = kind_for(alert.reasons)
    if kind.private or kind is Kind.POISON or "?" in text or reply_in(text) not in ("", "safe"):
        return False
    if says(Heard.MISREAD, text) or says(Heard.ONLY_THAT, text):
        mistake.heard(scene, alert)
        return True
    if alert.state is AlertState.ACTING or not (says(Heard.EASED, text) or says(Heard.FINE, text)):
        return False
    mistake.eased(scene, alert)
    return True


def is_back(scene: Scene, text: str) -> bool:
    """Hear that what was warned of is back, before a talk that is open takes the words; what else is in them is first.

    Of an open warning it is said again; of one that was checked it is asked.
    """
    alert = scene.open_alert
    said = reply_to(alert, text) == BACK if alert is not None else checked.is_back(scene, text)
    if not said:
        return False
    verdict = verdict_on(Matter(Occasion.TEXT, scene.case, scene.now, text=text))
    if verdict.action in (Action.ESCALATE, Action.ASK) or verdict.about_other:
        return False
    if alert is not None:
        return answers_warning(scene, text)
    checked.ask_whether_back(scene, text)
    return _noted(scene, text)


def _told_of_help(scene: Scene, alert: Alert, text: str) -> bool:
    """A bare yes or no answers "Did you get help?" where that was asked last. False when it was not."""
    asked_at, stage = talk(scene).help_asked, talk(scene).stages.get(alert.id)
    meaning, kind = meaning_of(text), kind_for(alert.reasons)
    if asked_at is None or scene.now - asked_at > ANSWERABLE_IN_WORDS or kind is Kind.HARM:
        return False
    if meaning == "no" or text.casefold().strip(" .!") in ("not yet", "no not yet", "nobody", "no one"):
        if kind.mind:
            kindly.not_helped(scene, alert)
        else:
            replies.pressed(scene, alert, "notyet")
        return True
    if meaning == "yes":
        waits = stage is not None and stage.name == _WAITS
        replies.pressed(scene, alert, "helped" if waits else "checked")
        return True
    return False


def _judge_the_rest(scene: Scene, rest: str) -> None:
    """ "Only joking about X, but Y": Y is judged by itself. What nobody understands of it is asked about."""
    from messages.dialogue import danger  # it knows this package

    verdict = danger.hear(scene, rest)
    if verdict.action not in (Action.ESCALATE, Action.ASK):
        general.general_question(scene, "escalation.perhaps")


def _noted(scene: Scene, text: str) -> bool:
    """The words stay in the log, too; nothing is stored before consent."""
    from messages.dialogue.freely import wishes  # it knows this package

    if scene.person.consent_version is not None:
        wishes.note(scene, text)
    return True
