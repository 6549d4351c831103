"""One message through the Bot API: what Telegram answers becomes an outcome, by our own transport."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from telegram import Bot

from bot.edge.sender import TelegramSender
from bot.edge.transport import AiohttpRequest
from bot.sandbox import Person, Sandbox
from messages.effects import Lane
from storage.outgoing import Delivered, Kind, Later, Maybe, Outcome, Outgoing, Refused


def text(chat_id: int, words: str = "Stand up for a minute.") -> Outgoing:
    return Outgoing(1, chat_id, Lane.NUDGE, Kind.TEXT, "k", 1, text=words, silent=True)


@pytest.fixture
async def sender(sandbox: Sandbox) -> AsyncIterator[TelegramSender]:
    async with _bot(sandbox, sandbox.token) as bot:
        yield TelegramSender(bot)


def _bot(sandbox: Sandbox, token: str) -> Bot:
    return Bot(token, base_url=sandbox.api_url, request=AiohttpRequest(), get_updates_request=AiohttpRequest())


async def test_a_text_arrives_quietly_and_its_number_is_known(
    sandbox: Sandbox, sender: TelegramSender, ada: Person
) -> None:
    await ada.says("hi")

    outcome = await sender.send(text(ada.id, "Tea <b>&</b> a walk"))

    shown = ada.heard()[-1]
    assert outcome == Delivered(shown.message_id)
    assert shown.text == "Tea <b>&</b> a walk"
    asked = sandbox.requests[-1]
    assert asked.method == "sendMessage"
    assert sandbox.violations == []


async def test_a_token_that_is_refused_after_the_start_loses_nothing(
    sandbox: Sandbox, sender: TelegramSender, ada: Person
) -> None:
    await ada.says("hi")
    sandbox.renew_token("1:another")

    assert await sender.send(text(ada.id)) == Later("token refused")


async def test_of_a_refusal_a_code_is_kept_and_nothing_that_quotes_the_message(
    sandbox: Sandbox, sender: TelegramSender, ada: Person
) -> None:
    await ada.says("hi")
    odd = replace(text(ada.id, "<zebrafish>hello</zebrafish>"), html=True)

    assert await sender.send(odd) == Refused("can't parse entities", gone=False)
    sandbox.faults.forbid(ada.id)
    assert await sender.send(text(ada.id)) == Refused("user is deactivated")
    sandbox.violations.clear()


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (500, Maybe("internal server error")),
        (502, Maybe("bad gateway")),
        (503, Later("service unavailable")),
        (504, Maybe("gateway timeout")),
        (507, Maybe("other")),
    ],
)
async def test_what_a_stumbling_server_may_have_taken_is_not_called_untaken(
    sandbox: Sandbox, sender: TelegramSender, ada: Person, status: int, outcome: Outcome
) -> None:
    await ada.says("hi")
    sandbox.faults.server_error(status, calls=1, after=status != 503)

    assert await sender.send(text(ada.id)) == outcome
