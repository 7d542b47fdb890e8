"""Merge two changes of one text, unless they touch the same lines."""

from __future__ import annotations

from difflib import SequenceMatcher

_Edit = tuple[int, int, tuple[str, ...]]
"""The first and last line in the original text, and their replacement."""


def merge(before: str, one: str, other: str) -> str | None:
    """Return a text with the changes that lead from `before` to `one` and to `other`.

    None: both change the same place differently.
    """
    lines = before.splitlines(keepends=True)
    edits = sorted({*_edits(lines, one), *_edits(lines, other)})
    merged: list[str] = []
    place = 0
    for number, (start, end, instead) in enumerate(edits):
        if number and start <= edits[number - 1][1]:
            return None
        merged += [*lines[place:start], *instead]
        place = end
    return "".join([*merged, *lines[place:]])


def _edits(lines: list[str], text: str) -> list[_Edit]:
    after = text.splitlines(keepends=True)
    found = SequenceMatcher(None, lines, after, autojunk=False).get_opcodes()
    return [
        (start, end, tuple(after[new_start:new_end]))
        for tag, start, end, new_start, new_end in found
        if tag != "equal"
    ]
