"""Examples for the help of the commands."""

from __future__ import annotations


def examples(*lines: str) -> str:
    """Return the end of a command's help: examples, each in a line of its own."""
    # Click keeps the lines of a paragraph as they are when it begins with a backspace.
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)
