"""How a warning looks in the chat: loud, fresh, pinned, and with the ways to answer it."""

from __future__ import annotations

from collections.abc import Sequence

from messages.buttons import Button
from messages.dialogue.escalation.talk import NAME, NOW, About, Pending, keep, pend, talk
from messages.dialogue.escalation.words import lines, reasons
from messages.dialogue.escalation.words.kinds import Kind
from messages.dialogue.escalation.words.standing import standing_line
from messages.dialogue.escalation.words.warning import apart, for_another, kind_for, warning
from messages.dialogue.scene import Scene
from messages.effects import Choice, Lane, Rows, Say, Strip, Unpin, Withdraw
from messages.memory import Alert, AlertReason, AlertState

CARD = Choice("common.card", Button(NAME, "", "card", ""))


def slot_of(alert: Alert, time: int) -> str:
    """Return the name of the message that says the warning for the ``time``-th time."""
    return f"alert:{alert.id}.{time}"


def says(alert: Alert, slot: str) -> bool:
    """Tell whether a message of this name is ``alert``, said for whatever time."""
    return slot.rpartition(".")[0] == slot_of(alert, 0).rpartition(".")[0]


def repeats(alert: Alert) -> str:
    """Return the topic of what says ``alert`` again."""
    return f"repeat:{alert.id}"


def take_down(scene: Scene, alert: Alert) -> None:
    """Unpin the newest message of the warning and take its buttons off."""
    newest = talk(scene).shown.get(alert.id, 0)
    if newest:
        scene.add(Unpin(slot_of(alert, newest)), Strip(slot_of(alert, newest)))


def does(alert: Alert, choice: str) -> Button:
    """Return the button that answers ``alert`` with ``choice``."""
    return Button(NAME, alert.id, "did", choice)


def tone_of(alert: Alert) -> str:
    """Return how its buttons speak: gently of dying and of home, plainly of the body."""
    kind = kind_for(alert.reasons)
    return "crisis" if kind.crisis or kind is Kind.HARM else "alert"


def buttons(scene: Scene, alert: Alert) -> Rows:
    """Return the ways to answer a warning; none of them closes it by itself."""
    kind, tone = kind_for(alert.reasons), tone_of(alert)
    rows: list[tuple[Choice, ...]] = [
        (Choice(f"escalation.{tone}_going", does(alert, "going"), style="success"),),
        (Choice(f"escalation.{tone}_stuck", does(alert, "stuck"), style="danger"),),
        (Choice(f"escalation.{tone}_checked", does(alert, "checked")),),
        (
            Choice("escalation.desk", does(alert, "desk")),
            Choice("escalation.mistake", does(alert, "mistake")),
        ),
    ]
    last = [] if kind is Kind.HARM else [Choice("escalation.someone_else", does(alert, "other"))]
    if lines.numbers(scene).known:
        last.append(Choice("escalation.not_in", does(alert, "where"), {"country": lines.numbers(scene).name}))
    if last:
        rows.append(tuple(last))
    if kind is Kind.HARM:
        rows.append((hiding(alert),))
    return tuple(rows)


def hiding(alert: Alert) -> Choice:
    """Return the button that takes what was said about home off the screen."""
    return Choice("escalation.hide", does(alert, "hide"))


def show(scene: Scene, alert: Alert, fresh: Sequence[AlertReason] = ()) -> None:
    """Say the whole warning, anew and loud; ``fresh`` reasons are named first."""
    _say(scene, alert, "escalation.alert", warning(scene, alert.reasons, fresh, standing_line(scene, alert)))


def repeat(scene: Scene, alert: Alert) -> None:
    """Say it again, shorter and just as loud: nobody has answered yet.

    It takes the place of an earlier repeat that could not go out: whoever is reached at last hears one.
    """
    kind = kind_for(alert.reasons)
    if kind is Kind.HARM:
        return show(scene, alert)
    quiet = kind.private
    why = lines.words(scene, "escalation.what_you_told") if quiet else reasons.named(scene, apart(kind, alert.reasons))
    text = lines.words(
        scene,
        _said_again(scene, alert, quiet=quiet),
        first=standing_line(scene, alert),
        reason=why,
        bot=lines.words(scene, "levels.bot"),
        line=lines.crisis_line(scene),
        lines=lines.params(scene)["lines"],
    )
    if kind.mind and kind is not Kind.TAKEN:
        ask_now(scene, alert)
    else:
        keep(scene, help_asked=scene.now)
    topic = repeats(alert)
    scene.add(Withdraw(topic))
    return _say(scene, alert, "escalation.alert", text, topic)


def _said_again(scene: Scene, alert: Alert, *, quiet: bool) -> str:
    """Return the words of a repeat: what they answered is not asked for, and nobody reads the same six times."""
    if kind_for(alert.reasons) is Kind.TAKEN:
        return f"escalation.repeat_taken{('', '_still')[alert.rung % 2]}"
    if alert.id in talk(scene).stuck and alert.rung % 2 == 0:
        return f"escalation.repeat_stuck_{'gently' if quiet else 'loudly'}"
    if quiet:
        return f"escalation.repeat_gently{('', '_still')[alert.rung % 2]}"
    wrote = scene.person.active_at is not None and scene.person.active_at > alert.opened_at
    if alert.state is not AlertState.OPEN or (wrote and alert.rung % 3 == 0):
        return "escalation.repeat_seen"  # nobody who wrote back is told that they did not answer
    return f"escalation.repeat_loudly{('', '_second', '_third')[alert.rung % 3]}"


def ask_now(scene: Scene, alert: Alert) -> None:
    """Words that ask whether they might hurt themselves right now have a question behind them: a "yes" is heard."""
    run = scene.new_id()
    pend(scene, Pending(run=run, about=About.CRISIS, flag=NOW, asked_at=scene.now, said_at=scene.now, alert=alert.id))


def _say(scene: Scene, alert: Alert, key: str, text: str, topic: str = "") -> None:
    time = talk(scene).shown.get(alert.id, 0)
    said_now = _said_now(scene, slot_of(alert, time))
    if said_now is None:
        take_down(scene, alert)
        time += 1
        keep(scene, shown={**talk(scene).shown, alert.id: time})
    warning_said = Say(
        key,
        {"text": text},
        buttons(scene, alert),
        lane=Lane.URGENT,
        slot=slot_of(alert, time),
        fresh=True,
        silent=kind_for(alert.reasons) is Kind.HARM,
        pin=kind_for(alert.reasons) is not Kind.HARM,
        topic=topic,
    )
    if said_now is None:
        scene.say(warning_said)
    else:  # one message with all that was told, not two that ring together
        scene.effects[said_now] = warning_said


def _said_now(scene: Scene, slot: str) -> int | None:
    """Return where among the effects of this turn the warning was said already."""
    said = (at for at, each in enumerate(scene.effects) if isinstance(each, Say) and each.slot == slot)
    return next(said, None)


def show_for_another(scene: Scene, found: Sequence[AlertReason]) -> None:
    """Say what to do for somebody else. Nothing of it is kept."""
    keep(scene, about_them=scene.now)
    mine = Choice("escalation.it_is_me", Button(NAME, "", "me", found[0].flag))
    scene.say(
        Say(
            "escalation.alert",
            {"text": for_another(scene, found)},
            ((mine,), (CARD,)),
            lane=Lane.URGENT,
            fresh=True,
        )
    )
