"""Holding the garbage collector off while much is made that stays."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collector() -> Iterator[None]:
    """Hold the garbage collector off while objects are made that stay and are not in circles.

    Then it is told that all is old, so that it does not look through everything at once. Where
    somebody keeps objects from it for longer, it is left to itself.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if gc.get_freeze_count() == 0:
                gc.freeze()
                gc.unfreeze()
            gc.enable()
