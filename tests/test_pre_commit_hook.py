"""The hook for pre-commit, with the real pre-commit, in somebody else's repository."""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
GOOD = "name: Bridges\nexercises:\n  - name: Bridge\n    reps: 3\n"
CONFIG = """\
repos:
  - repo: {hooks}
    rev: {commit}
    hooks:
      - id: hamtimer-check
        language: system  # the hamtimer that is tested; else pre-commit installs one by itself
"""


@pytest.fixture(autouse=True)
def installed() -> None:
    """Skip where pre-commit or git is missing; in CI that fails."""
    missing = [name for name in ("pre_commit",) if importlib.util.find_spec(name) is None]
    missing += [name for name in ("git",) if shutil.which(name) is None]
    if missing and not os.environ.get("CI"):
        pytest.skip(f"needs {' and '.join(missing)}")
    assert missing == []


def run(*command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a command as a person of that repository would."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    names = ("AUTHOR", "COMMITTER")
    person = {f"GIT_{name}_{what}": "a@example.org" for name in names for what in ("NAME", "EMAIL")}
    # Started by git itself, as a hook, the tests would find these of another repository.
    env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    env |= {**person, "PATH": path, "PRE_COMMIT_HOME": str(cwd.parent / "cache")}
    env |= {"GIT_CONFIG_GLOBAL": os.devnull, "PRE_COMMIT_COLOR": "never"}
    return subprocess.run(  # noqa: S603 - our own words
        command, cwd=cwd, env=env, capture_output=True, text=True, check=False, timeout=120
    )


def commit(folder: Path) -> str:
    """Make a repository of a folder, with everything in it committed; return the commit."""
    for words in (("init", "-q"), ("add", "."), ("commit", "-q", "-m", "Begin")):
        assert run("git", *words, cwd=folder).returncode == 0
    return run("git", "rev-parse", "HEAD", cwd=folder).stdout.strip()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a repository with sessions and a configuration that names the hook."""
    hooks, folder = tmp_path / "hooks", tmp_path / "my plans"
    hooks.mkdir()
    shutil.copy(ROOT / ".pre-commit-hooks.yaml", hooks)
    (folder / "sessions").mkdir(parents=True)
    (folder / "sessions" / "good one.yaml").write_text(GOOD)
    (folder / "other.yaml").write_text("not: a session\n")
    config = CONFIG.format(hooks=hooks.as_posix(), commit=commit(hooks))
    (folder / ".pre-commit-config.yaml").write_text(config)
    commit(folder)
    return folder


def check(repository: Path) -> subprocess.CompletedProcess[str]:
    run("git", "add", ".", cwd=repository)
    return run(sys.executable, "-m", "pre_commit", "run", "--all-files", cwd=repository)


def test_it_passes_and_fails_as_the_sessions_do(repository: Path) -> None:
    result = check(repository)
    assert (result.returncode, result.stderr) == (0, "")
    assert "Check hamtimer sessions" in result.stdout
    assert "Passed" in result.stdout

    (repository / "sessions" / "bad.yml").write_text(GOOD.replace("reps", "repz"))
    result = check(repository)
    assert result.returncode == 1
    assert 'sessions/bad.yml:4:5: "repz" is not a key of an exercise' in result.stdout
    assert "other.yaml" not in result.stdout
    assert "good one" not in result.stdout


def test_the_hook_of_the_repository_is_valid(repository: Path) -> None:
    manifest = str(ROOT / ".pre-commit-hooks.yaml")
    result = run(sys.executable, "-m", "pre_commit", "validate-manifest", manifest, cwd=repository)
    assert (result.returncode, result.stdout) == (0, "")
