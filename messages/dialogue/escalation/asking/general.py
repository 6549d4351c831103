"""The emergency card, the country, and the general safety question for when we stumbled."""

from __future__ import annotations

from messages.buttons import Button
from messages.dialogue.escalation.talk import NAME, About, Pending, await_words, keep, pend
from messages.dialogue.escalation.words import lines
from messages.dialogue.scene import Scene
from messages.effects import Choice, Lane, Rows, Say
from messages.places.countries import countries, country_of
from messages.places.spelling import plain

_OFTEN = (("GB", "IE", "US"), ("CA", "AU", "NZ"), ("IN", "DE", "NL"))


def card(scene: Scene) -> None:
    """Show the short emergency card: the number and the five core signs. For anyone, at any time."""
    known = lines.numbers(scene)
    key = "escalation.card" if known.known else "escalation.card_unknown"
    rows: list[tuple[Choice, ...]] = [(Choice("escalation.check_now", Button("se", "", "start", "")),)]
    if known.known:
        rows.append((Choice("escalation.not_in", Button(NAME, "", "where", ""), {"country": known.name}),))
    else:
        rows.append((Choice("escalation.say_country", Button(NAME, "", "where", "")),))
    scene.say(Say(key, {"name": known.name, **lines.params(scene)}, tuple(rows)))


def ask_where(scene: Scene) -> None:
    """Ask for the country they are in, with the main numbers already on the screen."""
    rows: Rows = tuple(
        tuple(
            Choice("escalation.country", Button(NAME, "", "country", code), {"country": countries()[code].name})
            for code in row
        )
        for row in _OFTEN
    )
    await_words(scene, "where")
    scene.focus(NAME)
    scene.say(Say("escalation.where", {}, rows, slot="where", fresh=True))


def take_country(scene: Scene, code: str) -> bool:
    """Keep the country they say they are in. Return False when there is none with this code."""
    if country_of(code) is None:
        return False
    scene.change(country=code)
    keep(scene, awaiting="")
    return True


def typed_country(scene: Scene, text: str) -> bool:
    """Take a country typed by its name. Return False for anything else.

    Only a name as it stands counts: "pain" is one letter from Spain, and a wrong number can kill.
    """
    typed = plain(text)
    found = (each for each in countries().values() if typed in (plain(each.name), *map(plain, each.also)))
    country = next(found, None)
    return country is not None and take_country(scene, country.code)


def place_name(scene: Scene) -> str:
    """Return the name of the country they said they are in, or nothing."""
    country = country_of(scene.person.country)
    return country.name if country else ""


def general_question(scene: Scene, key: str) -> None:
    """Say ``key`` (something went wrong on our side) and ask about the core five, the card one tap away."""
    known = lines.numbers(scene)
    first = "escalation.call_if" if known.known else "levels.amb.first_unknown"
    pending = Pending(run=scene.new_id(), about=About.GENERAL, flag="general", asked_at=scene.now)
    pend(scene, pending)
    step = f"q{About.GENERAL}.general"
    rows: Rows = (
        (
            Choice("common.yes", Button(NAME, pending.run, step, "yes")),
            Choice("common.no", Button(NAME, pending.run, step, "no")),
            Choice("common.not_sure", Button(NAME, pending.run, step, "not_sure")),
        ),
        (Choice("common.card", Button(NAME, "", "card", "")),),
    )
    values = {
        "first": lines.words(scene, first, **lines.params(scene)),
        "what": lines.words(scene, key, **lines.params(scene)),
        "core": lines.words(scene, "levels.core", **lines.params(scene)),
    }
    slot = f"ask:{pending.run}"
    scene.say(Say("escalation.general", values, rows, lane=Lane.URGENT, slot=slot, fresh=True))
