"""A stop goes on to its end, whatever breaks on the way."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import DBAPIError

from tests.flow.conftest import World


async def test_a_step_of_the_stop_that_fails_hides_none_of_the_others(world: World) -> None:
    app = world.host.app
    await app.database.run(lambda tx: tx.exec_driver_sql("DROP TABLE outbox"))

    with pytest.raises(DBAPIError):
        await world.host.stop()

    with pytest.raises(RuntimeError, match="shutdown"):
        await app.database.run(lambda tx: None)
