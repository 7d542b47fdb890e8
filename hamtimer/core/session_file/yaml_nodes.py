"""Read YAML safely into nodes that know their place.

Only PyYAML's parser is used, not its composer: the nodes are built here from its events. So a file
nested 30,000 deep cannot overflow the stack of the C library, aliases cannot multiply, tags are
never obeyed, and every scalar stays the written text (`no`, `1:30` and `0301` are not turned into
something else). It is four times faster as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field

import yaml

from hamtimer.core.dataclass import dataclass
from hamtimer.core.notation.mistakes import Mistake, shown

DEEPEST = 40
"""How deep a file may be nested. A session with five blocks in each other needs 20."""
MOST_NODES = 200_000
"""Ten thousand exercises with twenty nodes each; checking more takes longer than a second."""
MOST_ALIASED = 20_000
"""How many nodes all aliases together may stand for."""
MOST_MISTAKES = 500
NULLS = frozenset(("", "~", "null", "Null", "NULL"))

_NOT_YAML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(slots=True)
class Scalar:
    """A text in the file."""

    line: int
    column: int
    text: str
    plain: bool
    """Not in quotes and not a block of text."""

    @property
    def is_null(self) -> bool:
        """Whether it is empty."""
        return self.plain and self.text in NULLS


@dataclass(slots=True)
class Sequence:
    """A list."""

    line: int
    column: int
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Mapping:
    """Keys with their values, in order, without duplicates."""

    line: int
    column: int
    pairs: list[tuple[Scalar, Node]] = field(default_factory=list)


Node = Scalar | Sequence | Mapping


class YamlMistake(Mistake):
    """The text is not YAML, or YAML that a session file does not need."""

    def __init__(self, line: int, column: int, message: str, advice: str) -> None:
        super().__init__(message, advice)
        self.line = line
        self.column = column


class YamlSyntaxMistake(YamlMistake):
    """The parser could not continue; the cause may be in a line before."""


def compose(text: str) -> tuple[Node | None, list[YamlMistake]]:
    """Return the only document in `text`; None if it is empty.

    The mistakes are those that do not prevent reading the rest, such as a repeated key.

    Raises:
        YamlMistake: For the first mistake that prevents reading the rest.
    """
    if bad := _NOT_YAML.search(text):
        before = text[: bad.start()]
        raise YamlMistake(
            before.count("\n") + 1,
            bad.start() - before.rfind("\n"),
            f"there is a control character (U+{ord(bad[0]):04X}) in the file",
            "delete it; a session is plain text",
        )
    try:
        builder = _Builder()
        parser = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
        try:
            builder.build(iter(parser.get_event, None))
        finally:
            parser.dispose()
    except yaml.MarkedYAMLError as error:
        raise _explain(error) from None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        if isinstance(error, YamlMistake):
            raise
        raise YamlMistake(
            1, 1, "this is not YAML", "begin with what `hamtimer new` writes"
        ) from None
    return builder.root, builder.mistakes


@dataclass(slots=True)
class _Open:
    """A list or a group of keys that is not complete yet."""

    node: Sequence | Mapping
    anchor: str | None
    nodes_before: int
    items: list[Node] | None
    """The items of a list so far; None: it is a group of keys."""
    pairs: list[tuple[Scalar, Node]]
    key: Scalar | None = None
    """The key that waits for its value."""
    seen: dict[str, int] = field(default_factory=dict)
    """The keys so far and their lines."""


class _Builder:
    """Builds the tree with a stack of the collections that are still open."""

    def __init__(self) -> None:
        self.open: list[_Open] = []
        self.top: _Open | None = None
        """The innermost of them."""
        self.anchors: dict[str, tuple[Node, int]] = {}
        """Finished nodes by anchor, with how many nodes they hold."""
        self.nodes = 0
        self.aliased = 0
        self.root: Node | None = None
        self.mistakes: list[YamlMistake] = []

    def build(self, events: Iterator[yaml.Event]) -> None:
        """Build `root` and collect `mistakes`."""
        documents = 0
        for event in events:
            if isinstance(event, yaml.ScalarEvent):
                self._scalar(event)
            elif isinstance(event, yaml.CollectionStartEvent):
                self._begin(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._end()
            elif isinstance(event, yaml.AliasEvent):
                self._alias(event)
            elif isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    message = "a second document begins here"
                    self._note(_at(event, message, "put it in a file of its own"))
                    return

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        if event.tag is not None:
            self._note(_tagged(event))
        line, column = _place(event)
        node = Scalar(line, column, event.value, not event.style)
        if event.anchor is not None:
            self.anchors[event.anchor] = (node, 1)
        self._put(event, node, 1)

    def _begin(self, event: yaml.CollectionStartEvent) -> None:
        if event.tag is not None:
            self._note(_tagged(event))
        if len(self.open) >= DEEPEST:
            raise _at(event, *_TOO_DEEP)
        line, column = _place(event)
        if isinstance(event, yaml.MappingStartEvent):
            group = Mapping(line, column)
            top = _Open(group, event.anchor, self.nodes, None, group.pairs)
        else:
            items = Sequence(line, column)
            top = _Open(items, event.anchor, self.nodes, items.items, [])
        self._put(event, top.node, 1)
        if event.anchor is not None:
            self.anchors.pop(event.anchor, None)
        self.open.append(top)
        self.top = top

    def _end(self) -> None:
        done = self.open.pop()
        self.top = self.open[-1] if self.open else None
        if done.anchor is not None:
            self.anchors[done.anchor] = (done.node, self.nodes - done.nodes_before)

    def _alias(self, event: yaml.AliasEvent) -> None:
        name = event.anchor or ""
        if name not in self.anchors:
            raise _at(
                event,
                f"*{shown(name)} stands for nothing",
                "put a text that begins with * in quotes",
            )
        node, size = self.anchors[name]
        self.aliased += size
        if self.aliased > MOST_ALIASED:
            raise _at(event, "aliases make this file too large", "write the values themselves")
        self._put(event, node, size)

    def _put(self, event: yaml.Event, node: Node, nodes: int) -> None:
        """Put a node in its place: at the root, in a list, as a key or as a value."""
        self.nodes += nodes
        if self.nodes > MOST_NODES:
            message = f"this file is too large: more than {MOST_NODES} keys and values"
            raise _at(event, message, "split it into several sessions")
        top = self.top
        if top is None:
            self.root = node
        elif top.items is not None:
            top.items.append(node)
        elif top.key is None:
            top.key = self._key(event, node, top.seen)
        else:
            if top.key is not _DROPPED:
                top.pairs.append((top.key, node))
            top.key = None

    def _key(self, event: yaml.Event, node: Node, seen: dict[str, int]) -> Scalar:
        """Return the key, or `_DROPPED` if its value must be left out."""
        if not isinstance(node, Scalar):
            advice = "write a word before the colon"
            self._note(_at(event, "a key cannot be a list or a group", advice))
            return _DROPPED
        text = node.text
        if text == "<<" and node.plain:
            advice = "use `defaults` for what is shared"
            self._note(_at(event, 'merge keys ("<<") are not read', advice))
            return _DROPPED
        if text in seen:
            return self._again(event, node)
        seen[text] = node.line
        return node

    def _again(self, event: yaml.Event, node: Scalar) -> Scalar:
        """Report a repeated key; if it is the first key of an item, a new item begins here."""
        top = self.open[-1]
        message = f"{shown(node.text)} was already given in line {top.seen[node.text]}"
        around = self.open[-2] if len(self.open) > 1 else None
        if node.text != next(iter(top.seen)) or around is None or around.items is None:
            advice = "delete one of the two"
            if node.text == "name" and "exercises" in top.seen and around is None:
                advice = "begin the exercise with two spaces and a dash: `  - name: …`"
            self._note(_at(event, message, advice))
            return _DROPPED
        advice = f"begin a new item with a dash, `- {node.text}: …`, or delete one of the two"
        self._note(_at(event, message, advice))
        item = Mapping(node.line, node.column)
        around.items.append(item)
        top.node, top.pairs, top.seen = item, item.pairs, {node.text: node.line}
        return node

    def _note(self, mistake: YamlMistake) -> None:
        """Keep a mistake and continue, unless there are too many."""
        if len(self.mistakes) >= MOST_MISTAKES:
            raise mistake
        self.mistakes.append(mistake)


_DROPPED = Scalar(0, 0, "", plain=False)
"""Takes the place of a key whose value is left out."""


def _at(event: yaml.Event, message: str, advice: str) -> YamlMistake:
    return YamlMistake(*_place(event), message, advice)


def _place(event: yaml.Event) -> tuple[int, int]:
    """Return line and column of an event, both from 1."""
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _tagged(event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> YamlMistake:
    return _at(event, f"the tag {shown(event.tag or '')} is not read", _TAG_ADVICE)


_TAG_ADVICE = "put a text that begins with ! in quotes"
_TOO_DEEP = ("this is nested too deep", f"keep it within {DEEPEST} levels")
_UNCLOSED_QUOTE = "a quotation mark is never closed"
_UNCLOSED_BRACKET = "a bracket is never closed, or a comma is missing"
_NEVER_CLOSED = (_UNCLOSED_QUOTE, _UNCLOSED_BRACKET)
"""Mistakes that are reported where the bracket or quote was opened."""
_EXPLANATIONS = (
    # PyYAML from 6.0.4 on has its own limit, below ours.
    ("exceeded maximum nesting depth", *_TOO_DEEP),
    (
        "found a tab character",
        "there is a tab at the beginning of this line",
        "indent with spaces",
    ),
    (
        "cannot start any token",
        "this character cannot stand here",
        "indent with spaces, not tabs, and put text that begins with a special character in quotes",
    ),
    (
        "mapping values are not allowed",
        "a colon is not expected here",
        "write a space after each colon and dash, and put text that contains a colon in quotes",
    ),
    ("could not find expected ':'", "a colon is missing", "write a key, a colon and a value"),
    (
        "did not find expected key",
        "this does not fit what is above it",
        "check that keys of the same thing begin in the same column, and close quotes and brackets",
    ),
    (
        "did not find expected '-' indicator",
        "this does not fit the list above it",
        "begin every item of a list with a dash in the same column",
    ),
    (
        "block sequence entries are not allowed",
        "a list cannot begin here",
        "begin the list on a line of its own, and check the indentation",
    ),
    ("while scanning a quoted scalar", _UNCLOSED_QUOTE, "close it"),
    ("unexpected end of stream", _UNCLOSED_QUOTE, "close it"),
    (
        "expected ',' or",
        _UNCLOSED_BRACKET,
        "write lists like [a, b] and groups like {a: 1, b: 2}",
    ),
)


def _explain(error: yaml.MarkedYAMLError) -> YamlMistake:
    """Return what the YAML parser found, in plain words."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    problem = error.problem or ""
    for words, message, advice in _EXPLANATIONS:
        if words not in problem:
            continue
        if (message, advice) == _TOO_DEEP:
            return YamlMistake(line, column, message, advice)
        if message in _NEVER_CLOSED and error.context_mark:
            line, column = error.context_mark.line + 1, error.context_mark.column + 1
        return YamlSyntaxMistake(line, column, message, advice)
    message = "this line does not fit what is above it"
    advice = "check its indentation, colons and quotation marks, and compare it with an example"
    return YamlSyntaxMistake(line, column, message, advice)
