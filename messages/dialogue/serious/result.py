"""How a run ends: the level, what led to it, what to do by when, what would change it. Never an all-clear."""

from __future__ import annotations

from messages.dialogue import escalation, judging
from messages.dialogue.scene import Scene
from messages.dialogue.serious import show
from messages.dialogue.serious.run import Run
from messages.effects import Choice, Rows, Say
from messages.triage.vocabulary import Finding, Level, Matter, Occasion


def finish(scene: Scene, run: Run) -> None:
    """Judge everything once more, together with what was known before, and say what comes of it."""
    verdict = judging.weighed(scene, Matter(Occasion.SERIOUS, scene.case, scene.now, fresh_after=run.started_at))
    fresh = [each for each in verdict.findings if each.fresh and each.level >= Level.ROUTINE]
    grave = [each for each in fresh if each.level >= Level.SAME_DAY]
    if scene.open_alert is None and not all(escalation.checked_lately(scene, each) for each in grave):
        escalation.raise_alert(scene, verdict)
        return show.show_paused(scene, run)
    if scene.open_alert is None and escalation.repeat_open_question(scene):
        return show.show_paused(scene, run)
    return _say(scene, run, fresh)


def _say(scene: Scene, run: Run, fresh: list[Finding]) -> None:
    values: dict[str, str | int] = {
        **escalation.numbers_in_words(scene),
        "reason": escalation.findings_in_words(scene, fresh),
        "asked": len(run.seen),
    }
    alert = scene.open_alert
    level = max((each.level for each in fresh), default=Level.SELF_CARE)
    if alert is not None:
        key = "serious.end_warning"
        values["reason"] = escalation.reasons_in_words(scene, alert.reasons)
        values["first"] = escalation.standing_line(scene, alert)
    elif level >= Level.SAME_DAY:  # a clinician looked at it while the questions waited
        key = "serious.end_checked"
    elif level >= Level.ROUTINE:
        key = f"serious.{escalation.advice_on('end_soon' if level is Level.SOON else 'end_routine', fresh)}"
        escalation.remember_advice(scene, fresh)
    else:
        key = "serious.end_nothing" if run.seen else "escalation.check_stopped"
    rows: Rows = (
        (Choice("serious.desk", show.does(run, "", "desk")), Choice("serious.again", show.does(run, "", "anew"))),
        (Choice("serious.something_else", show.does(run, "", "tell")),),
    )
    scene.say(Say(key, values, rows, slot=show.slot_of(run), fresh=True))
