"""Write the lock files of `requirements/`: every package, at a fixed version with its hashes.

    python -m tools.lock

| file | for | versions |
|---|---|---|
| user.txt | those who use hamtimer | the newest |
| dev.txt | those who change it, with the tools of the `dev` extra | the newest |
| lowest.txt | CI, on Python 3.11 | the lowest that pyproject.toml allows |

Each also holds the build backend, with which the checkout itself is installed afterwards. Installs
from these files get what was tested, whatever is released later.
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "requirements"
EDITABLE = "editables>=0.5"
"""What the build backend adds to install a checkout in place (`pip install -e`)."""


@dataclass(frozen=True, slots=True)
class Lock:
    """A lock file, and the options of `uv pip compile` that make it."""

    name: str
    options: tuple[str, ...] = ()

    @property
    def path(self) -> Path:
        """Where it is."""
        return FOLDER / self.name


LOCKS = (
    Lock("user.txt"),
    Lock("dev.txt", ("--extra", "dev")),
    Lock("lowest.txt", ("--extra", "dev", "--resolution", "lowest-direct")),
)


def project() -> dict[str, Any]:
    """Return what pyproject.toml says."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def build_requirements() -> list[str]:
    """Return what installing the checkout without build isolation needs."""
    return [*project()["build-system"]["requires"], EDITABLE]


def write(lock: Lock) -> None:
    """Resolve the newest versions (or the lowest) for every system, and write the lock file."""
    command = ["uv", "pip", "compile", "pyproject.toml", "-", "--output-file", str(lock.path)]
    # Nothing of the machine that writes it belongs into the file.
    command += ["--quiet", "--no-header", "--no-annotate", "--upgrade"]
    command += ["--universal", "--python-version", "3.11", "--generate-hashes", *lock.options]
    subprocess.run(  # noqa: S603 - a list of our own words
        [sys.executable, "-m", *command],
        check=True,
        cwd=ROOT,
        input="\n".join(build_requirements()),
        text=True,
    )


def main() -> None:
    """Write every lock file."""
    for lock in LOCKS:
        write(lock)


if __name__ == "__main__":
    main()
