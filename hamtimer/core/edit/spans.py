"""The span of each value in a YAML text, from its first character to its last.

Built from the parser's events, not from composed nodes: an alias has its own place there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import field

import yaml

from hamtimer.core.dataclass import dataclass

Path = tuple[str | int, ...]
"""The path to a value: keys of mappings, and indexes of lists from 0."""


@dataclass(slots=True)
class Span:
    """A value, or a key, with its place: characters `start` up to, not including, `end`."""

    start: int
    end: int
    column: int
    is_flow: bool = False
    is_list: bool = False
    is_block_text: bool = False
    """A text after `|` or `>`."""
    ends_in_block_text: bool = False
    """Its last value is such a text, so its end is where the next thing begins."""
    anchor: str = ""
    alias_of: Span | None = None
    text: str = ""
    """Of a scalar."""
    is_plain: bool = False
    """A scalar that is neither in quotes nor a text of several lines."""
    pairs: list[tuple[Span, Span]] = field(default_factory=list)
    """Of a mapping."""
    items: list[Span] = field(default_factory=list)
    """Of a list."""

    def value(self, key: str) -> Span | None:
        """Return the value of a key, or None if there is no such key."""
        return next((value for name, value in self.pairs if name.text == key), None)

    def key(self, key: str) -> Span | None:
        """Return a key itself, or None if there is no such key."""
        return next((name for name, _ in self.pairs if name.text == key), None)


def read_spans(text: str) -> Span | None:
    """Return the spans of a text that is valid YAML; None when it is empty.

    Raises:
        yaml.YAMLError: When it is not YAML.
    """
    shift = len(text) - len(text.removeprefix("\ufeff"))
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return _Builder(shift).build(yaml.parse(text[shift:], Loader=loader))


def find(root: Span, path: Path) -> Span | None:
    """Return the value at a path, or None. Aliases on the path are followed."""
    span: Span | None = root
    for part in path:
        if span is None:
            return None
        span = span.alias_of or span
        if isinstance(part, str):
            span = span.value(part)
        else:
            span = span.items[part] if 0 <= part < len(span.items) else None
    return span


def aliases_of(root: Span, anchored: Span) -> Iterator[Span]:
    """Yield every alias of a value."""
    waiting = [root]
    while waiting:
        span = waiting.pop()
        if span.alias_of is anchored and span is not anchored:
            yield span
        waiting += [*span.items, *(one for pair in span.pairs for one in pair)]


def flow_text(span: Span) -> str:
    """Return a value as one line, in brackets or braces if it has parts."""
    span = span.alias_of or span
    if span.is_list:
        return f"[{', '.join(map(flow_text, span.items))}]"
    if span.pairs or span.is_flow:
        pairs = (f"{flow_text(key)}: {flow_text(value)}" for key, value in span.pairs)
        return f"{{{', '.join(pairs)}}}"
    is_safe = span.is_plain and not _UNSAFE_IN_FLOW.search(span.text)
    return span.text if is_safe else json.dumps(span.text, ensure_ascii=False)


_UNSAFE_IN_FLOW = re.compile(r"[,\[\]{}\n]|: | #|:$")


class _Builder:
    """Builds the tree with a stack of the collections that are still open."""

    def __init__(self, shift: int) -> None:
        self.shift = shift
        self.open: list[Span] = []
        self.keys: list[Span | None] = []
        self.anchors: dict[str, Span] = {}
        self.root: Span | None = None

    def build(self, events: Iterator[yaml.Event]) -> Span | None:
        for event in events:
            if isinstance(event, yaml.CollectionEndEvent):
                self._end(event)
            elif isinstance(event, yaml.NodeEvent):
                self._add(event)
        return self.root

    def _add(self, event: yaml.NodeEvent) -> None:
        assert event.start_mark is not None  # noqa: S101 - the parser marks every event
        assert event.end_mark is not None  # noqa: S101
        start, end = event.start_mark.index + self.shift, event.end_mark.index + self.shift
        span = Span(start, end, event.start_mark.column)
        if isinstance(event, yaml.AliasEvent):
            span.alias_of = self.anchors.get(event.anchor or "", span)
        elif event.anchor:
            span.anchor = event.anchor
            self.anchors[event.anchor] = span
        if isinstance(event, yaml.ScalarEvent):
            span.text = event.value
            span.is_block_text = span.ends_in_block_text = event.style in ("|", ">")
            span.is_plain = not event.style
        self._put(span)
        if isinstance(event, yaml.CollectionStartEvent):
            span.is_list = isinstance(event, yaml.SequenceStartEvent)
            span.is_flow = bool(event.flow_style)
            self.open.append(span)
            self.keys.append(None)

    def _put(self, span: Span) -> None:
        if not self.open:
            self.root = span
            return
        parent = self.open[-1]
        if parent.is_list:
            parent.items.append(span)
        elif (key := self.keys[-1]) is None:
            self.keys[-1] = span
        else:
            parent.pairs.append((key, span))
            self.keys[-1] = None

    def _end(self, event: yaml.CollectionEndEvent) -> None:
        span = self.open.pop()
        self.keys.pop()
        if span.is_flow and event.end_mark is not None:
            span.end = event.end_mark.index + self.shift
        elif inside := span.items or [value for _, value in span.pairs]:
            # The parser ends a block only where the next thing begins.
            span.end = inside[-1].end
            span.ends_in_block_text = inside[-1].ends_in_block_text
