"""pre-commit installs hamtimer by itself, from its repository, and runs it."""

import subprocess
import sys
from pathlib import Path

from tests.test_pre_commit_hook import GOOD, ROOT, check, commit, run

CONFIG = """\
repos:
  - repo: {hooks}
    rev: {commit}
    hooks:
      - id: hamtimer-check
"""


def test_the_hook_works_as_it_is_described(tmp_path: Path) -> None:
    hooks, folder = tmp_path / "hamtimer", tmp_path / "plans"
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (hooks / name).parent.mkdir(parents=True, exist_ok=True)
            (hooks / name).write_bytes((ROOT / name).read_bytes())
    (folder / "sessions").mkdir(parents=True)
    (folder / "sessions" / "good.yaml").write_text(GOOD)
    config = CONFIG.format(hooks=hooks.as_posix(), commit=commit(hooks))
    (folder / ".pre-commit-config.yaml").write_text(config)
    commit(folder)
    prepared = run(sys.executable, "-m", "pre_commit", "install-hooks", cwd=folder)
    assert (prepared.returncode, prepared.stderr) == (0, "")
    assert check(folder).returncode == 0
    (folder / "sessions" / "good.yaml").write_text(GOOD.replace("reps", "repz"))
    assert 'sessions/good.yaml:4:5: "repz"' in check(folder).stdout
