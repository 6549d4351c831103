"""The screens of ``/serious``: one message, edited in place, the emergency number always on it."""

from __future__ import annotations

from messages.buttons import Button
from messages.dialogue.escalation import emergency_line, quiet_line
from messages.dialogue.scene import Scene
from messages.dialogue.serious.run import NAME, Run, script, steps
from messages.effects import Choice, Rows, Say
from messages.triage.sweep import Step

_TICKED = {"yes": "serious.ticked", "not_sure": "serious.ticked_unsure"}


def slot_of(run: Run) -> str:
    """Return the name of the message that shows the run."""
    return f"serious:{run.id}"


def does(run: Run, step: str, choice: str) -> Button:
    """Return a button of this run."""
    return Button(NAME, run.id, step, choice)


def show_step(scene: Scene, run: Run, step: Step, *, fresh: bool = False) -> None:
    """Show one step: what is true is tapped, or "none of these"; nothing is ticked beforehand."""
    every = steps(scene)
    values: dict[str, str | int] = {
        "line": quiet_line(scene) if run.seen else emergency_line(scene),
        "ask": step.ask,
        "number": every.index(step) + 1,
        "total": len(every),
    }
    key = "serious.which_unsure" if run.unsure else "serious.step"
    scene.say(Say(key, values, _rows(run, step, first=not run.seen), slot=slot_of(run), fresh=fresh))


def _rows(run: Run, step: Step, *, first: bool) -> Rows:
    rows: list[tuple[Choice, ...]] = [
        (
            Choice(
                _TICKED.get(run.ticked.get(option.flag, ""), "serious.option"),
                does(run, step.id, option.flag),
                {"label": option.label},
            ),
        )
        for option in step.options
    ]
    if run.unsure:
        return (*rows, (Choice("common.back", does(run, step.id, "sure")),))
    ticked = any(option.flag in run.ticked for option in step.options)
    onward = Choice("common.next", does(run, step.id, "none"), style="primary")
    none = Choice("serious.none", does(run, step.id, "none"), {"label": script().none})
    rows.append((onward if ticked else none, Choice("common.not_sure", does(run, step.id, "unsure"))))
    if step.id == "mood":
        rows.append((Choice("common.prefer_not", does(run, step.id, "skip")),))
    last = Choice("serious.other", does(run, step.id, "other")) if first else None
    stop = Choice("serious.stop", does(run, step.id, "stop"))
    rows.append((last, stop) if last else (stop,))
    return tuple(rows)


def show_paused(scene: Scene, run: Run) -> None:
    """A warning or a question went out: the rest waits here, by choice only.

    An edit, so that the warning, or the question, stays the last word.
    """
    rows: Rows = ((Choice("serious.go_on", does(run, "", "carry")), Choice("serious.finish", does(run, "", "stop"))),)
    key = "serious.paused" if scene.open_alert is not None else "serious.paused_question"
    scene.say(Say(key, {}, rows, slot=slot_of(run)))


def show_for_another(scene: Scene, run: Run, *, fresh: bool = False) -> None:
    """Say what helps when it is about somebody else, and what needs a doctor today (reference 2.2 and 2.7)."""
    rows: Rows = ((Choice("serious.mine", does(run, "", "mine")),),)
    scene.say(Say("serious.for_another", {"line": emergency_line(scene)}, rows, slot=slot_of(run), fresh=fresh))
