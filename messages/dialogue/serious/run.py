"""One run through the safety script: where it stands, and what was ticked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from pydantic import Field

from messages.dialogue.scene import Scene
from messages.effects import Record
from messages.memory import Frozen
from messages.triage.sweep import SeriousScript, Step, screens

NAME = "se"
STILL_THE_SAME = timedelta(minutes=30)
"""Asking again within this time goes on where it stopped; later it starts anew."""


class Run(Frozen):
    """The state of one run."""

    id: str
    started_at: datetime
    step: str
    """Id of the open step; empty when the script is through."""
    ticked: Mapping[str, str] = Field(default_factory=dict)
    """Answers by flag: ``yes`` or ``not_sure``."""
    seen: tuple[str, ...] = ()
    """Ids of the steps that were answered."""
    unsure: bool = False
    """The next tick means "not sure"."""
    before: str = ""
    """The flow that was interrupted."""


def script() -> SeriousScript:
    """Return the reviewed script."""
    return screens().serious


def steps(scene: Scene) -> tuple[Step, ...]:
    """Return the steps that can concern this person, deadliest first."""
    return script().steps_for(scene.case.profile)


def current(scene: Scene) -> Run | None:
    """Return the run that is open, or was the last one."""
    return scene.state(NAME, Run)


def keep(scene: Scene, run: Run) -> None:
    """Store where the run stands."""
    scene.keep(NAME, run)


def begin(scene: Scene, how: str) -> Run:
    """Start a new run, and count it: coming again and again is itself a sign (reference 1.5, L18)."""
    before = scene.person.focus
    run = Run(
        id=scene.new_id(),
        started_at=scene.now,
        step=steps(scene)[0].id,
        before="" if before in (NAME, "al") else before,
    )
    keep(scene, run)
    scene.add(Record("serious.started", how, scene.today, "typed" if how == "words" else "tap", run=run.id))
    return run


def step_of(scene: Scene, run: Run) -> Step | None:
    """Return the open step of a run."""
    return next((each for each in steps(scene) if each.id == run.step), None)


def after(scene: Scene, run: Run, step: Step) -> Run:
    """Return the run with ``step`` answered and the next one open."""
    seen = (*run.seen, step.id)
    left = [each.id for each in steps(scene) if each.id not in seen]
    return run.model_copy(update={"seen": seen, "step": left[0] if left else "", "unsure": False})
