"""The options of a practice with their descriptions, for command line and set-up screen."""

from __future__ import annotations

from hamtimer.core.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a practice."""

    key: str
    """As `practice_plan` knows it, and the command line: `--KEY`."""
    title: str
    """One or two words, for the set-up screen."""
    help: str
    """One sentence; the command line has it too."""
    choices: tuple[str, ...] = ()
    """The choices; none: a value is typed."""
    metavar: str = ""
    """A placeholder for the typed value on the command line."""
    meanings: tuple[str, ...] = ()
    """The meaning of each choice; none: the choices explain themselves."""

    def meaning(self, choice: str) -> str:
        """Return the meaning of a choice, or an empty text."""
        return dict(zip(self.choices, self.meanings, strict=False)).get(choice, "")


TEMPO = Option(
    "tempo", "Tempo", "Lowering, pause, lifting, pause, in seconds, such as 5-1-2-0.", (), "TEMPO"
)
OPTIONS = (
    Option("reps", "Reps", "Reps in each set, per side (8).", (), "N"),
    Option("sets", "Sets", "Sets (3; with a ramp, one per length).", (), "N"),
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
    Option("bpm", "Beat", "Beats per minute; a beat replaces a second (60).", (), "N"),
    Option(
        "only",
        "Only",
        "Drill one phase, with a reset for the way back.",
        ("all", "eccentric", "concentric"),
    ),
    Option("reset", "Reset", "How long the reset takes (3s).", (), "TIME"),
    Option(
        "ramp",
        "Ramp",
        "Lengthen the phase from set to set: 3-6 adds 0.5 s each set.",
        (),
        "FROM-TO[+STEP]",
    ),
    Option(
        "level",
        "Cues",
        "How much you hear; auto fades it (auto).",
        ("auto", "full", "ticks", "turns", "silent"),
        meanings=(
            "Less after an accurate set, more after an inaccurate one.",
            "Everything: turns, ticks, counts, words, the path.",
            "A beat every second; you count.",
            "Only the turns; you keep time between them.",
            "Nothing between start and end; you keep time alone.",
        ),
    ),
    Option(
        "feedback",
        "Results",
        "Which results you see; auto fades them (auto).",
        ("auto", "each", "band", "reps", "set", "end"),
        meanings=(
            "They fade with the cues.",
            "After every turn.",
            "After a turn that was outside the band.",
            "After the turns of some reps.",
            "After the set.",
            "After the last set.",
        ),
    ),
    Option(
        "band",
        "Band",
        "Show only results off by more than this percentage (the tolerance).",
        (),
        "PERCENT",
    ),
    Option("every", "Every", "With results for some reps: every Nth rep (3).", (), "N"),
    Option(
        "hear",
        "Hear",
        "Hear results: a tone at a turn, or spoken after the set (no).",
        ("no", "tones", "voice"),
        meanings=(
            "They are only shown.",
            "Two high beeps: early. Steps down: late. A step up: right.",
            "The phase that was furthest off.",
        ),
    ),
    Option(
        "ask",
        "Ask first",
        "Ask how long a phase was before showing the result (auto).",
        ("auto", "yes", "no"),
        meanings=(
            "After each set in which not every result was shown at once.",
            "After each set.",
            "Never.",
        ),
    ),
    Option(
        "gaps",
        "Gaps",
        "Leave out cues: 3:1 mutes every fourth rep, 30% random phases.",
        (),
        "PLAY:MUTE|PERCENT",
    ),
    Option("seed", "Seed", "With random gaps: leave out the same phases again.", (), "N"),
    Option(
        "taps",
        "Taps",
        "Where you tap: every turn, or bottom and top (turns).",
        ("turns", "ends", "off"),
        meanings=(
            "At every phase change.",
            "At the bottom and at the top.",
            "Nothing is measured.",
        ),
    ),
)
"""All options with a value, in the order of the set-up screen."""
HALF_SPEED = Option("half-speed", "Half speed", "Practise at half speed.", ("no", "yes"))
SWEEP = Option("sweep", "Sweep", "Play tones that fall and rise with the movement.", ("no", "yes"))
"""It belongs to the sound, not to the plan."""
