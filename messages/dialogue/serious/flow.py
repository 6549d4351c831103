"""``/serious`` as a flow: by words or by buttons, interrupting a check-in and giving it back."""

from __future__ import annotations

from messages.buttons import Button
from messages.dialogue import escalation
from messages.dialogue.flow import QuietFlow
from messages.dialogue.scene import Scene
from messages.dialogue.serious import run as runs
from messages.dialogue.serious import show
from messages.dialogue.serious.result import finish
from messages.dialogue.serious.run import NAME, Run
from messages.effects import Record, Say
from messages.triage.flags import table
from messages.triage.sweep import Step
from messages.triage.vocabulary import Action, Answer, Fact, Origin

_NONE_IN_WORDS = frozenset({"none", "none of these", "no", "nope", "nothing", "none of them", "none of em", "no none"})


class Serious(QuietFlow):
    """Walks the safety script; every answer is judged at once."""

    name = NAME
    commands = frozenset({"serious"})

    def command(self, scene: Scene, name: str, args: str) -> None:
        """Words are read for danger first; with nothing found in them the questions begin."""
        if args and _heard(scene, args):
            return
        open_run = runs.current(scene)
        recent = open_run is not None and scene.now - open_run.started_at < runs.STILL_THE_SAME
        if open_run is not None and open_run.step and recent and not args:
            scene.focus(NAME)
            _show(scene, open_run, fresh=True)
            return
        begun = runs.begin(scene, "words" if args else "buttons")
        scene.focus(NAME)
        _show(scene, begun, fresh=True)

    def pressed(self, scene: Scene, button: Button, message_id: int) -> None:
        """An answer, a way out, or an old button; a danger counts however old its button is."""
        run = runs.current(scene)
        if button.step == "start":
            return self.command(scene, "serious", "")
        if button.choice == "desk":
            return escalation.show_card(scene)
        if run is None or run.id != button.run or (button.step and button.step != run.step):
            return _late(scene, button)
        if button.step:
            return _in_step(scene, run, button.choice)
        return _outside(self, scene, run, button.choice)

    def said(self, scene: Scene, text: str, *, edited: bool) -> bool:
        """ "None" typed is "none of these" tapped; everything else was read for danger already."""
        run = runs.current(scene)
        plain = " ".join(text.casefold().strip(" .!").split())
        if run is None or not run.step or edited or plain not in _NONE_IN_WORDS:
            return False
        _in_step(scene, run, "none")
        return True

    def open_for_another(self, scene: Scene) -> None:
        """Say what is serious in somebody else; it is no check of the writer's own, and is not counted as one."""
        run = Run(id=scene.new_id(), started_at=scene.now, step="", before=scene.person.focus)
        runs.keep(scene, run)
        show.show_for_another(scene, run, fresh=True)

    def resume(self, scene: Scene) -> bool:
        """Show the open step again."""
        run = runs.current(scene)
        if run is None or not run.step:
            return False
        scene.focus(NAME)
        _show(scene, run, fresh=True)
        return True


def _heard(scene: Scene, words: str) -> bool:
    """Read what stood behind the command. Return True when it was answered by a warning or a question."""
    from messages.dialogue import danger  # danger imports the escalation, which this flow uses

    if scene.person.consent_version is not None:
        scene.add(Record("note", words, scene.today, "typed"))
    verdict = danger.hear(scene, words)
    if verdict.action not in (Action.ESCALATE, Action.ASK) and not verdict.about_other:
        return False
    runs.begin(scene, "words")
    return True


def _show(scene: Scene, run: Run, *, fresh: bool = False) -> None:
    step = runs.step_of(scene, run)
    if step is None:
        finish_run(scene, run)
    else:
        show.show_step(scene, run, step, fresh=fresh)


def finish_run(scene: Scene, run: Run) -> None:
    """End the run, say what comes of it, and give an interrupted talk its question back."""
    from messages.dialogue.flows import BY_NAME  # the registry imports this package

    closed = run.model_copy(update={"step": ""})
    runs.keep(scene, closed)
    if scene.person.focus == NAME:
        scene.focus(run.before)
    finish(scene, closed)
    flow = BY_NAME.get(run.before)
    if flow is not None and scene.open_alert is None:
        flow.resume(scene)


def _in_step(scene: Scene, run: Run, choice: str) -> None:
    step = runs.step_of(scene, run)
    if step is None:
        return scene.toast("common.stale_button")
    if choice in {option.flag for option in step.options}:
        return _tick(scene, run, step, choice)
    match choice:
        case "none":
            _rest(scene, run, step, Answer.NO)
        case "skip":
            _rest(scene, run, step, Answer.DECLINED)
        case "unsure" | "sure":
            changed = run.model_copy(update={"unsure": choice == "unsure"})
            runs.keep(scene, changed)
            show.show_step(scene, changed, step)
        case "other":
            runs.keep(scene, run.model_copy(update={"step": ""}))
            scene.focus(run.before)
            show.show_for_another(scene, run)
        case "stop":
            finish_run(scene, run)
        case _:
            scene.toast("common.stale_button")
    return None


def _tick(scene: Scene, run: Run, step: Step, flag: str) -> None:
    """One thing is true, or may be: judged at once, before anything else is asked."""
    answer = Answer.NOT_SURE if run.unsure else Answer.YES
    if run.ticked.get(flag) == answer.value:
        return scene.toast("escalation.noted_already")
    ticked = run.model_copy(update={"ticked": {**run.ticked, flag: answer.value}, "unsure": False})
    runs.keep(scene, ticked)
    if escalation.answer_flag(scene, flag, answer):
        return show.show_paused(scene, ticked)
    if flag == "mh_not_coping":
        return escalation.safety_question(scene, "mh_suicide_thoughts")
    return show.show_step(scene, ticked, step)


def _rest(scene: Scene, run: Run, step: Step, answer: Answer) -> None:
    """Everything on this screen that was not ticked is answered together, and the next screen comes."""
    from messages.dialogue import danger  # danger imports the escalation, which this flow uses

    left = [option.flag for option in step.options if option.flag not in run.ticked]
    facts = [Fact(flag, answer, scene.now, Origin.BUTTON) for flag in left]
    verdict = danger.answer(scene, facts, words=runs.script().none) if facts else None
    moved = runs.after(scene, run, step)
    runs.keep(scene, moved)
    if verdict is not None and verdict.action is Action.ESCALATE:
        return show.show_paused(scene, moved)
    return _show(scene, moved)


def _outside(flow: Serious, scene: Scene, run: Run, choice: str) -> None:
    match choice:
        case "carry":
            scene.focus(NAME)
            step = runs.step_of(scene, run)
            if step is not None and any(option.flag in run.ticked for option in step.options):
                show.show_step(scene, run, step, fresh=True)
            else:
                _show(scene, run, fresh=True)
        case "stop":
            finish_run(scene, run)
        case "mine" | "anew":
            begun = runs.begin(scene, "buttons")
            scene.focus(NAME)
            _show(scene, begun, fresh=True)
        case "tell":
            scene.say(Say("serious.tell", {"line": escalation.emergency_line(scene)}))
        case _:
            scene.toast("common.stale_button")


def _late(scene: Scene, button: Button) -> None:
    """A button of an earlier run or screen: a danger counts, the rest is from another time."""
    if button.choice in table().flags:
        if not escalation.answer_flag(scene, button.choice, Answer.YES):
            scene.toast("escalation.noted_already")
    else:
        scene.toast("common.stale_button")


SERIOUS = Serious()
