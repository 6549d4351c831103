"""The program under test is killed for real; the warm process is shared, the rest are fixtures of other tests."""

from collections.abc import Iterator

import pytest

from tests.crash.kills.zygote import Zygote, warm
from tests.databases import Postgres, postgres, quick_folder
from tests.process.conftest import sandbox, start

__all__ = ["postgres", "quick_folder", "sandbox", "start"]


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of a database without tables. SIGKILL takes nothing from a file in memory that a disk would keep."""
    if request.param == "sqlite":
        yield f"sqlite:///{request.getfixturevalue('quick_folder') / 'empty.db'}"
    else:
        server: Postgres = request.getfixturevalue("postgres")
        name = server.create()
        yield server.url(name)
        server.drop(name)


@pytest.fixture(scope="session")
def zygote() -> Iterator[Zygote]:
    """A process that has loaded everything, to fork bots off."""
    with warm() as process:
        yield process
