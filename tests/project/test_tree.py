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
HOSTS = re.compile(
    r"registry\.npmjs\.org|pypi\.org|pythonhosted\.org|crates\.io|proxy\.golang\.org|repo1?\.maven|deb\.debian\.org"
)
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
    long = {
        str(path): lines for path in sources if (lines := len((ROOT / path).read_text().splitlines())) > 300
    }
    assert not long


def test_no_commit_names_a_registry_host(files: list[Path]) -> None:
    texts = [path for path in files if path != Path("tests/project/test_tree.py")]
    named = [str(path) for path in texts if HOSTS.search((ROOT / path).read_text(errors="replace"))]
    assert not named
