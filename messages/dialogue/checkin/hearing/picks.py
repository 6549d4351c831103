"""The safety sweep: an item that is picked opens its questions at once."""

from __future__ import annotations

from messages.dialogue.checkin import course
from messages.dialogue.checkin import questions as q
from messages.dialogue.checkin.hearing.taking import EDITED, TAP, record
from messages.dialogue.checkin.progress import Progress, put
from messages.dialogue.scene import Scene
from messages.memory import CheckIn
from messages.triage.sweep import SweepItem
from messages.triage.vocabulary import Answer

ROW = "f."
"""Steps of buttons that answer one red-flag question begin so."""


def pick(scene: Scene, checkin: CheckIn, progress: Progress, item: SweepItem, *, fresh: bool = False) -> None:
    """Open the questions behind an item of the sweep at once."""
    if item.id in progress.ticked:
        scene.toast("checkin.toast_noted")
        return
    record(scene, checkin, q.SWEEP, item.id, EDITED if q.SWEEP in checkin.answers else TAP)
    if q.SWEEP in checkin.answers:
        picked = [*checkin.answers[q.SWEEP], item.id]
        checkin = checkin.model_copy(update={"answers": {**checkin.answers, q.SWEEP: picked}})
    checkin = checkin.model_copy(update={"started_at": checkin.started_at or scene.now})
    scene.keep_checkin(checkin)
    drill = q.rows_to_ask((*item.opens, *progress.drill), progress.drilled)
    progress = put(
        scene, progress, ticked=(*progress.ticked, item.id), drill=drill, paused=False, held=False, touched=scene.now
    )
    course.show(scene, checkin, progress, fresh=fresh)


def answer_of(choice: str) -> Answer | None:
    """Return the answer that a button's choice names, or None when it names none."""
    return next((each for each in Answer if each == choice), None)
