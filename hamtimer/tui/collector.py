"""Keep Python's garbage collector from pausing the program at the start and during a set.

A full collection visits every object: 90 to 120 ms with Textual's screens loaded (measured with
`gc.callbacks`), during which nothing is drawn. So the objects that exist when a run begins are
frozen; later ones are few and quickly visited. While the program is being loaded, nothing is
garbage yet, so the collector is paused.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


def hold_off() -> None:
    """Pause the collector until `go_on`."""
    gc.disable()


def go_on() -> None:
    """Resume the collector."""
    gc.enable()


@contextmanager
def put_objects_aside() -> Iterator[None]:
    """Freeze all objects that exist now, until the end of the block."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
