"""Looks for what must never be true, says so loudly, and knows whether the outside may be told that all is well."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from scheduler.faults import described
from storage.clock import Clock, monotonic
from storage.engine.database import Database, Unavailable
from storage.watch import alarms
from storage.watch.audit import Trouble, troubles

log = logging.getLogger(__name__)

STALE_SECONDS = 60.0
"""A look older than this says nothing any more; a database away for longer is a trouble of its own."""
LOG_AGAIN_SECONDS = 60.0

Alarm = Callable[[Sequence[Trouble]], Awaitable[bool]]
"""Tells the operator of all troubles, or with an empty list that all is well again; returns whether that worked."""


async def tick(database: Database, now: datetime) -> list[Trouble]:
    """Return everything that is wrong at ``now``, and log each at ERROR. Raises Unavailable."""
    found = await database.run(lambda tx: troubles(tx, now))
    _log(found)
    return found


class Auditor:
    """Looks again and again. Any number of them may share a database; the operator hears everything once."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        alarm: Alarm | None = None,
        seconds: Callable[[], float] = monotonic,
    ) -> None:
        """``seconds`` is a clock that only goes forward."""
        self._database = database
        self._clock = clock
        self._alarm = alarm
        self._seconds = seconds
        self._looked_at = seconds()
        self._looked = False
        self._away_told = False
        self._logged: tuple[frozenset[str], float] | None = None
        self.sensed: tuple[Trouble, ...] = ()
        """What is wrong outside of the database, found by others."""
        self.found: tuple[Trouble, ...] = ()
        """What the last look found."""

    @property
    def well(self) -> bool:
        """Whether a recent look found nothing that means sickness."""
        fresh = self._looked and self._seconds() - self._looked_at <= STALE_SECONDS
        return fresh and not any(each.sick for each in self.found)

    async def look(self) -> None:
        """Find what is wrong, log it at ERROR, tell the operator what is new. Raises Unavailable."""
        now = self._clock.now()
        try:
            found = (*await self._database.run(lambda tx: troubles(tx, now)), *self.sensed)
            codes = [each.code for each in found]
            tell = await self._database.run(lambda tx: alarms.must_tell(tx, codes, now))
        except Unavailable:
            await self._away()
            raise
        back = self._away_told and not found
        self._looked, self._looked_at, self._away_told = True, self._seconds(), back
        self.found = found
        self._log_news()
        if tell is not None or back:
            await self._tell_and_note(found, noted=tell is not None)

    async def _tell_and_note(self, found: Sequence[Trouble], *, noted: bool) -> None:
        """Tell, then note it: whoever dies in between tells it twice, never not at all."""
        arrived = await self._told(found)
        self._away_told = self._away_told and not arrived
        codes, now = [each.code for each in found], self._clock.now()
        if noted and arrived:
            await self._database.run(lambda tx: alarms.told(tx, codes, now))
        elif noted:
            await self._database.run(alarms.not_told)

    async def _told(self, troubles: Sequence[Trouble]) -> bool:
        """Return whether the operator heard it; where there is none, nobody is left to be told."""
        if self._alarm is None:
            return True
        try:
            return await self._alarm(troubles)
        except Exception as error:  # an alarm must not raise; if it does, it is rung again
            log.error("the alarm stumbled", extra=described(error))
            return False

    async def _away(self) -> None:
        """Say once that the database is away for a good while: what was told is kept there, so here we remember it."""
        if self._seconds() - self._looked_at <= STALE_SECONDS:
            return
        self.found = (Trouble("database-out-of-reach", 1), *self.sensed)
        self._log_news()
        if self._alarm is not None and not self._away_told:
            self._away_told = await self._told(self.found)

    def _log_news(self) -> None:
        codes, now = frozenset(each.code for each in self.found), self._seconds()
        known = self._logged is not None and self._logged[0] == codes and now - self._logged[1] < LOG_AGAIN_SECONDS
        if not known:
            _log(self.found)
            self._logged = (codes, now)


def _log(found: Sequence[Trouble]) -> None:
    for trouble in found:
        ids = {"ids": ",".join(map(str, trouble.ids))} if trouble.ids else {}
        log.error("audit", extra={"code": trouble.code, "count": trouble.count, **ids})
