"""The lock files fit pyproject.toml, and hold nothing of the machine that wrote them."""

import re
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from tools.lock import FOLDER, LOCKS, ROOT, Lock, build_requirements, project

USER, DEV, LOWEST = LOCKS


def locked(lock: Lock) -> list[Requirement]:
    """Return the packages of a lock file, without their hashes."""
    lines = lock.path.read_text(encoding="utf-8").splitlines()
    return [Requirement(line.removesuffix(" \\")) for line in lines if not line.startswith(" ")]


def versions(lock: Lock, name: str) -> list[Version]:
    """Return every version that a lock file has of a package, one for each kind of system."""
    specifiers = [package.specifier for package in locked(lock) if package.name == name]
    return [Version(str(specifier).removeprefix("==")) for specifier in specifiers]


def declared(lock: Lock) -> list[Requirement]:
    """Return the requirements in pyproject.toml that a lock file is made for."""
    told = project()["project"]
    extra = [] if lock is USER else told["optional-dependencies"]["dev"]
    return [Requirement(line) for line in [*told["dependencies"], *extra, *build_requirements()]]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_requirement_is_locked_at_a_version_that_it_allows(lock: Lock) -> None:
    for requirement in declared(lock):
        found = versions(lock, requirement.name)
        assert found, f"{requirement.name} is missing: poe lock"
        assert all(version in requirement.specifier for version in found), "poe lock"


def test_the_lowest_versions_are_the_bounds_as_they_are_declared() -> None:
    for requirement in declared(LOWEST):
        (bound,) = (part.version for part in requirement.specifier if part.operator == ">=")
        assert versions(LOWEST, requirement.name) == [Version(bound)], requirement.name


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_package_has_hashes(lock: Lock) -> None:
    text = lock.path.read_text(encoding="utf-8")
    packages = re.split(r"(?m)^(?=\S)", text)[1:]
    assert len(packages) == len(locked(lock))
    for package in packages:
        assert re.fullmatch(r"[^\n]+ \\\n( {4}--hash=sha256:[0-9a-f]{64}( \\)?\n)+", package)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_it_holds_no_address_and_no_path(lock: Lock) -> None:
    text = lock.path.read_text(encoding="utf-8")
    assert "/" not in text
    assert "index" not in text


def test_the_commands_of_the_readme_install_what_is_locked() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"```(?:sh|bat)\n(.*-m venv .*)\n```", readme)
    assert len(commands) == 4
    for command in commands:
        first, second = re.findall(r"pip install ([^&]+[^& ])", command)
        option, file = first.split()
        assert option == "-r"
        assert FOLDER / Path(file.replace("\\", "/")).name in {lock.path for lock in LOCKS}
        assert second.startswith("--no-deps --no-build-isolation ")
