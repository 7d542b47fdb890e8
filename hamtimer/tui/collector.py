"""Keeping Python's garbage collector from stopping the screen in the middle of a set.

A full collection looks at every object that there is: 90 to 120 ms with Textual's screens
loaded (measured with `gc.callbacks`), while nothing is drawn. So what is there when a run begins
is put aside; what comes up later is little, and soon looked through.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def put_objects_aside() -> Iterator[None]:
    """Have the collector pass over all that exists now, until the end of the block."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
