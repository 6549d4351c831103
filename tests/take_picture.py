"""Takes the picture of the chat page in the README: a check-in on the left, an emergency answered on the right.

Run by ``make screenshots``; needs chromium.
"""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.async_api import async_playwright

from bot.rehearsal import Rehearsal
from bot.sandbox import Person, Sandbox
from storage.clock import TravelClock
from tests.set_up import set_up

PICTURE = Path(__file__).parents[1] / "docs" / "chat.png"
SIZE = {"width": 1280, "height": 860}
SAID = "My back is killing me and I can't pee since last night"
EVENING_BEFORE = datetime(2026, 3, 24, 18, 30, tzinfo=UTC)


async def taken() -> None:
    """Let two people live through an evening and a morning, and photograph their phones."""
    clock = TravelClock(EVENING_BEFORE, standing=True)
    sandbox = Sandbox(clock)
    await sandbox.start()
    with tempfile.TemporaryDirectory() as folder:
        host = Rehearsal(sandbox, clock, f"sqlite:///{folder}/picture.db")
        await host.start()
        ada, ben = (sandbox.person(name, zone="Europe/London") for name in ("Ada", "Ben"))
        for person in (ada, ben):
            await set_up(sandbox, person)
        await _morning(sandbox, ada, ben)
        await _photograph(sandbox.base_url)
        await host.stop()
    await sandbox.stop()


async def _morning(sandbox: Sandbox, ada: Person, ben: Person) -> None:
    await sandbox.travel(timedelta(hours=14, minutes=45))
    await sandbox.idle()
    for label in ("3", "Better"):
        await ada.presses(label)
        await sandbox.idle()
    await ben.says(SAID)
    await sandbox.idle()


async def _photograph(address: str) -> None:
    async with async_playwright() as tool:
        browser = await tool.chromium.launch(executable_path=_chromium(), args=["--no-sandbox"])
        context = await browser.new_context(viewport=SIZE, reduced_motion="reduce")  # type: ignore[arg-type]
        page = await context.new_page()
        await page.goto(address)
        await page.get_by_text("3 of 6").wait_for()
        said = page.locator("li.message").filter(has_text=SAID).first
        await said.evaluate("bubble => bubble.scrollIntoView({block: 'start'})")
        await page.screenshot(path=PICTURE)
        await browser.close()


def _chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        raise SystemExit("the picture is taken with chromium: apt-get install chromium")
    return found


if __name__ == "__main__":
    asyncio.run(taken())
