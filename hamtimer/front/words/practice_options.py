"""The options of a practice: names and a line each, for command line and set-up screen."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Option:
    """What can be chosen about a practice."""

    key: str
    """As `practice_plan` knows it, and the command line: `--KEY`."""
    title: str
    """One or two words, for the set-up screen."""
    help: str
    """One sentence; the command line has it too."""
    choices: tuple[str, ...] = ()
    """What can be chosen; none: it is written."""
    metavar: str = ""
    """What is written, for the command line."""


TEMPO = Option(
    "tempo", "Tempo", "Lowering, pause, lifting, pause, in seconds, such as 5-1-2-0.", (), "TEMPO"
)
OPTIONS = (
    Option("reps", "Reps", "Reps of each set, per side (8).", (), "N"),
    Option("sets", "Sets", "Sets (3; with a ramp one for each length).", (), "N"),
    Option(
        "sides",
        "Sides",
        "Which side works (both).",
        ("both", "each", "alternating", "left", "right"),
    ),
    Option(
        "first",
        "First",
        "The phase a rep begins with (eccentric).",
        ("eccentric", "concentric"),
    ),
    Option("rest", "Rest", "The rest between sets (30s).", (), "TIME"),
    Option("bpm", "Beat", "Beats per minute: a beat takes the place of a second (60).", (), "N"),
    Option(
        "only",
        "Only",
        "Drill one phase, with a reset for the way back.",
        ("all", "eccentric", "concentric"),
    ),
    Option("reset", "Reset", "How long the reset takes (3s).", (), "TIME"),
    Option(
        "ramp", "Ramp", "Longer from set to set: 3-6 adds 0.5 s each set.", (), "FROM-TO[+STEP]"
    ),
    Option(
        "level",
        "Cues",
        "How much is heard; auto fades (auto).",
        ("auto", "full", "ticks", "turns", "silent"),
    ),
    Option(
        "feedback",
        "Results",
        "Which results are told; auto fades (auto).",
        ("auto", "each", "band", "reps", "set", "end"),
    ),
    Option(
        "band", "Band", "Results outside this many percent only (the tolerance).", (), "PERCENT"
    ),
    Option("every", "Every", "With results of some reps: every how many (3).", (), "N"),
    Option(
        "hear",
        "Hear",
        "Hear results: a tone at a turn, or spoken after the set (no).",
        ("no", "tones", "voice"),
    ),
    Option(
        "ask",
        "Ask first",
        "Ask how long a phase was before the result (auto).",
        ("auto", "yes", "no"),
    ),
    Option(
        "gaps",
        "Gaps",
        "Cues left out: 3:1 mutes every fourth rep, 30% phases at random.",
        (),
        "PLAY:MUTE|PERCENT",
    ),
    Option("seed", "Seed", "With gaps at random: leave out the same phases again.", (), "N"),
    Option(
        "taps",
        "Taps",
        "Where you tap: every turn, or bottom and top (turns).",
        ("turns", "ends", "off"),
    ),
)
"""Everything that has a value, in the order in which it is asked for."""
HALF_SPEED = Option("half-speed", "Half speed", "Everything twice as slow.", ("no", "yes"))
SWEEP = Option("sweep", "Sweep", "Tones that fall and rise with the movement.", ("no", "yes"))
"""Not a part of the plan, but of the sound."""
