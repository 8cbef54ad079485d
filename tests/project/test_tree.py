"""The tree keeps its shape: top level, file sizes, nothing private in a commit."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOP_LEVEL = {
    "catalog", "contracts", "governance", "mock_server", "tests", ".github", ".ci",
    "pyproject.toml", "README.md", "Makefile", "LICENSE", "CHANGELOG.md", "package.json", "package-lock.json",
    "constraints.txt", ".gitignore", ".gitattributes", ".pre-commit-hooks.yaml",
}  # fmt: skip
ADDRESSED = re.compile(r"index-url|--registry|_resolved|\bresolved\b.*https?:|@ (https?|file):")
LOCKS = [Path("package-lock.json"), Path("package.json"), Path("constraints.txt"), Path("pyproject.toml")]
FORBIDDEN_NAMES = {"utils.py", "helpers.py", "common.py"}


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True)
    return [Path(name) for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


@pytest.fixture(scope="module")
def files() -> list[Path]:
    if not (ROOT / ".git").exists():
        pytest.skip("not a Git checkout")
    return tracked()


def test_the_top_level_is_the_agreed_one(files: list[Path]) -> None:
    assert {path.parts[0] for path in files} <= TOP_LEVEL


def test_no_module_is_a_drawer(files: list[Path]) -> None:
    assert not [path for path in files if path.name in FORBIDDEN_NAMES]


def test_source_files_stay_under_300_lines(files: list[Path]) -> None:
    sources = [path for path in files if path.suffix == ".py" and path.parts[0] != "tests"]
    long = {str(path): lines for path in sources if (lines := len((ROOT / path).read_text().splitlines())) > 300}
    assert not long


def test_locks_hold_names_and_versions_only() -> None:
    addressed = [str(path) for path in LOCKS if ADDRESSED.search((ROOT / path).read_text())]
    assert not addressed
