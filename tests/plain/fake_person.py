"""A person who types at given times, and a clock that only they move."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class FakePerson:
    """An inbox and a clock in one: waiting for a line is what makes time pass."""

    script: list[tuple[int, str]] = field(default_factory=list)
    """When they type what; in milliseconds, in order."""
    stays: bool = True
    """Whether input stays open after the last line."""
    speed: int = 1
    """How many of the clock's milliseconds pass in one of the person's."""
    now: int = 0
    sleeps_at: int | None = None
    """When the machine falls asleep for an hour."""

    def clock(self) -> int:
        return self.now

    @property
    def ended(self) -> bool:
        return not self.stays and not self.script

    def get(self, timeout_s: float) -> str | None:
        until = self.now + max(1, round(timeout_s * 1_000 * self.speed))
        if self.sleeps_at is not None and until > self.sleeps_at:
            self.sleeps_at = None
            self.now += 3_600_000
            return None
        if self.script and self.script[0][0] <= until:
            at, line = self.script.pop(0)
            self.now = max(self.now, at)
            return line
        self.now = until
        if self.now > 10_000_000:
            msg = "the run does not end"
            raise AssertionError(msg)
        return None
