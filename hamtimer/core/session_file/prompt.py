"""The whole format on one page with examples, for an assistant that writes sessions.

`hamtimer keys --prompt` prints it. The keys come from the tables of `fields/`.
"""

from __future__ import annotations

from collections.abc import Iterator

from hamtimer.core.session_file.fields.groups import KEY_GROUPS, TABLES
from hamtimer.core.session_file.reference import default_text, keys_text
from hamtimer.core.session_file.tables import Table, what_to_write

_TASK = """\
# Writing a hamtimer session

hamtimer leads a person through an exercise session. Write the session below as one
YAML file. Answer with the file only, in one block of code. The person saves it as
NAME.yaml, then runs `hamtimer check NAME.yaml` and gives you what it reports.

Rules:
- Use only the keys listed here, with exactly these names. Invent none.
- Indent with two spaces, never tabs. Each item of a list begins with a dash and a
  space. Keys of the same thing begin in the same column.
- Put a text in quotes when it contains a colon and a space, or a #, or begins with
  one of * & ! % @ ` [ { " '.
- Times: 30s, 1:30, 90 (seconds), 2 min, 2m30s; ranges: 2-3 min. Decimals have a point.
- An exercise needs `name` and its work: `reps` (counted), `hold` (still, by the clock)
  or `time` (moving, by the clock). `reps` and `time` count for one side.
- Take numbers from what the person gave. Where something is not said, leave the key
  out, so that its default applies. What no key can say goes into `description`.
- Tempo is eccentric - pause stretched - concentric - pause shortened, in this order,
  whatever the rep begins with. "2 up, 1 hold, 3 down" is 3-0-2-1, and a rep that
  begins with the lifting has `starts-with: concentric`.
- `sides: each` does all reps of one side, then all of the other, as one set.
- `rest` is between the sets of an exercise, `rest-after` before the next exercise. In
  a superset or circuit write `rest-between-exercises` and `rest-between-rounds`.
"""

EXAMPLES = (
    """\
name: Knee, first weeks
description: Two times a week, without pain above 3 of 10.
schedule: twice a week
warm-up:
  - name: Stationary bike
    time: 5 min
exercises:
  - name: Glute bridge
    sets: 3
    reps: 12-15
    tempo: 3-0-2-1
    starts-with: concentric
    rest: 60s
    cues:
      - Push through the heels
  - name: Single-leg calf raise
    sets: 3
    reps: 10
    sides: each
    rest: 45s
    rest-after: 2 min
  - name: Wall sit
    sets: 4
    hold: 30-45s
    rest: 2 min
  - name: Squeeze a pillow between the knees
    sets: 2
    reps: 10
    hold: 5s
    relax: 3s
cool-down:
  - name: Hamstring stretch
    hold: 30s
    sides: each
""",
    """\
name: Strength and a circuit, six weeks
defaults:
  rest: 90s
exercises:
  - name: Leg press
    reps: [12, 10, 8]
    load: [40 kg, 50 kg, 60 kg]
    tempo: 3-0-1-0
    weeks:
      - weeks: 3-4
        reps: [10, 8, 6]
      - weeks: 5
        skip: yes
      - weeks: 6
        sets: 2
  - name: Squat, five and five and five with short breaks
    sets: 2
    reps: 5+5+5
    intra-set-rest: 20s
  - name: Push-up, then hold at the bottom
    sets: 3
    reps: 8+
    tempo: self-paced
    then: {hold: 10s}
  - name: Swing, ten sets on the minute
    sets: 10
    reps: 12
    every: 60s
  - block: Three rounds
    kind: circuit
    rounds: 3
    rest-between-exercises: 15s
    rest-between-rounds: 90s
    exercises:
      - name: Mountain climbers
        time: 40s
      - name: Lunges
        reps: 10
        sides: alternating
      - name: Plank
        hold: max
        assume: 45s
  - block: As many rounds as fit in eight minutes
    kind: circuit
    rounds: max
    within: 8 min
    exercises:
      - name: Row
        time: 30s
      - name: Step-up
        reps: 10
""",
)
_SHARED = (
    "A set (`sets`)",
    "A part of a set (`then`)",
    "A week of a plan (`weeks`)",
    "Sounds",
)
"""Tables whose keys need no line each: they are those of an exercise, or names of signals."""


def prompt_lines() -> Iterator[str]:
    """Yield the lines of the page."""
    yield from _TASK.splitlines()
    yield ""
    for number, example in enumerate(EXAMPLES, start=1):
        yield f"## Example {number}"
        yield ""
        yield "```yaml"
        yield from example.splitlines()
        yield "```"
        yield ""
    for title, table in TABLES:
        yield f"## {title}"
        yield ""
        yield from [keys_text("It", table)] if title in _SHARED else _keys(table)
        yield ""
    for title, table in KEY_GROUPS:
        yield keys_text(title, table)


def _keys(table: Table) -> Iterator[str]:
    for field in table.fields:
        otherwise = "required" if field.required else f"default: {default_text(field)}"
        yield f"- `{field.key}`: {what_to_write(field)}. {field.meaning} ({otherwise})"
