"""Keeping Python's garbage collector out of the way: at the start, and in the middle of a set.

A full collection looks at every object that there is: 90 to 120 ms with Textual's screens
loaded (measured with `gc.callbacks`), while nothing is drawn. So what is there when a run begins
is put aside; what comes up later is little, and soon looked through. And while the program is
being loaded, when all is new and nothing is garbage, it need not look at all: that was a fifth
of the time to the first screen.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


def hold_off() -> None:
    """Have the collector wait for `go_on`."""
    gc.disable()


def go_on() -> None:
    """Have the collector do its work again."""
    gc.enable()


@contextmanager
def put_objects_aside() -> Iterator[None]:
    """Have the collector pass over all that exists now, until the end of the block."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
