"""What is typed while a yes/no question is open: the first words answer it, and all of them are read for danger."""

from __future__ import annotations

import re

from messages.dialogue.escalation.about_them import STILL_ABOUT_THEM, goes_on_about_them, told_bit_by_bit
from messages.dialogue.escalation.alert import show
from messages.dialogue.escalation.alert.answers import checked
from messages.dialogue.escalation.alert.answers.aloud import comes_first
from messages.dialogue.escalation.alert.answers.crisis import DIRECT
from messages.dialogue.escalation.alert.answers.heard import Heard, says
from messages.dialogue.escalation.alert.gathered import is_somebody_new
from messages.dialogue.escalation.alert.help_told import help_given
from messages.dialogue.escalation.answering import CHECKIN, take
from messages.dialogue.escalation.asking import question
from messages.dialogue.escalation.asking.typed import (
    PLAINLY_PLEASE,
    TO_ALL,
    first_words_of,
    meaning_of,
    names_another,
    passed_on,
    speaks_of_self,
)
from messages.dialogue.escalation.asking.which import (
    asked_about,
    is_for_the_checkin,
    meant,
    named_in,
    waiting,
    without_place,
)
from messages.dialogue.escalation.learning import learn
from messages.dialogue.escalation.meant_for_them import was_about_them
from messages.dialogue.escalation.replying import answers_warning, is_back, taken_back
from messages.dialogue.escalation.talk import ANSWERABLE_NOW, Pending, keep, talk
from messages.dialogue.escalation.words import reasons
from messages.dialogue.escalation.words.kinds import Kind
from messages.dialogue.escalation.words.warning import kind_for
from messages.dialogue.freely.plain_words import wish_of
from messages.dialogue.scene import Scene
from messages.effects import Lane
from messages.memory import AlertReason, AlertState
from messages.triage.matter import verdict_on
from messages.triage.vocabulary import Action, Answer, Level, Matter, Occasion, Question, Verdict

_DANGER = (Action.ESCALATE, Action.ASK)
_WORRYING = (Answer.YES, Answer.NOT_SURE)
_NOT_YET = frozenset({"not yet", "no not yet", "nobody", "no one"})
_FOR_NOW = re.compile(r"\bnow\b")
"""Of dying, "not now" is no plain no."""
_JUST_THAT = re.compile(r"(?:no|nope|nah|naw)\W+(?:it'?s |its |i have |i've got )?(?:just|only) (?:[\w']+\W*){1,4}$")
"""A no, and the one thing it is instead."""
_NEVER_AN_ANSWER = frozenset({"stop", "erase", "export", "pause", "settings"})


def answered_in_words(scene: Scene, text: str) -> bool:
    """Take ``text`` as the answer to the open question it names, or the one said last; False when it is none.

    A short phrase answers by itself. Of a longer text the first words decide: a yes always
    counts; a no only when nothing after it speaks of danger or may take it back. Whatever
    follows is read for danger, too, and kept.
    """
    if comes_first(scene, text):
        return False
    if was_about_them(scene, text) or checked.when_in_words(scene, text) or checked.watch_in_words(scene, text):
        return True
    if told_bit_by_bit(scene, text):
        return True
    pending, said = meant(scene, text), without_place(text)
    if pending is not None and is_for_the_checkin(scene, pending, meaning_of(said)):
        return False
    if pending is not None and meaning_of(said) in ("yes", "no") and _asked_of_help_since(scene, pending):
        return answers_warning(scene, text)
    if pending is not None and _answers(scene, pending, said):
        _ask_what_is_left(scene, pending)
        return True
    if pending is None and _asked_in_the_prompt(scene, text):
        return answers_warning(scene, text)
    if pending is None and _true_after_all(scene, text):
        return True
    if goes_on_about_them(scene, text) or help_given(scene, text) or _taken_back(scene, text):
        return True
    return is_back(scene, text)


def _true_after_all(scene: Scene, text: str) -> bool:
    """ "Yes it is numb", soon after that was refused or denied: a yes counts, and the bare thing is asked about again.

    A bare yes counts only where no other talk may have asked for it.
    """
    settled, at = talk(scene).settled, talk(scene).settled_at
    if settled is None or at is None or scene.now - at > ANSWERABLE_NOW or "?" in text or len(text) > _AFTER_ALL:
        return False
    said = _TURNING.sub("", " ".join(text.casefold().replace("’", "'").split()))
    yes = "yes" in (meaning_of(said), first_words_of(said))
    elsewhere = bool(scene.person.focus) or scene.open_alert is not None
    named = bool(named_in(said) & asked_about(scene, settled)) and not _CALM.search(said)
    if not (named or (yes and not elsewhere)) or (names_another(said) and not speaks_of_self(said)):
        return False
    if verdict_on(Matter(Occasion.TEXT, scene.case, scene.now, text=text)).action in _DANGER:
        return False
    if yes:
        take(scene, settled, Answer.YES)
    else:
        asked = Question(settled.flag, reasons.question_of(scene, settled.flag), text)
        question.ask(scene, Verdict(Level.NONE, Action.ASK, question=asked))
    _write_down(scene, text)
    return True


_AFTER_ALL = 80
_TURNING = re.compile(
    r"^(?:(?:actually|ok|okay|well|sorry|wait|hang on|hmm|i lied|correction|on second thoughts?|thinking about it)\W+)+"
)
_CALM = re.compile(r"\b(?:no|not|never|none|nothing|fine|ok|okay|good|better|normal|gone|usual)\b|n't\b|nt\b")


def _asked_of_help_since(scene: Scene, pending: Pending) -> bool:
    """Was "Did you get help?" asked after this question, so that a bare yes or no is for that?"""
    at, alert = talk(scene).help_asked, scene.open_alert
    told_at_home = alert is not None and kind_for(alert.reasons) is Kind.HARM
    return at is not None and at > pending.last_said and alert is not None and not told_at_home


def _asked_in_the_prompt(scene: Scene, text: str) -> bool:
    """Is a bare yes or no for "Did you get help?" in the daily prompt, where nothing else was answered yet?"""
    alert, bare = scene.open_alert, meaning_of(text) in ("yes", "no") or text.casefold().strip(" .!") in _NOT_YET
    if alert is None or alert.state is AlertState.ACTING or not bare or scene.person.focus != CHECKIN:
        return False
    today = scene.checkin_of(scene.today)
    if today is None or today.answers:
        return False
    keep(scene, help_asked=scene.now)
    return True


def _taken_back(scene: Scene, text: str) -> bool:
    """Take back in words what the warning is about, where nothing else in them is a danger."""
    alert = scene.open_alert
    if alert is None or wish_of(text, scene.today) is not None or _only_fine(scene, text):
        return False
    verdict = verdict_on(Matter(Occasion.TEXT, scene.case, scene.now, text=text))
    heard = {each.flag for each in verdict.findings if each.fresh and each.level >= Level.SAME_DAY}
    heard |= {verdict.question.flag} if verdict.question is not None else set()
    if verdict.about_other or (verdict.action in _DANGER and not heard <= {each.flag for each in alert.reasons}):
        return False
    if _goes_on_after_it(scene, text) or not taken_back(scene, alert, text):
        return False
    _write_down(scene, text)
    return True


_NEXT_CLAUSE = re.compile(r"[,.;!]+\s+|\b(?:but|except|apart from|although|though)\b|\b(?<!it )(?<!that )just\b")


def _goes_on_after_it(scene: Scene, text: str) -> bool:
    """ "Better thanks, chest a bit tight": what follows the good news counts, though the warning names it."""
    end = _NEXT_CLAUSE.search(text.casefold())
    first, rest = (text[: end.start()], text[end.end() :]) if end is not None else (text, "")
    if not rest.strip() or not (says(Heard.EASED, first) or says(Heard.FINE, first) or _WELL.search(first.casefold())):
        return False
    return verdict_on(Matter(Occasion.TEXT, scene.case, scene.now, text=rest)).action in _DANGER


_WELL = re.compile(r"\b(?:better|great|good|fine|ok|okay|grand|easier|brilliant|gone)\b")


def _ask_what_is_left(scene: Scene, answered: Pending) -> None:
    """Say again what else waits for an answer, so that the next "no" has one question above it; not below a warning."""
    left = [each for each in waiting(scene) if each.run != answered.run and each.last_said < scene.now]
    if left and len(waiting(scene)) == len(left) and scene.open_alert is None:
        question.put_again(scene, left[-1], Lane.REPLY)  # below the thanks for the answer, not before it


def _no_to_all(scene: Scene, pending: Pending) -> None:
    """Every question about a danger of their own that waits gets its no; of dying it is asked by itself."""
    for each in waiting(scene):
        if each.run != pending.run and each.flag not in question.DIRECT_FLAGS:
            question.close(scene, each, Answer.NO)
            learn(scene, each.flag, Answer.NO)
    take(scene, pending, Answer.NO)


def _answers(scene: Scene, pending: Pending, text: str) -> bool:
    said = passed_on(text) if pending.about_other else text
    whole = meaning_of(said)
    if whole == "no" and pending.flag in (*question.DIRECT_FLAGS, DIRECT) and _FOR_NOW.search(said.casefold()):
        whole = PLAINLY_PLEASE
    if whole == TO_ALL:
        _no_to_all(scene, pending)
        return True
    if whole:
        question.answered_in_words(scene, pending, whole, take)
        return True
    meaning = first_words_of(said)
    wish = wish_of(text, scene.today)
    if wish is not None and (meaning != "yes" or wish.name in _NEVER_AN_ANSWER):
        return False
    verdict = verdict_on(Matter(Occasion.TEXT, scene.case, scene.now, text=text))
    if pending.about_other:
        return _for_them(scene, pending, text, meaning, verdict)
    return _for_me(scene, pending, text, meaning, verdict)


def _speaks_of_danger(verdict: Verdict) -> bool:
    return verdict.action in _DANGER or any(each.answer in _WORRYING for each in verdict.facts)


def _for_me(scene: Scene, pending: Pending, text: str, meaning: str, verdict: Verdict) -> bool:
    calm = meaning in ("no", "hedged", PLAINLY_PLEASE)
    if not meaning or (calm and _speaks_of_danger(verdict)):
        if _JUST_THAT.match(text.casefold().strip()) and verdict.action is Action.ASK:
            _take_the_no(scene, pending, text, verdict)
        return False
    keep(scene, told=pending.flag, told_at=scene.now)
    question.answered_in_words(scene, pending, meaning, take)
    _keep_and_read(scene, text)
    return True


def _take_the_no(scene: Scene, pending: Pending, text: str, verdict: Verdict) -> None:
    """ "No, just palpitations": a no to what was asked, where all that is told is plainly something else."""
    heard = {each.flag for each in verdict.findings} | {each.flag for each in verdict.facts if each.answer in _WORRYING}
    heard |= {verdict.question.flag} if verdict.question is not None else set()
    kept_open = heard & {pending.flag, ""} or pending.flag in question.DIRECT_FLAGS or not pending.flag
    if kept_open or not heard or named_in(text) & asked_about(scene, pending):
        return
    question.close(scene, pending, Answer.NO)
    learn(scene, pending.flag, Answer.NO)


def _keep_and_read(scene: Scene, text: str) -> None:
    """The answer is taken; the words stay in the log, and what else they say is heard."""
    from messages.dialogue import danger  # both import this package
    from messages.dialogue.freely import wishes  # both import this package

    if scene.person.consent_version is None:
        danger.hear(scene, text)
        return
    if not danger.hear(scene, text).about_other:
        wishes.note(scene, text)


def _only_fine(scene: Scene, text: str) -> bool:
    """ "I am fine" answers how they are in a talk that is open, such as a check-in; "it is fine now" does not."""
    return bool(scene.person.focus) and says(Heard.FINE, text) and not says(Heard.EASED, text)


def _write_down(scene: Scene, text: str) -> None:
    from messages.dialogue.freely import wishes  # it imports this package

    if scene.person.consent_version is not None:
        wishes.note(scene, text)


def _for_them(scene: Scene, pending: Pending, text: str, meaning: str, verdict: Verdict) -> bool:
    """The open question is about somebody else: so is the answer, unless the writer names themselves."""
    grave = verdict.action in _DANGER
    mine = grave and not verdict.about_other and speaks_of_self(text)
    if meaning in ("yes", "not_sure"):
        _they_have_it(scene, pending, Answer(meaning), None if mine else verdict)
        if mine:
            _keep_and_read(scene, text)
        return True
    if meaning and not grave:
        question.answered_in_words(scene, pending, meaning, take)
        return True
    if mine or not grave or is_somebody_new(scene) or scene.now - pending.asked_at > STILL_ABOUT_THEM:
        return False
    if verdict.action is Action.ESCALATE:
        _they_have_it(scene, pending, Answer.YES, verdict)
    else:
        question.ask_of_another(scene, verdict)
    return True


def _they_have_it(scene: Scene, pending: Pending, answer: Answer, verdict: Verdict | None) -> None:
    """Say what to do for them, with all that was told; nothing of it becomes the writer's own."""
    row = reasons.row(pending.flag)
    found = verdict.findings if verdict is not None and verdict.action is Action.ESCALATE else ()
    graver = [each for each in found if each.level >= Level.SAME_DAY and each.flag != pending.flag]
    grave = reasons.as_told(scene, graver)
    if not grave or row is None:
        return take(scene, pending, answer)
    question.close(scene, pending, answer)
    asked = AlertReason(
        flag=row.id, words=pending.words, rule=f"row:{row.id}", source="", level=row.level, channel=row.channel
    )
    return show.show_for_another(scene, [asked, *grave])
