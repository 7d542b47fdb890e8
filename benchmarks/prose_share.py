"""Which share of the lines of hand-outs is read exactly as a person reads it.

    python -m benchmarks.prose_share
    python -m benchmarks.prose_share FILE ...   what is read of hand-outs of your own

Of the lines in `tests/core/notation/prose/lines.py` it is known what each asks for.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from hamtimer.core.notation.prose.amounts import normal
from hamtimer.core.notation.prose.line import read_line
from hamtimer.core.prose.sheet import read_sheet
from tests.core.notation.prose.lines import LINES


def main() -> None:
    """Print the share, and every line that is read otherwise."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("files", nargs="*", type=Path, help="hand-outs of your own")
    files: list[Path] = parser.parse_args().files
    if files:
        for file in files:
            _print_sheet(file)
        return
    exact = 0
    for text, expected in LINES.items():
        line = read_line(normal(text))
        read = {"name": line.name, **line.keys}
        exact += read == expected
        if read != expected:
            print(f"{text}\n  read:     {read}\n  expected: {expected}")
    print(f"{exact} of {len(LINES)} lines are read exactly ({exact / len(LINES):.0%})")


def _print_sheet(file: Path) -> None:
    sheet = read_sheet(file.read_text("utf-8"))
    print(f"{file}: {len(sheet.exercises)} exercises")
    for item in sheet.exercises:
        print(f"  {item.name}: {item.keys}")
    for number, words in sheet.not_understood:
        print(f"  line {number}, not understood: {words}")


if __name__ == "__main__":
    main()
