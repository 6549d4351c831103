"""Logs hold ids and codes: at the chattiest level, neither what people typed nor the token ever stands in them."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from datetime import datetime

import pytest

from bot.watching.logs import JsonFormatter, LineFormatter, set_up_logs
from tests.flow.conftest import World

TYPED = (
    "zebrafish aches after gardening",
    "no fever but I cannot pee since wolverine last night",
    "meine Ruckenschmerzen Nashorn sind schlimm",
    "/log heffalump in the garage",
    "pain 7, slept 5h, wombat",
    "a" * 4096,
    "\x00 platypus \u202e <b>",
    "delete me axolotl",
)
SECRETS = ("zebrafish", "wolverine", "Nashorn", "heffalump", "wombat", "aaaa", "platypus", "axolotl", "cannot pee")


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """Everything logged from DEBUG on, as ``LOG_LEVEL=DEBUG`` would print it, in both formats."""
    root = logging.getLogger()
    before, handlers = root.level, list(root.handlers)
    set_up_logs("DEBUG")
    written = io.StringIO()
    for formatter in (LineFormatter(), JsonFormatter()):
        handler = logging.StreamHandler(written)
        handler.setFormatter(formatter)
        root.addHandler(handler)
    yield written
    root.handlers[:] = handlers
    root.setLevel(before)


async def test_neither_words_nor_token_are_logged(world: World, logged: io.StringIO) -> None:
    ada = world.person()
    for text in TYPED:
        await ada.says(text)
        await world.rest()
    world.sandbox.faults.server_error(502, calls=2)
    await ada.says(TYPED[0])
    await world.rest()
    await world.pass_time(minutes=2)
    world.sandbox.faults.forbid(ada.id)
    await ada.says(TYPED[1])
    await world.rest()
    await world.host.app.intake.accept({"update_id": 2**52, "message": {"chat": {"id": ada.id, "type": "private"}}})
    await world.rest()

    lines = logged.getvalue()
    assert "refused" in lines, "nothing was captured"
    assert [secret for secret in (*SECRETS, world.sandbox.token) if secret in lines] == []


async def test_an_error_that_quotes_words_is_logged_without_them(world: World, logged: io.StringIO) -> None:
    try:
        int("zebrafish")  # its error quotes what it could not read
    except ValueError:
        logging.getLogger("bot.receiving.intake").exception("turn failed", extra={"update_id": 1})

    assert "turn failed update_id=1" in logged.getvalue()
    assert '"message": "turn failed", "trace": ' in logged.getvalue()
    assert "test_secrecy.py" in logged.getvalue()
    assert "zebrafish" not in logged.getvalue()


def test_a_line_of_json_is_one_object_with_its_facts(capsys: pytest.CaptureFixture[str]) -> None:
    root = logging.getLogger()
    before, handlers = root.level, list(root.handlers)
    set_up_logs("INFO", "json")
    logging.getLogger("bot.receiving.intake").error("turn failed\ntwice", extra={"update_id": 7, "level": "mine"})
    root.handlers[:] = handlers
    root.setLevel(before)

    (line,) = capsys.readouterr().err.splitlines()
    said = json.loads(line)
    assert (said["level"], said["logger"], said["message"], said["update_id"]) == (
        "ERROR",
        "bot.receiving.intake",
        "turn failed\ntwice",
        7,
    )
    assert datetime.fromisoformat(said["time"]).tzinfo is not None
