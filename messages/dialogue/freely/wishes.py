"""Plain words when no talk is open: a wish is done, a report becomes a note, a question gets help."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches

from pydantic import Field

from messages.buttons import Button
from messages.catalogue import text_of
from messages.dialogue import escalation
from messages.dialogue.escalation.words.quoting import cut
from messages.dialogue.freely import asked, own_advice, plain_words
from messages.dialogue.freely.changes.again import ALWAYS
from messages.dialogue.freely.granting import CARD, do, grant, ways
from messages.dialogue.freely.plain_words import wish_of
from messages.dialogue.freely.shortcuts import open_command
from messages.dialogue.journal import notes as journal_notes
from messages.dialogue.scene import Scene
from messages.effects import Choice, Lane, Record, Rows, Say
from messages.events import Located
from messages.memory import Frozen
from messages.triage.vocabulary import Action, Verdict

LONGEST_NOTE = 4096
"""As long as one Telegram message."""
UNDOABLE = 5
"""So many of the latest notes can be taken out by the button under them; the others in the log."""
SURE_OF_A_REPORT = 3
"""From this many words on, what is no question is a report for the log."""

COMMANDS = ("checkin", "serious", "log", "habits", "pause", "progress", "settings", "privacy", "about", "help", "start")
"""Commands a slip of the finger may still mean; a misspelt "stop" is asked about."""
SURE_OF_A_COMMAND = 0.75

STATE = "wishes"
NOTED = "wishes.noted"
_BEFORE_CONSENT = frozenset(
    {
        "stop",
        "help",
        "card",
        "talk",
        "erase",
        "export",
        "privacy",
        "about",
        "serious",
        "scared",
        "thanks",
        "bye",
        "later",
        "sources",
        "explain",
    }
)
_NODS = frozenset({"thanks", "bye", "later"})
_SAYS_OK = re.compile(r"^(?:ok(?:ay)?|k+|good|great|fine|nice|cool|alright|all right|sure|perfect|lovely|brilliant)$")
"""Said to an open question these may be meant as its answer, as may a thumb."""


class Pending(Frozen):
    """Words that may yet become a note if the person says so, and the latest notes, which can be undone."""

    text: str = ""
    written: Mapping[str, str] = Field(default_factory=dict)
    """Run of a note -> its name in the log."""


def welcome_back(scene: Scene) -> None:
    """The person let the bot back in: plan everything anew and say so without a sound.

    An open warning is said again first, loud, also to somebody who said stop.
    """
    from messages.dialogue.onboarding import replan

    warned = escalation.remind_if_open(scene)
    if scene.person.consent_version is None or scene.person.stopped:
        return
    replan(scene)
    if scene.person.onboarded and not warned:
        scene.say(Say("wishes.welcome_back", {"hour": scene.person.checkin_at}, silent=True))


def unclear(scene: Scene) -> None:
    """Nothing readable came: ask what is meant, with the ways to go on."""
    scene.say(Say("wishes.unclear", buttons=ways(scene), slot="unclear", fresh=True))


def about_another(scene: Scene, text: str) -> None:
    """Words about somebody else: nothing of them enters the writer's log unless they ask for it."""
    thank_for_another(scene, text, Say("wishes.about_another"))


def thank_for_another(scene: Scene, text: str, words: Say) -> None:
    """Say ``words`` in answer to ``text`` about somebody else, with the ways to get help or to keep it after all."""
    rows: Rows = ((CARD, do("serious")),)
    if scene.person.consent_version is not None:
        _pend(scene, text=text[:LONGEST_NOTE])
        rows = (*rows, (Choice("wishes.write_down", Button("pr", "", "note", "write")),))
    scene.say(replace(words, buttons=rows, slot="unclear", fresh=True))


def unknown_command(scene: Scene, name: str) -> None:
    """A command nobody knows; perhaps a wish with a slash before it."""
    wish = wish_of(name.replace("_", " "), scene.today)
    if wish is not None and (scene.person.consent_version is not None or wish.name in _BEFORE_CONSENT):
        return grant(scene, wish)
    meant = get_close_matches(name, COMMANDS, 1, SURE_OF_A_COMMAND)
    if meant:
        return open_command(scene, meant[0])
    return scene.say(Say("wishes.unknown_command", {"name": name[:32]}, ways(scene), slot="unclear", fresh=True))


def note(scene: Scene, text: str, *, edited: bool = False) -> str:
    """Keep ``text`` as a note of the local day; return the run by which it can be taken out again."""
    run = scene.new_id()
    words = text[:LONGEST_NOTE]
    origin = "edited" if edited else "typed"
    name = journal_notes.write(scene, words, scene.today, origin=origin, run=run, edited=edited)
    _pend(scene, written=dict([*_pending(scene).written.items(), (run, name)][-UNDOABLE:]))
    return run


def _pending(scene: Scene) -> Pending:
    return scene.state(STATE, Pending) or Pending()


def _pend(scene: Scene, **fields: object) -> None:
    scene.keep(STATE, _pending(scene).model_copy(update=fields))


def before_consent(scene: Scene, text: str) -> bool:
    """Do what somebody who has not consented may wish for. False when the text is nothing of that."""
    wish = wish_of(text, scene.today)
    if wish is None or wish.name not in _BEFORE_CONSENT:
        return False
    if wish.name in _NODS and not scene.person.flows:
        return False  # somebody's very first words: they are welcomed
    grant(scene, wish)
    return True


def understand(scene: Scene, text: str, verdict: Verdict, *, edited: bool) -> None:
    """Answer plain words: do a wish, keep a report, help with a question."""
    from messages.dialogue import checkin  # it knows this room, so it asks late

    wish = None if edited else wish_of(text, scene.today)
    if verdict.action is Action.ADVISE:
        note(scene, text, edited=edited)
        return None if _sent_to_a_pharmacist(scene, text, verdict) else escalation.advise(scene, verdict)
    if wish is not None:
        said = plain_words.simple(text)
        may_answer = wish.name == "thanks" and (not said or _SAYS_OK.match(said))
        return None if may_answer and _back_to_talk(scene, told=False) else grant(scene, wish)
    if checkin.heard_elsewhere(scene, text, edited=edited):
        return None
    if edited:
        key = "wishes.noted_instead" if journal_notes.was_noted(scene) else "wishes.noted_edit"
        note(scene, text, edited=True)
        return scene.say(Say(key))
    if _is_report(text, verdict) and not own_advice.is_question(text):
        return _reported(scene, text)
    if escalation.still_stands(scene, asked=own_advice.is_question(text)) or _sent_to_a_pharmacist(
        scene, text, verdict
    ):
        return None
    if own_advice.is_question(text):
        return _help_with(scene, text)
    if escalation.asks_on(scene) or _back_to_talk(scene, told=False):
        return None
    _pend(scene, text=text[:LONGEST_NOTE])
    return scene.say(Say("wishes.unclear", buttons=ways(scene, note=True), slot="unclear", fresh=True))


def _sent_to_a_pharmacist(scene: Scene, text: str, verdict: Verdict) -> bool:
    return asked.asks_about_medicine(text) and asked.about_medicine(scene, verdict)


def _reported(scene: Scene, text: str) -> None:
    """Keep a report; an open warning or an open question of the check-in is not lost over it."""
    if escalation.still_stands(scene, only_unanswered=True):
        note(scene, text)
        return
    said = len(scene.effects)
    _keep(scene, text)
    if escalation.asks_on(scene):
        return
    if _back_to_talk(scene, told=True):
        _say_that_it_was_no_answer(scene, said)


def _back_to_talk(scene: Scene, *, told: bool) -> bool:
    """Show the open question of a check-in or the set-up again, which would scroll away; False when none has the floor.

    Unless something was ``told``, say that the words were no answer to it. Then it comes without a sound of its own.
    """
    from messages.dialogue.flows import BY_NAME  # the flows know this room, so it asks late

    if scene.person.focus not in ALWAYS:
        return False
    said = len(scene.effects)
    if not told:
        scene.say(Say("checkin.no_answer", slot="no_answer", fresh=True))
    shown = len(scene.effects)
    if not BY_NAME[scene.person.focus].resume(scene):
        del scene.effects[said:]
        return False
    for place, effect in enumerate(scene.effects[shown:], shown):
        if isinstance(effect, Say) and effect.lane is Lane.REPLY:
            scene.effects[place] = replace(effect, silent=True)
    return True


def _say_that_it_was_no_answer(scene: Scene, said: int) -> None:
    """Tell whoever's words became a note why the question stands there again."""
    more = " " + text_of(scene.person.locale, "wishes.no_answer")
    for place, effect in enumerate(scene.effects[said:], said):
        if isinstance(effect, Say) and effect.key == NOTED:
            scene.effects[place] = replace(effect, params={**effect.params, "more": more})


def _is_report(text: str, verdict: Verdict) -> bool:
    words = plain_words.simple(text).replace(",", " ").split()
    letters = [word for word in words if any(each.isalpha() for each in word)]
    heard = bool(verdict.facts or verdict.measures) and bool(letters)
    telling = plain_words.report_words() | plain_words.medicine_words()
    return heard or len(letters) >= SURE_OF_A_REPORT or bool(telling & set(words))


def _keep(scene: Scene, text: str) -> None:
    run = note(scene, text)
    _pend(scene, text=text[:LONGEST_NOTE])
    buttons = (
        Choice("wishes.was_question", Button("pr", run, "note", "question")),
        Choice("wishes.undo", Button("pr", run, "note", "undo")),
    )
    scene.say(_noted(scene, text, run, buttons))


def _noted(scene: Scene, text: str, run: str, buttons: tuple[Choice, ...]) -> Say:
    key = "wishes.noted_sorry" if plain_words.tells_hardship(text) else "wishes.noted_thanks"
    values = {"first": text_of(scene.person.locale, key), "more": ""}
    return Say(NOTED, values, (buttons,), slot=f"note:{run}")


def _help_with(scene: Scene, text: str) -> None:
    if own_advice.answered(scene, text):
        return
    _pend(scene, text=text[:LONGEST_NOTE])
    key = own_advice.without_answer(scene)
    scene.say(Say(key, buttons=ways(scene, note=True), slot="unclear", fresh=True))


def pressed(scene: Scene, button: Button) -> None:
    """A button under a note or a question."""
    if scene.person.consent_version is None:
        return scene.toast("common.stale_button")
    match button.choice:
        case "undo" if button.run:
            return _undo(scene, button.run)
        case "question" if button.run:
            return scene.say(Say("wishes.question", buttons=ways(scene), slot=f"note:{button.run}"))
        case "write":
            return _write_down(scene)
        case _:
            return scene.toast("common.stale_button")


def _undo(scene: Scene, run: str) -> None:
    """Take a note out of the log; that it was written, and taken out, stays on record."""
    name = _pending(scene).written.get(run)
    note_ = journal_notes.note_named(scene, name) if name else None
    if note_ is None:
        return scene.toast("wishes.undo_in_log")
    hidden = journal_notes.log_of(scene).hidden
    journal_notes.keep(scene, hidden=(*hidden, note_.id))
    scene.add(Record("note_out", note_.words, note_.day, "edited", run))
    return scene.say(Say("wishes.undone", slot=f"note:{run}"))


def take_back(scene: Scene) -> str:
    """Take the newest note out of the log and return its words, cut; nothing when none was written lately."""
    hidden = journal_notes.log_of(scene).hidden
    for run, name in reversed(list(_pending(scene).written.items())):
        note_ = journal_notes.note_named(scene, name)
        if note_ is not None and note_.id not in hidden:
            journal_notes.keep(scene, hidden=(*hidden, note_.id))
            scene.add(Record("note_out", note_.words, note_.day, "edited", run))
            _pend(scene, text=note_.words)
            return cut(note_.words)
    return ""


def _write_down(scene: Scene) -> None:
    text = _pending(scene).text
    if not text:
        return scene.toast("wishes.nothing_pending")
    _pend(scene, text="")
    run = note(scene, text)
    undo = Choice("wishes.undo", Button("pr", run, "note", "undo"))
    return scene.say(_noted(scene, text, run, (undo,)))


def moved(scene: Scene, event: Located) -> None:
    """A location came while nothing asked for one: perhaps a trip."""
    from messages.dialogue import settings  # it knows this room, so it asks late

    if scene.person.consent_version is None:
        open_command(scene, "settings")
    else:
        settings.moved(scene, event)
