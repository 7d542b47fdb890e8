"""The defaults of exercises and blocks, where a session file does not specify values."""

from __future__ import annotations

REST_MS = 60_000
"""Between two sets, two exercises and two rounds."""
PREPARE_MS = 10_000
"""The get-ready before the first set of an exercise."""
SWITCH_MS = 5_000
"""The time to change sides within a set."""
INTRA_SET_REST_MS = 15_000
"""The pause between the parts of a cluster."""

TEMPO_TEXT = "3-1-2-0"
"""The tempo of counted work. Timed work and work on an interval are self-paced."""
EXPLOSIVE_MS = 1_000
"""How long an `X` in a tempo lasts on the timeline."""

OWN_PACE_REP_MS = 4_000
"""The assumed length of a self-paced rep, for planning only."""
ASSUMED_HOLD_MS = 60_000
"""The assumed length of a hold or timed work without a minimum, for planning only."""
ASSUMED_REPS = 12
"""The assumed number of reps of "as many as possible", for planning only."""

COUNTDOWN_MS = 3_000
"""How long before a start the countdown begins."""
PERIODIC_MS = 10_000
"""How often a hold or timed work signals the elapsed time."""
REST_SOON_MS = 10_000
"""How long before its end a rest is announced to end."""
