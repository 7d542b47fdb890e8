"""The values of an exercise that can be changed individually, each with its place in the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from hamtimer.core.dataclass import dataclass
from hamtimer.core.edit.places import LayerPlace, Place, layer_of, own_layers, places_of
from hamtimer.core.edit.spans import Path
from hamtimer.core.notation.durations import duration_words
from hamtimer.core.notation.tempo import SELF_PACED, tempo_text
from hamtimer.core.session.choices import Choices
from hamtimer.core.session.model import Exercise, Sides
from hamtimer.core.session.work import Length, WorkKind
from hamtimer.core.session_file.build import Resolved, resolved_exercises, shown_week
from hamtimer.core.session_file.choose import read_choices
from hamtimer.core.session_file.document import Document
from hamtimer.core.session_file.exclusive_keys import GROUPS
from hamtimer.core.session_file.origin import node_text
from hamtimer.core.session_file.tables import Counted, Value, Values
from hamtimer.core.session_file.values.planning import Weeks
from hamtimer.core.session_file.yaml_nodes import Mapping as Group
from hamtimer.core.session_file.yaml_nodes import Sequence

DEFAULT = "the default"


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of an exercise."""

    key: str
    written: str
    """The value as written or, if it is not written, as it would be; empty: no value."""
    layer: str
    """Where it comes from, in words."""
    path: Path
    """Where a change of it is written."""
    entry: int = 0
    """Its number in a list, from 1; 0: it applies to every set."""
    week: Weeks | None = None
    """The weeks of the defaults that it comes from; a change applies only in them."""
    is_own: bool = True
    """Whether it is already written at its path."""
    entries: tuple[str, ...] = ()
    """All entries of an outer list, which changing one entry writes."""


@dataclass(frozen=True, slots=True)
class _Scene:
    """An exercise with everything that determines its cells."""

    document: Document
    place: Place
    layers: list[LayerPlace]
    values: Values
    """The values of the file, without targets."""
    shown: Values
    """With the targets."""
    exercise: Exercise
    week: int
    is_last: bool
    """It is the last one."""


def cells_of(document: Document, exercise: Exercise, choices: Choices) -> tuple[Cell, ...]:
    """Return the values of an exercise, or of its chosen variant, in the order of sets.

    `exercise` is the exercise in the week and with the variant of the choices.
    """
    own_id = exercise.base or exercise.id
    places = places_of(document)
    place = places.get(own_id)
    resolved = _resolved(document, own_id, replace(choices, targets={}, today={}))
    shown = _resolved(document, own_id, choices)
    if place is None or resolved is None:
        return ()
    scene = _Scene(
        document,
        place,
        own_layers(place, exercise.id),
        resolved.values,
        (shown or resolved).values,
        exercise,
        shown_week(document, choices),
        own_id == list(places)[-1],
    )
    return tuple(_cells(scene))


def _resolved(document: Document, exercise: str, choices: Choices) -> Resolved | None:
    chosen = read_choices(replace(choices, skip=frozenset()))
    found = resolved_exercises(document, chosen)
    return next((one for one in found if one.exercise.id == exercise), None)


def _cells(scene: _Scene) -> Iterator[Cell]:
    values, exercise, in_rounds = scene.values, scene.exercise, scene.place.in_rounds
    defaults = _defaults(exercise)
    yield from _rounds(scene) if in_rounds else ()
    if not in_rounds or "sets" in values:
        yield _cell(scene, "sets", defaults["sets"])
    kinds = {part.kind for plan in exercise.sets for part in plan.parts}
    for key in ("reps", "hold", "time", "relax"):
        if key in values or _listed(values, key):
            yield from _each(scene, key, "")
    if WorkKind.REPS in kinds or ("tempo" in values and WorkKind.TIME in kinds):
        yield from _each(scene, "tempo", defaults["tempo"])
    if "every" in values:
        yield _cell(scene, "every", "")
    elif not in_rounds and len(exercise.sets) > 1:
        yield from _each(scene, "rest", defaults["rest"])
    if not in_rounds and not scene.is_last:
        yield _cell(scene, "rest-after", defaults["rest-after"])
    yield from _each(scene, "load", "")
    if "rpe" in values:
        yield from _each(scene, "rpe", "")
    yield _cell(scene, "sides", defaults["sides"])
    if any(part.tempo for plan in exercise.sets for part in plan.parts):
        yield _cell(scene, "measure", "no")


def _defaults(exercise: Exercise) -> Mapping[str, str]:
    """Return the default values, as they would be written."""
    plan = exercise.sets[0]
    part = plan.parts[0]
    sets = len(exercise.sets)
    return {
        "sets": f"{exercise.least_sets}-{sets}" if exercise.least_sets else f"{sets}",
        "tempo": tempo_text(part.tempo) if part.tempo else SELF_PACED,
        "rest": _length_text(plan.rest),
        "rest-after": _length_text(exercise.rest_after),
        "sides": (exercise.sides or Sides.BOTH).value,
    }


def _length_text(length: Length) -> str:
    least, most = (_time_text(ms or 0) for ms in (length.least_ms, length.most_ms))
    return most if length.is_fixed else f"{least}-{most}"


def _time_text(length_ms: int) -> str:
    """Return a length as most people write it: `60s`, `90s`, `3m`."""
    seconds, rest = divmod(length_ms, 1_000)
    return f"{seconds}s" if not rest and seconds < 120 else duration_words(length_ms)


# ------------------------------------------------------------------ one value
def _cell(scene: _Scene, key: str, default: str) -> Cell:
    """Return the value of a key that all sets share."""
    below = scene.values.get(key)
    value = scene.shown.get(key, below)
    if value is None and key == "rest-after" and "rest-between-exercises" in scene.values:
        value = below = scene.values["rest-between-exercises"]
    if value is None:
        return Cell(key, default, DEFAULT, (*_home(scene), key), is_own=False)
    path, is_own, week = _target(scene, key, below)
    written = _text(key, value)
    if isinstance(value.node, Group) and key == "tempo":
        path, written = _eccentric(path, value.node, is_own=is_own)
    return Cell(key, written, value.layer.words, path, week=week, is_own=is_own)


def _text(key: str, value: Value) -> str:
    if key == "sets" and (isinstance(value, Counted) or isinstance(value.node, Sequence)):
        return f"{value.value[1]}"
    return node_text(value.node)


def _eccentric(path: Path, tempo: Group, *, is_own: bool) -> tuple[Path, str]:
    """Return the eccentric of a tempo that is a group of keys; an outer one is copied."""
    if not is_own:
        return path, node_text(tempo)
    found = {name.text: node_text(value) for name, value in tempo.pairs}
    return (*path, "eccentric"), found.get("eccentric", "0")


def _home(scene: _Scene) -> Path:
    """Return the path to the exercise, or to the variant in its place."""
    nearest = next(layer for layer in scene.layers if layer.weeks is None)
    return nearest.path


def _target(scene: _Scene, key: str, value: Value | None) -> tuple[Path, bool, Weeks | None]:
    """Return where a change of a value is written, and whether a value is there now.

    An outer value gets a new line in the exercise; one from a week of the defaults, in that week
    only.
    """
    layer = value.layer if value is not None else None
    for own in scene.layers:
        if layer is not None and own.layer is layer:
            if own.weeks is None or scene.week in own.weeks:
                return (*own.path, key), True, None
            # A week without the value uses that of the first week, so it gets its own.
            this_week = (one for one in scene.layers if one.weeks and scene.week in one.weeks)
            row = next(this_week, own)
            return (*row.path, key), False, None
    outer = (scene.document.defaults, *(block.defaults for block, _ in scene.place.blocks))
    rows = (change for defaults in outer for change in defaults.changes)
    weeks = (row.weeks for row in rows if layer is not None and layer_of(row.values) is layer)
    return (*_home(scene), key), False, next(weeks, None)


# ------------------------------------------------------------------ lists
def _listed(values: Values, key: str) -> bool:
    """Return whether individually listed sets write a key."""
    groups = values.get(GROUPS)
    return groups is not None and any(key in each for each in groups.value)


def _each(scene: _Scene, key: str, default: str) -> Iterator[Cell]:
    """Yield a value for each set if they differ, else the shared one."""
    groups = scene.values.get(GROUPS)
    if groups is not None and _listed(scene.values, key):
        yield from _of_groups(scene, key, default, groups)
        return
    value = scene.shown.get(key)
    below = scene.values.get(key)
    node = value.node if value is not None else None
    is_list = isinstance(node, Sequence) and len(node.items) > 1
    if value is None or value is not below or not is_list:
        yield _cell(scene, key, default)
        return
    path, is_own, week = _target(scene, key, below)
    items = node.items if isinstance(node, Sequence) else []
    texts = tuple(map(node_text, items))
    for number, written in enumerate(texts, 1):
        own = (*path, number - 1) if is_own else path
        entries = () if is_own else texts
        yield Cell(key, written, value.layer.words, own, number, week, is_own, entries)


def _of_groups(scene: _Scene, key: str, default: str, groups: Value) -> Iterator[Cell]:
    path, is_own, _ = _target(scene, "sets", groups)
    rows = groups.value if key != "rest" else groups.value[:-1]
    for number, values in enumerate(rows, 1):
        value = values.get(key)
        written = node_text(value.node) if value is not None else _outer(scene, key, default)
        words = groups.layer.words if value is not None else "the exercise"
        own = (*path, number - 1, key)
        yield Cell(key, written, words, own, number, None, is_own and value is not None)


def _outer(scene: _Scene, key: str, default: str) -> str:
    value = scene.values.get(key)
    return node_text(value.node) if value is not None else default


# ------------------------------------------------------------------ rounds
def _rounds(scene: _Scene) -> Iterator[Cell]:
    """Yield the rounds of the block around an exercise, and the rest between them."""
    if scene.place.block is None:
        return
    block, path = scene.place.block
    words = next((value.layer.words for value in block.values.values()), "the block")
    if rounds := block.values.get("rounds"):
        yield Cell("rounds", node_text(rounds.node), words, (*path, "rounds"))
    key = "rest-between-rounds"
    value = scene.values.get(key)
    once = rounds is not None and rounds.value == 1
    if once or "every" in block.values or (value is None and "within" in block.values):
        return
    if value is None:
        yield Cell(key, "60s", DEFAULT, (*path, key), is_own=False)
        return
    own = value.layer is layer_of(block.values)
    in_defaults = value.layer is layer_of(block.defaults.values) and not own
    place = (*path, "defaults", key) if in_defaults else (*path, key)
    yield Cell(key, node_text(value.node), value.layer.words, place, is_own=own or in_defaults)
