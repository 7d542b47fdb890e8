"""The place to draw in, and which share of the screen what is read from afar takes of it."""

from __future__ import annotations

from hamtimer.core.dataclass import dataclass

LEAST_ROWS = 3
"""The height of the smallest large letters."""
WORD_SHARE = 3
"""The share of the screen's height for word and number each."""
FACT_SHARE = 8
"""The minimum share for each fact, which is otherwise left out."""


@dataclass(frozen=True, slots=True)
class Place:
    """The place to draw in."""

    columns: int
    rows: int
    screen_rows: int
    """The rows of the whole screen: legibility from afar is a share of them."""

    def share(self, part: int) -> int:
        """Return a part of the screen's height, rounded up."""
        return -(-self.screen_rows // part)

    @property
    def head_rows(self) -> int:
        """The rows of word and number: a third of the screen, or less if nothing else fits."""
        least = max(1, min(LEAST_ROWS, self.rows))
        return max(least, min(self.share(WORD_SHARE), self.rows - 1 - LEAST_ROWS))

    @property
    def fact_rows(self) -> int:
        """The minimum rows of a fact."""
        return max(LEAST_ROWS, self.share(FACT_SHARE))
