"""A session file with changes that are not kept yet, each of which can be undone."""

from __future__ import annotations

from dataclasses import replace

from hamtimer.core.dataclass import dataclass
from hamtimer.core.edit.change import checked
from hamtimer.core.session_file.loader import Loaded


@dataclass(frozen=True, slots=True)
class Draft:
    """A session with the changes so far."""

    kept: Loaded
    """As it is in the file."""
    loaded: Loaded
    """With the changes."""
    before: Draft | None = None
    """The draft before the last change; None: no change."""

    @property
    def is_changed(self) -> bool:
        """Whether it differs from the file."""
        return self.loaded.text != self.kept.text

    def change(self, text: str) -> Draft:
        """Return the draft with another text.

        Raises:
            EditError: When that is no longer a session.
        """
        if text == self.loaded.text:
            return self
        return Draft(self.kept, checked(text, ""), self)

    def undo(self) -> Draft:
        """Return the draft without the last change; the file stays as last kept."""
        return replace(self.before, kept=self.kept) if self.before else self

    def keep(self, kept: Loaded) -> Draft:
        """Return the draft after it was written to the file, which contains `kept` now."""
        return replace(self, kept=kept, loaded=kept)
