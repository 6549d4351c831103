"""Every mode starts, says what is wrong in one line, and stops soon and cleanly when asked."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import aiohttp
import pytest

from bot.lifecycle import LONGEST_STOP_SECONDS
from bot.sandbox import Sandbox
from tests.crash.faults.test_stopped_server import Server
from tests.databases import TEMPLATE, Postgres
from tests.process.conftest import Start
from tests.process.program import ROOT, Program, at

SOON = 10.0
"""Seconds within which a process that is told to stop must be gone: five, and as many again for a busy machine."""
RED = "no fever but I cannot pee since last night"


async def stops_cleanly(program: Program, name: signal.Signals = signal.SIGTERM) -> None:
    status, seconds = await program.stop(name)
    assert (status, "Traceback" in program.output, "ERROR" in program.output) == (0, False, False), program.output
    assert "Unclosed" not in program.output, program.output
    assert seconds < SOON, program.output


async def ends_with_one_line(program: Program) -> str:
    assert await program.end() == 1, program.output
    assert "Traceback" not in program.output, program.output
    assert "Unclosed" not in program.output, program.output
    return program.output.strip().splitlines()[-1]


@pytest.mark.parametrize("name", [signal.SIGTERM, signal.SIGINT])
async def test_a_polling_bot_stops_when_asked(sandbox: Sandbox, start: Start, name: signal.Signals) -> None:
    program = await start("embedded", cold=True, **at(sandbox))
    await sandbox.listened_to()

    await stops_cleanly(program, name)


async def test_it_stops_soon_even_while_telegram_hangs(sandbox: Sandbox, start: Start) -> None:
    program = await start("embedded", **at(sandbox))
    await sandbox.listened_to()
    sandbox.faults.slow(30.0, methods=("sendMessage", "answerCallbackQuery"))
    await sandbox.person("Ada").says("hello")
    await sandbox.until(lambda: sandbox.calls_under_way > 0)

    await stops_cleanly(program)


async def test_it_waits_for_a_telegram_that_cannot_be_reached_and_stops_when_asked(start: Start) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound but not listening: nobody answers here
        away = f"http://127.0.0.1:{taken.getsockname()[1]}"
        program = await start(
            "embedded", TELEGRAM_BOT_TOKEN="8000000001:AAabcdefghij", TELEGRAM_API_BASE_URL=away, PORT="0"
        )
        await program.says("Telegram cannot be reached")

        await stops_cleanly(program)


async def test_a_refused_token_ends_it_in_one_line_that_does_not_show_the_token(start: Start, sandbox: Sandbox) -> None:
    wrong = "8000000002:AAwrong-token-nobody-knows"
    program = await start("embedded", **at(sandbox) | {"TELEGRAM_BOT_TOKEN": wrong}, LOG_LEVEL="DEBUG")

    assert "TELEGRAM_BOT_TOKEN" in await ends_with_one_line(program)
    assert wrong not in program.output
    sandbox.violations.clear()


NOWHERE = "postgresql://ada:hunter2@127.0.0.1:9/none"


@pytest.mark.parametrize(
    ("mode", "url"), [("migrate", NOWHERE), ("embedded", "sqlite:////proc/nowhere/kept.db")], ids=["server", "file"]
)
async def test_a_database_that_waiting_does_not_bring_ends_it_in_one_line(
    start: Start, sandbox: Sandbox, mode: str, url: str
) -> None:
    program = await start(mode, cold=mode == "migrate", **at(sandbox), DATABASE_URL=url)

    assert "DATABASE_URL" in await ends_with_one_line(program)
    assert "hunter2" not in program.output


@pytest.mark.parametrize("mode", ["embedded", "worker"])
async def test_it_waits_for_a_database_server_that_is_away_and_stops_when_asked(
    start: Start, sandbox: Sandbox, mode: str
) -> None:
    program = await start(mode, **at(sandbox), DATABASE_URL=NOWHERE)
    assert "DATABASE_URL" in await program.says("the database cannot be reached")

    await stops_cleanly(program)
    assert "hunter2" not in program.output


async def test_it_begins_as_soon_as_its_database_server_is_there(
    start: Start, sandbox: Sandbox, postgres: Postgres
) -> None:
    name = postgres.create(template=TEMPLATE)
    postgres.command(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
    program = await start("embedded", **at(sandbox), DATABASE_URL=postgres.url(name))
    await program.says("the database cannot be reached")

    postgres.command(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')
    await program.says("polling")
    await stops_cleanly(program)
    postgres.drop(name)


async def test_it_stops_in_time_beside_a_database_server_that_stands_still(
    start: Start, sandbox: Sandbox, postgres: Postgres
) -> None:
    name, server = postgres.create(template=TEMPLATE), Server(postgres)
    program = await start("embedded", **at(sandbox), DATABASE_URL=postgres.url(name))
    await sandbox.listened_to()

    def handed_out() -> int:
        return sum(request.method == "getUpdates" for request in sandbox.requests)

    server.freezes()
    try:
        before = handed_out()
        await sandbox.person("Ada").says("hello")
        await sandbox.until(lambda: handed_out() > before)
        status, seconds = await program.stop()
    finally:
        server.thaws()
    postgres.drop(name)

    assert (status, "Traceback" in program.output) == (0, False), program.output
    assert seconds < LONGEST_STOP_SECONDS, program.output


async def test_ctrl_c_is_no_success_for_whoever_waits_for_the_migration(start: Start) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        silent.setblocking(False)
        url = f"postgresql://ada:hunter2@127.0.0.1:{silent.getsockname()[1]}/none"
        program = await start("migrate", DATABASE_URL=url)
        caller, _ = await asyncio.get_running_loop().sock_accept(silent)
        with caller:
            status, _ = await program.stop(signal.SIGINT)

    assert (status, "Traceback" in program.output) == (130, False), program.output


def test_output_that_nobody_reads_to_its_end_is_no_success() -> None:
    unread, written = os.pipe()
    os.close(unread)
    with os.fdopen(written, "wb") as out:
        ended = subprocess.run(
            [sys.executable, "-m", "bot", "rules"], cwd=ROOT, stdout=out, stderr=subprocess.PIPE, check=False
        )

    assert (ended.returncode, ended.stderr) == (141, b"")


async def test_a_second_poller_is_named_in_the_log(sandbox: Sandbox, start: Start) -> None:
    first = await start("embedded", **at(sandbox), DATABASE_URL="sqlite:///first.db")
    await sandbox.listened_to()
    await start("embedded", **at(sandbox), DATABASE_URL="sqlite:///second.db")

    assert "another process polls with this token" in await first.says("another process polls")


async def test_a_second_process_on_the_same_file_ends_in_one_line_and_the_first_goes_on(
    sandbox: Sandbox, start: Start
) -> None:
    first = await start("embedded", **at(sandbox))
    await sandbox.listened_to()
    second = await start("embedded", **at(sandbox))

    assert "another Backcheck uses var/backcheck.db: stop it first" in await ends_with_one_line(second)
    await first.kill()
    third = await start("embedded", **at(sandbox))
    await third.says("polling")


async def test_webhook_and_worker_live_side_by_side_and_stop_when_asked(
    sandbox: Sandbox, start: Start, postgres: Postgres
) -> None:
    name = postgres.create(template=TEMPLATE)
    port = free_port()
    shared = at(sandbox) | {"DATABASE_URL": postgres.url(name)}
    hook = {"WEBHOOK_URL": f"http://127.0.0.1:{port}/hook", "WEBHOOK_SECRET": "s3cret", "PORT": str(port)}
    hook |= {"HEALTH_PORT": str(apart := free_port())}
    web, worker = await start("webhook", cold=True, **shared | hook), await start("worker", cold=True, **shared)
    await web.says("webhook open")
    await worker.says("worker ticking")
    ada = sandbox.person("Ada")

    await ada.says(RED)
    await sandbox.until(lambda: any(each.method == "pinChatMessage" for each in sandbox.requests))
    alarms = [shown for shown in ada.chat.messages if shown.pinned and "112" in shown.text[:60]]
    async with aiohttp.ClientSession() as client:
        ready = await client.get(f"http://127.0.0.1:{apart}/readyz")
        in_public = await client.get(f"http://127.0.0.1:{port}/readyz")

    assert len(alarms) == 1
    assert (ready.status, in_public.status) == (200, 404)
    await stops_cleanly(web)
    await stops_cleanly(worker)
    postgres.drop(name)


async def test_a_worker_before_the_migration_says_so_in_one_line(
    start: Start, postgres: Postgres, sandbox: Sandbox
) -> None:
    name = postgres.create()
    program = await start("worker", **at(sandbox), DATABASE_URL=postgres.url(name))

    assert "migrate" in await ends_with_one_line(program)
    postgres.drop(name)


async def test_the_sandbox_opens_beside_a_taken_port_and_carries_on_after_a_stop(start: Start, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        first = await start("sandbox", cold=True, PORT=str(taken.getsockname()[1]))
        address = await opened(first)
        async with aiohttp.ClientSession() as client:
            page = await (await client.get(address)).text()
            state = await (await client.get(f"{address}/sandbox/api/state")).json()
            ada = state["people"][0]["id"]
            said = {"act": "says", "text": "hello there, it is me"}
            answer = await client.post(f"{address}/sandbox/api/people/{ada}/act", json=said)
            assert answer.status == 200, await answer.text()
        await stops_cleanly(first, signal.SIGINT)
    assert "<html" in page

    second = await start("sandbox", PORT="0")
    address = await opened(second)
    async with aiohttp.ClientSession() as client:
        state = await (await client.get(f"{address}/sandbox/api/state")).text()
    await stops_cleanly(second, signal.SIGINT)

    assert "hello there, it is me" in state


async def opened(program: Program) -> str:
    line = await program.says("open http")
    return next(word for word in line.split() if word.startswith("http"))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def test_told_to_stop_under_load_web_and_worker_lose_nothing_and_repeat_nothing(
    sandbox: Sandbox, start: Start, postgres: Postgres
) -> None:
    name, port = postgres.create(template=TEMPLATE), free_port()
    shared = at(sandbox) | {"DATABASE_URL": postgres.url(name)}
    hook = {"WEBHOOK_URL": f"http://127.0.0.1:{port}/hook", "WEBHOOK_SECRET": "s3cret", "PORT": str(port)}
    web, worker = await start("webhook", **shared | hook), await start("worker", **shared)
    await web.says("webhook open")
    await worker.says("worker ticking")
    people = [sandbox.person(f"P{number}") for number in range(30)]

    def answered() -> list[int]:
        return [len(person.heard(since=0)) for person in people]

    sandbox.faults.slow(0.2, methods=("sendMessage",))
    for person in people[:20]:
        await person.says("hello")
    await sandbox.until(lambda: sandbox.calls_under_way > 0)
    await stops_cleanly(web)
    for person in people[20:]:
        await person.says("hello")
    web = await start("webhook", **shared | hook)
    await web.says("webhook open")
    await stops_cleanly(worker)
    worker = await start("worker", **shared)
    await worker.says("worker ticking")
    await sandbox.until(lambda: min(answered()) >= 1)
    await sandbox.idle(timeout=30)

    assert len(set(answered())) == 1, answered()
    await stops_cleanly(web)
    await stops_cleanly(worker)
    postgres.drop(name)


async def test_a_worker_shows_its_health_and_its_numbers(sandbox: Sandbox, start: Start, postgres: Postgres) -> None:
    name = postgres.create(template=TEMPLATE)
    worker = await start("worker", **at(sandbox), DATABASE_URL=postgres.url(name), LOG_FORMAT="json")
    opened = json.loads(await worker.says("health pages open"))

    async with aiohttp.ClientSession() as client:
        ready = await client.get(f"http://127.0.0.1:{opened['port']}/readyz")
        numbers = await (await client.get(f"http://127.0.0.1:{opened['port']}/metrics")).text()

    assert await ready.text() == "database: ok\nheart: ok\n"
    assert 'mode="worker"' in numbers
    await stops_cleanly(worker)
    postgres.drop(name)
