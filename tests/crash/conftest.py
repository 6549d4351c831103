"""The program under test is killed for real; the warm process is shared, the rest are fixtures of other tests."""

from collections.abc import Iterator

import pytest

from tests.crash.kills.zygote import Zygote, warm
from tests.databases import empty_url, postgres
from tests.process.conftest import sandbox, start

__all__ = ["empty_url", "postgres", "sandbox", "start"]


@pytest.fixture(scope="session")
def zygote() -> Iterator[Zygote]:
    """A process that has loaded everything, to fork bots off."""
    with warm() as process:
        yield process
