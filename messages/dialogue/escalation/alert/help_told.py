"""Words under a warning that plainly tell of help: taken as that, unless something else in them is a danger."""

from __future__ import annotations

import re

from messages.dialogue.escalation.asking.phrases import without_what_was_found
from messages.dialogue.escalation.learning import learn
from messages.dialogue.escalation.replying import answers_warning, reply_to
from messages.dialogue.scene import Scene
from messages.triage.judging.judge import LEARNED
from messages.triage.matter import verdict_on
from messages.triage.vocabulary import Action, Answer, Level, Matter, Occasion, Verdict

_DANGER = (Action.ESCALATE, Action.ASK)
_WORRYING = (Answer.YES, Answer.NOT_SURE)
_A_FEW_WORDS = 40
CHECKED = "checked"
_OF_HELP = frozenset({CHECKED, "helped", "going", "waiting", "stuck", "stranded", "not_seen", "own_doctor"})
_NUMBER = re.compile(r"(?<!\d)\d{1,2}(?!\d)")


def help_given(scene: Scene, text: str) -> bool:
    """Take words that plainly tell of help, where what else they may mean is a guess or stands in the warning itself.

    Of few words only the learned reader may have a guess; that it was all a joke is judged like anything else.
    """
    alert = scene.open_alert
    choice = reply_to(alert, text) if alert is not None else ""
    if alert is None or choice not in _OF_HELP:
        return False
    verdict = verdict_on(Matter(Occasion.TEXT, scene.case, scene.now, text=text))
    if choice == "stranded":
        return _cannot_get_out(scene, text)
    if verdict.action not in _DANGER:
        return _in_the_way_of_a_check_in(scene, text, choice, verdict) and answers_warning(scene, text)
    if choice in (CHECKED, "helped"):
        if _only_what_was_found(scene, text, verdict):
            return answers_warning(scene, text)
        if _only_what_was_done(verdict):
            for each in verdict.facts:
                learn(scene, each.flag, each.answer, each.words)
            return answers_warning(scene, text)
    if len(text) > _A_FEW_WORDS and choice != CHECKED:
        return False
    asked = verdict.question.flag if verdict.question is not None else ""
    sources = {each.source for each in verdict.findings if each.flag == asked}
    guessed = sources == {LEARNED} and len(text) <= _A_FEW_WORDS
    known = choice == CHECKED and asked in {each.flag for each in alert.reasons}
    return verdict.action is Action.ASK and (guessed or known) and answers_warning(scene, text)


def _only_what_was_found(scene: Scene, text: str, verdict: Verdict) -> bool:
    """ "They saw me, it is a kidney infection": what a clinician found is no new sign; any other danger is.

    Of words with something taken out the learned reader makes little: only what it heard in all of them counts.
    """
    rest = without_what_was_found(text)
    if rest is None:
        return False
    left = verdict_on(Matter(Occasion.TEXT, scene.case, scene.now, text=rest))
    if any(each.answer in _WORRYING for each in left.facts):
        return False
    before = {flag for flag, _ in _heard(verdict)}
    return not any(flag in before or source != LEARNED for flag, source in _heard(left))


def _only_what_was_done(verdict: Verdict) -> bool:
    """ "Had emergency surgery": that they were operated on is known from now on, and is no new sign by itself.

    Nor is something that nobody can name.
    """
    asked = verdict.question.flag if verdict.question is not None else ""
    signs = [each for each in verdict.facts if not each.flag.startswith("rf_")]
    return not (asked or signs or verdict.about_other)


def _heard(verdict: Verdict) -> set[tuple[str, str]]:
    """Return what a verdict warns of or asks about, each with what heard it."""
    if verdict.action not in _DANGER:
        return set()
    asked = verdict.question.flag if verdict.question is not None else ""
    said = [each for each in verdict.findings if each.fresh and (each.level >= Level.SAME_DAY or each.flag == asked)]
    heard = {(each.flag, each.source) for each in said}
    return heard if asked in {each.flag for each in said} or verdict.question is None else {*heard, (asked, "")}


def _in_the_way_of_a_check_in(scene: Scene, text: str, choice: str, verdict: Verdict) -> bool:
    """Would an open question of another talk take these words, which answer the warning? Numbers are left to it."""
    if verdict.about_other or scene.person.focus == "" or (_NUMBER.search(text) and choice != "waiting"):
        return False
    if verdict.facts or verdict.measures:
        _learn_beside(scene, text)
    return True


def _learn_beside(scene: Scene, text: str) -> None:
    from messages.dialogue import danger  # it imports this package

    danger.hear(scene, text)


def _cannot_get_out(scene: Scene, text: str) -> bool:
    """Everything in the words is heard as danger first; then the ambulance has to come to them."""
    from messages.dialogue import danger  # it imports this package

    if danger.hear(scene, text).about_other:
        return False
    return answers_warning(scene, text)
