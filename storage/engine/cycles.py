"""Python looks for cycles of garbage between transactions, not while everybody waits for the one under way."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def no_looking_for_cycles() -> Iterator[None]:
    """Let Python look for cycles before or after.

    It looks whenever some hundred objects more are held than before. A transaction that has hundreds of turns in
    hand holds many, lets them go by itself, and makes it look dozens of times, now and then through all that was
    ever loaded. Only for what ends soon, and is not always under way: for as long nobody looks, on any thread.
    """
    looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looking:
            gc.enable()
