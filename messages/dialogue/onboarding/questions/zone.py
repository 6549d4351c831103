"""What time is it where you are: a shared location, a list by region, or a typed city or offset."""

from __future__ import annotations

import re
from zoneinfo import available_timezones

from messages.dialogue.onboarding.knowing import learn
from messages.dialogue.onboarding.questions.model import (
    TOP,
    Answered,
    Here,
    Look,
    Outcome,
    Screen,
    ShareLocation,
    in_rows,
)
from messages.dialogue.scene import Scene
from messages.effects import Choice, Rows
from messages.places import clock_in, regions, zone_label, zones_matching, zones_of

PER_PAGE = 7
SHARE = "#share"
REGIONS = "#list"
MOST_WORDS = 5
_JUST_NOW = re.compile(
    r"[ ,]+(?:(?:right |for )?now|today|currently|at the moment|this week|at present)[ .!]*$", re.IGNORECASE
)
NO_PLACES = {"male": "Indian/Maldives"}
"""Words that seldom mean the city of their name: only where its clock is the person's own."""


class ZoneQuestion:
    """The person's time zone; each choice shows the time there, so that it can be checked with a glance."""

    name = "zone"
    topic = "topic.zone"

    def show(self, scene: Scene, here: Here, view: str) -> Screen:
        """Show the zones of the stated country and the other ways, a region, or what was found."""
        kind, _, rest = view.partition(":")
        if kind == "regions":
            choices = [here.choice(f"places.{each.id}", f"#r.{each.id}.0") for each in regions()]
            return Screen("ask.zone_region", (*in_rows(choices, 2), (here.choice("common.back", TOP),)))
        if kind == "region":
            return self._page(scene, here, rest)
        if kind == "found":
            page, _, names = rest.partition(":")
            rows = _paged(scene, here, tuple(names.split(",")), int(page), "#p", TOP)
            return Screen("ask.zone_found", rows)
        key = {"unknown": "ask.zone_unknown", "sea": "ask.zone_sea"}.get(kind, "ask.zone")
        home = [_zone(scene, here, zone) for zone in zones_of(scene.person.country)]
        ways = (here.choice("ask.share_location", SHARE), here.choice("ask.zone_list", REGIONS))
        return Screen(key, (*in_rows(home, 1), ways))

    def _page(self, scene: Scene, here: Here, rest: str) -> Screen:
        name, _, page = rest.partition(":")
        region = next((each for each in regions() if each.id == name), regions()[0])
        zones = tuple(each.zone for each in region.zones)
        return Screen("ask.zone_found", _paged(scene, here, zones, int(page or 0), f"#r.{region.id}", REGIONS))

    def tapped(self, scene: Scene, choice: str, view: str) -> Outcome | None:
        """Take a zone, or turn the page."""
        if choice in available_timezones():
            return self.chosen(scene, choice)
        match choice.split("."):
            case ["#top"]:
                return Look()
            case ["#share"]:
                return ShareLocation()
            case ["#list"]:
                return Look("regions")
            case ["#r", region, page] if page.isdecimal() and any(each.id == region for each in regions()):
                return Look(f"region:{region}:{page[:3]}")
            case ["#p", page] if page.isdecimal() and view.startswith("found:"):
                return Look(f"found:{page[:3]}:{view.split(':', 2)[2]}")
            case _:
                return None

    def typed(self, scene: Scene, text: str) -> Outcome | None:
        """Find the zone of a city, a country or an offset; ask which one when several match."""
        text = _JUST_NOW.sub("", text)
        few = len(text.split()) <= MOST_WORDS
        found = zones_matching(text, scene.now, scene.person.country) if few else ()
        if NO_PLACES.get(text.strip().lower()) not in (None, *zones_of(scene.person.country)):
            found = ()
        if len(found) == 1:
            return self.chosen(scene, found[0])
        if found:
            return Look("found:0:" + ",".join(found))
        return Look("unknown") if len(text.split()) <= 3 else None

    def located(self, scene: Scene, zone: str | None) -> Outcome:
        """Take the zone of a shared location."""
        if zone is None or zone not in available_timezones():
            return Look("sea")
        return self.chosen(scene, zone)

    def chosen(self, scene: Scene, zone: str) -> Answered:
        """Store the zone."""
        return Answered(learn(scene, zone_label(zone), zone=zone, zone_given=True))


def _zone(scene: Scene, here: Here, zone: str) -> Choice:
    return here.choice("ask.zone_item", zone, place=zone_label(zone), time=clock_in(zone, scene.now))


def _paged(scene: Scene, here: Here, zones: tuple[str, ...], page: int, more: str, back: str) -> Rows:
    """Return one page of zones; Back is always there, and the last page leads to the first."""
    pages = max(1, -(-len(zones) // PER_PAGE))
    page %= pages
    shown = [_zone(scene, here, each) for each in zones[page * PER_PAGE : (page + 1) * PER_PAGE]]
    last = [here.choice("common.back", back)]
    if pages > 1:
        last.append(here.choice("ask.more", f"{more}.{(page + 1) % pages}", page=page + 1, pages=pages))
    return (*in_rows(shown, 1), tuple(last))
