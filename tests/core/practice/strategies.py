"""Random practices for the laws."""

from hypothesis import strategies as st

from hamtimer.core.practice.plan import PracticePlan, Ramp
from hamtimer.core.session.model import Sides
from hamtimer.core.session.work import Phase, Tempo
from hamtimer.core.taps.turns import TapMode

_moving = st.integers(min_value=3, max_value=100).map(lambda tenths: tenths * 100)
_pause = st.just(0) | _moving
tempos = st.builds(
    Tempo,
    eccentric_ms=_moving,
    stretched_ms=_pause,
    concentric_ms=_moving,
    shortened_ms=_pause,
    first=st.sampled_from([Phase.ECCENTRIC, Phase.CONCENTRIC]),
    explosive=st.booleans(),
)
ramps = st.none() | st.builds(
    lambda start, more, step: Ramp(start, start + more, step),
    _moving,
    st.integers(100, 5_000),
    st.sampled_from([100, 250, 500, 1_000]),
)
plans = st.builds(
    PracticePlan,
    tempo=tempos,
    reps=st.integers(1, 12),
    sets=st.integers(1, 4),
    sides=st.sampled_from(Sides),
    # Not faster: a phase of 0.3 s must stay long enough to be tapped.
    bpm=st.integers(20, 90),
    half_speed=st.booleans(),
    drill=st.sampled_from([None, Phase.ECCENTRIC, Phase.CONCENTRIC]),
    ramp=ramps,
    taps=st.sampled_from([TapMode.TURNS, TapMode.ENDS]),
)
