"""Telegram refuses somebody for good: that is remembered, costs nobody else anything, and ends when they are back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import select

from bot.sandbox import Person
from bot.sandbox.faults import Fault, Faults
from bot.sandbox.refusal import Refusal
from storage.schema import tables
from storage.watch.audit import troubles
from tests.flow.conftest import World
from tests.set_up import set_up

RED = "I can't pee since last night and my bottom is numb"


@dataclass(frozen=True, slots=True)
class No:
    """How Telegram refuses."""

    code: int
    words: str
    migrate_to: int | None = None


BLOCKED = No(403, "Forbidden: bot was blocked by the user")
REFUSALS = {
    "blocked": BLOCKED,
    "deactivated": No(403, "Forbidden: user is deactivated"),
    "kicked": No(403, "Forbidden: bot was kicked from the group chat"),
    "unknown": No(400, "Bad Request: chat not found"),
    "never met": No(403, "Forbidden: bot can't initiate conversation with a user"),
    "moved": No(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to=-1001234567890),
}


class Refusing(Faults):
    """Refuses everything that is sent to some people."""

    def __init__(self) -> None:
        super().__init__()
        self.refused: dict[int, No] = {}
        self.tries: list[int] = []

    def striking(self, method: str, chat_id: object) -> list[Fault]:
        """Raise the refusal of whoever is refused."""
        no = self.refused.get(chat_id) if isinstance(chat_id, int) else None
        if no is None:
            return super().striking(method, chat_id)
        assert isinstance(chat_id, int)
        self.tries.append(chat_id)
        parameters = {} if no.migrate_to is None else {"migrate_to_chat_id": no.migrate_to}
        raise Refusal(no.code, no.words, parameters=parameters)


@pytest.fixture
async def refusing(world: World) -> Refusing:
    """A Telegram that can refuse, and Ada and Ben who have set up."""
    faults = Refusing()
    world.sandbox.faults = world.sandbox._api.faults = faults
    for name in ("Ada", "Ben"):
        await set_up(world.sandbox, world.person(name, zone="Europe/London"))
    return faults


async def reachable(world: World, person: Person) -> bool:
    query = select(tables.people.c.body).where(tables.people.c.chat_id == person.id)
    body: dict[str, Any] = await world.host.app.database.run(lambda tx: tx.execute(query).scalar_one())
    return bool(body["reachable"])


def received(person: Person) -> int:
    return sum(shown.from_bot for shown in person.chat.messages)


@pytest.mark.parametrize("kind", REFUSALS)
async def test_who_is_refused_is_left_in_peace_and_everybody_else_is_served(
    world: World, refusing: Refusing, kind: str
) -> None:
    ada, ben = world.person("Ada"), world.person("Ben")
    refusing.refused[ada.id] = REFUSALS[kind]
    await world.pass_time(hours=30)  # the check-in of the next morning comes in between
    assert not await reachable(world, ada)
    tries, served = len(refusing.tries), received(ben)
    assert tries >= 1

    await world.pass_time(days=3)

    assert len(refusing.tries) == tries, "somebody who cannot be reached was tried again and again"
    assert received(ben) >= served + 3
    assert await reachable(world, ben)


@pytest.mark.parametrize("kind", ["blocked", "deactivated", "unknown"])
async def test_who_writes_again_gets_check_ins_again(world: World, refusing: Refusing, kind: str) -> None:
    ada = world.person("Ada")
    refusing.refused[ada.id] = REFUSALS[kind]
    await world.pass_time(hours=30)
    refusing.refused.clear()

    await ada.says("carried boxes upstairs")
    await world.rest()
    assert await reachable(world, ada)
    before = received(ada)
    await world.pass_time(hours=30)
    assert received(ada) > before


async def test_letting_the_bot_in_again_is_enough(world: World, refusing: Refusing) -> None:
    ada = world.person("Ada")
    await ada.blocks()
    await world.pass_time(hours=30)
    assert not await reachable(world, ada)

    await ada.unblocks()
    await world.rest()

    assert await reachable(world, ada)


async def test_a_refused_warning_stays_open_is_due_again_and_is_said_when_they_are_back(
    world: World, refusing: Refusing
) -> None:
    ada, ben = world.person("Ada"), world.person("Ben")
    refusing.refused[ada.id] = BLOCKED
    await ada.says(RED)
    await ben.says(RED)
    await world.rest()
    assert any("Go to hospital now" in shown.text or "999" in shown.text for shown in ben.chat.messages)
    now = world.clock.now()
    wrong = await world.host.app.database.run(lambda tx: {each.code for each in troubles(tx, now)})
    assert "open-alert-with-nothing-due" not in wrong

    refusing.refused.clear()
    before = received(ada)
    await ada.command("help")
    await world.rest()

    said = [shown for shown in ada.chat.messages if shown.from_bot][before:]
    assert any("999" in shown.text for shown in said)
