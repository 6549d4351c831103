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
from storage.outgoing import Delivered, Kind, Later, Outgoing, Refused


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
