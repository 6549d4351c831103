"""What is loaded by the time a process does its work is not looked through for cycles of garbage again."""

from __future__ import annotations

import gc
from weakref import ref

from storage.engine.cycles import loaded_set_aside


class _Loop:
    """Something that only a look for cycles lets go of."""

    def __init__(self) -> None:
        self.me = self


def test_what_was_there_is_not_looked_through_until_the_end_and_what_comes_later_is() -> None:
    before = gc.get_freeze_count()
    loaded = _Loop()
    old = ref(loaded)
    with loaded_set_aside():
        del loaded
        new = ref(_Loop())
        gc.collect()
        assert old() is not None
        assert new() is None

    gc.collect()
    assert (old() is None) == (before == 0)
    assert gc.get_freeze_count() >= before


def test_garbage_is_not_set_aside() -> None:
    left = ref(_Loop())
    with loaded_set_aside():
        assert left() is None


def test_who_set_something_aside_before_still_finds_it_so() -> None:
    gc.freeze()
    try:
        with loaded_set_aside():
            pass
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
