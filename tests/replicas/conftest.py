import pytest

from tests.databases import postgres
from tests.process.conftest import sandbox

__all__ = ["postgres", "sandbox"]

pytest.register_assert_rewrite("tests.replicas.truths")
