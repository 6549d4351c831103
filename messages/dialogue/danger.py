"""Every answer passes here before anything else is done with it: typed, tapped, edited or late."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from messages.dialogue import escalation
from messages.dialogue.scene import Scene
from messages.effects import Judged, Learn, Record
from messages.triage.judge import judge
from messages.triage.screen import asks_whether_serious, screen
from messages.triage.vocabulary import Action, Fact, Measure, Status, Verdict

SAFE_WITHOUT_CONSENT = ""
"""Words are not stored before consent; the rule ids of an alert are."""


def hear(scene: Scene, text: str, numbers_at: datetime | None = None) -> Verdict:
    """Read ``text`` for danger; remember what it says; escalate or ask at once where needed.

    After this the flows may use the text as an answer. A verdict about somebody
    else leaves nothing in the writer's own history. ``numbers_at`` is the instant that numbers
    in it are about, where that is not now (a past day is being filled in).
    """
    if asks_whether_serious(text) and scene.person.consent_version is not None:
        # Coming back to ask is itself a sign that must be counted (reference 1.5, L18).
        scene.add(Record("serious.started", "words", scene.today, "typed"))
    verdict = screen(text, scene.case, scene.now, numbers_at=numbers_at)
    if verdict.facts or verdict.measures:
        _learn(scene, verdict.facts, verdict.measures)
    _act(scene, verdict, "text", text)
    return verdict


def answer(scene: Scene, facts: Sequence[Fact] = (), measures: Sequence[Measure] = (), words: str = "") -> Verdict:
    """Judge answers given by button or number, with everything known; escalate at once where needed.

    ``words`` is what the person chose, in their own terms, for the record.
    """
    _learn(scene, facts, measures)
    times = [fact.at for fact in facts] + [measure.at for measure in measures]
    verdict = judge(scene.case, scene.now, fresh_after=min(times, default=scene.now))
    _act(scene, verdict, "button", words)
    return verdict


def _learn(scene: Scene, facts: Sequence[Fact], measures: Sequence[Measure]) -> None:
    scene.remember(facts, measures)
    if scene.person.consent_version is None:
        facts = tuple(replace(each, words=SAFE_WITHOUT_CONSENT) for each in facts)
    scene.add(Learn(tuple(facts), tuple(measures)))


def _judged(scene: Scene, verdict: Verdict, source: str, words: str) -> Judged:
    """Return what is kept of a judgement: no words before consent, and never those about somebody else."""
    kept = words if scene.person.consent_version is not None else SAFE_WITHOUT_CONSENT
    if not any(each.status is Status.OTHER_PERSON for each in verdict.findings):
        return Judged(verdict, source, kept)
    findings = tuple(
        replace(each, words=SAFE_WITHOUT_CONSENT) if each.status is Status.OTHER_PERSON else each
        for each in verdict.findings
    )
    return Judged(replace(verdict, findings=findings, question=None), source, SAFE_WITHOUT_CONSENT)


def _act(scene: Scene, verdict: Verdict, source: str, words: str) -> None:
    if verdict.findings or verdict.question:
        scene.add(_judged(scene, verdict, source, words))
    if verdict.action is Action.ESCALATE:
        escalation.raise_alert(scene, verdict)
    if verdict.action in (Action.ESCALATE, Action.ASK) and verdict.question is not None:
        # Beside a warning the question is about something graver still.
        escalation.ask(scene, verdict)
