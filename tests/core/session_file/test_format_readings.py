"""What could be read in two ways, and how it is read: the numbers are those of the format's table.

An entry is refused with a word of the error, warned of with a word of the warning, or taken.
"""

import pytest

from hamtimer.core.session.choices import Choices
from hamtimer.core.session.model import Block, Exercise
from hamtimer.core.session.work import Length, Reps, WorkKind
from hamtimer.core.session_file.loader import Loaded, load_session
from hamtimer.core.session_file.problems import Severity
from hamtimer.core.timeline.compiler import compile_session
from hamtimer.core.timeline.steps import StepKind


def load(items: str, defaults: str = "") -> Loaded:
    more = f"defaults: {{{defaults}}}\n" if defaults else ""
    return load_session(f"name: x\n{more}exercises: [{items}]", "x.yaml")


def said(loaded: Loaded, severity: Severity) -> str:
    return "\n".join(str(problem) for problem in loaded.problems if problem.severity is severity)


def only(items: str, defaults: str = "") -> Exercise:
    loaded = load(items, defaults)
    assert loaded.problems == ()
    assert loaded.session is not None
    return loaded.session.exercises()[0]


def block(options: str) -> Block:
    loaded = load(f"{{block: b, {options}}}")
    assert loaded.problems == ()
    assert loaded.session is not None
    (made,) = loaded.session.parts[0].block.items
    assert isinstance(made, Block)
    return made


TWO = "exercises: [{name: a, reps: 10}, {name: b, reps: 5}]"

IN_TURN = "{block: b, kind: superset"
ONE = "{name: c, reps: 5}"
LONG_ROUND = "{name: a, hold: 40s}, {name: b, time: 30s}"
REFUSED = {
    "3 rounds without end": (f"{{block: b, rounds: max, {TWO}}}", "`rounds: max` never ends"),
    "3 a cap in a cap": (
        f"{{block: b, within: 9 min, exercises: [{{block: c, within: 5 min, {TWO}}}]}}",
        "the block around this one runs by a clock already",
    ),
    "7 both sides longer than the interval": (
        "{name: a, hold: 30s, sides: each, switch: 5s, every: 60s}",
        "a set of a lasts 1m5s, longer than the interval of 1m",
    ),
    "9 every beside start": (
        "{name: a, reps: 5, every: 60s, start: key}",
        "`start` has no effect: with `every`, the sets begin by the clock",
    ),
    "9 every beside rest": (
        "{name: a, reps: 5, every: 60s, rest: 30s}",
        "`rest` has no effect: with `every`, the rest is what the work leaves",
    ),
    "10 a calendar": (
        "{name: a, reps: 5, every: 2 days}",
        "did you mean `schedule: every 2 days`?",
    ),
    "13 time and reps": (
        "{name: a, time: 40s, reps: 10}",
        "for 10 reps in each 40 s write `reps: 10` and `every: 40s`",
    ),
    "17 relax beside a tempo": (
        "{name: a, hold: 10s, reps: 6, relax: 5s, tempo: 3-0-2-0}",
        "`tempo` has no effect: isometric reps have no phases",
    ),
    "18 relax without reps": ("{name: a, hold: 10s, relax: 5s, sets: 3}", "add `reps`"),
    "19 a hold in a range beside reps": (
        "{name: a, hold: 20-30s, reps: 6, relax: 5s}",
        "beside `reps`, `hold` is a part of each rep and has one fixed length",
    ),
    "19 an open hold beside reps": ("{name: a, hold: 30s+, reps: 6}", "has one fixed length"),
    "24 as many rests as sets": (
        "{name: a, sets: 2, reps: 5, rest: [60s, 2 min]}",
        "there are 2 rests, but 2 sets; write 1, one between each two sets",
    ),
    "24 rests beside one set": (
        "{name: a, reps: 5, rest: [60s, 2 min]}",
        "there are 2 rests, but 1 set",
    ),
    "a list in quotes": ("{name: a, reps: '12,10,8'}", "write it in brackets, like [12, 10, 8]"),
    "26 bare numbers of sets": ("{name: a, sets: [12, 10, 8]}", "write `reps: [12, 10, 8]`"),
    "45 a link with a user": (
        "{name: a, reps: 5, link: 'https://user@host/'}",
        "this link has a user name in it",
    ),
    "45 a link to a file": ("{name: a, reps: 5, link: 'file:///etc/passwd'}", "not a link"),
    "45 a link of 5,000 letters": (
        f"{{name: a, reps: 5, link: 'https://x.org/{'y' * 5_000}'}}",
        "write at most 2000",
    ),
    "B1.1 time beside hold": ("{name: a, time: 40s, hold: 5s}", "`time` and `hold` cannot"),
    "B2 a short interval": ("{name: a, reps: 5, every: 3s}", "write a time of 5s or more"),
    "B2.4 an interval for a straight block": (
        f"{{block: b, every: 60s, {TWO}}}",
        "write `every` under `defaults`",
    ),
    "B2.4 a clock in a clock": (
        "{block: b, kind: circuit, every: 3 min, exercises: [{name: a, reps: 5, every: 60s}]}",
        "`every` has no effect: the block around it runs by a clock already",
    ),
    "B2.3 a round longer than the interval": (
        f"{{block: b, kind: circuit, rounds: 2, every: 60s, exercises: [{LONG_ROUND}]}}",
        "a round lasts 1m10s, longer than the interval of 1m",
    ),
    "B2.5 rests beside an interval": (
        f"{{block: b, kind: circuit, every: 3 min, rest-between-rounds: 30s, {TWO}}}",
        "`rest-between-rounds` has no effect",
    ),
    "B2.5 rest of one set beside every": (
        "{name: a, every: 60s, sets: [{reps: 5, rest: 9s}, {reps: 4}]}",
        "`rest` has no effect: with `every`",
    ),
    "B2.5 rest-after where the sets in turn have a clock": (
        f"{IN_TURN}, defaults: {{every: 60s}}, exercises: [{{name: a, reps: 5, rest-after: 9s}}]}}",
        "`rest-after` has no effect: with `every`, the next set begins by the clock",
    ),
    "B3.3 an interval under a cap": (
        "{block: b, within: 9 min, defaults: {every: 60s}, exercises: [{name: a, reps: 5}]}",
        "`every` has no effect: the block around it runs by a clock already",
    ),
    "B3.3 an interval beside a cap": (
        f"{{block: b, kind: circuit, within: 9 min, every: 60s, {TWO}}}",
        "a block has one clock",
    ),
    "B4.4 a beat beside relax": (
        "{name: a, hold: 9s, reps: 2, relax: 3s, beat: 2s}",
        "isometric reps have no phases",
    ),
    "B5 a pause without a cluster": (
        "{name: a, reps: 5, intra-set-rest: 9s}",
        "`intra-set-rest` has no effect: there is no cluster",
    ),
    "B6.1 a part without work": (
        "{name: a, reps: 5, then: {load: 5 kg}}",
        "nothing says how much to do in this part",
    ),
    "B6.2 a part with sides": (
        "{name: a, reps: 5, then: {reps: 5, sides: each}}",
        "all parts of a set are done on the same sides",
    ),
    "B6.4 a list in a part": ("{name: a, reps: 5, then: {reps: [5, 4]}}", "not a list"),
    "B6.4 then in then": ("{name: a, reps: 5, then: {reps: 5, then: {reps: 5}}}", "in one list"),
    "B6 ten parts": (
        f"{{name: a, reps: 5, then: [{', '.join(['{reps: 5}'] * 10)}]}}",
        "write at most 9",
    ),
    "B7.1 a reversed range": ("{name: a, reps: 5, rest: 3-2 min}", "write 2-3 min"),
    "B7 no range for a switch": ("{name: a, reps: 5, sides: each, switch: 5-9s}", "not a duration"),
    "B8.1 a rest after the last set": (
        "{name: a, sets: [{reps: 5}, {reps: 5, rest: 9s}]}",
        "no set comes after the last one",
    ),
    "B8.2 a list beside groups": (
        "{name: a, load: [5 kg, 9 kg], sets: [{reps: 5}, {reps: 4}]}",
        "`load` has a list beside the list of sets",
    ),
    "B9.1 no sets in a week": (
        "{name: a, reps: 5, weeks: [{weeks: 2, sets: 0}]}",
        "write `skip: yes`",
    ),
    "B9.1 no reps in a week": (
        "{name: a, reps: 5, weeks: [{weeks: 2, reps: 0}]}",
        "write `skip: yes`",
    ),
    "B9.1 skip beside another key": (
        "{name: a, reps: 5, weeks: [{weeks: 2, skip: yes, sets: 2}]}",
        "write it alone",
    ),
    "B9.1 a week twice": (
        "{name: a, reps: 5, weeks: [{weeks: 1-3, sets: 2}, {weeks: 3, sets: 4}]}",
        "week 3 was already given",
    ),
    "B9.2 weeks of a variant": (
        "{name: a, reps: 5, harder: [{name: b, weeks: 2}]}",
        "`weeks` here is a list of what changes",
    ),
    "B10 a beat at one's own pace": (
        "{name: a, reps: 5, tempo: self-paced, beat: 2s}",
        "`beat` has no effect: the person sets the pace",
    ),
    "B10 a beat for times with a unit": (
        "{name: a, reps: 5, tempo: 3s-0s-X-1s, beat: 2s}",
        "`beat` has no effect: each number of the tempo has a unit",
    ),
    "B12 a countdown of a minute": (
        "{name: a, reps: 5, signals: {countdown: 60s}}",
        "write whole seconds, 1s to 10s",
    ),
    "B13 a reset that starts with the concentric": (
        "{name: a, reps: 5, tempo: 5-0-0-0, reset: 3s, starts-with: concentric}",
        "cannot start with the concentric",
    ),
    "a decimal comma in a hold": ("{name: a, hold: '1,5 min'}", "write 1.5 min with a point"),
    "a decimal comma in a tempo": ("{name: a, reps: 5, tempo: '2,5-1-2'}", "2.5-1-2 with a point"),
    "a decimal comma in a load": (
        "{name: a, reps: 5, load: '2 x 22,5 kg'}",
        '"22,5" has a comma in a number; write 22.5 with a point',
    ),
    "a decimal comma in a list of loads": (
        "{name: a, reps: 5, sets: 2, load: ['20 kg', '22,5 kg']}",
        "write 22.5 with a point",
    ),
    "two separators in a tempo": ("{name: a, reps: 5, tempo: 2-1/2-0}", "one kind of separator"),
    "a point for a colon": ("{name: a, reps: 5, rest: 1.30}", "write 1:30 for minutes and seconds"),
}

WARNED = {
    "A4 a tempo beside the hold of one set": (
        "{name: a, sets: [{hold: 9s, tempo: 3-0-3-0}, {reps: 5}]}",
        "`tempo` has no effect: a hold has no tempo",
    ),
    "A4 explosive beside a part without X": (
        "{name: a, reps: 5, then: {reps: 5, tempo: 3-0-3-0, explosive: 2s}}",
        "`explosive` has no effect: there is no X in the tempo",
    ),
    "44 rest of one set in a superset": (
        f"{IN_TURN}, exercises: [{{name: a, sets: [{{reps: 5, rest: 9s}}, {{reps: 4}}]}}]}}",
        "write `rest-between-rounds` in the block, or `rest-after`",
    ),
    "a cue of a part that never comes": (
        "{name: a, reps: 5, then: {hold: 9s, cues: [{say: Up, at: concentric}]}}",
        '"Up" is never spoken: a hold has no reps',
    ),
    "11 time that is not a whole number of reps": (
        "{name: a, time: 40s, tempo: 3-0-3-0}",
        "40s is 6 reps of 6s and 4s of one that does not count; write 42s",
    ),
    "44 rest in a superset": (
        "{block: b, kind: superset, exercises: [{name: a, reps: 5, rest: 30s}]}",
        "write `rest-between-rounds` in the block, or `rest-after`",
    ),
    "44 rest in the defaults of a superset": (
        f"{{block: b, kind: superset, defaults: {{rest: 30s}}, {TWO}}}",
        "write `rest-between-rounds` in the block, or `rest-after`",
    ),
    "B4.5 a long hold beside reps": (
        "{name: a, hold: 10s, reps: 6}",
        "add `relax: 5s` to hold 10 s in turn with a relax and without moving",
    ),
    "B7.1 a rest of two seconds": ("{name: a, sets: 2, reps: 5, rest: 2}", "shorter than 3s"),
    "a cue after the end of its hold": (
        "{name: a, hold: 30s, cues: [{say: Go on, at: 40s}]}",
        "no set lasts 40s",
    ),
    "assume where nothing is open": (
        "{name: a, hold: 30s, assume: 40s}",
        "`assume` has no effect: no set is open",
    ),
    "switch where the sides change at each rep": (
        "{name: a, reps: 5, sides: alternating, switch: 9s}",
        "`switch` has no effect",
    ),
}

TAKEN = {
    "3 long sets that a cap bounds": (
        "{block: b, rounds: max, within: 60 min, exercises: [{name: a, time: 10 min}]}",
        "",
    ),
    "9 start of the defaults": ("{name: a, reps: 5, every: 60s}", "rest: 30s, start: key"),
    "17 tempo of the defaults": ("{name: a, hold: 9s, reps: 6, relax: 5s}", "tempo: 3-0-2-0"),
    "12 tempo of the defaults": ("{name: a, time: 36s}", "tempo: 3-0-3-0"),
    "44 rest for a block inside a superset": (
        f"{IN_TURN}, defaults: {{rest: 9s}}, exercises: [{{block: c, {TWO}}}, {ONE}]}}",
        "",
    ),
    "44 rest from outside the block": (f"{{block: b, kind: superset, {TWO}}}", "rest: 30s"),
    "B3.3 every from outside the cap": (f"{{block: b, within: 9 min, {TWO}}}", "every: 60s"),
    "B6.4 then taken away": (
        "{name: a, reps: 5, then: {hold: 9s}, harder: [{name: b, then: none}]}",
        "",
    ),
    "B5 a pause of the defaults": ("{name: a, reps: 5}", "intra-set-rest: 9s"),
    "B1.1 as many reps as possible in the time": ("{name: a, time: 40s, reps: max}", ""),
    "B4.5 with a tempo": ("{name: a, hold: 9s, reps: 6, tempo: 3-0-2-0}", ""),
    "one separator, with spaces": ("{name: a, reps: 5, tempo: '4, 1, 2, 0'}", ""),
    "a list with spaces": ("{name: a, reps: '5'}", ""),
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_with_what_to_write(name: str) -> None:
    items, words = REFUSED[name]
    loaded = load(items)
    assert loaded.session is None
    assert words in said(loaded, Severity.ERROR)


@pytest.mark.parametrize("name", WARNED)
def test_it_is_warned_of(name: str) -> None:
    items, words = WARNED[name]
    loaded = load(items)
    assert loaded.session is not None
    assert words in said(loaded, Severity.WARNING)


@pytest.mark.parametrize("name", TAKEN)
def test_it_is_taken_without_a_word(name: str) -> None:
    loaded = load(*TAKEN[name])
    assert loaded.problems == ()
    assert loaded.session is not None


def test_a_relax_that_was_refused_is_not_asked_for() -> None:
    loaded = load("{name: a, hold: 10s, reps: 5, relax: 2-3s}")
    (problem,) = loaded.problems
    assert '"2-3s" is not a duration' in str(problem)


# ------------------------------------------------------------------ readings
def test_2_a_cluster_pauses_for_15_seconds() -> None:
    parts = only("{name: a, reps: 5+5+5}").sets[0].parts
    assert [part.pause.most_ms for part in parts] == [0, 15_000, 15_000]
    assert [part.continues for part in parts] == [False, True, True]


def test_5_under_a_cap_the_pace_is_ones_own_and_there_is_no_rest() -> None:
    made = block(f"kind: circuit, rounds: max, within: 12 min, {TWO}")
    assert (made.rounds, made.within_ms) == (None, 720_000)
    assert made.rest_between_rounds == Length.fixed(0)
    first, second = made.exercises()
    assert first.sets[0].parts[0].tempo is None
    assert (first.rest_after, second.rest_after) == (Length.fixed(0), Length.fixed(0))
    assert (first.prepare_ms, second.prepare_ms) == (10_000, 0)


def test_5_sets_one_after_the_other_have_no_rest_under_a_cap() -> None:
    made = block("within: 12 min, exercises: [{name: a, sets: 3, reps: 10}, {name: b, reps: 5}]")
    first, second = made.exercises()
    assert {plan.rest for plan in first.sets} == {Length.fixed(0)}
    assert (first.rest_after, second.prepare_ms) == (Length.fixed(0), 0)


def test_5_a_round_on_an_interval_is_at_a_self_chosen_pace_and_without_rest() -> None:
    made = block(
        "kind: circuit, rounds: 2, every: 5 min,"
        " exercises: [{name: a, reps: 10}, {block: c, exercises: [{name: b, sets: 2, reps: 5}]}]"
    )
    assert made.rest_between_rounds == Length.fixed(0)
    first, second = made.exercises()
    assert first.sets[0].parts[0].tempo is None
    assert second.sets[0].parts[0].tempo is None
    assert (second.sets[0].rest, second.prepare_ms) == (Length.fixed(0), 0)


def test_5_what_is_written_holds_under_a_cap_too() -> None:
    made = block(
        "kind: circuit, rounds: max, within: 12 min, rest-between-rounds: 20s,"
        f" defaults: {{tempo: 2-0-2-0}}, {TWO}"
    )
    assert made.rest_between_rounds == Length.fixed(20_000)
    assert made.exercises()[0].sets[0].parts[0].tempo is not None


RESTS = "rest: 90s, rest-between-exercises: 30s, rest-between-rounds: 60s"
TWO_SETS = "exercises: [{name: a, sets: 2, reps: 10}, {name: b, reps: 5}]"
OUTER = "block: o, rounds: 3"
BETWEEN = "rest-between-exercises: 30s, rest-between-rounds: 60s"


@pytest.mark.parametrize("kind", ["straight", "superset", "circuit"])
@pytest.mark.parametrize(
    "around",
    [
        "exercises: [CAPPED]",
        f"defaults: {{{RESTS}}}\nexercises: [CAPPED]",
        f"exercises: [{{{OUTER}, defaults: {{{RESTS}}}, exercises: [CAPPED]}}]",
        f"exercises: [{{{OUTER}, {BETWEEN}, exercises: [CAPPED]}}]",
    ],
)
def test_5_no_rest_from_outside_reaches_into_a_cap(around: str, kind: str) -> None:
    sets = TWO if kind != "straight" else TWO_SETS
    capped = f"{{block: b, kind: {kind}, rounds: 2, within: 9 min, {sets}}}"
    loaded = load_session("name: x\n" + around.replace("CAPPED", capped), "x.yaml")
    assert loaded.session is not None, loaded.problems
    made = compile_session(loaded.session)
    for cap in made.caps:
        inside = made.steps[cap.first : cap.last + 1]
        assert [step for step in inside if step.kind is StepKind.REST] == []


def test_5_what_the_capped_block_says_reaches_the_blocks_inside_it() -> None:
    made = block(
        "within: 9 min, defaults: {rest: 10s, rest-between-exercises: 20s},"
        f" exercises: [{{block: c, rounds: 2, rest-between-rounds: 15s, {TWO_SETS}}}]"
    )
    inner = innermost(made)
    assert inner.rest_between_rounds == Length.fixed(15_000)
    first, _ = inner.exercises()
    assert (first.sets[0].rest, first.rest_after) == (Length.fixed(10_000), Length.fixed(20_000))


def innermost(made: Block) -> Block:
    (first, *_) = made.items
    return innermost(first) if isinstance(first, Block) else made


def test_8_every_of_a_block_is_for_its_rounds_and_of_its_defaults_for_each_set() -> None:
    rounds = block(f"kind: superset, rounds: 5, every: 2 min, {TWO}")
    sets = block(f"kind: superset, rounds: 5, defaults: {{every: 60s}}, {TWO}")
    assert (rounds.every_ms, [e.every_ms for e in rounds.exercises()]) == (120_000, [0, 0])
    assert (sets.every_ms, [e.every_ms for e in sets.exercises()]) == (0, [60_000, 60_000])


def test_12_timed_work_has_no_default_tempo_but_an_inherited_one_leads() -> None:
    assert only("{name: a, time: 40s}").sets[0].parts[0].tempo is None
    assert only("{name: a, time: 42s}", "tempo: 3-0-3-0").sets[0].parts[0].tempo is not None


def test_15_timed_work_is_never_a_hold() -> None:
    assert only("{name: a, time: 40s}").sets[0].parts[0].kind is WorkKind.TIME


def test_22_a_part_never_inherits_work() -> None:
    first, second = only("{name: a, reps: 10, then: {hold: 30s}}").sets[0].parts
    assert (first.kind, first.reps) == (WorkKind.REPS, Reps(10, 10))
    assert (second.kind, second.reps, second.length) == (WorkKind.HOLD, None, Length.fixed(30_000))


def test_a_part_says_what_differs_and_the_rest_is_the_exercises() -> None:
    first, second = (
        only(
            "{name: a, reps: 8, tempo: 2-0-1-0, load: 40 kg, then: {reps: 6, load: 30 kg, rpe: 9,"
            " name: lighter, cues: Go on, intra-set-rest: 9s, assume: 5s}}".replace(
                ", assume: 5s", ""
            )
        )
        .sets[0]
        .parts
    )
    assert second.tempo == first.tempo
    assert (second.load, second.name, second.cues[0].text) == ("30 kg", "lighter", "Go on")
    assert second.pause == Length.fixed(9_000)


def test_25_loads_in_a_text_are_one_load_and_in_brackets_one_for_each_set() -> None:
    assert load("{name: a, reps: 5, load: '40, 50, 60 kg'}").session is not None
    assert only("{name: a, sets: 3, reps: 5, load: '40, 50, 60 kg'}").load == "40, 50, 60 kg"
    made = only("{name: a, reps: 5, load: [40 kg, 50 kg]}")
    assert (made.load, [plan.load for plan in made.sets]) == ("", ["40 kg", "50 kg"])


def test_27_and_28_a_week_wins_in_every_set_and_its_number_of_sets_repeats_the_last() -> None:
    loaded = load(
        "{name: a, sets: [{reps: 10, load: 5 kg}, {reps: 8}],"
        " weeks: [{weeks: 2, reps: 6}, {weeks: 3, sets: 3}, {weeks: 4, sets: 1}]}"
    )
    found = []
    for week in (1, 2, 3, 4):
        (made,) = loaded.choose(Choices(week=week)).exercises()
        found.append([(p.parts[0].reps.most if p.parts[0].reps else 0, p.load) for p in made.sets])
    assert found == [
        [(10, "5 kg"), (8, "")],
        [(6, "5 kg"), (6, "")],
        [(10, "5 kg"), (8, ""), (8, "")],
        [(10, "5 kg")],
    ]


def done_in(items: str, weeks: int) -> list[list[str]]:
    loaded = load(items)
    assert not said(loaded, Severity.ERROR)
    made = [loaded.choose(Choices(week=week)) for week in range(1, weeks + 1)]
    return [[exercise.name for exercise in session.exercises()] for session in made]


def test_30_weeks_as_numbers_are_the_only_ones_it_is_done_in() -> None:
    always = "{name: a, reps: 5}"
    for written, weeks in (
        ("3", {3}),
        ("[1, 2, 5]", {1, 2, 5}),
        ("3+", {3, 4, 5, 6}),
        ("2-3", {2, 3}),
        ("'1-2, 5'", {1, 2, 5}),
    ):
        items = f"{always}, {{name: b, reps: 5, weeks: {written}}}, {{name: c, reps: 5, weeks: 6}}"
        found = done_in(items, 6)
        assert {week for week, names in enumerate(found, start=1) if "b" in names} == weeks


def test_30_inside_a_block_both_must_hold() -> None:
    items = (
        "{name: a, reps: 5}, {block: b, weeks: 2-4, exercises: [{name: c, weeks: 1-3, reps: 5}]}"
    )
    assert done_in(items, 4) == [["a"], ["a", "c"], ["a", "c"], ["a"]]


def test_31_a_week_that_no_entry_names_has_the_exercises_own_work_or_none() -> None:
    gaps = "weeks: [{weeks: 1-2, reps: 5}, {weeks: 5-6, reps: 8}]"
    own = f"{{name: a, reps: 3, {gaps}}}, {{name: Hops, {gaps}}}"
    assert done_in(own, 6)[3] == ["a"]
    warnings = said(load(own), Severity.WARNING)
    assert "Hops: not in weeks 3-4" in warnings
    assert warnings.count("\n") == 0


def test_31_a_plan_that_starts_later_is_not_done_before() -> None:
    items = "{name: a, reps: 5}, {name: Hops, weeks: [{weeks: 3-12, reps: 5}]}"
    assert done_in(items, 3) == [["a"], ["a"], ["a", "Hops"]]
    assert "Hops: not in weeks 1-2" in said(load(items), Severity.WARNING)


def test_a_week_that_is_left_out_on_purpose_is_not_warned_of() -> None:
    items = "{name: a, reps: 5}, {name: b, weeks: [{weeks: 1, skip: yes}, {weeks: 2+, reps: 5}]}"
    assert load(items).problems == ()
    assert done_in(items, 2) == [["a"], ["a", "b"]]


def test_b9_5_plus_is_to_the_end() -> None:
    loaded = load("{name: a, reps: 5, weeks: [{weeks: 2, reps: 6}, {weeks: 3+, reps: 7}]}")
    assert loaded.session is not None
    assert loaded.session.weeks == 3
    (made,) = loaded.choose(Choices(week=9)).exercises()
    assert made.sets[0].parts[0].reps == Reps(7, 7)


def test_36_a_rest_in_a_range_may_wait_for_a_key() -> None:
    made = only("{name: a, sets: 2, reps: 5, rest: 2-3 min, start: key}")
    assert made.sets[0].rest == Length(120_000, 180_000)


def test_40_a_tempo_with_units_does_not_follow_the_beat() -> None:
    tempo = only("{name: a, reps: 5, tempo: {eccentric: 4s, concentric: 2}, beat: 2s}")
    made = tempo.sets[0].parts[0].tempo
    assert made is not None
    assert (made.eccentric_ms, made.concentric_ms) == (4_000, 4_000)


def test_41_sounds_and_signals_are_two_things() -> None:
    text = "name: x\nsounds: {countdown: none}\nexercises: [{name: a, reps: 5}]"
    loaded = load_session(text, "x.yaml")
    assert loaded.session is not None
    assert loaded.session.exercises()[0].signals.countdown_s == 3
    made = only("{name: a, reps: 5, signals: {countdown: none, periodic: 15s, rest-soon: none}}")
    signals = made.signals
    assert (signals.countdown_s, signals.periodic_ms, signals.rest_soon_ms) == (0, 15_000, 0)


def test_signals_lie_over_each_other_one_by_one() -> None:
    text = (
        "name: x\nsignals: {countdown: 5s}\ndefaults: {signals: {halfway: no}}\n"
        "exercises: [{name: a, reps: 5, signals: {periodic: none}}]"
    )
    loaded = load_session(text, "x.yaml")
    assert loaded.session is not None
    signals = loaded.session.exercises()[0].signals
    assert (signals.countdown_s, signals.halfway, signals.periodic_ms) == (5, False, 0)


def test_a_note_that_begins_inside_a_text_is_warned_of() -> None:
    text = (
        "name: Workout #3\nexercises:\n  - name: a   # the first\n    reps: 5\n    load: 5 kg #x\n"
    )
    problems = [str(problem) for problem in load_session(text, "x.yaml").problems]
    advice = "is a note and not part of the text; put the whole text in quotes if it belongs to it"
    assert problems == [
        f'x.yaml:1:7: warning: the rest of this line, "#3", {advice}',
        f'x.yaml:5:11: warning: the rest of this line, "#x", {advice}',
    ]


@pytest.mark.parametrize(
    ("items", "hint"),
    [
        ("{name: a, duration: 40s}", 'did you mean "time"?'),
        ("{name: a, seconds: 40}", 'did you mean "time"?'),
        ("{name: a, work: 40s}", 'did you mean "time"?'),
        ("{name: a, reps: 5, emom: 60s}", 'did you mean "every"?'),
        (f"{{block: b, amrap: 12 min, {TWO}}}", "write `rounds: max` with `within: 12 min`"),
        ("{name: a, reps: 5, unilateral: yes}", "write `sides: each`"),
        ("{name: a, reps: 5, per side: yes}", "write `sides: each`"),
        ("{name: a, reps: 5, each leg: yes}", "write `sides: each`"),
        ("{name: a, reps: 5, sides: each leg}", 'did you mean "each"?'),
        ("{name: a, reps: 5, sides: unilateral}", 'did you mean "each"?'),
    ],
)
def test_hints_name_the_right_key(items: str, hint: str) -> None:
    assert hint in said(load(items), Severity.ERROR)
