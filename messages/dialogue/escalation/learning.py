"""Keeps an answer given to a safety question, without judging it again."""

from __future__ import annotations

from messages.dialogue.scene import Scene
from messages.effects import Learn
from messages.triage.vocabulary import Answer, Fact, Origin


def learn(scene: Scene, flag: str, answer: Answer, words: str = "") -> None:
    """Remember one answer given by button or in a plain word; before consent without the words."""
    kept = words if scene.person.consent_version is not None else ""
    fact = Fact(flag, answer, scene.now, Origin.BUTTON, kept)
    scene.remember([fact])
    scene.add(Learn((fact,)))
