"""A handful of what `benchmarks.killed_runs` does by the hundreds: SIGKILL at random moments."""

from __future__ import annotations

import pytest

from benchmarks.killed_runs import kill_all


@pytest.mark.parametrize("seed", [1, 2])
def test_what_was_acknowledged_is_there_and_every_run_resumes(
    monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, "/nonexistent")  # the homes of the killed take their place
    results = kill_all(10, seed)
    assert sum(result.kills for result in results.values()) == 10
    assert sum(result.acknowledged for result in results.values()) > 0
    assert [problem for result in results.values() for problem in result.problems] == []
