"""What the daily prompt says first while a warning is still open: that it is not forgotten, and how to answer it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from messages.dialogue.escalation.alert import show
from messages.dialogue.escalation.alert.later import ladder
from messages.dialogue.escalation.words import lines
from messages.dialogue.escalation.words.kinds import Kind
from messages.dialogue.escalation.words.warning import kind_for
from messages.dialogue.scene import Scene
from messages.effects import Choice, Rows
from messages.memory import Alert, AlertState

_SO_LONG = timedelta(days=3)
"""Later only the warning's own questions speak of it: a line that stands there every day is not read."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a daily prompt; ``waits`` while nobody said that help is on its way."""

    line: str
    rows: Rows
    waits: bool


def beside_prompt(scene: Scene) -> Beside | None:
    """Return what the daily prompt says of the warning that is open, or None; of home it says nothing.

    The question is the ladder's own, with the buttons of its morning. Who said that help is
    on its way is asked by the follow-up, and not twice.
    """
    alert = scene.open_alert
    if alert is None or not scene.on_hold or scene.now - alert.opened_at > _SO_LONG:
        return None
    waits = alert.state is not AlertState.ACTING
    kind = kind_for(alert.reasons)
    if kind is Kind.HARM:
        return None
    if not waits:
        return Beside(lines.words(scene, "escalation.beside_acting"), (), waits)
    if kind.private:
        return Beside(lines.words(scene, "escalation.beside_gently"), _answers(alert, "crisis"), waits)
    asked = lines.words(scene, f"escalation.asked_{kind}", **lines.params(scene))
    line = lines.words(scene, "escalation.beside", when=_when(scene, alert), asked=asked)
    return Beside(line, _answers(alert, "alert"), waits)


def _when(scene: Scene, alert: Alert) -> str:
    raised = ladder.raised_at(alert)
    ago = (scene.today - scene.person.today(raised)).days
    key = {0: "escalation.when_today", 1: "escalation.when_yesterday"}.get(ago, "escalation.when_day")
    return lines.words(scene, key, day=f"{raised.astimezone(scene.person.tz):%d %b}")


def _answers(alert: Alert, tone: str) -> Rows:
    return (
        (Choice(f"escalation.{tone}_going", show.does(alert, "going"), style="success"),),
        (Choice(f"escalation.{tone}_stuck", show.does(alert, "stuck"), style="danger"),),
        (Choice(f"escalation.{tone}_checked", show.does(alert, "checked"), style="success"),),
        (
            Choice("escalation.not_yet", show.does(alert, "notyet")),
            Choice("escalation.worse", show.does(alert, "worse"), style="danger"),
        ),
    )
