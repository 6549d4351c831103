"""The one door to the judge: whatever is judged in a talk is also kept, so that it can be judged again."""

from __future__ import annotations

from dataclasses import replace

from messages.dialogue.scene import Scene
from messages.effects import Judged
from messages.triage.matter import verdict_on
from messages.triage.vocabulary import Matter, Status, Verdict

SAFE_WITHOUT_CONSENT = ""
"""Words are not stored before consent; the rule ids of an alert are."""


def weighed(scene: Scene, matter: Matter, words: str = "") -> Verdict:
    """Return the verdict on ``matter`` and keep it. ``words`` is what the person typed or chose, for the record."""
    verdict = verdict_on(matter)
    kept = _kept(scene, verdict, matter, words)
    if kept is not None:
        scene.add(kept)
    return verdict


def _kept(scene: Scene, verdict: Verdict, matter: Matter, words: str) -> Judged | None:
    """Return what is kept of a judgement.

    Before consent, and of somebody else, only which warning signs were heard: no words, nothing to
    judge again, and nothing at all where none was heard.
    """
    about_another = verdict.about_other or any(each.status is Status.OTHER_PERSON for each in verdict.findings)
    if scene.person.consent_version is not None and not about_another:
        return Judged(verdict, matter.occasion.value, words, matter)
    if not verdict.findings and verdict.question is None:
        return None
    return Judged(_without_words(verdict), matter.occasion.value, SAFE_WITHOUT_CONSENT)


def _without_words(verdict: Verdict) -> Verdict:
    findings = tuple(replace(each, words=SAFE_WITHOUT_CONSENT) for each in verdict.findings)
    return replace(verdict, findings=findings, question=None)
