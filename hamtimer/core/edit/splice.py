"""Changes of a session file as splices: a place, a length, and a replacement.

Nothing else in the text changes: comments, order, layout and line ends stay. Every change can be
undone to the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from hamtimer.core.dataclass import dataclass
from hamtimer.core.edit.spans import Path, Span, aliases_of, find, flow_text, read_spans


class EditError(ValueError):
    """A change that cannot be made; the message says why."""


@dataclass(frozen=True, slots=True)
class Splice:
    """Replace the characters from `start` up to `end` by `text`."""

    start: int
    end: int
    text: str

    def apply(self, text: str) -> str:
        """Return the changed text."""
        return text[: self.start] + self.text + text[self.end :]


def set_value(text: str, path: Path, written: str, order: Sequence[str] = ()) -> Splice:
    """Return the splice that makes `written` the value at `path`.

    An existing value is replaced, an alias by the value itself. A new key gets its own line, in the
    style of its mapping: after the last key that precedes it in `order`.

    Raises:
        EditError: When there is no such place.
    """
    root = _root(text)
    if alias := _alias_on_the_way(root, path):
        # Its value is used elsewhere too, so it gets its own copy.
        own = Splice(alias.start, alias.end, flow_text(alias))
        inner = set_value(own.apply(text), path, written, order)
        return _joined(text, own, inner)
    if span := find(root, path):
        return _replace(text, root, span, written)
    *parents, key = path
    parent = find(root, tuple(parents))
    if parent is None or not isinstance(key, str):
        raise EditError(f"there is no {_words(path)} in this file")
    return _add_key(text, parent, key, written, order)


def remove_key(text: str, path: Path) -> Splice:
    """Return the splice that removes a key with its value, and its line if it has its own.

    Raises:
        EditError: When it does not exist, or is the only key.
    """
    *parents, key = path
    parent = find(_root(text), tuple(parents))
    if parent is None or not isinstance(key, str) or parent.key(key) is None:
        raise EditError(f"there is no {_words(path)} in this file")
    if len(parent.pairs) == 1:
        raise EditError(f"{_words(path)} is the only thing written there")
    index = next(i for i, (name, _) in enumerate(parent.pairs) if name.text == key)
    name, value = parent.pairs[index]
    if parent.is_flow:
        if index:
            return Splice(parent.pairs[index - 1][1].end, value.end, "")
        return Splice(name.start, parent.pairs[1][0].start, "")
    line = _line_start(text, name.start)
    if text[line : name.start].strip():
        # It follows the dash, so the next key takes its place.
        return Splice(name.start, parent.pairs[index + 1][0].start, "")
    return Splice(line, _line_end(text, value), "")


def remove_item(text: str, path: Path) -> Splice:
    """Return the splice that removes an item from a list, with the comments directly above it.

    Raises:
        EditError: When it does not exist, or is the only item.
    """
    parent, index = _item(text, path)
    if len(parent.items) == 1:
        raise EditError(f"{_words(path)} is the only item in its list")
    if parent.is_flow:
        items = parent.items
        if index:
            return Splice(items[index - 1].end, items[index].end, "")
        return Splice(items[0].start, items[1].start, "")
    start, end = _item_lines(text, parent, index)
    return Splice(start, end, "")


def duplicate_item(text: str, path: Path) -> Splice:
    """Return the splice that duplicates an item below itself.

    Raises:
        EditError: When it does not exist.
    """
    parent, index = _item(text, path)
    if parent.is_flow:
        item = parent.items[index]
        return Splice(item.end, item.end, f", {text[item.start : item.end]}")
    start, end = _item_lines(text, parent, index)
    return Splice(end, end, _whole_lines(text, start, end, begins_line=_begins_line(text, end)))


def insert_item(text: str, path: Path, item: str) -> Splice:
    """Return the splice that inserts a new item before the one at `path`, or after the last.

    `item` is YAML of one or more lines, such as `name: Bridge`; it is indented like the list.

    Raises:
        EditError: When there is no such list.
    """
    *parents, index = path
    parent = find(_root(text), tuple(parents))
    if parent is None or not parent.items or parent.is_flow or not isinstance(index, int):
        raise EditError(f"there is no list at {_words(tuple(parents))}")
    index = min(index, len(parent.items))
    dash = _dash(text, parent.items[0])
    indent = text[_line_start(text, dash) : dash]
    gap = " " * (parent.items[0].column - len(indent) - 1) or " "
    end_of_line = _end_of_line(text)
    lines = item.strip("\n").split("\n")
    first, rest = lines[0], [f"{indent} {gap}{line}" if line else "" for line in lines[1:]]
    written = end_of_line.join([f"{indent}-{gap}{first}", *rest]) + end_of_line
    if index < len(parent.items):
        start, _ = _item_lines(text, parent, index)
        return Splice(start, start, written)
    _, end = _item_lines(text, parent, index - 1)
    if not _begins_line(text, end):
        written = end_of_line + written.removesuffix(end_of_line)
    return Splice(end, end, written)


def move_item(text: str, path: Path, to: int) -> Splice:
    """Return the splice that moves an item, with its comments, to another place in its list.

    Raises:
        EditError: When there is no such place.
    """
    parent, index = _item(text, path)
    if not 0 <= to < len(parent.items):
        raise EditError(f"there is no place {to + 1} in this list")
    low, high = min(index, to), max(index, to)
    if parent.is_flow:
        return _move_in_brackets(text, parent.items[low : high + 1], index - low, to - low)
    lines = [_item_lines(text, parent, i) for i in range(low, high + 1)]
    ends_file = not _begins_line(text, lines[-1][1])
    # Whatever is between two items (a blank line, a comment) keeps its place.
    between = [text[above[1] : below[0]] for above, below in pairwise(lines)]
    items = [_whole_lines(text, *place) for place in lines]
    items.insert(to - low, items.pop(index - low))
    written = "".join(piece for pair in zip(items, [*between, ""], strict=True) for piece in pair)
    if ends_file:
        written = written.removesuffix(_end_of_line(text))
    return Splice(lines[0][0], lines[-1][1], written)


def _move_in_brackets(text: str, items: Sequence[Span], index: int, to: int) -> Splice:
    """Return the splice that moves an item in brackets; the text between items stays."""
    pieces = [text[item.start : item.end] for item in items]
    between = [text[above.end : below.start] for above, below in pairwise(items)]
    pieces.insert(to, pieces.pop(index))
    written = "".join(piece for pair in zip(pieces, [*between, ""], strict=True) for piece in pair)
    return Splice(items[0].start, items[-1].end, written)


# ------------------------------------------------------------------ places in the text
def _alias_on_the_way(root: Span, path: Path) -> Span | None:
    """Return the first alias that a path leads through, not counting its end."""
    for length in range(len(path)):
        span = find(root, path[:length])
        if span is not None and span.alias_of is not None:
            return span
    return None


def _joined(text: str, first: Splice, second: Splice) -> Splice:
    """Return two splices as one; the second applies to the text changed by the first."""
    changed = second.apply(first.apply(text))
    start = min(first.start, second.start)
    behind = len(first.apply(text)) - max(second.end, first.start + len(first.text))
    return Splice(start, len(text) - behind, changed[start : len(changed) - behind])


def _root(text: str) -> Span:
    root = read_spans(text)
    if root is None:
        raise EditError("there is nothing in this file")
    return root


def _words(path: Path) -> str:
    return ".".join(str(part + 1 if isinstance(part, int) else part) for part in path) or "file"


def _replace(text: str, root: Span, span: Span, written: str) -> Splice:
    if span.is_block_text:
        raise EditError("a text of several lines can only be changed in the editor")
    if (span.is_list or span.pairs) and not span.is_flow:
        raise EditError("a list or group of several lines can only be changed in the editor")
    if span.anchor:
        return _replace_anchored(text, root, span, written)
    if span.start == span.end:
        # There is nothing after the colon.
        return Splice(span.start, span.end, f" {written}")
    return Splice(span.start, span.end, written)


def _replace_anchored(text: str, root: Span, span: Span, written: str) -> Splice:
    """Replace an anchored value: the first of its aliases takes over the value and the anchor."""
    aliases = sorted(aliases_of(root, span), key=lambda one: one.start)
    if not aliases:
        return Splice(span.start, span.end, written)
    alias = aliases[0]
    between = text[span.end : alias.start]
    moved = text[span.start : span.end]
    return Splice(span.start, alias.end, f"{written}{between}{moved}")


def _add_key(text: str, parent: Span, key: str, written: str, order: Sequence[str]) -> Splice:
    if parent.is_flow:
        if not parent.pairs:
            return Splice(parent.end - 1, parent.end - 1, f"{key}: {written}")
        last = parent.pairs[-1][1]
        return Splice(last.end, last.end, f", {key}: {written}")
    if not parent.pairs:
        raise EditError("there is no group of keys here")
    before = _keys_before(parent, key, order)
    column = parent.pairs[0][0].column
    end = _line_end(text, before)
    end_of_line = _end_of_line(text)
    line = f"{' ' * column}{key}: {written}"
    if _begins_line(text, end):
        return Splice(end, end, f"{line}{end_of_line}")
    return Splice(end, end, f"{end_of_line}{line}")


def _keys_before(parent: Span, key: str, order: Sequence[str]) -> Span:
    """Return the value after which a new key is written."""
    if key in order:
        earlier = set(order[: list(order).index(key)])
        values = [value for name, value in parent.pairs if name.text in earlier]
        if values:
            return values[-1]
    return parent.pairs[-1][1]


def _item(text: str, path: Path) -> tuple[Span, int]:
    *parents, index = path
    parent = find(_root(text), tuple(parents))
    if parent is None or not isinstance(index, int) or not 0 <= index < len(parent.items):
        raise EditError(f"there is no {_words(path)} in this file")
    return parent, index


def _item_lines(text: str, parent: Span, index: int) -> tuple[int, int]:
    """Return the whole lines of an item in a block list, with the comments directly above it."""
    item = parent.items[index]
    dash = _dash(text, item)
    start = _line_start(text, dash)
    column = dash - start
    while (above := _line_start(text, start - 1)) < start:
        if not _is_comment(text[above:start], to=column):
            break
        start = above
    end = _line_end(text, item)
    while not item.ends_in_block_text and end < len(text) and _begins_line(text, end):
        line = text[end : _next_line(text, end)]
        if not _is_comment(line, beyond=column):
            break
        end += len(line)
    return start, end


def _is_comment(line: str, *, to: int | None = None, beyond: int = -1) -> bool:
    """Return whether a line is a comment that begins in a column up to `to`, or after `beyond`."""
    column = len(line) - len(line.lstrip(" \t"))
    return line[column : column + 1] == "#" and beyond < column <= (column if to is None else to)


def _next_line(text: str, place: int) -> int:
    end = text.find("\n", place)
    return len(text) if end < 0 else end + 1


def _dash(text: str, item: Span) -> int:
    """Return the position of an item's dash."""
    dash = text.rfind("-", 0, item.start)
    if dash < 0 or text[dash + 1 : item.start].strip():
        raise EditError("this item does not begin with a dash")
    return dash


def _line_start(text: str, place: int) -> int:
    return text.rfind("\n", 0, place) + 1


def _line_end(text: str, span: Span) -> int:
    """Return where the line after a value begins; a comment after the value belongs to its line."""
    if span.ends_in_block_text:
        # It ends where the next thing begins, or at the end of the file.
        line = _line_start(text, span.end)
        end = span.end if text[line : span.end].strip() else line
        return _without_blank_lines(text, end)
    end = text.find("\n", span.end)
    return len(text) if end < 0 else end + 1


def _without_blank_lines(text: str, end: int) -> int:
    """Leave blank lines after a multi-line text to what follows it."""
    blank = re.search(r"(?:(?<=\n)[ \t]*\r?\n)+\Z", text[:end])
    return blank.start() if blank else end


def _begins_line(text: str, place: int) -> bool:
    return place == 0 or text[place - 1] == "\n"


def _end_of_line(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _whole_lines(text: str, start: int, end: int, *, begins_line: bool = True) -> str:
    """Return lines with a line end after the last, or before the first."""
    lines = text[start:end]
    if lines.endswith("\n") and begins_line:
        return lines
    end_of_line = _end_of_line(text)
    return f"{lines}{end_of_line}" if begins_line else f"{end_of_line}{lines}"
