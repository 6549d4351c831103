"""Does what was wished for in plain words, and offers what else can be wished for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from messages.buttons import Button
from messages.dialogue import escalation, habits
from messages.dialogue.freely import asked
from messages.dialogue.freely.changes.again import put_again
from messages.dialogue.freely.plain_words import Wish
from messages.dialogue.freely.shortcuts import open_command
from messages.dialogue.scene import Scene
from messages.effects import Choice, Rows, Say
from messages.places import clock_in, zone_label

CARD_BUTTON = Button("al", "", "card", "")
CARD = Choice("common.card", CARD_BUTTON)
A_WHILE = 60
"""Minutes that "remind me later" means."""
_PAGES = frozenset({"hour", "quiet", "zone", "country", "language", "age", "sex"})
_SMALL_TALK = frozenset({"hello", "grumble", "thanks", "bye", "later", "sorry"})


def do(name: str) -> Choice:
    """Return a button that opens a command, e.g. ``checkin``."""
    return Choice(f"do.{name}", Button("pr", "", "do", name))


def ways(scene: Scene, *, note: bool = False) -> Rows:
    """Return the buttons for whoever was not understood; ``note``: their words may be kept for the log."""
    first = (do("checkin"), do("serious"))
    if not note:
        return (first, (do("help"), CARD))
    return (first, (Choice("wishes.write_down", Button("pr", "", "note", "write")), do("help")))


def grant(scene: Scene, wish: Wish) -> None:
    """Do what was wished for."""
    if wish.name in _SMALL_TALK:
        return _small_talk(scene, wish)
    if _grant_with_more(scene, wish):
        return None
    if wish.name in _PAGES:
        from messages.dialogue import settings  # it knows this room, so it asks late

        return settings.open_settings(scene, wish.name)
    simply = _SIMPLY.get(wish.name)
    return simply(scene) if simply is not None else open_command(scene, wish.name)


def grant_hours(scene: Scene, text: str) -> bool:
    """Set hours of nudges, or the quiet hours where no talk is open; False when ``text`` is not that as a whole."""
    from messages.dialogue import settings  # it knows this room, so it asks late

    wished = habits.hours_wished(text)
    if wished is None:
        return False
    before = scene.person.focus
    if wished.kind is None and before:
        return False  # the open talk keeps its place
    if wished.kind is None:
        settings.set_quiet(scene, wished.hours)
    else:
        habits.set_times(scene, wished.kind, wished.hours)
    put_again(scene, before)
    return True


def _small_talk(scene: Scene, wish: Wish) -> None:
    from messages.dialogue import checkin  # it knows this room, so it asks late

    if escalation.still_stands(scene, only_unanswered=True) or asked.explain_danger(scene):
        return None
    if wish.name == "later" and checkin.ask_later(scene, wish.minutes or A_WHILE):
        return None
    if wish.minutes:
        return _no_reminders(scene)
    buttons = ways(scene) if wish.name in ("hello", "grumble", "sorry") else ()
    return scene.say(Say(f"wishes.{wish.name}", buttons=buttons))


def _grant_with_more(scene: Scene, wish: Wish) -> bool:
    """Grant a wish that names a day, a country or a place. False when it names none."""
    from messages.dialogue import settings  # it knows this room, so it asks late

    if wish.until is not None:
        habits.pause_until(scene, wish.until)
        open_command(scene, "pause")
    elif wish.country is not None:
        settings.offer_country(scene, wish.country)
    elif wish.place:
        settings.offer_zone(scene, wish.place)
    else:
        return False
    return True


def _resume(scene: Scene) -> None:
    if habits.paused(scene):
        habits.resume_now(scene)
    else:
        open_command(scene, "start")


def _card(scene: Scene) -> None:
    escalation.ESCALATION.pressed(scene, CARD_BUTTON, 0)


def _erase(scene: Scene) -> None:
    from messages.dialogue import rights  # it knows this room, so it asks late

    rights.ask_to_erase(scene, fresh=True)


def _export(scene: Scene) -> None:
    from messages.dialogue import rights  # it knows this room, so it asks late

    rights.export(scene)


def _no_reminders(scene: Scene) -> None:
    scene.say(Say("wishes.no_reminders", buttons=((do("habits"), do("settings")),)))


def _scared(scene: Scene) -> None:
    """A kind word first; then what helps, the check."""
    if scene.open_alert is not None:
        scene.say(Say("wishes.scared_beside"))
        escalation.still_stands(scene)
        return None
    scene.say(Say("wishes.scared"))
    return open_command(scene, "serious")


def _talk(scene: Scene) -> None:
    """Somebody wants a person to listen: a kind word, and who does."""
    rows: Rows = ((do("serious"), CARD),)
    scene.say(Say("wishes.talk", escalation.numbers_in_words(scene), rows))


def _clock(scene: Scene) -> None:
    zone = scene.person.zone
    params = {"place": zone_label(zone), "time": clock_in(zone, scene.now)}
    scene.say(Say("wishes.clock", params, ((do("settings"),),)))


def _sources(scene: Scene) -> None:
    """Of the very thing said last; with none, the main sources of all."""
    from messages.dialogue.freely import why  # it knows this room, so it asks late

    if not why.sources_of_last(scene):
        asked.sources(scene)


def _explain(scene: Scene) -> None:
    """Say what was said last means; where nothing was, what all of this is."""
    from messages.dialogue.freely import why  # it knows this room, so it asks late

    if not (why.explained(scene) or asked.explain(scene)):
        open_command(scene, "help")


_SIMPLY: Mapping[str, Callable[[Scene], None]] = MappingProxyType(
    {
        "resume": _resume,
        "card": _card,
        "erase": _erase,
        "export": _export,
        "remind": _no_reminders,
        "sources": _sources,
        "explain": _explain,
        "scared": _scared,
        "clock": _clock,
        "talk": _talk,
    }
)
"""Wishes that are no command and name nothing; every other one opens the command of its name."""
