"""What somebody answers to a warning, by button or in words: I have called, I cannot get help, and so on."""

from __future__ import annotations

from messages.dialogue.escalation.alert import home, opening, show, unseen
from messages.dialogue.escalation.alert.answers import checked, mistake, other
from messages.dialogue.escalation.alert.later import anew, followup, ladder
from messages.dialogue.escalation.asking import general
from messages.dialogue.escalation.asking.phrases import has_called
from messages.dialogue.escalation.talk import keep, talk
from messages.dialogue.escalation.words import desk, lines, reasons
from messages.dialogue.escalation.words.kinds import Kind
from messages.dialogue.escalation.words.warning import kind_for
from messages.dialogue.scene import Scene
from messages.effects import Choice, Lane, Record, Rows, Say
from messages.memory import Alert, AlertState

_STILL_COUNTS = frozenset({"worse", "true", "stuck", "notyet"})
"""Answers that mean danger however old their button is."""
_ALWAYS = frozenset({"desk", "hide"})


def pressed(scene: Scene, alert: Alert, choice: str) -> None:
    """A button of ``alert`` was pressed, perhaps an old one, perhaps again."""
    if not alert.is_open and choice not in _ALWAYS | _STILL_COUNTS:
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
        case "hide":
            home.hide(scene, alert)
        case "where":
            general.ask_where(scene)
        case "worse":
            opening.worse(scene, alert)
        case "notyet" | "true":
            opening.reopen(scene, alert.model_copy(update={"disputed": ()}))
        case _ if not (_not_helped(scene, alert, choice) or other.taken(scene, alert, choice)):
            scene.toast("common.stale_button")
    return None


def _not_helped(scene: Scene, alert: Alert, choice: str) -> bool:
    """Take one of the answers that have no button: an ambulance has to come to them, or nobody has seen them yet."""
    if choice == "stranded":
        opening.stranded(scene, alert)
    elif choice in unseen.TEXTS:
        unseen.answered(scene, alert, choice)
    return choice == "stranded" or choice in unseen.TEXTS


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
    keep(scene, stuck={key: times for key, times in talk(scene).stuck.items() if key != alert.id})
    ladder.stop(scene, alert)
    if kind_for(alert.reasons) is Kind.HARM:
        return home.noted(scene, alert)
    if choice == "helped":
        followup.plan_morning(scene, alert)
        typed = bool(scene.text)  # an answer in words is below what it answers, so that it is seen
        return scene.say(Say("escalation.helped", lines.params(scene), slot=f"follow:{alert.id}", fresh=typed))
    followup.plan_wait(scene, alert)
    kind = kind_for(alert.reasons)
    tone = "gently" if kind.private else "now" if kind.emergency else "today"
    tone = "taken" if kind is Kind.TAKEN else tone
    also = reasons.also(scene, alert.reasons[0].flag)
    rows: Rows = (
        (Choice("escalation.alert_stuck", show.does(alert, "stuck"), style="danger"),),
        (Choice("escalation.desk", show.does(alert, "desk")), Choice("escalation.worse", show.does(alert, "worse"))),
    )
    key = "escalation.wait_slow" if choice == "waiting" and tone == "now" else f"escalation.wait_{tone}"
    return scene.say(Say(key, {"also": also, **lines.params(scene)}, rows, slot=f"wait:{alert.id}", fresh=True))


def stuck(scene: Scene, alert: Alert) -> None:
    """They cannot get help: the other roads, in order, other ones the next time; the repeats begin anew, and soon."""
    called = alert.acknowledged_at is not None or has_called(scene.text)
    before = talk(scene).stuck.get(alert.id, 0)
    if not alert.is_open:
        opening.reopen(scene, alert)
    anew.unhelped(scene, alert)
    keep(scene, stuck={**talk(scene).stuck, alert.id: before + 1})
    kind = kind_for(alert.reasons)
    if kind is Kind.HARM:
        return home.roads(scene, alert)
    roads = _other_roads(scene, kind) if before else _roads(scene, kind, called=called)
    text = "\n".join(f"{number}. {road}" for number, road in enumerate(roads, 1))
    rows: Rows = (
        (Choice("escalation.alert_going", show.does(alert, "going"), style="success"),),
        (Choice("escalation.desk", show.does(alert, "desk")),),
    )
    key = "escalation.stuck_again" if before else "escalation.stuck"
    return scene.say(Say(key, {"roads": text}, rows, lane=Lane.URGENT, slot=f"stuck:{alert.id}", fresh=True))


def _roads(scene: Scene, kind: Kind, *, called: bool) -> list[str]:
    """Return the ways to help in their order (reference 2.5); who called already calls again."""
    known = lines.numbers(scene)
    road = "escalation.road_again" if called else "escalation.road_number"
    roads = [lines.words(scene, road, number=known.ambulance)] if known.known else []
    if _second(scene) and known.known:
        roads.append(lines.words(scene, "escalation.road_second", number=_second(scene)))
    elif not known.known:
        roads.append(lines.words(scene, "escalation.road_unknown"))
    if kind.mind:
        roads.append(lines.crisis_line(scene))
    roads += lines.words(scene, "escalation.roads", **lines.params(scene)).splitlines()
    return roads + _relay(scene)


def _other_roads(scene: Scene, kind: Kind) -> list[str]:
    """Return what to try when the first list did not help: people first, then the numbers again."""
    known, values = lines.numbers(scene), lines.params(scene)
    roads = lines.words(scene, "escalation.roads_again", **values).splitlines()
    if kind.mind:
        roads.insert(0, lines.crisis_line(scene))
    if _second(scene) and known.known:
        roads.append(lines.words(scene, "escalation.road_engaged", number=known.ambulance, second=_second(scene)))
    elif not known.known:
        roads.append(lines.words(scene, "escalation.road_unknown"))
    if known.urgent is not None and not kind.crisis:
        roads.append(lines.words(scene, "escalation.road_urgent", number=known.urgent.number))
    return roads + _relay(scene)


def _second(scene: Scene) -> str:
    known = lines.numbers(scene)
    return known.also or ("112" if known.ambulance != "112" else "")


def _relay(scene: Scene) -> list[str]:
    country = lines.numbers(scene).country
    return [lines.words(scene, f"escalation.road_relay_{country.lower()}")] if country in ("GB", "IE") else []
