"""Which country are you in: chosen or typed, and asked again after a journey. It decides whom to call."""

from __future__ import annotations

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
            return Screen("ask.country_found", (*in_rows(choices, 1), (here.choice("common.back", TOP),)))
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
        if len(found) == 1:
            return self.tapped(scene, found[0].code, "")
        found = found or _around(scene, place_said(text) or (text if len(text.split()) <= MOST_WORDS else ""))
        if found:
            return Look("found:" + ",".join(each.code for each in found[:MOST_FOUND]))
        return Look("unknown") if len(text.split()) <= 3 else None


def _around(scene: Scene, place: str) -> tuple[Country, ...]:
    """Return the country named in a sentence, or those a named city may lie in."""
    zones = set(zones_matching(place, scene.now)) if place else set()
    return countries_named(place) or tuple(each for each in countries().values() if zones & set(each.zones))
