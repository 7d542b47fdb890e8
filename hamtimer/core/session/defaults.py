"""The defaults of an exercise and of a block: what applies where a session file says nothing."""

from __future__ import annotations

REST_MS = 60_000
"""Between two sets, two exercises and two rounds."""
PREPARE_MS = 10_000
"""The get-ready before the first set of an exercise."""
SWITCH_MS = 5_000
"""Changing sides in the middle of a set."""
INTRA_SET_REST_MS = 15_000
"""The pause between the parts of a cluster."""

TEMPO_TEXT = "3-1-2-0"
"""The tempo of counted work. Timed work, and work against a clock, is at the person's own pace."""
EXPLOSIVE_MS = 1_000
"""How long an `X` in a tempo lasts on the timeline."""

OWN_PACE_REP_MS = 4_000
"""What a rep at the person's own pace is assumed to take, for planning only."""
ASSUMED_HOLD_MS = 60_000
"""What a hold or timed work without a minimum is assumed to last, for planning only."""
ASSUMED_REPS = 12
"""How many reps "as many as possible" is assumed to mean, for planning only."""

COUNTDOWN_MS = 3_000
"""How long before a start the countdown begins."""
PERIODIC_MS = 10_000
"""How often a hold or timed work signals that it goes on."""
REST_SOON_MS = 10_000
"""How long before its end a rest signals that it is over soon."""
