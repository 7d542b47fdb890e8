"""A session of two exercises, and how any text of a session is laid out."""

from hamtimer.core.session_file.loader import load_session
from hamtimer.core.timeline.compiler import compile_session
from hamtimer.core.timeline.steps import Timeline

TWO = """\
name: Two
exercises:
  - name: Bridge
    sets: 3
    reps: 15
    tempo: 3-0-2-0
    rest: 45s
  - name: Wall sit
    hold: 30s
"""


def laid_out(text: str) -> Timeline:
    loaded = load_session(text, "test.yaml")
    assert loaded.session is not None, loaded.problems
    return compile_session(loaded.session)
