"""/pause: nudges and check-ins rest until a day the person names; alerts and safety questions never do."""

from __future__ import annotations

from datetime import date, timedelta

from messages.buttons import Button
from messages.dialogue.freely.plain_words import wants_something_else
from messages.dialogue.habits.menu.words import day_name
from messages.dialogue.habits.planning.plan import replan
from messages.dialogue.habits.state import NAME, keep_state, state_of
from messages.dialogue.scene import Scene
from messages.effects import Choice, Rows, Say
from messages.moments import day_of

SLOT = "pause"
STEP = "pause"
_OFFERS = (1, 3, 7)
FEW_WORDS = 4
"""A longer text is a report or a question, and no mistyped date or hour."""


def paused(scene: Scene) -> bool:
    """Is a pause running?"""
    until = scene.person.paused_until
    return until is not None and scene.today < until


def pause_until(scene: Scene, day: date | None) -> None:
    """Pause nudges and check-ins until the local date ``day``, the first on which they come again.

    None, or a day that is not in the future, ends the pause. Says nothing; see :func:`show`.
    """
    if day is not None and day <= scene.today:
        day = None
    scene.change(paused_until=day)
    replan(scene)


def resume_now(scene: Scene) -> None:
    """End a pause at once and say so, or say that there is none."""
    was = paused(scene)
    pause_until(scene, None)
    scene.say(Say("habits.resumed" if was else "habits.not_paused", slot=SLOT, fresh=True))


def show(scene: Scene, *, fresh: bool = False) -> None:
    """Show the pause, or ask how long it should be."""
    if paused(scene) and scene.person.paused_until is not None:
        rows: Rows = ((_button("resume", "resume"), _button("change_pause", "ask")),)
        until = day_name(scene.person, scene.person.paused_until)
        scene.say(Say("habits.paused", {"until": until}, rows, slot=SLOT, fresh=fresh))
    else:
        _ask(scene, fresh=fresh)


def _button(label: str, choice: str, **params: str | int) -> Choice:
    return Choice(f"habits.{label}", Button(NAME, "", STEP, choice), params)


def _ask(scene: Scene, *, fresh: bool) -> None:
    offers = tuple(
        _button(f"pause_days.{days}", str(days), until=day_name(scene.person, scene.today + timedelta(days=days)))
        for days in _OFFERS
    )
    rows = (*((offer,) for offer in offers), (_button("pause_date", "date"),), (_button("no_pause", "none"),))
    scene.say(Say("habits.pause_ask", {}, rows, slot=SLOT, fresh=fresh))


def command(scene: Scene, args: str) -> None:
    """``/pause``, or ``/pause until Friday`` in one go."""
    day = _read(args, scene.today) if args.strip() else None
    if day is not None:
        pause_until(scene, day)
    elif args.strip():
        _listen(scene, on=True)
        return scene.say(Say("habits.pause_date_unknown", {}, ((_button("back", "ask"),),), slot=SLOT, fresh=True))
    return show(scene, fresh=True)


def pressed(scene: Scene, button: Button) -> None:
    """A button under the pause message."""
    choice = button.choice
    _listen(scene, on=choice == "date")
    if choice == "date":
        back = ((_button("back", "ask"),),)
        scene.say(Say("habits.pause_date_ask", {}, back, slot=SLOT))
    elif choice == "ask":
        _ask(scene, fresh=False)
    elif choice == "none":
        scene.say(Say("habits.not_paused", slot=SLOT))
    elif choice == "resume":
        was = paused(scene)
        pause_until(scene, None)
        scene.say(Say("habits.resumed" if was else "habits.not_paused", slot=SLOT))
    elif choice in map(str, _OFFERS):
        pause_until(scene, scene.today + timedelta(days=int(choice)))
        show(scene)
    else:
        scene.toast("common.stale_button")


def _read(text: str, today: date) -> date | None:
    """Return the day named: "Friday", "until 3 March", "in 10 days"."""
    return day_of(text, today)


def _listen(scene: Scene, *, on: bool) -> None:
    keep_state(scene, state_of(scene).model_copy(update={"ask": "pause" if on else ""}))
    if on:
        scene.focus(NAME)
    elif scene.person.focus == NAME:
        scene.focus("")


def said(scene: Scene, text: str) -> bool:
    """Take a typed date, and ask again for what may have been meant as one; False for anything else."""
    if wants_something_else(text, scene.today):
        return False
    day = _read(text, scene.today)
    if day is None:
        if len(text.split()) > FEW_WORDS:
            return False
        rows = ((_button("back", "ask"),),)
        scene.say(Say("habits.pause_date_unknown", {}, rows, slot=SLOT, fresh=True))
        return True
    _listen(scene, on=False)
    pause_until(scene, day)
    show(scene, fresh=True)
    return True
