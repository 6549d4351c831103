"""What somebody answers to a warning, by button or in words: I have called, I cannot get help, and so on."""

from __future__ import annotations

from messages.dialogue.escalation.alert import checked, followup, ladder, mistake, opening, other, show
from messages.dialogue.escalation.asking import general
from messages.dialogue.escalation.words import desk, lines, reasons
from messages.dialogue.escalation.words.kinds import Kind
from messages.dialogue.escalation.words.warning import kind_for
from messages.dialogue.scene import Scene
from messages.effects import Choice, Lane, Record, Rows, Say
from messages.memory import Alert, AlertState

_STILL_COUNTS = frozenset({"worse", "true", "stuck", "notyet"})
"""Answers that mean danger however old their button is."""


def pressed(scene: Scene, alert: Alert, choice: str) -> None:
    """A button of ``alert`` was pressed, perhaps an old one, perhaps again."""
    if not alert.is_open and choice not in ("desk", *_STILL_COUNTS):
        return scene.toast("escalation.closed_already", alert=True)
    _note(scene, alert, choice)
    match choice:
        case "going" | "helped" | "waiting":
            acting(scene, alert, choice)
        case "stuck":
            stuck(scene, alert)
        case "checked":
            checked.asked(scene, _seen(scene, alert))
        case "desk":
            desk.show_card(scene, alert)
        case "mistake":
            mistake.pressed(scene, _seen(scene, alert))
        case "where":
            general.ask_where(scene)
        case "worse":
            opening.worse(scene, alert)
        case "notyet" | "true":
            opening.reopen(scene, alert.model_copy(update={"disputed": ()}))
        case _ if not other.taken(scene, alert, choice):
            scene.toast("common.stale_button")
    return None


def _note(scene: Scene, alert: Alert, choice: str) -> None:
    if scene.person.consent_version is not None:
        scene.add(Record("alert.reply", choice, scene.today, "tap", run=alert.id))


def _seen(scene: Scene, alert: Alert) -> Alert:
    if alert.state is not AlertState.OPEN:
        return alert
    seen = alert.model_copy(update={"state": AlertState.SEEN})
    scene.keep_alert(seen)
    return seen


def acting(scene: Scene, alert: Alert, choice: str = "going") -> None:
    """They are getting help: no more repeats, what to do while waiting, and a question in an hour."""
    if choice == "going" and alert.state is AlertState.ACTING:
        return scene.toast("escalation.going_noted")
    done = {"state": AlertState.ACTING, "acknowledged_at": alert.acknowledged_at or scene.now}
    scene.keep_alert(alert.model_copy(update=done))
    ladder.stop(scene, alert)
    if choice == "helped":
        followup.plan_morning(scene, alert)
        return scene.say(Say("escalation.helped", lines.params(scene), slot=f"follow:{alert.id}"))
    followup.plan_wait(scene, alert)
    kind = kind_for(alert.reasons)
    tone = "gently" if kind.crisis or kind is Kind.HARM else "now" if kind.emergency else "today"
    also = "" if kind is Kind.HARM else reasons.also(scene, alert.reasons[0].flag)
    rows: Rows = (
        (Choice("escalation.alert_stuck", show.does(alert, "stuck"), style="danger"),),
        (Choice("escalation.desk", show.does(alert, "desk")), Choice("escalation.worse", show.does(alert, "worse"))),
    )
    key = f"escalation.wait_{tone}"
    return scene.say(Say(key, {"also": also, **lines.params(scene)}, rows, slot=f"wait:{alert.id}", fresh=True))


def stuck(scene: Scene, alert: Alert) -> None:
    """They cannot get help: the other roads, in order; the next repeat comes sooner."""
    road = "escalation.road_again" if alert.acknowledged_at is not None else "escalation.road_number"
    if not alert.is_open:
        opening.reopen(scene, alert)
    elif alert.state is AlertState.ACTING:
        again = ladder.restart(alert, scene.now, scene.person.zone)
        scene.keep_alert(again)
        followup.forget(scene, alert)
        ladder.climb(scene, again)
    else:
        _seen(scene, alert)
    ladder.sooner(scene, alert)
    known = lines.numbers(scene)
    second = known.also or ("112" if known.ambulance != "112" else "")
    roads = [lines.words(scene, road, number=known.ambulance)] if known.known else []
    if second and known.known:
        roads.append(lines.words(scene, "escalation.road_second", number=second))
    elif not known.known:
        roads.append(lines.words(scene, "escalation.road_unknown"))
    kind = kind_for(alert.reasons)
    if kind.crisis:
        roads.append(lines.crisis_line(scene))
    roads += lines.words(scene, "escalation.roads", **lines.params(scene)).splitlines()
    if known.country in ("GB", "IE"):
        roads.append(lines.words(scene, f"escalation.road_relay_{known.country.lower()}"))
    text = "\n".join(f"{number}. {road}" for number, road in enumerate(roads, 1))
    rows: Rows = (
        (Choice("escalation.alert_going", show.does(alert, "going"), style="success"),),
        (Choice("escalation.desk", show.does(alert, "desk")),),
    )
    scene.say(Say("escalation.stuck", {"roads": text}, rows, lane=Lane.URGENT, slot=f"stuck:{alert.id}", fresh=True))
