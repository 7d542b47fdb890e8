"""The differences between two texts, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from hamtimer.core.dataclass import dataclass

MOST_EXACT = 1_000
"""Longer texts are compared by the lines that they do not repeat."""


@dataclass(frozen=True, slots=True)
class LineChange:
    """A removed, added or neighbouring line."""

    sign: str
    """`-`, `+`, or a space."""
    number: int
    """From 1, in the text that has the line: the old one for `-`, else the new one."""
    text: str


def line_changes(before: str, after: str, around: int = 1) -> Iterator[LineChange]:
    """Yield the lines that differ, with `around` lines before and after them."""
    old, new = before.splitlines(), after.splitlines()
    # Common beginnings and ends are skipped, so that long files are compared quickly.
    start = max(0, _alike(old, new) - around)
    end = max(0, _alike(old[start:][::-1], new[start:][::-1]) - around)
    old, new = old[start : len(old) - end], new[start : len(new) - end]
    # The exact comparison of two long texts that repeat the same lines takes minutes.
    matcher = SequenceMatcher(None, old, new, autojunk=max(len(old), len(new)) > MOST_EXACT)
    for group in matcher.get_grouped_opcodes(around):
        for tag, old_from, old_to, new_from, new_to in group:
            if tag == "equal":
                for place in range(new_from, new_to):
                    yield LineChange(" ", start + place + 1, new[place])
                continue
            for place in range(old_from, old_to):
                yield LineChange("-", start + place + 1, old[place])
            for place in range(new_from, new_to):
                yield LineChange("+", start + place + 1, new[place])


def _alike(old: list[str], new: list[str]) -> int:
    """Return how many lines two texts have in common at the beginning."""
    pairs = zip(old, new, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(old), len(new)))
