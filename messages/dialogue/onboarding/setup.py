"""The first sitting: who this is for, consent, and the questions about how to be reached."""

from __future__ import annotations

import re
from dataclasses import replace

from messages.buttons import Button
from messages.dialogue.onboarding import consent, words
from messages.dialogue.onboarding.planned import replan
from messages.dialogue.onboarding.questions import (
    BY_NAME,
    ZONE,
    Answered,
    Here,
    Look,
    Outcome,
    ShareLocation,
    TooYoung,
    asked,
)
from messages.dialogue.onboarding.questions.about_you import ADULT, AGAIN, AgeQuestion, age_of, decade_of
from messages.dialogue.onboarding.questions.country import confirmed
from messages.dialogue.onboarding.state import (
    CONSENT,
    DECLINED,
    NAME,
    WELCOME,
    YOUNG,
    OnboardingState,
    keep,
    state_of,
)
from messages.dialogue.scene import Scene
from messages.effects import Choice, Rows, Say, Strip
from messages.places import clock_in, zone_label, zones_of

CARD = Choice("common.card", Button("al", "", "card", ""))
_YES = frozenset(
    {"yes", "y", "sure", "yes please", "i agree", "agree", "agreed", "i do", "ok", "okay", "accept", "i accept"}
)
_ASSENT = re.compile(
    r"^(?:(?:yes|yeah|yep|yup|aye|ok|okay|sure|of course|(?:i|i do|we) (?:agree|accept|consent)|agreed?)\b\s*)+"
    r"(?:(?:to|with|it|this|that|all|everything|that's|thats|it's|its|is|fine|alright|good|go|ahead|please|thanks|"
    r"thank|you|me|by|for)\b\s*)*$"
)
"""A yes said in more words than one; nothing that could deny it is among them."""
_NO = frozenset({"no", "n", "no thanks", "no thank you", "i do not agree", "i don't agree", "decline", "disagree"})
_YES_I_AM = r"(?:(?:y|yes|yeah|yep|yup|aye|of course|i am|yes i'm|yes im)\b,? ?)"
_ADULT = re.compile(
    rf"^{_YES_I_AM}+$|^{_YES_I_AM}*(?:i'm |im )?(?:(?:well|way|long) )?"
    r"(?:(?:over|above|past|older than) (?:18|eighteen)|(?:18|eighteen) ?(?:\+|or (?:over|older|above))|(?:an )?adult)"
    r"(?:,? (?:yes|years?|old|of course|already|now))*$"
)
"""A yes, or that they are past eighteen, in their own words."""


def begin(scene: Scene, at: str = WELCOME) -> None:
    """Start a new round of questions at ``at``; an earlier round's message loses its buttons."""
    state = state_of(scene)
    if state.run:
        scene.add(Strip(_slot(state)))
    keep(scene, state.model_copy(update={"run": scene.new_id(), "at": at, "view": ""}))
    show(scene, fresh=True)


def show(scene: Scene, *, fresh: bool = False, again: bool = False) -> None:
    """Show the open question in its one message; ``fresh`` sends it anew, at the end of the chat.

    Who declined and writes all the same is told more shortly (``again``).
    """
    fresh = _came_between(scene) or fresh
    state = state_of(scene)
    scene.focus(NAME)
    question = BY_NAME.get(state.at)
    if question is None:
        key, rows = _fixed(state)
        if again and state.at == DECLINED:
            key = "onboarding.still_declined"
        if again and state.at == CONSENT and not state.view:
            key = "onboarding.consent_again"
        return scene.say(Say(key, buttons=rows, slot=_slot(state), fresh=fresh))
    screen = question.show(scene, Here(NAME, state.run, question.name), state.view)
    skip = (Choice("common.skip", Button(NAME, state.run, "skip", question.name)),)
    return scene.say(Say(screen.key, screen.params, (*screen.rows, skip), slot=_slot(state), fresh=fresh))


def _came_between(scene: Scene) -> bool:
    """Was something else said since the open question, a warning perhaps? Then the next one comes at the end."""
    state = state_of(scene)
    if state.aside:
        keep(scene, state.model_copy(update={"aside": False}))
    return state.aside or scene.person.focus != NAME


def _fixed(state: OnboardingState) -> tuple[str, Rows]:
    def choice(label: str, choice: str) -> Choice:
        return Choice(label, Button(NAME, state.run, state.at, choice))

    match state.at, state.view:
        case "consent", "more":
            return "onboarding.consent_more", ((choice("common.back", "top"),),)
        case "consent", _:
            answers = (choice("onboarding.agree", "yes"), choice("onboarding.disagree", "no"))
            return "onboarding.consent", (answers, (choice("onboarding.read_more", "more"),))
        case "declined", _:
            return "onboarding.declined", ((choice("onboarding.reconsider", "again"),), (CARD,))
        case "young", _:
            return "onboarding.young", ((choice("onboarding.not_young", "mistake"),), (CARD,))
        case _, "who":
            return "onboarding.who", ((choice("common.back", "top"),),)
        case _:
            ages = (choice("onboarding.adult", "adult"), choice("onboarding.under_age", "young"))
            return "onboarding.welcome", (ages, (choice("onboarding.who_not", "who"), CARD))


def pressed(scene: Scene, button: Button) -> None:
    """Take a tap of the first sitting; an old or doubled one changes nothing it should not."""
    if button.step == WELCOME and button.choice == "young":
        return too_young(scene)
    if button.step == YOUNG and button.choice == "mistake":
        return _not_young(scene)
    state = state_of(scene)
    if not state.at or button.run != state.run:
        return scene.toast("onboarding.old_button")
    match button.step, button.choice:
        case "welcome" | "consent", "who" | "more" | "top" if button.step == state.at:
            return _look(scene, "" if button.choice == "top" else button.choice)
        case "welcome", "adult" if state.at == WELCOME:
            return _move(scene, CONSENT)
        case "consent", "yes" if state.at == CONSENT:
            return _agree(scene)
        case "consent", "no" if state.at == CONSENT:
            return _disagree(scene)
        case "declined", "again" if state.at == DECLINED:
            return _move(scene, CONSENT)
        case "skip", name if name == state.at:
            return _on_to_next(scene)
        case name, choice if name in BY_NAME and state.at in BY_NAME:
            return _answer(scene, name, BY_NAME[name].tapped(scene, choice, state.view if name == state.at else ""))
        case _:
            return scene.toast("onboarding.old_button")


def typed(scene: Scene, text: str) -> bool:
    """Take a typed answer to the open question. False when it means nothing here."""
    state = state_of(scene)
    plain = " ".join(text.lower().replace("’", "'").split()).strip(" .!")
    if state.at in (WELCOME, YOUNG):
        age = age_of(text)
        if age is not None and age < ADULT:
            too_young(scene)
        elif age is not None or _ADULT.match(plain) or decade_of(text):
            keep(scene, state.model_copy(update={"told_age": age is not None}))
            _move(scene, CONSENT, fresh=True)
        else:
            return False
        return True
    if state.at == CONSENT and plain in _NO:
        _disagree(scene, fresh=True)
        return True
    if state.at == CONSENT and (plain in _YES or _ASSENT.match(plain.replace(",", " "))):
        _agree(scene, fresh=True)
        return True
    question = BY_NAME.get(state.at)
    if question is None:
        return False
    if plain in ("skip", "pass", "next"):
        _on_to_next(scene, fresh=True)
        return True
    outcome = question.typed(scene, confirmed(state.view, text))
    if outcome is None:
        return False
    _answer(scene, question.name, outcome, fresh=True)
    return True


def located(scene: Scene, zone: str | None) -> bool:
    """Take a shared location. False when none was asked for."""
    if state_of(scene).at != ZONE.name:
        return False
    _answer(scene, ZONE.name, ZONE.located(scene, zone), fresh=True)
    return True


def too_young(scene: Scene) -> None:
    """Turn somebody under 18 away kindly; whatever was planned ends, nothing more is asked."""
    state = state_of(scene)
    if scene.person.consent_version is not None:
        consent.decline(scene)
    run = state.run or scene.new_id()
    keep(scene, state.model_copy(update={"run": run, "at": YOUNG, "view": "", "sitting": None}))
    show(scene)


def _not_young(scene: Scene) -> None:
    if state_of(scene).at == YOUNG:
        _move(scene, WELCOME)
    else:
        scene.toast("onboarding.old_button")


def _agree(scene: Scene, *, fresh: bool = False) -> None:
    consent.give(scene)
    if scene.person.onboarded:  # the text had a new version, or consent had been taken back
        keep(scene, state_of(scene).model_copy(update={"at": "", "view": ""}))
        return finish(scene, fresh=fresh)
    return _move(scene, asked()[0].name, fresh=fresh)


def _disagree(scene: Scene, *, fresh: bool = False) -> None:
    consent.decline(scene)
    _move(scene, DECLINED, fresh=fresh)


def _answer(scene: Scene, name: str, outcome: Outcome | None, *, fresh: bool = False) -> None:
    current = state_of(scene).at == name
    match outcome:
        case Answered(alarmed=alarmed):
            replan(scene)
            if name == ZONE.name and not alarmed:
                _confirm_zone(scene, typed=fresh)
            if current:
                return _on_to_next(scene, fresh=fresh, silent=alarmed)
            return None if alarmed else scene.toast("ask.changed")
        case Look(view=view) if current:
            return _look(scene, view, fresh=fresh)
        case ShareLocation() if current:
            keep(scene, state_of(scene).model_copy(update={"keyboard": True}))
            return scene.say(Say("ask.share_now", ask_location=True))
        case TooYoung():
            return too_young(scene)
        case Look() if outcome.view == "":
            return scene.toast("ask.changed")
        case _:
            return scene.toast("onboarding.old_button")


def _confirm_zone(scene: Scene, *, typed: bool) -> None:
    """Say which time we go by now, where it was not picked by its name; put the reply keyboard away."""
    keyboard = state_of(scene).keyboard
    if keyboard or typed:
        keep(scene, state_of(scene).model_copy(update={"keyboard": False}))
        zone = scene.person.zone
        params = {"place": zone_label(zone), "time": clock_in(zone, scene.now)}
        told = Say("ask.zone_set", params) if scene.person.zone_given else Say("ask.zone_skipped")
        scene.say(replace(told, drop_keyboard=keyboard))


def _look(scene: Scene, view: str, *, fresh: bool = False) -> None:
    keep(scene, state_of(scene).model_copy(update={"view": view}))
    show(scene, fresh=fresh)


def _move(scene: Scene, at: str, *, fresh: bool = False) -> None:
    keep(scene, state_of(scene).model_copy(update={"at": at, "view": ""}))
    show(scene, fresh=fresh)


def _on_to_next(scene: Scene, *, fresh: bool = False, silent: bool = False) -> None:
    """Go to the next question; ``silent`` after an alert, which must stay the last word."""
    state = state_of(scene)
    names = [question.name for question in asked()]
    following = names[names.index(state.at) + 1 :] if state.at in names else []
    keyboard_shown = state.keyboard and state.at == ZONE.name
    if keyboard_shown:
        _confirm_zone(scene, typed=False)
    at = following[0] if following else ""
    view = AGAIN if at == AgeQuestion.name and state.told_age else ""
    keep(scene, state_of(scene).model_copy(update={"at": at, "view": view}))
    if not following:
        return finish(scene, fresh=fresh, silent=silent)
    return None if silent else show(scene, fresh=fresh or keyboard_shown)


def finish(scene: Scene, *, fresh: bool = False, silent: bool = False) -> None:
    """Plan what was chosen and say what happens next; offer the health questions."""
    fresh = _came_between(scene) or fresh
    state = state_of(scene)
    home = zones_of(scene.person.country)
    if not scene.person.zone_given and len(home) == 1:
        scene.change(zone=home[0])
    scene.change(onboarded=True, stopped=False)
    scene.focus("")
    replan(scene)
    if silent:
        return
    rows: Rows = (
        (Choice("onboarding.health_now", Button(NAME, state.run, "r", "go"), style="primary"),),
        (Choice("onboarding.first_checkin", Button("pr", "", "do", "checkin")),
         Choice("onboarding.later", Button(NAME, state.run, "r", "later"))),
    )  # fmt: skip
    scene.say(Say("onboarding.finished", words.summary(scene), rows, slot=_slot(state), fresh=fresh))


def _slot(state: OnboardingState) -> str:
    return f"start:{state.run}"


def first_question() -> str:
    """Return the name of the first question after consent."""
    return asked()[0].name
