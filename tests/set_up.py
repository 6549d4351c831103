"""Takes somebody in the sandbox through the first talk, with taps alone, at any time of day."""

from __future__ import annotations

from bot.sandbox import Person, Sandbox

LONDON = (51.507, -0.128)
ASKED_ABOUT_PLACE = "Share my location"
TAPS = (
    "I am 18 or over",
    "I agree",
    "United Kingdom",
    ASKED_ABOUT_PLACE,
    "50-59",
    "Female",
    "09:00",
    "22:00 to 07:00",
    "Done",
    "Later",
)


async def set_up(sandbox: Sandbox, person: Person) -> None:
    """Return when ``person`` has agreed to everything and lives in London."""
    await person.command("start")
    for label in TAPS:
        await sandbox.idle()
        await person.presses(label)
        if label == ASKED_ABOUT_PLACE:
            await sandbox.idle()
            await person.shares_location(*LONDON)
    await sandbox.idle()
