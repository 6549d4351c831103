"""A red flag reaches the phone as a warning, over HTTP: from every state, by every road, whatever Telegram does."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from bot.sandbox import Person
from bot.sandbox.views import Bubble
from tests.flow.conftest import World

RED = "I can't pee since last night and my bottom is numb"
FIRST = 60
"""So many characters carry what to do and the number."""

State = Callable[[World, Person], Awaitable[None]]
Road = Callable[[World, Person], Awaitable[int]]
"""Brings the words to the bot; returns the last message on the screen before the answer."""


async def act(world: World, *acts: Awaitable[object]) -> None:
    """Do one thing after the other, each answered before the next."""
    for each in acts:
        await each
        await world.rest()


async def settled(world: World, ada: Person) -> None:
    await act(world, ada.command("/start"))
    for label in ("I am 18 or over", "I agree", "United Kingdom"):
        await act(world, ada.presses(label))
    await act(world, ada.shares_location(51.507, -0.128))
    for label in ("50-59", "Female", "09:00", "22:00 to 07:00", "Done"):
        await act(world, ada.presses(label))


def after_setup(*steps: str) -> State:
    """Return a state reached from a settled person: a step with a slash is typed, ``>`` says, others are pressed."""

    async def reached(world: World, ada: Person) -> None:
        await settled(world, ada)
        await taken(world, ada, steps)

    return reached


def as_a_stranger(*steps: str) -> State:
    async def reached(world: World, ada: Person) -> None:
        await taken(world, ada, steps)

    return reached


async def taken(world: World, ada: Person, steps: tuple[str, ...]) -> None:
    for step in steps:
        if step.startswith("/"):
            await act(world, ada.says(step))
        elif step.startswith(">"):
            await act(world, ada.says(step[1:]))
        else:
            await act(world, ada.presses(step))


STATES: dict[str, State] = {
    "a stranger": as_a_stranger(),
    "asked for the age": as_a_stranger("/start"),
    "asked for consent": as_a_stranger("/start", "I am 18 or over"),
    "consent refused": as_a_stranger("/start", "I am 18 or over", "No, thank you"),
    "asked for the country": as_a_stranger("/start", "I am 18 or over", "I agree"),
    "just set up": after_setup(),
    "in the health questions": after_setup("Health questions (2 min)"),
    "in a check-in": after_setup("/checkin", "4"),
    "in the safety sweep": after_setup("/checkin", "4", "Same"),
    "in settings": after_setup("/settings"),
    "in /serious": after_setup("/serious"),
    "in /habits": after_setup("/habits"),
    "in /pause": after_setup("/pause"),
    "stopped": after_setup("/stop"),
    "asked whether to erase": after_setup("/privacy", "Erase everything"),
    "asked a safety question": after_setup(">what if I get pins and needles in both legs?"),
    "with a same-day warning open": after_setup(">burning when I pee, and I have a fever and back pain"),
}


def number_for(state: str) -> str:
    """Return what the first line must carry: their own number once the country is known."""
    known = state not in ("a stranger", "asked for the age", "asked for consent", "consent refused",
                          "asked for the country")  # fmt: skip
    return "999" if known else "112"


def warned_first(ada: Person, since: int) -> Bubble:
    """Return the first message after ``since``; fail unless it is the warning."""
    new = ada.heard(since)
    assert new, "nothing was said"
    first = new[0]
    assert "hospital" in first.text[:FIRST] or "A&E" in first.text[:FIRST] or "Call" in first.text[:FIRST], first.text
    assert first.loud
    return first


def last_id(ada: Person) -> int:
    return max((shown.message_id for shown in ada.chat.messages), default=0)


async def by_text(world: World, ada: Person) -> int:
    return await ada.says(RED)


async def by_caption(world: World, ada: Person) -> int:
    return await ada.sends("photo", caption=RED)


async def by_log(world: World, ada: Person) -> int:
    return await ada.says(f"/log {RED}")


async def by_serious(world: World, ada: Person) -> int:
    return await ada.says(f"/serious {RED}")


async def by_edit(world: World, ada: Person) -> int:
    return await edited(world, ada, "same as ever", RED)


async def by_edited_command(world: World, ada: Person) -> int:
    return await edited(world, ada, "/serious", f"/serious {RED}")


async def edited(world: World, ada: Person, before: str, after: str) -> int:
    """Say ``before``, wait a minute, and change it to ``after``; return the last message before the change."""
    message = await ada.says(before)
    await world.rest()
    await world.pass_time(minutes=1)
    since = last_id(ada)
    await ada.edits(message, after)
    return since


ROADS = (by_text, by_caption, by_log, by_serious, by_edit, by_edited_command)


async def warned_in(world: World, state: str, road: Road, name: str) -> None:
    ada = world.person(name)
    await STATES[state](world, ada)
    await world.pass_time(minutes=1)
    since = await road(world, ada)
    await world.rest()

    warning = warned_first(ada, since)
    assert number_for(state) in warning.text[:FIRST]
    assert warning.pinned
    assert {"I have called / am going", "I cannot get help", "Pressed by mistake"} <= set(warning.buttons)
    assert "Which country" not in warning.text


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("state", STATES)
async def test_a_red_flag_is_answered_by_the_warning_first_in_every_state(world: World, state: str) -> None:
    await warned_in(world, state, by_text, "Ada")


async def test_a_red_flag_is_answered_by_the_warning_first_by_every_road(world: World) -> None:
    for number, road in enumerate(ROADS):
        await warned_in(world, "a stranger", road, f"Ada{number}")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("road", ROADS)
async def test_a_check_in_stands_in_the_way_of_no_road(world: World, road: Road) -> None:
    await warned_in(world, "in a check-in", road, "Ada")
