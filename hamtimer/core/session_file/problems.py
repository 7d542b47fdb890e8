"""Problems in a file: what is wrong, where, and what to write instead."""

from __future__ import annotations

from enum import StrEnum

from hamtimer.core.dataclass import dataclass
from hamtimer.core.text import printable


class Severity(StrEnum):
    """Whether a problem prevents the file from being used."""

    ERROR = "error"
    WARNING = "warning"
    """Valid, but probably a mistake."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem in one place of a file."""

    file: str
    line: int
    """From 1. 0: the whole file, for example if it does not exist."""
    column: int
    """From 1, in characters."""
    severity: Severity
    message: str
    """What is wrong."""
    advice: str
    """What to write or do instead."""
    not_understood: bool = False
    """The text there has no form that its key knows, so something else may be meant."""

    def __str__(self) -> str:
        """Return it in one line: `file:line:column: what is wrong; what to write instead`."""
        place = f"{self.line}:{self.column}: " if self.line else " "
        kind = "warning: " if self.severity is Severity.WARNING else ""
        return f"{printable(self.file)}:{place}{kind}{self.message}; {self.advice}"
