"""Add an exercise of one session to another."""

from __future__ import annotations

import json
from collections.abc import Iterator

from hamtimer.core.edit.change import with_own_id
from hamtimer.core.edit.places import Place, own_layers, places_of
from hamtimer.core.edit.spans import Path, Span, find, flow_text, read_spans
from hamtimer.core.edit.splice import EditError, Splice, insert_item
from hamtimer.core.session.choices import Choices
from hamtimer.core.session.defaults import TEMPO_TEXT
from hamtimer.core.session_file.build import resolved_exercises
from hamtimer.core.session_file.choose import read_choices
from hamtimer.core.session_file.fields.exercise import EXERCISE
from hamtimer.core.session_file.loader import Loaded
from hamtimer.core.session_file.tables import Counted, Values
from hamtimer.core.session_file.yaml_nodes import Mapping, Node, Scalar, Sequence


def add_exercise(into: Loaded, after: str, source: Loaded, exercise: str) -> str:
    """Return the text of a session with an exercise of another session added after `after`.

    Values it had from defaults there are written into it, unless they apply here as well.

    Raises:
        EditError: When there is no such place, or nothing to add.
    """
    if into.document is None or source.document is None:
        raise EditError("a session with errors cannot be added to")
    place = places_of(into.document).get(after)
    found = places_of(source.document).get(exercise)
    if place is None or found is None:
        raise EditError("this exercise is not in the file")
    index = place.path[-1]
    assert isinstance(index, int)  # noqa: S101 - it is in a list
    path: Path = (*place.path[:-1], index + 1)
    there, here = _inherited(source, found), _inherited(into, place)
    if found.in_rounds and not place.in_rounds and (sets := _rounds_of(source, exercise)):
        there.setdefault("sets", str(sets))
    own = _own_keys(source, found)
    lines = [f"{key}: {text}" for key, text in there.items() if here.get(key) != text]
    lines += [
        f"{key}: {text}"
        for key, text in _DEFAULTS.items()
        if key in here and key not in there and key not in own
    ]
    text = _insert(into.text, path, [_item_text(source.text, found.path), *lines])
    return with_own_id(into, text, path, exercise)


_DEFAULTS = {"sides": "both", "starts-with": "eccentric", "tempo": TEMPO_TEXT}
"""Values that apply by default, and must be written if the defaults differ."""


def _rounds_of(loaded: Loaded, exercise: str) -> int:
    """Return how many sets an exercise has in the rounds of its block."""
    exercises = loaded.session.exercises() if loaded.session else ()
    return next((len(one.sets) for one in exercises if one.id == exercise), 0)


def _insert(text: str, path: Path, lines: list[str]) -> str:
    root = read_spans(text)
    parent = find(root, path[:-1]) if root is not None else None
    if parent is None or not parent.is_flow:
        return insert_item(text, path, "\n".join(lines)).apply(text)
    written = read_spans("\n".join(lines))
    index = path[-1]
    assert isinstance(index, int)  # noqa: S101 - it is in a list
    assert written is not None  # noqa: S101 - there is something
    end = parent.items[index - 1].end
    return Splice(end, end, f", {flow_text(written)}").apply(text)


# ------------------------------------------------------------------ its own lines
def _item_text(text: str, path: Path) -> str:
    """Return the text of an exercise on its own: no indentation, no aliases."""
    root = read_spans(text)
    item = find(root, path) if root is not None else None
    if item is None:
        raise EditError("this exercise is not in the file")
    item = item.alias_of or item
    if item.is_flow:
        return "\n".join(f"{flow_text(key)}: {flow_text(value)}" for key, value in item.pairs)
    written = text[item.start : item.end]
    for start, end, instead in sorted(_named(text, item), reverse=True):
        written = written[: start - item.start] + instead + written[end - item.start :]
    first, *rest = written.replace("\r\n", "\n").rstrip().split("\n")
    return "\n".join([first, *(_dedented(line, item.column) for line in rest)])


def _named(text: str, span: Span) -> Iterator[tuple[int, int, str]]:
    """Yield the replacements: aliases by their values, anchors by nothing."""
    if span.alias_of is not None:
        yield span.start, span.end, flow_text(span)
        return
    if span.anchor:
        name = f"&{span.anchor}"
        end = span.start + len(name)
        gap = len(text[end : span.end]) - len(text[end : span.end].lstrip(" "))
        yield span.start, end + gap, ""
    for inside in (*span.items, *(one for pair in span.pairs for one in pair)):
        yield from _named(text, inside)


def _dedented(line: str, columns: int) -> str:
    return line[columns:] if not line[:columns].strip() else line.lstrip()


# ------------------------------------------------------------------ what it has from outside
def _values(loaded: Loaded, place: Place) -> Values:
    """Return all values of an exercise in the first week of the plan, as written."""
    assert loaded.document is not None  # noqa: S101 - the exercise was found in it
    found = resolved_exercises(loaded.document, read_choices(Choices()))
    return next((one.values for one in found if one.exercise.id == place.item.id), {})


def _own_keys(loaded: Loaded, place: Place) -> frozenset[str]:
    layers = [one.layer for one in own_layers(place, place.item.id)]
    values = _values(loaded, place)
    return frozenset(key for key, value in values.items() if value.layer in layers)


def _inherited(loaded: Loaded, place: Place) -> dict[str, str]:
    """Return the values that an exercise has from enclosing defaults, as written."""
    values, own = _values(loaded, place), _own_keys(loaded, place)
    texts = {
        key: _node_flow(value.node)
        for key, value in values.items()
        if key not in own and not isinstance(value, Counted)
    }
    if "rest-between-exercises" in texts and "rest-after" not in values:
        texts["rest-after"] = texts["rest-between-exercises"]
    return {key: text for key, text in texts.items() if key in EXERCISE.by_key}


def _node_flow(node: Node) -> str:
    """Return a node as one line of YAML."""
    if isinstance(node, Scalar):
        is_safe = node.plain and not set(node.text) & set(",[]{}#\n") and ": " not in node.text
        return node.text if is_safe else json.dumps(node.text, ensure_ascii=False)
    if isinstance(node, Mapping):
        pairs = (f"{key.text}: {_node_flow(value)}" for key, value in node.pairs)
        return f"{{{', '.join(pairs)}}}"
    assert isinstance(node, Sequence)  # noqa: S101 - there is nothing else
    return f"[{', '.join(map(_node_flow, node.items))}]"
