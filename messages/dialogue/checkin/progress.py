"""How far each open check-in came, beside the answers themselves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from pydantic import Field

from messages.dialogue.scene import Scene
from messages.memory import CheckIn, Frozen
from messages.triage.vocabulary import Answer

NAME = "ci"
_MOST_KEPT = 3
"""Today's, yesterday's, and one whose day has just passed."""


class Progress(Frozen):
    """Where one check-in stands between two events."""

    run: str
    drill: tuple[str, ...] = ()
    """Red flags still to be asked one by one, the next one first."""
    drilled: Mapping[str, Answer] = Field(default_factory=dict)
    """Red flags asked in this run and what was answered last."""
    ticked: tuple[str, ...] = ()
    """Items of the safety sweep that were picked."""
    tablets: Mapping[str, int] = Field(default_factory=dict)
    """Counts by product, while the question about tablets is open."""
    product: str = ""
    """The product whose count is being asked."""
    editing: str = ""
    """The question that is asked again out of turn."""
    listing: bool = False
    """The list of answers to change is on screen."""
    noting: bool = False
    """The next words are a note."""
    paused: bool = False
    """A warning came in between; it goes on only when the person asks for it."""
    held: bool = False
    """A safety question came in between; it goes on after the answer."""
    skipped: tuple[str, ...] = ()
    """Questions the person asked to leave out today; never the safety question."""
    trail: tuple[str, ...] = ()
    """Questions in the order they were answered, for undoing the last."""
    copied: tuple[str, ...] = ()
    """Questions answered by "same as yesterday", undone together."""
    typed: Mapping[str, str] = Field(default_factory=dict)
    """Number of a message -> the question it answered in bare words; editing it answers that one again."""
    reminded: bool = False
    touched: datetime | None = None
    """When the person last did something here (UTC)."""


class Talks(Frozen):
    """All check-ins that are still talked about, the newest first."""

    runs: tuple[Progress, ...] = ()
    current: str = ""
    """The run that plain words belong to."""


def talks(scene: Scene) -> Talks:
    """Return what is kept, or a clean slate."""
    return scene.state(NAME, Talks) or Talks()


def progress_of(scene: Scene, run: str) -> Progress:
    """Return how far ``run`` came; a run nobody talked about lately starts afresh."""
    return next((each for each in talks(scene).runs if each.run == run), Progress(run=run))


def put(scene: Scene, progress: Progress, **fields: object) -> Progress:
    """Store ``progress`` with ``fields`` changed, and return it."""
    changed = progress.model_copy(update=fields)
    state = talks(scene)
    others = tuple(each for each in state.runs if each.run != changed.run)
    scene.keep(NAME, state.model_copy(update={"runs": (changed, *others)[:_MOST_KEPT]}))
    return changed


def awake(scene: Scene, progress: Progress) -> Progress:
    """Let the check-in go on, because the person answered it by their own choice."""
    waits = progress.paused or progress.held
    return put(scene, progress, paused=False, held=False) if waits else progress


def hold_floor(scene: Scene, run: str) -> None:
    """Let plain words belong to ``run`` from now on."""
    scene.keep(NAME, talks(scene).model_copy(update={"current": run}))
    scene.focus(NAME)


def leave_floor(scene: Scene) -> None:
    """Let plain words go elsewhere; what another flow holds is left to it."""
    if scene.person.focus == NAME:
        scene.focus("")


def checkin_of_run(scene: Scene, run: str) -> CheckIn | None:
    """Return the check-in of ``run`` if it is one of the last 60 days."""
    return next((each for each in scene.checkins if each.run == run), None)


def current_checkin(scene: Scene) -> CheckIn | None:
    """Return the check-in that plain words belong to."""
    return checkin_of_run(scene, talks(scene).current)
