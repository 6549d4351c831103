"""Two questions that nobody answered do not ring in pairs: the graver one rings, the other waits for its answer."""

from __future__ import annotations

from datetime import datetime, timedelta

from messages.dialogue.escalation.talk import About, Pending, pend, talk
from messages.dialogue.escalation.words import reasons
from messages.dialogue.scene import Scene
from messages.triage.vocabulary import Channel

NEAR = timedelta(minutes=15)
"""Two questions that would ring within so short a time ring as one."""


def rests_beside(scene: Scene, pending: Pending, topic: str, never: frozenset[str]) -> bool:
    """Does a graver question ring now or in a moment? One of ``never`` (dying) rings always, and lets none rest."""
    asked = (each for each in talk(scene).pending if each.about is About.UNSURE and not each.about_other)
    own = {each.run: each for each in asked if each.flag not in never}
    if pending.run not in own:
        return False
    near = [each for run, each in own.items() if run != pending.run and _rings_near(scene, each, topic)]
    return any(_weight(each) > _weight(pending) for each in near)


def rest(scene: Scene, pending: Pending) -> None:
    """Let ``pending`` be asked once the graver one is answered: it counts as said a while before that one."""
    pend(scene, pending.model_copy(update={"said_at": max(pending.last_said, scene.now - 2 * NEAR)}))


def _rings_near(scene: Scene, pending: Pending, topic: str) -> bool:
    planned: datetime | None = scene.agenda.get((topic, pending.run))
    soon = planned is not None and planned - scene.now <= NEAR
    return soon or (pending.rung > 0 and scene.now - pending.last_said <= NEAR)


def _weight(pending: Pending) -> tuple[int, bool, float, str]:
    row = reasons.row(pending.flag)
    if row is None:
        return 0, False, 0.0, pending.run
    return int(row.level), row.channel is Channel.AMB, -pending.asked_at.timestamp(), pending.run
