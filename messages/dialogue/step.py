"""One turn of the dialogue. Total: every event has an answer, and danger is heard before anything else.

The order for anything typed: an open safety question, then danger, then the flow that
has the focus, then wishes in plain words ("stop", "pause"), then a note for the log.
"""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from messages.dialogue import danger, escalation, settings
from messages.dialogue.checkin import told_at
from messages.dialogue.flow import Flow
from messages.dialogue.flows import BY_BUTTON, BY_COMMAND, BY_NAME, BY_TOPIC, ONBOARDING
from messages.dialogue.freely import answered, changes, granting, unreadable, wishes
from messages.dialogue.freely.said import others
from messages.dialogue.mishaps import doubled, reach, told_already
from messages.dialogue.onboarding import health
from messages.dialogue.scene import Scene, Turn
from messages.effects import Unplan
from messages.events import Commanded, Due, Event, Located, Pressed, Reachable, Refused, Said, Sent, words_of
from messages.languages import language_told
from messages.memory import Memory
from messages.triage.vocabulary import Action, Verdict

OPEN_TO_ALL = frozenset({"start", "help", "about", "privacy", "serious", "stop"})
"""Commands that work before consent."""
HEARS_ITSELF = frozenset({"serious", "start"})
"""Commands that read the words behind them for danger themselves."""


def step(memory: Memory, event: Event, now: datetime) -> Turn:
    """Return the person after ``event`` and all that must now happen. ``now`` is UTC."""
    scene = Scene(memory, now)
    if isinstance(event, (Due, Refused, Reachable)):
        _happens(scene, event)
        return scene.turn()
    returns = not scene.person.reachable
    if returns:
        reach.within_reach(scene)
    _happens(scene, event)
    if isinstance(event, Pressed) and not returns:
        scene = doubled.once(scene, Scene(memory, now), event)
    scene.change(active_at=now)
    if returns:
        reach.still_warned(scene)
    return scene.turn()


def _happens(scene: Scene, event: Event) -> None:
    match event:
        case Said():
            _said(scene, event)
        case Commanded():
            _commanded(scene, event)
        case Pressed():
            _pressed(scene, event)
        case Located():
            _located(scene, event)
        case Sent():
            _sent(scene, event)
        case Reachable(reachable=reachable):
            scene.change(reachable=reachable)
            if reachable:
                wishes.welcome_back(scene)
        case Refused():
            _refused(scene, event)
        case Due():
            _due(scene, event)
        case _:
            assert_never(event)


def rescue(memory: Memory, event: Event, now: datetime) -> Turn:
    """Return a turn for an event the dialogue stumbled over: danger is still heard, then an apology.

    Used after :func:`step` failed repeatedly on the same update, so that a bug in
    a flow can never swallow an emergency.
    """
    text = words_of(event)
    scene = Scene(memory, now)
    try:
        heard = bool(text) and danger.hear(scene, text).action in (Action.ESCALATE, Action.ASK)
    except Exception:  # the reader itself stumbles over this text: then nobody knows, and we ask
        scene, heard = Scene(memory, now), False
    if not heard:
        escalation.general_question(scene, "common.stumbled")
    return scene.turn()


def _consented(scene: Scene) -> bool:
    return scene.person.consent_version is not None


def _said(scene: Scene, event: Said) -> None:
    text = event.text.replace("\x00", " ").strip()
    if not text:
        return wishes.unclear(scene)
    scene.message_id = event.message_id
    scene.text = text
    if not event.edited and (told_already.taken(scene, text) or escalation.answered_in_words(scene, text)):
        return None
    flow = BY_NAME.get(scene.person.focus)
    as_read, numbers_at = (flow.as_read(scene, text), flow.numbers_at(scene)) if flow is not None else (text, None)
    verdict = danger.hear(scene, as_read, told_at(scene, text) or numbers_at)
    if verdict.action in (Action.ESCALATE, Action.ASK):
        return _keep_beside_danger(scene, event, text, verdict, flow)
    own = _consented(scene) and not event.edited and not verdict.about_other
    if own and health.heard_in_passing(scene, text):
        return None
    if not event.edited and (_set(scene, text) or _answered(scene, text, verdict, own=own)):
        return None
    if verdict.about_other:
        return wishes.about_another(scene, text)
    language = verdict.language or language_told(text)
    if language is not None and unreadable.unreadable_language(scene, language, event.hint):
        return None
    unreadable.only_caption(scene, caption=event.caption)
    if flow is not None and flow.said(scene, text, edited=event.edited):
        return None
    if not event.edited and escalation.answers_warning(scene, text):
        return None
    if not _consented(scene):
        if wishes.before_consent(scene, text):
            return None
        return None if escalation.still_stands(scene) else _onboard(scene)
    return wishes.understand(scene, text, verdict, edited=event.edited)


def _answered(scene: Scene, text: str, verdict: Verdict, *, own: bool) -> bool:
    return answered.answered(scene, text, verdict) or (own and others.news_of_them(scene, text, verdict))


def _set(scene: Scene, text: str) -> bool:
    return _consented(scene) and (
        granting.grant_hours(scene, text) or changes.granted(scene, text) or settings.shift_offered(scene, text)
    )


def _keep_beside_danger(scene: Scene, event: Said | Commanded, text: str, verdict: Verdict, flow: Flow | None) -> None:
    """The warning or question is said; keep the writer's own words, and what else they answer."""
    if not _consented(scene) or verdict.about_other:
        return
    wishes.note(scene, text, edited=event.edited)
    health.keep_named(scene, text)
    if flow is not None:
        flow.overtaken(scene, text, verdict, edited=event.edited)


def _onboard(scene: Scene) -> None:
    if not ONBOARDING.resume(scene):
        ONBOARDING.command(scene, "start", "")


def _commanded(scene: Scene, event: Commanded) -> None:
    name = event.name.lower()
    flow = BY_COMMAND.get(name)
    if event.args and (event.edited or name not in HEARS_ITSELF) and _heard_behind(scene, event):
        return None
    if event.edited:
        return None
    if flow is None:
        return wishes.unknown_command(scene, name)
    if not _consented(scene) and name not in OPEN_TO_ALL:
        return _onboard(scene)
    return flow.command(scene, name, event.args)


def _heard_behind(scene: Scene, event: Commanded) -> bool:
    """Read what stands behind a command for danger. Return True when that is answered."""
    verdict = danger.hear(scene, event.args)
    if verdict.action in (Action.ESCALATE, Action.ASK):
        _keep_beside_danger(scene, event, event.args, verdict, None)
        return True
    if verdict.about_other:
        wishes.about_another(scene, event.args)
    return verdict.about_other


def _pressed(scene: Scene, event: Pressed) -> None:
    flow = BY_BUTTON.get(event.button.flow) if event.button else None
    if flow is None or event.button is None:
        scene.toast("common.stale_button")
        return
    flow.pressed(scene, event.button, event.message_id)


def _located(scene: Scene, event: Located) -> None:
    flow: Flow | None = BY_NAME.get(scene.person.focus)
    if flow is None or not flow.located(scene, event):
        wishes.moved(scene, event)


def _sent(scene: Scene, event: Sent) -> None:
    unreadable.cannot_read(scene, event.media)


def _refused(scene: Scene, event: Refused) -> None:
    if event.gone:
        scene.change(reachable=False)
    if event.urgent:
        escalation.could_not_deliver(scene, event)


def _due(scene: Scene, event: Due) -> None:
    flow = BY_TOPIC.get(event.topic)
    scene.agenda.pop((event.topic, event.key), None)
    if flow is None:  # planned by an earlier release: nobody waits for it any more
        scene.add(Unplan(event.topic, event.key))
        return
    flow.due(scene, event)
