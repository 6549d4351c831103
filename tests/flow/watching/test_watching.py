"""What watchers see over HTTP: signs of life, readiness and numbers; and nothing about anybody."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from itertools import count

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from prometheus_client.parser import text_string_to_metric_families
from pydantic import SecretStr

from bot.edge.operator import operator_alarm
from bot.settings import Mode, SettingsError, check, read_settings
from bot.watching.listening import Listening, webhook_sense
from bot.watching.ping import Ping
from bot.watching.watch import health_of, heartbeat_of
from messages.effects import Lane
from messages.triage.flags import load_flags
from scheduler.heartbeat import Heartbeat
from storage import meta
from storage.engine.database import Database
from storage.outbox import put
from storage.outgoing import Kind
from storage.watch.audit import Trouble
from tests.flow.conftest import World

RED = "no fever but I cannot pee since last night"


@asynccontextmanager
async def pages(world: World, heartbeat: Heartbeat | None = None) -> AsyncIterator[Callable[[str], Awaitable[str]]]:
    """Serve the pages for watchers; hand out what reads one, its status in front."""
    app = web.Application()
    an_hour_later = count(step=3600.0).__next__
    health_of(world.host.app, heartbeat, "embedded", seconds=an_hour_later).add_to(app)
    async with TestServer(app) as server, aiohttp.ClientSession() as client:

        async def read(path: str) -> str:
            async with client.get(server.make_url(path)) as answer:
                return f"{answer.status}\n{await answer.text()}"

        yield read


def values(page: str) -> dict[str, float]:
    """Return every sample as ``name{label,label}`` without its namespace."""
    body = page.partition("\n")[2]
    return {
        sample.name.removeprefix("backcheck_") + (f"{{{','.join(sample.labels.values())}}}" if sample.labels else ""): (
            sample.value
        )
        for family in text_string_to_metric_families(body)
        for sample in family.samples
    }


async def test_the_metrics_count_what_happened(world: World) -> None:
    ada = world.person()
    await ada.says("hello")
    await world.rest()
    await ada.says(RED)
    await world.rest()
    repeated = {"update_id": 88_000_001, "message": ada_says(ada.id, "my back aches a little")}
    await world.host.app.intake.accept(repeated)
    await world.host.app.intake.accept(repeated)
    await world.rest()
    world.sandbox.faults.too_many(retry_after=1, calls=1)
    await ada.says("thanks")
    await world.rest()

    async with pages(world) as read:
        seen = values(await read("/metrics"))

    assert seen["turns_total{said,taken}"] == 4
    assert seen["turns_total{said,repeated}"] == 1
    assert seen["deciding_seconds_count{said}"] == 4
    assert seen["judgements_total{escalate}"] >= 1
    assert seen["sends_total{urgent,delivered}"] >= 1
    assert seen["decided_to_delivered_seconds_count{urgent}"] >= 1
    assert seen["flood_control_total{reply}"] == 1
    assert seen["database_up"] == 1
    assert sum(value for name, value in seen.items() if name.startswith("build_info")) == 1


def ada_says(chat_id: int, text: str) -> dict[str, object]:
    user = {"id": chat_id, "is_bot": False, "first_name": "Ada", "language_code": "en"}
    chat = {"id": chat_id, "type": "private", "first_name": "Ada"}
    return {"message_id": 99, "date": 1_774_000_000, "chat": chat, "from": user, "text": text}


async def test_the_metrics_tell_how_much_waits_and_for_how_long(world: World) -> None:
    app, now = world.host.app, world.clock.now()
    await app.dispatcher.stop()

    def waits(tx: object) -> None:
        for age in (10, 300):
            put(tx, 5, Kind.TEXT, {"text": "x"}, now - timedelta(seconds=age), lane=Lane.NUDGE)  # type: ignore[arg-type]
        meta.pause_lane(tx, Lane.NUDGE, now + timedelta(hours=2))  # type: ignore[arg-type]

    await app.database.run(waits)
    async with pages(world) as read:
        seen = values(await read("/metrics"))

    assert (seen["outbox_waiting{nudge}"], seen["outbox_waiting{urgent}"]) == (2, 0)
    assert (seen["outbox_oldest_seconds{nudge}"], seen["outbox_oldest_seconds{reply}"]) == (300, 0)
    assert (seen["lane_paused_seconds{nudge}"], seen["lane_paused_seconds{urgent}"]) == (7200, 0)
    assert seen["agenda_overdue_seconds"] == 0


async def test_a_refusal_for_good_is_counted_by_its_kind(world: World) -> None:
    ada = world.person()
    await ada.says("hello")
    await world.rest()
    world.sandbox.faults.forbid(ada.id)
    await ada.says("anybody there?")
    await world.rest()

    async with pages(world) as read:
        seen = values(await read("/metrics"))

    assert seen["refusals_total{deactivated}"] == 1


async def test_the_metrics_hold_nothing_about_anybody(world: World) -> None:
    ada = world.person("Zebrafish")
    for text in ("hello", RED, "I have numbness between my legs", "/serious", "pain 7 wombat"):
        await ada.says(text)
        await world.rest()
    await world.pass_time(hours=30)

    async with pages(world, heartbeat_of(world.host.app)) as read:
        page = await read("/metrics")

    assert "turns_total" in page
    labels = {value for found in re.findall(r"{(.*?)}", page) for value in re.findall(r'="(.*?)"', found)}
    words = {label for label in labels if not re.fullmatch(r"[0-9.e+-]+|\+Inf", label)}
    assert str(ada.id) not in page
    assert not words & set(load_flags())
    assert [
        word for word in ("Zebrafish", "wombat", "numbness", "cannot pee", world.sandbox.token) if word in page
    ] == []


async def test_without_a_database_the_pages_still_answer(world: World) -> None:
    app = replace(world.host.app, database=Database("postgresql://nobody@127.0.0.1:1/none"))
    site = web.Application()
    health_of(app, None, "webhook").add_to(site)
    async with TestServer(site) as server, aiohttp.ClientSession() as client:
        alive = await client.get(server.make_url("/livez"))
        ready = await client.get(server.make_url("/readyz"))
        seen = values("200\n" + await (await client.get(server.make_url("/metrics"))).text())

    assert (alive.status, ready.status) == (200, 503)
    assert seen["database_up"] == 0
    assert not any(name.startswith("outbox_waiting") for name in seen)
    app.database.dispose()


async def test_readiness_tells_a_heart_that_stands_still(world: World) -> None:
    app, at = world.host.app, [0.0]
    beating = Heartbeat(app.database, app.dispatcher, app.clock, seconds=lambda: at[0])
    async with pages(world, beating) as read:
        await beating.tick()
        fresh = await read("/readyz")
        at[0] = 61.0
        stale = await read("/readyz")
        age = values(await read("/metrics"))["tick_age_seconds"]

    assert fresh == "200\ndatabase: ok\nheart: ok\n"
    assert stale == "503\ndatabase: ok\nheart: no tick for 61 seconds\n"
    assert age == 61


async def test_the_metrics_name_every_trouble_and_those_that_stand(world: World) -> None:
    app = world.host.app
    await app.dispatcher.stop()
    old = world.clock.now() - timedelta(minutes=5)
    await app.database.run(lambda tx: put(tx, 5, Kind.TEXT, {"text": "x"}, old, lane=Lane.URGENT))
    beating = heartbeat_of(app)
    await beating.audit()

    async with pages(world, beating) as read:
        seen = values(await read("/metrics"))

    assert seen["troubles{urgent-message-unsent}"] == 1
    assert seen["troubles{open-alert-with-nothing-due}"] == 0


class Outside:
    """A watching service: what it was asked for, and what it answers."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.status = 200

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(request.path)
        return web.Response(status=self.status)


@pytest.fixture
async def outside() -> AsyncIterator[tuple[Outside, str]]:
    service, app = Outside(), web.Application()
    app.router.add_get("/{secret:.*}", service.answer)
    async with TestServer(app) as server:
        yield service, str(server.make_url("/")).rstrip("/")


async def test_the_outside_is_pinged_while_all_is_well_and_told_when_it_is_not(
    world: World, outside: tuple[Outside, str], caplog: pytest.LogCaptureFixture
) -> None:
    service, base = outside
    app = world.host.app
    settings = app.settings.model_copy(
        update={"heartbeat_url": SecretStr(f"{base}/s3cret"), "heartbeat_fail_url": SecretStr(f"{base}/s3cret/fail")}
    )
    beating = heartbeat_of(replace(app, settings=settings))
    await beating.tick()
    await beating.audit()
    await beating.report()
    await app.dispatcher.stop()
    old = world.clock.now() - timedelta(minutes=5)
    await app.database.run(lambda tx: put(tx, 5, Kind.TEXT, {"text": "x"}, old, lane=Lane.URGENT))
    await beating.audit()
    await beating.report()
    async with pages(world, beating) as read:
        seen = values(await read("/metrics"))

    assert service.asked == ["/s3cret", "/s3cret/fail"]
    assert seen["pings_total{arrived}"] == 2
    assert "s3cret" not in caplog.text


async def test_without_an_address_for_failures_silence_says_it(outside: tuple[Outside, str]) -> None:
    service, base = outside

    await Ping(f"{base}/s3cret")(False)

    assert service.asked == []


@pytest.mark.parametrize("fault", ["refused", "nobody there", "no address"])
async def test_a_ping_that_fails_hurts_nothing_and_shows_no_address(
    outside: tuple[Outside, str], caplog: pytest.LogCaptureFixture, fault: str
) -> None:
    service, base = outside
    service.status = 500
    address = {"refused": f"{base}/s3cret", "nobody there": "http://127.0.0.1:9/s3cret", "no address": "http://[s3cret"}
    heard: list[bool] = []

    await Ping(address[fault], heard=heard.append)(True)

    assert heard == [False]
    assert caplog.records, "nobody would ever know"
    assert "s3cret" not in caplog.text


async def test_a_bot_that_polls_in_vain_is_deaf_after_two_minutes() -> None:
    at = [0.0]
    listening = Listening(seconds=lambda: at[0])
    at[0] = 119.0
    assert await listening.sense() is None
    at[0] = 121.0
    trouble = await listening.sense()
    assert trouble is not None
    assert (trouble.code, trouble.sick) == ("nobody-listens", True)
    listening.heard()
    assert await listening.sense() is None


async def test_a_worker_notices_when_no_web_process_takes_what_people_write(world: World) -> None:
    app = world.host.app
    sense = webhook_sense(app.bot, world.clock)
    unset = await sense()
    assert unset is not None
    assert unset.code == "nobody-listens"


async def test_a_web_process_that_goes_on_answering_with_errors_is_noticed(world: World) -> None:
    app = world.host.app

    tried, again = [0], asyncio.Event()

    async def broken(request: web.Request) -> web.Response:
        tried[0] += 1
        if tried[0] == 2:  # by now the first failure has been noted
            again.set()
        return web.Response(status=503)

    site = web.Application()
    site.router.add_post("/hook", broken)
    sense = webhook_sense(app.bot, world.clock)
    async with TestServer(site) as server:
        await app.bot.set_webhook(str(server.make_url("/hook")))
        calm = await sense()
        await world.person().says("hello")
        async with asyncio.timeout(30):
            await again.wait()
        once, trouble = await sense(), await sense()
        await app.bot.delete_webhook()

    assert (calm, once) == (None, None)
    assert trouble is not None
    assert (trouble.code, trouble.count) == ("updates-not-delivered", 1)


async def test_a_telegram_out_of_reach_is_noticed_at_the_third_try(world: World) -> None:
    sense = webhook_sense(world.host.app.bot, world.clock)
    world.sandbox.faults.server_error(502, methods=["getWebhookInfo"])

    found = [await sense() for _ in range(3)]

    assert [each and each.code for each in found] == [None, None, "telegram-out-of-reach"]


def test_a_fail_address_alone_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEARTBEAT_FAIL_URL", "https://example.org/s3cret")
    monkeypatch.delenv("HEARTBEAT_URL", raising=False)

    with pytest.raises(SettingsError, match="HEARTBEAT_URL") as caught:
        check(read_settings(None), Mode.WORKER)

    assert "s3cret" not in str(caught.value)


async def test_an_operators_group_that_becomes_a_supergroup_is_followed_and_remembered(world: World) -> None:
    app, ops = world.host.app, world.person("Ops")
    await ops.says("hello")
    await world.rest()
    world.sandbox.faults.migrate(-4005, to=ops.id)

    def told() -> list[tuple[int, int]]:
        return [
            (int(request.params["chat_id"]), request.status)
            for request in world.sandbox.requests
            if request.method == "sendMessage" and "urgent-message-unsent" in request.params["text"]
        ]

    async def tells(chat_id: int) -> bool:
        alarm = operator_alarm(app.bot, chat_id, app.database)
        assert alarm is not None
        return await alarm([Trouble("urgent-message-unsent", 1)])

    assert await tells(-4005)
    assert told() == [(-4005, 400), (ops.id, 200)]
    assert await tells(-4005), "another process, or the next start"
    assert told()[2:] == [(ops.id, 200)]
    assert not await tells(-4006), "a chat that the operator has set since counts more than what was remembered"
    assert told()[3:] == [(-4006, 400)]


async def test_an_operators_group_is_followed_while_the_database_is_away(world: World) -> None:
    app, ops = world.host.app, world.person("Ops")
    await ops.says("hello")
    await world.rest()
    world.sandbox.faults.migrate(-4005, to=ops.id)
    away = Database("postgresql://nobody@127.0.0.1:1/none")
    alarm = operator_alarm(app.bot, -4005, away)
    assert alarm is not None

    assert [await alarm([Trouble("database-out-of-reach", 1)]) for _ in range(2)] == [True, True]

    away.dispose()
