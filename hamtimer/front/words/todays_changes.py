"""Changes that were made for one run only, from its record, and that there is nothing to keep."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from hamtimer.core.differences import compare
from hamtimer.core.run.header import Header
from hamtimer.core.session.choices import ChoiceError
from hamtimer.core.session_file.choose import fitting_choices
from hamtimer.core.session_file.loader import load_session
from hamtimer.core.timeline.compiler import compile_session
from hamtimer.front.words.differences import exercise_lines, session_lines

NOTHING_TO_KEEP = "Nothing you did today would change the file"


def changed_for_the_run(header: Header) -> Iterator[str]:
    """Yield a line for each change that was made for this run only."""
    if not header.file_text:
        return
    texts = (load_session(text, header.file) for text in (header.file_text, header.text))
    with suppress(ChoiceError):
        before, after = (
            compile_session(loaded.choose(fitting_choices(header.choices, loaded.document)))
            for loaded in texts
        )
        found = compare(before, after)
        for line in (*session_lines(found), *exercise_lines(found.exercises)):
            yield f"Changed for this run: {line}"
