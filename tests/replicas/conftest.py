import pytest

from tests.databases import database_url, postgres, quick_folder, sqlite_template
from tests.flow.conftest import world
from tests.process.conftest import sandbox

__all__ = ["database_url", "postgres", "quick_folder", "sandbox", "sqlite_template", "world"]

pytest.register_assert_rewrite("tests.replicas.under_load.truths")
