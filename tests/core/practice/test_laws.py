"""Laws of a practice, whatever is pressed, tapped, answered and chosen."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from hamtimer.core.play.commands import Command
from hamtimer.core.practice.estimate import PATIENCE_MS
from hamtimer.core.practice.fading_player import practice_player
from hamtimer.core.practice.gaps import Gaps
from hamtimer.core.practice.levels import Level
from hamtimer.core.practice.plan import Ask, Heard, PracticePlan
from hamtimer.core.practice.practice import Practice
from hamtimer.core.run.run import Run
from hamtimer.core.session.model import Sides
from hamtimer.core.session.work import Tempo
from hamtimer.core.taps.results import Results
from hamtimer.core.timeline.steps import StepKind
from hamtimer.front.words.advice import advice_words
from hamtimer.front.words.estimate import drift_words
from hamtimer.front.words.feedback import set_report_lines

plans = st.builds(
    PracticePlan,
    tempo=st.just(Tempo(1_000, 500, 1_000, 0)),
    reps=st.integers(1, 4),
    sets=st.integers(1, 3),
    sides=st.sampled_from(Sides),
    rest_ms=st.sampled_from([0, 4_000, 12_000]),
    level=st.none() | st.sampled_from(Level),
    start=st.sampled_from(Level),
    results=st.none() | st.sampled_from(Results),
    heard=st.sampled_from(Heard),
    ask=st.sampled_from(Ask),
    gaps=st.none() | st.just(Gaps(1, 1)) | st.just(Gaps(percent=50, seed=1)),
    bpm=st.sampled_from([60, 90]),
)
commands = st.sampled_from([one for one in Command if one is not Command.STOP])
doings = st.lists(
    st.tuples(
        st.one_of(
            st.just("tap"),
            st.integers(500, 9_000),  # an answer
            commands,
            st.sampled_from(Level),
            st.sampled_from(Results),
        ),
        st.integers(0, 3_000),
    ),
    max_size=40,
)


def do(practice: Practice, what: object, now: int) -> None:
    if what == "tap":
        practice.tap(now)
    elif isinstance(what, Command):
        practice.do(what, now)
    elif isinstance(what, Level):
        practice.choose_level(what)
    elif isinstance(what, Results):
        practice.choose_results(what)
    elif isinstance(what, int):
        practice.answer(what, now)


@given(plans, doings)
@settings(max_examples=60)
def test_nothing_is_asked_in_a_set_and_every_report_comes(
    plan: PracticePlan, doings: list[tuple[object, int]]
) -> None:
    practice = Practice(plan, Run(practice_player(plan, gap_ms=None)))
    now = 0
    practice.do(Command.START, now)
    for what, later in doings:
        until = now + later
        while now < until:
            now = min(until, now + 500)
            practice.advance(now)
        do(practice, what, now)
        asked = practice.question is not None
        assert not (
            asked and practice.player.step.kind is StepKind.SET and not practice.run.is_over
        )
        if practice.level is Level.SILENT:
            assert not practice.results.is_within_set
    practice.do(Command.STOP, now)
    practice.advance(now + PATIENCE_MS)
    assert practice.is_over
    assert practice.reports == practice.run.reports
    for one in practice.reports:
        assert set_report_lines(one)
        drift_words(practice.drifts_of(one))
        for phase in one.report.phases:
            advice_words(phase, one.step.exercise)


@given(plans)
@settings(max_examples=30)
def test_left_alone_a_practice_ends_by_itself(plan: PracticePlan) -> None:
    practice = Practice(plan, Run(practice_player(plan, gap_ms=None)))
    practice.do(Command.START, 0)
    for now in range(0, 300_000, 500):
        practice.advance(now)
        if practice.is_over:
            return
    raise AssertionError("it never ends")
