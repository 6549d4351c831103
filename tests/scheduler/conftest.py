import pytest

from scheduler.sending.dispatch import Dispatcher
from storage.clock import TravelClock
from storage.engine.database import Database
from tests.databases import database, database_url, empty_url, postgres, quick_folder, sqlite_template
from tests.scheduler.phone import START, Phone

__all__ = ["database", "database_url", "empty_url", "postgres", "quick_folder", "sqlite_template"]


@pytest.fixture
def clock() -> TravelClock:
    return TravelClock(START, standing=True)


@pytest.fixture
def phone(clock: TravelClock) -> Phone:
    return Phone(clock)


@pytest.fixture
def dispatcher(database: Database, phone: Phone, clock: TravelClock) -> Dispatcher:
    return Dispatcher(database, phone, clock)
