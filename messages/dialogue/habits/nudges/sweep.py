"""Worse after a move, or something changed: ask for danger at once, item by item, judged at every tap."""

from __future__ import annotations

from messages.buttons import Button
from messages.dialogue import danger, escalation
from messages.dialogue.habits.state import NAME
from messages.dialogue.scene import Scene
from messages.effects import Choice, Say, Strip
from messages.triage.flags import table
from messages.triage.sweep import SweepItem, screens
from messages.triage.vocabulary import Action, Answer, Fact, Origin

STEPS = frozenset({"sweep", "flag"})
_LAST = "chg_different"
"""Asked when none of the sweep is true: is the pain new, or very different?"""
_ANSWERS = (Answer.YES, Answer.NO, Answer.NOT_SURE)


def _slot(run: str) -> str:
    return f"habits.sweep:{run}"


def start(scene: Scene, run: str) -> None:
    """Ask which of the dangers is there; nothing is ticked beforehand."""
    sweep = screens().sweep
    rows = tuple(
        (Choice("habits.sweep_item", Button(NAME, run, "sweep", item.id), {"label": item.label}),)
        for item in sweep.items
    )
    none = (Choice("habits.sweep_item", Button(NAME, run, "sweep", "none"), {"label": sweep.none}),)
    scene.say(Say("habits.sweep", {}, (*rows, none), slot=_slot(run), fresh=True))


def pressed(scene: Scene, button: Button) -> None:
    """An item or an answer was tapped; however old the button, the answer counts."""
    if button.step == "sweep":
        item = screens().sweep.item(button.choice)
        if item is None and button.choice != "none":
            return scene.toast("common.stale_button")
        return _ask(scene, button.run, item.opens[0] if item else _LAST)
    flag, _, given = button.choice.rpartition(".")
    if flag not in table().flags or given not in {each.value for each in _ANSWERS}:
        return scene.toast("common.stale_button")
    return _answered(scene, button.run, flag, Answer(given))


def _ask(scene: Scene, run: str, flag: str) -> None:
    row = tuple(
        Choice(f"common.{answer.value}", Button(NAME, run, "flag", f"{flag}.{answer.value}")) for answer in _ANSWERS
    )
    scene.say(Say("habits.flag", {"question": table().flags[flag].question}, (row,), slot=_slot(run)))


def _answered(scene: Scene, run: str, flag: str, answer: Answer) -> None:
    words = table().flags[flag].short
    verdict = danger.answer(scene, [Fact(flag, answer, scene.now, Origin.BUTTON, words)], words=words)
    if verdict.action in (Action.ESCALATE, Action.ASK):
        scene.add(Strip(_slot(run)))
        return
    if verdict.action is Action.ADVISE:
        escalation.advise(scene, verdict)
    following = _after(flag)
    if following is not None:
        _ask(scene, run, following)
    else:
        scene.say(Say("habits.sweep_done", slot=_slot(run)))


def _after(flag: str) -> str | None:
    """Return the next row of the same item; after its last one, whether the pain is different; then nothing."""
    if flag == _LAST:
        return None
    item: SweepItem | None = next((each for each in screens().sweep.items if flag in each.opens), None)
    if item is None:
        return None
    rest = item.opens[item.opens.index(flag) + 1 :]
    return rest[0] if rest else _LAST
