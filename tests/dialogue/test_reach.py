"""Who was out of reach and does something can be reached again, also when Telegram never said so."""

from __future__ import annotations

import pytest

from messages.events import Media
from tests.dialogue.host import Talk

NUMB = "I can't feel anything when I wipe"


@pytest.mark.parametrize(
    "does",
    [
        lambda talk: talk.says("carried boxes upstairs"),
        lambda talk: talk.commands("help"),
        lambda talk: talk.sends(Media.STICKER),
        lambda talk: talk.shares_location(),
    ],
    ids=["writes", "commands", "sends", "shares"],
)
def test_whoever_does_something_gets_their_check_ins_again(does: object) -> None:
    talk = Talk.with_().refuses("chat not found").travel(days=3)
    assert talk.heard == []
    assert callable(does)
    does(talk)
    assert talk.person.reachable

    before = len(talk.checkins)
    talk.travel(days=2)
    assert len(talk.checkins) > before


def test_an_unanswered_warning_is_said_again_to_who_comes_back_by_themselves() -> None:
    talk = Talk.with_().says(NUMB).refuses(urgent=True)
    heard = len(talk.heard)

    talk.commands("help")

    assert any("STILL OPEN" in shown.text for shown in talk.heard[heard:])


def test_who_comes_back_with_a_new_danger_is_warned_once() -> None:
    talk = Talk.with_().says(NUMB).refuses(urgent=True)
    heard = len(talk.heard)

    talk.says(NUMB)

    assert sum(shown.loud for shown in talk.heard[heard:]) == 1


def test_a_moment_that_comes_does_not_bring_anybody_back() -> None:
    talk = Talk.with_().refuses("user is deactivated").travel(days=10)

    assert not talk.person.reachable
    assert talk.heard == []
