"""Small habits: nudges to stretch, drink, sleep well and breathe, at the person's own hours."""

from __future__ import annotations

from messages.buttons import Button
from messages.content import Kind
from messages.dialogue.flow import QuietFlow
from messages.dialogue.habits.menu import changes, pause, screens
from messages.dialogue.habits.menu.changes import change_kind, choose_kinds
from messages.dialogue.habits.menu.in_words import hours_wished, kinds_on, note_on, set_often, set_times, show_kind
from messages.dialogue.habits.menu.pause import pause_until, paused, resume_now
from messages.dialogue.habits.menu.words import days_in_words
from messages.dialogue.habits.nudges import answers, sweep
from messages.dialogue.habits.nudges.due import came_due
from messages.dialogue.habits.nudges.screens import slot_of, steps_slot_of
from messages.dialogue.habits.planning.choose import allowed as may_go_to
from messages.dialogue.habits.planning.conditions import in_hold as moves_rest
from messages.dialogue.habits.planning.plan import MOST_A_DAY, TOPIC, cap_of, replan, withdraw
from messages.dialogue.habits.state import NAME, state_of
from messages.dialogue.scene import Scene
from messages.effects import Strip
from messages.events import Due


def hold(scene: Scene) -> None:
    """An alert was raised: take back what is queued or waiting, and the buttons of nudges on screen.

    Nothing can be sent against the hold without this; it only makes the chat quiet at once.
    """
    for kind in Kind:
        withdraw(scene, kind)
        scene.add(Strip(slot_of(kind)), Strip(steps_slot_of(kind)))


class HabitsFlow(QuietFlow):
    """The flow of nudges, their settings and the pause."""

    name = NAME
    commands = frozenset({"habits", "pause"})
    topics = frozenset({TOPIC, "nudge_replan"})

    def command(self, scene: Scene, name: str, args: str) -> None:
        """Open the menu, or the pause."""
        changes.listen_for(scene, "")
        if name == "pause":
            pause.command(scene, args)
        else:
            screens.show_main(scene, fresh=True)

    def pressed(self, scene: Scene, button: Button, message_id: int) -> None:
        """A button of the menu, of the pause, or of a nudge."""
        if button.step in changes.STEPS:
            changes.pressed(scene, button)
        elif button.step == pause.STEP:
            pause.pressed(scene, button)
        elif button.step == "again":
            answers.again(scene, button.choice)
        elif button.step in sweep.STEPS:
            sweep.pressed(scene, button)
        else:
            answers.pressed(scene, button)

    def said(self, scene: Scene, text: str, *, edited: bool) -> bool:
        """Times or a date were typed while the menu asked for them."""
        return not edited and bool(state_of(scene).ask) and changes.said(scene, text)

    def due(self, scene: Scene, event: Due) -> None:
        """A nudge, or a copy of one, has come due."""
        if event.topic == TOPIC:
            came_due(scene, event)
        else:
            replan(scene)

    def resume(self, scene: Scene) -> bool:
        """Show the open page again after an interruption."""
        ask = state_of(scene).ask
        if not ask:
            return False
        if ask == "pause":
            pause.show(scene, fresh=True)
        else:
            screens.show_main(scene, fresh=True)
        return True


HABITS = HabitsFlow()

__all__ = ["HABITS", "MOST_A_DAY", "cap_of", "change_kind", "choose_kinds", "days_in_words", "hold", "hours_wished",
           "kinds_on", "may_go_to", "moves_rest", "note_on", "pause_until", "paused", "replan", "resume_now",
           "set_often", "set_times", "show_kind"]  # fmt: skip
