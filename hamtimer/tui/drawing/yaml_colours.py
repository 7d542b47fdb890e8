"""The colours of a session file, if the packages of the extra `editor` are installed.

Only visible lines are queried, so that a key costs about a millisecond for any file; Textual would
process the whole file at every key.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from typing import Any

from hamtimer.core.dataclass import dataclass

MOST_LINES = 2_000
"""A longer file has no colours: parsing it would delay every key."""

_QUERY = """
(comment) @comment
(double_quote_scalar) @text
(single_quote_scalar) @text
(block_scalar) @text
(integer_scalar) @number
(float_scalar) @number
(anchor_name) @anchor
(alias_name) @anchor
(block_mapping_pair key: (_) @key)
(flow_mapping (_ key: (_) @key))
"""

Span = tuple[int, int, str]
"""A first and an end column, and the kind: comment, key, text, number or anchor."""


@dataclass
class YamlColours:
    """The kind of each part of the visible lines, read again after a change."""

    _parser: Any = None
    _query: Any = None
    _tree: Any = None
    _rows: dict[int, list[Span]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Load the packages; without them there are no colours."""
        try:
            import tree_sitter_yaml
            from tree_sitter import Language, Parser, Query
        except ImportError:
            return
        language = Language(tree_sitter_yaml.language())
        self._parser, self._query = Parser(language), Query(language, _QUERY)

    def read(self, lines: Sequence[str]) -> None:
        """Read the lines of a file after a change."""
        self._rows, self._tree = {}, None
        if self._parser is not None and len(lines) <= MOST_LINES:
            self._tree = self._parser.parse("\n".join(lines).encode("utf-8"))

    def spans(self, row: int, lines: Sequence[str]) -> Sequence[Span]:
        """Return the coloured parts of a line."""
        if self._tree is None:
            return ()
        if row not in self._rows:
            self._rows[row] = list(self._find(row, lines[row]))
        return self._rows[row]

    def _find(self, row: int, line: str) -> list[Span]:
        from tree_sitter import QueryCursor

        cursor = QueryCursor(self._query)
        cursor.set_point_range((row, 0), (row + 1, 0))
        data = line.encode("utf-8")
        found: list[Span] = []
        for name, nodes in cursor.captures(self._tree.root_node).items():
            for node in nodes:
                (first, start), (last, end) = node.start_point, node.end_point
                if first <= row <= last:
                    from_byte = start if first == row else 0
                    to_byte = end if last == row else len(data)
                    found.append((_columns(data, from_byte), _columns(data, to_byte), name))
        return found


def _columns(data: bytes, place: int) -> int:
    """Return the number of characters before a byte offset of a line."""
    return len(data[:place].decode("utf-8", "ignore"))
