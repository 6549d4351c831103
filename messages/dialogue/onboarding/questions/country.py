"""Which country are you in: chosen or typed, and asked again after a journey. It decides whom to call."""

from __future__ import annotations

from messages.dialogue.escalation.asking.typed import meaning_of
from messages.dialogue.freely.plain_words import place_said
from messages.dialogue.onboarding.knowing import learn
from messages.dialogue.onboarding.questions.model import TOP, Answered, Here, Look, Outcome, Screen, in_rows
from messages.dialogue.scene import Scene
from messages.places import Country, common_countries, countries, countries_named, country_of, zones_matching

MOST_FOUND = 8
MOST_WORDS = 5
"""A longer text is hardly the name of a country."""


class CountryQuestion:
    """The country the person says they are in today (reference 2.9)."""

    name = "country"
    topic = "topic.country"

    def show(self, scene: Scene, here: Here, view: str) -> Screen:
        """Show the common countries, or those that were found by name."""
        kind, _, codes = view.partition(":")
        if kind == "found":
            found = [country_of(code) for code in codes.split(",")]
            choices = [here.choice("ask.item", each.code, item=each.name) for each in found if each]
            rows = (*in_rows(choices, 1), (here.choice("common.back", TOP),))
            if len(found) == 1 and found[0] is not None:
                return Screen("ask.country_sure", rows, {"country": found[0].name})
            return Screen("ask.country_found", rows)
        choices = [here.choice("ask.item", each.code, item=each.name) for each in common_countries()]
        return Screen("ask.country_unknown" if kind == "unknown" else "ask.country", in_rows(choices, 2))

    def tapped(self, scene: Scene, choice: str, view: str) -> Outcome | None:
        """Take the country with the code ``choice``."""
        if choice == TOP:
            return Look()
        country = country_of(choice)
        if country is None:
            return None
        return Answered(learn(scene, country.name, country=country.code))

    def typed(self, scene: Scene, text: str) -> Outcome | None:
        """Find the country by its name; ask which one when several match."""
        found = countries_named(text) if len(text.split()) <= MOST_WORDS else ()
        found = found or _city_and_country(scene, text)
        if len(found) == 1:
            return self.tapped(scene, found[0].code, "")
        found = found or _around(scene, place_said(text) or (text if len(text.split()) <= MOST_WORDS else ""))
        if found:
            return Look("found:" + ",".join(each.code for each in found[:MOST_FOUND]))
        return Look("unknown") if len(text.split()) <= 3 else None


def confirmed(view: str, text: str) -> str:
    """Return the name of the one country shown where ``text`` says yes to it, else ``text`` as it is."""
    kind, _, codes = view.partition(":")
    country = country_of(codes) if kind == "found" else None
    return country.name if country is not None and meaning_of(text) == "yes" else text


def _city_and_country(scene: Scene, text: str) -> tuple[Country, ...]:
    """Return the country in "Doncaster, UK", where the city lies in it; "Atlanta, Georgia" is another one's."""
    words = text.replace(",", " ").split()
    for at in range(1, len(words)):
        city, named = " ".join(words[:at]), countries_named(" ".join(words[at:]))
        if len(named) == 1 and set(zones_matching(city, scene.now)) & set(named[0].zones):
            return named
    return ()


def _around(scene: Scene, place: str) -> tuple[Country, ...]:
    """Return the country named in a sentence, or those a named city may lie in."""
    zones = set(zones_matching(place, scene.now)) if place else set()
    return countries_named(place) or tuple(each for each in countries().values() if zones & set(each.zones))
