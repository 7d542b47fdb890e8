"""Compile a session to its timeline, and lay it out again after its turns were changed.

Pure, and linear in the number of steps.
"""

from __future__ import annotations

from collections.abc import Iterable

from hamtimer.core.garbage_collection import without_collector
from hamtimer.core.session.model import Session
from hamtimer.core.timeline.layout import Layout
from hamtimer.core.timeline.numbering import number_again, number_anew
from hamtimer.core.timeline.sets_in_order import Turn, turns_of
from hamtimer.core.timeline.steps import Timeline


@without_collector()
def compile_session(session: Session) -> Timeline:
    """Return the timeline of a session, from its first get-ready to its last rep."""
    layout = Layout(number_anew())
    return layout.timeline(session, turns_of(session, layout.is_full))


@without_collector()
def lay_out_again(
    timeline: Timeline, turns: Iterable[Turn], session: Session | None = None
) -> Timeline:
    """Return the timeline of turns that were changed.

    `session` is another version that they come from. The work of a turn that was there before keeps
    the ids of its steps.
    """
    turns = tuple(turns)
    layout = Layout(number_again(timeline, turns))
    return layout.timeline(session or timeline.session, turns)
