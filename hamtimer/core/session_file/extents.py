"""The ends of the texts that problems refer to, for editors that underline them."""

from __future__ import annotations

from collections.abc import Iterable

import yaml

from hamtimer.core.session_file.problems import Problem

Place = tuple[int, int]
"""A line and a column, both from 1, in characters."""


def ends_of(problems: Iterable[Problem], text: str) -> list[Place]:
    """Return for each problem the exclusive end of the key or value that it names.

    Anything else, such as in a text that is not YAML, ends with its line.
    """
    problems = list(problems)
    if not problems:
        return []
    text = text.removeprefix("\ufeff")
    lines = text.splitlines()
    known = _ends_of_scalars(text)
    return [known.get((p.line, p.column)) or _end_of_line(p, lines) for p in problems]


def _ends_of_scalars(text: str) -> dict[Place, Place]:
    """Return the end of each single-line scalar, as far as the text is YAML."""
    found: dict[Place, Place] = {}
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        for event in yaml.parse(text, Loader=loader):
            if isinstance(event, yaml.ScalarEvent) and event.start_mark and event.end_mark:
                start, end = event.start_mark, event.end_mark
                if start.line == end.line and end.column > start.column:
                    found[start.line + 1, start.column + 1] = (end.line + 1, end.column + 1)
    except (yaml.YAMLError, ValueError):
        pass  # what precedes the mistake has its end
    return found


def _end_of_line(problem: Problem, lines: list[str]) -> Place:
    line = lines[problem.line - 1] if 0 < problem.line <= len(lines) else ""
    return problem.line, max(len(line.rstrip()) + 1, problem.column + 1)
