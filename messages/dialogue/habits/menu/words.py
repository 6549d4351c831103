"""Times, days and rhythms in the person's own language, as short as a button."""

from __future__ import annotations

from datetime import date

from messages.catalogue import text_of
from messages.content import Kind
from messages.dialogue.habits.planning.plan import rhythm_of, times_of
from messages.memory import Person

ALL_DAYS = (0, 1, 2, 3, 4, 5, 6)
WORKDAYS = (0, 1, 2, 3, 4)


def kind_name(person: Person, kind: Kind) -> str:
    """Return the name of a kind."""
    return text_of(person.locale, f"habits.kind.{kind.value}")


def day_name(person: Person, day: date) -> str:
    """Return a date such as "Fri 27 Nov"."""
    locale = person.locale
    return text_of(
        locale,
        "habits.date",
        {
            "weekday": text_of(locale, f"habits.weekday.{day.weekday()}"),
            "day": day.day,
            "month": text_of(locale, f"habits.month.{day.month}"),
        },
    )


def days_in_words(person: Person, weekdays: tuple[int, ...]) -> str:
    """Return "every day", "weekdays", or the days by name."""
    chosen = tuple(sorted(weekdays))
    if chosen == ALL_DAYS:
        return text_of(person.locale, "habits.every_day")
    if chosen == WORKDAYS:
        return text_of(person.locale, "habits.workdays")
    if not chosen:
        return text_of(person.locale, "habits.no_day")
    return ", ".join(text_of(person.locale, f"habits.weekday.{day}") for day in chosen)


def rhythm_in_words(person: Person, kind: Kind) -> str:
    """Return when a kind comes, e.g. "09:00, 15:00, weekdays" or "off"."""
    rhythm = rhythm_of(person, kind)
    if not rhythm.on:
        return text_of(person.locale, "habits.off")
    times = times_of(person, kind)
    how = "habits.at_times" if rhythm.times else "habits.about_times"
    shown = ", ".join(sorted(times)) or text_of(person.locale, "habits.no_time")
    days = days_in_words(person, rhythm.weekdays)
    return text_of(person.locale, how, {"times": shown, "days": days})


def quiet_in_words(person: Person) -> str:
    """Return the quiet hours, or that there are none."""
    if person.quiet_from == person.quiet_to:
        return text_of(person.locale, "habits.no_quiet")
    return text_of(person.locale, "habits.quiet_hours", {"start": person.quiet_from, "end": person.quiet_to})
