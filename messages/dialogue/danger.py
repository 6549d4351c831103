"""Every answer passes here before anything else is done with it: typed, tapped, edited or late."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from messages.dialogue import escalation, judging
from messages.dialogue.judging import SAFE_WITHOUT_CONSENT
from messages.dialogue.scene import Scene
from messages.effects import Learn, Record
from messages.triage.judging.screen import asks_whether_serious
from messages.triage.matter import verdict_on
from messages.triage.vocabulary import Action, Fact, Matter, Measure, Occasion, Verdict


def hear(scene: Scene, text: str, numbers_at: datetime | None = None) -> Verdict:
    """Read ``text`` for danger; remember what it says; escalate or ask at once where needed.

    After this the flows may use the text as an answer. A verdict about somebody
    else leaves nothing in the writer's own history. ``numbers_at`` is the instant that numbers
    in it are about, where that is not now (a past day is being filled in).
    """
    scene.text = text
    if asks_whether_serious(text) and scene.person.consent_version is not None:
        # Coming back to ask is itself a sign that must be counted, this time included (reference 1.5, L18).
        scene.add(Record("serious.started", "words", scene.today, "typed"))
        scene.case = replace(scene.case, serious_checks=(*scene.case.serious_checks, scene.now))
    matter = Matter(Occasion.TEXT, scene.case, scene.now, text=text, numbers_at=numbers_at)
    verdict = judging.weighed(scene, matter, text)
    if scene.told_at_this_instant:
        verdict = verdict_on(replace(matter, case=scene.case_now()))
    if verdict.facts or verdict.measures:
        _learn(scene, verdict.facts, verdict.measures)
    beside = escalation.heard_beside(scene, text, verdict)
    if beside is Action.NONE or verdict.action is Action.ESCALATE:
        _act(scene, verdict)
    if beside is Action.NONE:
        return verdict
    grave = Action.ESCALATE in (verdict.action, beside)
    return replace(verdict, action=Action.ESCALATE if grave else beside, about_other=False)


def answer(scene: Scene, facts: Sequence[Fact] = (), measures: Sequence[Measure] = (), words: str = "") -> Verdict:
    """Judge answers given by button or number, with everything known; escalate at once where needed.

    ``words`` is what the person chose, in their own terms, for the record.
    """
    _learn(scene, facts, measures)
    times = [fact.at for fact in facts] + [measure.at for measure in measures]
    matter = Matter(Occasion.ANSWER, scene.case, scene.now, fresh_after=min(times, default=scene.now))
    verdict = judging.weighed(scene, matter, words)
    _act(scene, verdict)
    return verdict


def _learn(scene: Scene, facts: Sequence[Fact], measures: Sequence[Measure]) -> None:
    scene.remember(facts, measures)
    if scene.person.consent_version is None:
        facts = tuple(replace(each, words=SAFE_WITHOUT_CONSENT) for each in facts)
    scene.add(Learn(tuple(facts), tuple(measures)))


def _act(scene: Scene, verdict: Verdict) -> None:
    if verdict.action is Action.ESCALATE:
        escalation.raise_alert(scene, verdict)
    if verdict.action in (Action.ESCALATE, Action.ASK) and verdict.question is not None:
        # Beside a warning the question is about something graver still.
        escalation.ask(scene, verdict)
