"""The program under test is killed for real; these fixtures are those of the process tests."""

from tests.process.conftest import sandbox, start

__all__ = ["sandbox", "start"]
