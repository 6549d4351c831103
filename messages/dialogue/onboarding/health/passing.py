"""An illness or a medicine told in passing, in the set-up or any day later, is kept with the health answers."""

from __future__ import annotations

from messages.catalogue import text_of
from messages.dialogue.escalation.asking.typed import names_another, speaks_of_self
from messages.dialogue.freely.changes.again import put_again
from messages.dialogue.freely.own_advice import is_question
from messages.dialogue.onboarding.health.answers import store
from messages.dialogue.onboarding.health.named import is_only_a_list, named
from messages.dialogue.onboarding.health.pages import has_date
from messages.dialogue.onboarding.state import NAME, state_of
from messages.dialogue.scene import Scene
from messages.effects import Say
from messages.memory import RiskAnswer
from messages.triage.flags import RiskFactor
from messages.triage.vocabulary import Answer


def keep_named(scene: Scene, text: str) -> list[RiskFactor]:
    """Keep what ``text`` plainly names, judged with all that is known; return it. Nothing of somebody else's."""
    if is_question(text) or (names_another(text) and not speaks_of_self(text)) or _in_the_sitting(scene):
        return []
    found = [risk for risk in named(scene, text) if not has_date(risk)]
    if found:
        store(scene, {risk.id: RiskAnswer(answer=Answer.YES, at=scene.now) for risk in found})
    return found


def heard_in_passing(scene: Scene, text: str) -> bool:
    """Keep what is named; where ``text`` is nothing else, say so and put the open question again, and return True."""
    from messages.dialogue.freely import wishes  # it knows this room, so it asks late

    alerts, said = scene.alerts, len(scene.effects)
    found = keep_named(scene, text)
    urgent = scene.alerts != alerts or any(isinstance(each, Say) for each in scene.effects[said:])
    if not found or not is_only_a_list(text, found):
        return False
    wishes.note(scene, text)
    if urgent:
        return True  # what was said is graver, and the last word
    labels = ", ".join(risk.label for risk in found)
    scene.say(Say("risks.heard", {"line": text_of(scene.person.locale, "risks.kept", {"yes": labels})}))
    put_again(scene, scene.person.focus)
    return True


def _in_the_sitting(scene: Scene) -> bool:
    """The health questions are open: there a name is the answer to one of them."""
    state = state_of(scene)
    return scene.person.focus == NAME and not state.at and state.sitting is not None and state.sitting.is_open
