"""Keep today's changes from the plain front: what is printed, and what to type."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hamtimer.core.run.run import Run
from hamtimer.front.guided import Guided
from hamtimer.front.words.todays_changes import NOTHING_TO_KEEP
from hamtimer.home import wall_clock

if TYPE_CHECKING:
    from hamtimer.front.offered_changes import Offer
    from hamtimer.front.reloading import Reloader

KEEP_WORDS = "keep yes"
"""What to type to keep today's changes in the file, after they were shown."""


def offer_of(guided: Guided) -> Offer | None:
    """Return what can be kept of a run; None when there is nothing."""
    from hamtimer.front.todays_changes import offer_today

    return offer_today(guided, wall_clock.today()) if isinstance(guided, Run) else None


def keep_lines(guided: Guided) -> Iterator[str]:
    """Yield the changes that can be kept in the file, and how to keep them."""
    offer = offer_of(guided)
    yield from offer.lines() if offer is not None else [NOTHING_TO_KEEP]
    if offer is not None:
        yield f"Type {KEEP_WORDS} to keep them"


def keep_all(guided: Guided, reloader: Reloader | None) -> str:
    """Keep all of today's changes in the file; return what came of it."""
    offer = offer_of(guided)
    if offer is None:
        return NOTHING_TO_KEEP
    if reloader is not None:
        reloader.expect(offer.text())
    return offer.try_to_keep(offer.text())
