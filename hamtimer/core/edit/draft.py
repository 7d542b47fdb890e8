"""A session file with changes that are not kept yet, each of which can be taken back."""

from __future__ import annotations

from dataclasses import replace

from hamtimer.core.dataclass import dataclass
from hamtimer.core.edit.change import checked
from hamtimer.core.session_file.loader import Loaded


@dataclass(frozen=True, slots=True)
class Draft:
    """A session as it is changed so far."""

    kept: Loaded
    """As it is in the file."""
    loaded: Loaded
    """With the changes."""
    before: Draft | None = None
    """Without the last change; None: it is the first."""

    @property
    def is_changed(self) -> bool:
        """Whether it differs from the file."""
        return self.loaded.text != self.kept.text

    def change(self, text: str) -> Draft:
        """Return it with another text.

        Raises:
            EditError: When that is no session any more.
        """
        if text == self.loaded.text:
            return self
        return Draft(self.kept, checked(text, ""), self)

    def undo(self) -> Draft:
        """Return it without the last change; the file is as it was kept last."""
        return replace(self.before, kept=self.kept) if self.before else self

    def keep(self, kept: Loaded) -> Draft:
        """Return it after it was written to the file, as `kept` is there now."""
        return replace(self, kept=kept, loaded=kept)
