"""The commands that correct what was done: the reps of the last set, the score under a time cap.

They do not affect the clock, so everything scheduled ahead stays valid.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from hamtimer.core.play.moment import Effect, Moment, with_event
from hamtimer.core.play.outcomes import Outcome, best_attempts, corrected
from hamtimer.core.play.progress import log_outcome
from hamtimer.core.play.rounds import ended_caps
from hamtimer.core.play.score import change_score
from hamtimer.core.play.state import Event, EventKind, State
from hamtimer.core.timeline.steps import Cap, Timeline


def correct_reps(moment: Moment, change: int) -> Effect | None:
    """Correct the reps of the last set, or of the last block with a cap."""
    state, timeline = moment.state, moment.timeline
    log, cap = state.outcomes, scored_cap(timeline, state)
    chosen = cap is not None and state.scored is cap
    if cap is not None and (chosen or (log and _is_under(timeline, cap, log[-1]))):
        return correct_score(moment, 0, change)
    last = next((step for o in reversed(log) if (step := timeline.step_of(o.step)).reps), None)
    fixed = None if last is None else corrected(last, best_attempts(log)[last.id], change)
    return None if fixed is None else _logged(moment, [fixed])


def _is_under(timeline: Timeline, cap: Cap, outcome: Outcome) -> bool:
    return cap.first <= timeline.step_of(outcome.step).index <= cap.last


def correct_score(moment: Moment, rounds: int, reps: int) -> Effect | None:
    """Change what was done in a block with a cap: its full rounds, the reps after."""
    cap = scored_cap(moment.timeline, moment.state)
    if cap is None:
        return None
    best = best_attempts(moment.state.outcomes)
    return _logged(moment, change_score(moment.timeline, cap, best, rounds, reps))


def _logged(moment: Moment, outcomes: Iterable[Outcome]) -> Effect | None:
    state, events = moment.state, list[Event]()
    for outcome in outcomes:
        state, event = log_outcome(moment.timeline, state, outcome)
        events.append(event)
    return Effect(state, tuple(events), keeps_clock=True) if events else None


def scored_cap(timeline: Timeline, state: State) -> Cap | None:
    """Return the capped block to correct: the chosen one, or the last finished one."""
    caps = ended_caps(timeline, state)
    return state.scored if state.scored in caps else next(reversed(caps), None)


def choose_next_score(moment: Moment) -> Effect | None:
    """Choose the next of several capped blocks to correct, wrapping around."""
    caps = ended_caps(moment.timeline, moment.state)
    cap = scored_cap(moment.timeline, moment.state)
    if cap is None or len(caps) < 2:
        return None
    chosen = caps[(caps.index(cap) + 1) % len(caps)]
    text = f"corrections are for {chosen.block or 'rounds'} now"
    state = replace(moment.state, scored=chosen)
    return replace(with_event(EventKind.ADJUSTED, state, text), keeps_clock=True)
