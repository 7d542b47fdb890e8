"""Examples for the help of the commands."""

from __future__ import annotations


def examples(*lines: str) -> str:
    """Return the end of a command's help: examples, one per line."""
    # Click keeps the lines of a paragraph that begins with a backspace.
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)
