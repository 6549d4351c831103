"""Python looks for cycles of garbage between transactions, not while everybody waits for the one under way."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def loaded_set_aside() -> Iterator[None]:
    """Leave all that is loaded by now out of every later look: it stays as long as the process does its work.

    Otherwise Python looks through all of it now and then, with everybody waiting: for a good tenth of a second.
    """
    set_aside_before = gc.get_freeze_count()
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        if not set_aside_before:
            gc.unfreeze()  # so that what was never closed still says so in the end


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
