"""The errors that a person can act on: what is wrong, where, and what to do instead."""

from __future__ import annotations


class UserError(Exception):
    """The family of errors whose text is shown as it is: `place: message; advice`."""

    def __init__(self, message: str, advice: str = "", place: object = "") -> None:
        super().__init__(message)
        self.message = message
        """What is wrong."""
        self.advice = advice
        """What to write or do instead; empty: nothing more can be said."""
        self.place = str(place)
        """The file or folder; empty: the message says where."""

    def __str__(self) -> str:
        """Return it in one line."""
        place = f"{self.place}: " if self.place else ""
        advice = f"; {self.advice}" if self.advice else ""
        return f"{place}{self.message}{advice}"


def reason_of(error: Exception) -> str:
    """Return why a file cannot be read or written, in the system's words, without its name."""
    if isinstance(error, UnicodeDecodeError):
        return "it is not in UTF-8"
    return getattr(error, "strerror", None) or str(error)
