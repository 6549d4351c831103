"""One plain yes/no question with the emergency number beside it; "not sure" counts as yes, silence is no no."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from messages.buttons import Button
from messages.cadence import next_occurrence
from messages.dialogue.escalation.alert import show, theirs
from messages.dialogue.escalation.asking import general
from messages.dialogue.escalation.asking.together import rest, rests_beside
from messages.dialogue.escalation.asking.typed import PLAINLY_PLEASE
from messages.dialogue.escalation.talk import NAME, About, Pending, keep, pend, pending_of, settle, talk
from messages.dialogue.escalation.words import lines, reasons
from messages.dialogue.escalation.words.kinds import UNSAFE_AT_HOME, Kind, kind_of
from messages.dialogue.escalation.words.quoting import cut, quoted, trimmed
from messages.dialogue.escalation.words.standing import no_weaker, standing_line
from messages.dialogue.escalation.words.warning import kind_for
from messages.dialogue.scene import Scene
from messages.effects import Choice, Lane, Rows, Say, Strip
from messages.events import Due
from messages.triage.sweep import screens
from messages.triage.vocabulary import Answer, Question, Verdict

TOPIC = "ask"
AGAIN = (timedelta(minutes=15), timedelta(minutes=60))
"""When an unanswered question is asked again, louder (reference 1.6 and L22)."""
MORNING = "09:00"
NIGHT = timedelta(hours=3)
"""A morning sooner than this after the question is none of its own."""
PLAINLY_ASKED = "plainly"
"""Kept in place of an answer while a plain one was asked for, so that nobody is asked so twice."""
DIRECT_FLAGS = frozenset({"mh_suicide_thoughts", "mh_suicide_active"})
_KINDLY = frozenset({About.CRISIS, About.INTENT})


def put(
    scene: Scene, pending: Pending, key: str, first: str, *, lane: Lane = Lane.REPLY, asked: str = "", heard: str = ""
) -> None:
    """Show a yes/no question and remember that it is open. ``first`` is the action if it is true."""
    pend(scene, pending.model_copy(update={"said_at": scene.now}))
    plainly = reasons.question_about_another if pending.about_other else reasons.question_of
    values = {
        "first": first,
        "question": asked or plainly(scene, pending.flag),
        "heard": f"{heard}\n" if heard else "",
        **lines.params(scene),
    }
    slot = f"ask:{pending.run}"
    scene.say(Say(key, values, answers(pending), lane=lane, slot=slot, fresh=True, silent=_is_private(pending)))


def _is_private(pending: Pending) -> bool:
    """Of home nobody is asked with a sound, nor unasked: somebody else may hold the phone."""
    return pending.flag == UNSAFE_AT_HOME and not pending.about_other


def answers(pending: Pending) -> Rows:
    """Return the buttons of a yes/no question; the flag stands in them, so that an old one still counts."""
    step = f"q{pending.about}.{pending.flag}"

    def choice(label: str, answer: Answer) -> Choice:
        return Choice(f"common.{label}", Button(NAME, pending.run, step, answer.value))

    rows: list[tuple[Choice, ...]] = [
        (choice("yes", Answer.YES), choice("no", Answer.NO), choice("not_sure", Answer.NOT_SURE))
    ]
    row = reasons.row(pending.flag)
    if pending.about in _KINDLY or (row is not None and row.sensitive):
        rows.append((choice("prefer_not", Answer.DECLINED),))
    return tuple(rows)


def first_of(scene: Scene, flag: str) -> str:
    """Return what to do at once if ``flag`` is true."""
    row = reasons.row(flag)
    if row is None:
        return lines.first_line(scene, Kind.ED)
    return lines.first_line(scene, no_weaker(scene, kind_of(row.id, row.level, row.channel)))


def ask(scene: Scene, verdict: Verdict) -> None:
    """Ask the one clarifying question of ``verdict`` in the same reply, the emergency number beside it."""
    question = verdict.question
    if question is None:
        return
    if not question.flag:
        general.general_question(scene, "escalation.perhaps")
        return
    grave = theirs.plainly_grave(scene, scene.text) if verdict.about_other and scene.text else ()
    if grave:
        show.show_for_another(scene, reasons.as_told(scene, grave))
        return
    spoken = cut(trimmed(quoted(scene.text, question.words)), 80)
    heard = lines.words(scene, "escalation.you_wrote", words=spoken) if question.words else ""
    asked = _asked_of_another(scene, question.flag) if verdict.about_other else _left_to_ask(scene, question)
    _ask(scene, question.flag, asked, question.words, heard, about_other=verdict.about_other)


def _left_to_ask(scene: Scene, question: Question) -> str:
    return reasons.without_what_is_known(scene, question.flag, question.text)


def ask_of_another(scene: Scene, verdict: Verdict) -> None:
    """Ask the same of the person an open question is about already."""
    ask(scene, replace(verdict, about_other=True))


def just_asked(scene: Scene, flag: str, *, about_other: bool) -> bool:
    """The same is being asked in this very turn: the words and the answers in them are judged one after the other."""
    return any(
        each.about is About.UNSURE
        and (each.flag, each.about_other, each.asked_at) == (flag, about_other, scene.now)
        and any(isinstance(said, Say) and said.slot == f"ask:{each.run}" for said in scene.effects)
        for each in talk(scene).pending
    )


def safety_question(scene: Scene, flag: str) -> None:
    """Ask directly about one flag; yes and not sure escalate, silence is followed up."""
    _ask(scene, flag, "", "", "", about_other=False)


def ask_again(scene: Scene, flag: str, text: str, alert: str) -> None:
    """Ask about the flag of a warning that was checked, ``alert``: it may be back. A yes counts as new."""
    heard = lines.words(scene, "escalation.you_wrote", words=cut(text, 80))
    _ask(scene, flag, "", "", heard, about_other=False, alert=alert)


def _ask(scene: Scene, flag: str, asked: str, words: str, heard: str, *, about_other: bool, alert: str = "") -> None:
    from messages.dialogue import habits  # habits ask this package whether to hold

    pending = Pending(
        run=scene.new_id(),
        about=About.UNSURE,
        flag=flag,
        asked_at=scene.now,
        words=words if scene.person.consent_version is not None else "",
        about_other=about_other,
        alert=alert,
    )
    key = "escalation.direct" if flag in DIRECT_FLAGS and not about_other else "escalation.ask"
    put(scene, pending, key, first_of(scene, flag), lane=Lane.URGENT, asked=asked, heard=heard)
    scene.plan(TOPIC, pending.run, scene.now + AGAIN[0])
    if about_other:
        keep(scene, about_them=scene.now)
    else:
        habits.hold(scene)


def due(scene: Scene, event: Due) -> None:
    """Nobody has answered: ask again, louder; after a day let it rest, on record as unanswered."""
    pending = pending_of(scene, event.key)
    if pending is None or _is_private(pending):
        return
    again = pending.model_copy(update={"rung": pending.rung + 1})
    if rests_beside(scene, pending, TOPIC, DIRECT_FLAGS):
        rest(scene, again)
    else:
        put_again(scene, again)
    moments = _moments(scene, pending.asked_at)
    left = [each for each in moments if each > scene.now]
    if left:
        scene.plan(TOPIC, pending.run, left[0])


def put_again(scene: Scene, pending: Pending, lane: Lane = Lane.URGENT) -> None:
    """Ask an open question again, the action first; of a crisis in the words it was asked in, with its own line."""
    if pending.about is About.GENERAL:
        return general.general_question(scene, "escalation.perhaps")
    if pending.about is About.CRISIS:
        return put(scene, pending, f"escalation.crisis_{pending.flag}", _line_of_crisis(scene, pending), lane=lane)
    if pending.about is About.INTENT:
        key = "escalation.intent"
    else:
        direct = pending.flag in DIRECT_FLAGS and not pending.about_other
        key = "escalation.direct_again" if direct else "escalation.ask_again"
    return put(scene, pending, key, first_of(scene, pending.flag), lane=lane, asked=asked_of(scene, pending))


def _line_of_crisis(scene: Scene, pending: Pending) -> str:
    alert = next((each for each in scene.alerts if each.id == pending.alert), None)
    if alert is None or not kind_for(alert.reasons).mind:
        return lines.first_line(scene, Kind.CRISIS)
    return standing_line(scene, alert)


def asked_of(scene: Scene, pending: Pending) -> str:
    """Return the question as it was put: about another person it says so each time."""
    flag = pending.flag
    return _asked_of_another(scene, flag) if pending.about_other else reasons.question_of(scene, flag)


def _asked_of_another(scene: Scene, flag: str) -> str:
    return screens().clarify_other.format(question=reasons.question_about_another(scene, flag))


def _moments(scene: Scene, asked_at: datetime) -> list[datetime]:
    """Return when an unanswered question comes again: soon, and in the two mornings after."""
    zone = scene.person.zone
    morning = next_occurrence(asked_at + NIGHT, MORNING, zone)
    return sorted([*(asked_at + each for each in AGAIN), morning, next_occurrence(morning, MORNING, zone)])


def close(scene: Scene, pending: Pending, answer: Answer) -> None:
    """The question is answered: no more repeats, and its buttons go."""
    settle(scene, pending.run, answer.value)
    denied = answer in (Answer.NO, Answer.DECLINED) and pending.about is About.UNSURE and not pending.about_other
    keep(scene, settled=pending if denied else None, settled_at=scene.now if denied else None)
    scene.unplan(TOPIC, pending.run)
    scene.add(Strip(f"ask:{pending.run}"))


def answered_in_words(
    scene: Scene, pending: Pending, meaning: str, take: Callable[[Scene, Pending, Answer], None]
) -> None:
    """Give the meaning of a typed answer to ``take``; what is neither yes nor no is asked once more."""
    hedged_before = talk(scene).answered.get(pending.run) == "hedged"
    if meaning == PLAINLY_PLEASE:
        ask_plainly(scene, pending)
    elif meaning == "hedged" and not hedged_before:
        ask_plainly(scene, pending)
        state = talk(scene)
        scene.keep(NAME, state.model_copy(update={"answered": {**state.answered, pending.run: "hedged"}}))
    else:
        take(scene, pending, Answer.NOT_SURE if meaning == "hedged" else Answer(meaning))


def ask_plainly(scene: Scene, pending: Pending) -> None:
    """ "Not really" is neither yes nor no: ask once more for a plain answer, of dying in kinder words."""
    if pending.about in _KINDLY:
        return put_again(scene, pending)
    if pending.flag in DIRECT_FLAGS and not pending.about_other:
        return put(scene, pending, "escalation.direct_plainly", first_of(scene, pending.flag), lane=Lane.URGENT)
    pend(scene, pending.model_copy(update={"said_at": scene.now}))
    values = {"first": first_of(scene, pending.flag)}
    slot = f"ask:{pending.run}"
    return scene.say(Say("escalation.ask_plainly", values, answers(pending), lane=Lane.URGENT, slot=slot, fresh=True))
