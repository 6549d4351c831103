"""One call of a method whose parameters were found sound."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.sandbox.checks.files import check_file
from bot.sandbox.checks.request import Upload
from bot.sandbox.checks.values import ATTACHED
from bot.sandbox.refusal import broken
from bot.sandbox.world.model import Blob, Json
from bot.sandbox.world.world import World


@dataclass(frozen=True, slots=True)
class Call:
    """The typed parameters, the files that came along, and the world they act on."""

    world: World
    values: Json
    uploads: dict[str, Upload]

    def file(self, value: str | Upload, kind: str) -> Blob:
        """Return the file that ``value`` stands for, stored; raise ``Refusal`` if it can't be a ``kind``."""
        if isinstance(value, str) and value.startswith(ATTACHED):
            name = value.removeprefix(ATTACHED)
            if name not in self.uploads:
                raise broken(f'no file "{name}" is attached')
            value = self.uploads[name]
        if isinstance(value, str):
            return self.world.files.take(value, kind)
        size = check_file(kind, value)
        return self.world.files.keep(kind, value.name, value.mime, value.content, size)


Action = Callable[[Call], Any]
"""Changes the world and returns the ``result`` of the answer; raises ``Refusal`` and changes nothing."""
