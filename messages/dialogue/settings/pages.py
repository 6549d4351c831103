"""The pages of the settings: a menu with what is chosen now, and one page for each thing to change."""

from __future__ import annotations

from messages.buttons import Button
from messages.catalogue import text_of
from messages.dialogue import habits
from messages.dialogue.onboarding import words
from messages.dialogue.onboarding.questions import BY_NAME, Here, asked
from messages.dialogue.onboarding.questions.about_you import band_of
from messages.dialogue.scene import Scene
from messages.dialogue.settings.state import NAME, SLOT, keep, state_of
from messages.effects import Choice, Param, Rows, Say
from messages.places import clock_in, zone_label

TRIPS = (3, 7, 14)
"""Lengths of a trip offered, in days."""


def choice(label: str, step: str, what: str, **params: Param) -> Choice:
    """Return a button of the settings. They carry no run: pressing an old one just opens its page."""
    return Choice(label, Button(NAME, "", step, what), params)


def back() -> Choice:
    """Return the button that leads to the menu."""
    return choice("common.back", "menu", "main")


def open_page(scene: Scene, page: str, view: str = "", *, fresh: bool = False) -> None:
    """Turn to a page and show it."""
    keep(scene, page=page, view=view)
    show(scene, fresh=fresh)


def show(scene: Scene, *, fresh: bool = False) -> None:
    """Show the open page in the one message of the settings; ``fresh`` sends it anew."""
    state = state_of(scene)
    listening = state.page in BY_NAME or state.page == "until"
    if listening or scene.person.focus == NAME:
        scene.focus(NAME if listening else "")
    key, params, rows = _page(scene, state.page, state.view)
    scene.say(Say(key, params, rows, slot=SLOT, fresh=fresh))


def _page(scene: Scene, page: str, view: str) -> tuple[str, dict[str, Param], Rows]:
    question = BY_NAME.get(page)
    if question is not None:
        screen = question.show(scene, Here(NAME, "", page), view)
        leads_back = any(each.label == "common.back" for row in screen.rows for each in row)
        rows = screen.rows if leads_back else (*screen.rows, (back(),))
        still = _still_there(scene, page, view)
        named = {each.does.choice for row in still for each in row if isinstance(each.does, Button)}
        once = tuple(tuple(each for each in row if not _offers(each, named)) for row in rows)
        return screen.key, screen.params, (*still, *(row for row in once if row))
    person = scene.person
    here: dict[str, Param] = {"place": zone_label(person.zone), "time": clock_in(person.zone, scene.now)}
    match page:
        case "trip":
            kinds = (choice("settings.for_good", "trip", "good"), choice("settings.for_trip", "trip", "ask"))
            return "settings.trip", here, (kinds, (back(),))
        case "until":
            days = tuple(choice("settings.days", "trip", str(each), days=each) for each in TRIPS)
            key = "settings.until_unknown" if view == "unknown" else "settings.until"
            return key, here, (days, (choice("settings.for_good", "trip", "good"), back()))
        case "cap":
            caps = tuple(choice("ask.item", "cap", str(each), item=each) for each in range(1, habits.MOST_A_DAY + 1))
            return "settings.cap", {"cap": habits.cap_of(person)}, (caps, (back(),))
        case "closed":
            return "settings.closed", {}, ()
        case _:
            return _menu(scene)


def _offers(button: Choice, named: set[str]) -> bool:
    return isinstance(button.does, Button) and button.does.choice in named


def _still_there(scene: Scene, page: str, view: str) -> Rows:
    """After a change of zone the country is asked again; the one known stands first."""
    if page != "country" or view or scene.person.country is None:
        return ()
    name = words.country(scene.person)
    return ((choice("settings.still_in", "country", scene.person.country, country=name),),)


def _menu(scene: Scene) -> tuple[str, dict[str, Param], Rows]:
    person, locale = scene.person, scene.person.locale
    params = words.summary(scene) | {
        "age": band_of(person.age) or text_of(locale, "ask.not_said"),
        "sex": text_of(locale, f"ask.{person.sex}" if person.sex else "ask.not_said"),
        "cap": habits.cap_of(person),
        "sound": text_of(locale, "settings.silent" if person.checkin_silent else "settings.loud"),
        "trip": _trip_line(scene),
    }
    names = [question.name for question in asked() if question.name not in ("nudges",)]
    buttons = [choice(BY_NAME[name].topic, "menu", name) for name in names]
    quiet_now = person.checkin_silent
    buttons += [
        choice("settings.make_loud" if quiet_now else "settings.make_silent", "sound", "on" if quiet_now else "off"),
        choice("settings.cap_button", "menu", "cap"),
        choice("do.habits", "menu", "habits"),
        choice("settings.pause_button", "menu", "pause"),
        choice("settings.health_button", "menu", "health"),
        choice("settings.redo_button", "menu", "redo"),
        choice("do.privacy", "menu", "privacy"),
        choice("settings.close_button", "menu", "closed"),
    ]
    rows = tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))
    return "settings.menu", params, rows


def _trip_line(scene: Scene) -> str:
    trip, leaving = state_of(scene).trip, state_of(scene).leaving
    if trip is None and leaving is not None:
        plan = {"place": zone_label(leaving.zone), "day": day_words(scene, leaving.on.isoformat())}
        return text_of(scene.person.locale, "settings.leaves", plan)
    if trip is None:
        return ""
    params = {"home": zone_label(trip.home), "until": day_words(scene, trip.until.isoformat())}
    return text_of(scene.person.locale, "settings.on_trip", params)


def day_words(scene: Scene, iso: str) -> str:
    """Return an ISO date as the person reads it, e.g. ``Fri 13 March``."""
    year, month, day = (int(part) for part in iso.split("-"))
    when = scene.today.replace(year=year, month=month, day=day)
    locale = scene.person.locale
    return text_of(
        locale,
        "settings.day",
        {
            "weekday": text_of(locale, f"settings.weekday_{when.weekday()}"),
            "day": day,
            "month": text_of(locale, f"settings.month_{month}"),
        },
    )
