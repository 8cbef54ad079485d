"""A build from source brings npm's files where npm is there, and does without where it is not."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = "governance/validation/official/asyncapi-3.0.0.json"
NPM = f"""#!/bin/sh
test "$1 $2" = "ci --ignore-scripts" && ln -s '{ROOT / "node_modules"}' node_modules
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """The tree as a fresh clone of the last commit has it, with the hook as it is here."""
    packed = subprocess.run(["git", "-C", str(ROOT), "archive", "HEAD"], check=True, capture_output=True).stdout
    with tarfile.open(fileobj=BytesIO(packed)) as archive:
        archive.extractall(tmp_path / "source", filter="data")
    for name in (".ci/hatch_build.py", "pyproject.toml"):
        (tmp_path / "source" / name).write_text((ROOT / name).read_text())
    return tmp_path / "source"


def built(source: Path, path: str) -> tuple[list[str], str]:
    """Names in the wheel, and what was said, where programs are looked for in `path`."""
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(source.parent)],
        cwd=source, env={**os.environ, "PATH": path}, capture_output=True, text=True, timeout=240,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    (wheel,) = source.parent.glob("treaty-*.whl")
    return zipfile.ZipFile(wheel).namelist(), done.stdout + done.stderr


def test_without_npm(source: Path) -> None:
    names, said = built(source, "/nowhere")
    assert SCHEMA not in names
    assert "AsyncAPI documents cannot be validated" in said


def test_with_npm(source: Path) -> None:
    if not (ROOT / "node_modules/@asyncapi/specs").is_dir():
        pytest.skip("npm's packages are not installed: npm ci")
    programs = source.parent / "bin"
    programs.mkdir()
    (programs / "npm").write_text(NPM)
    (programs / "npm").chmod(0o755)
    names, said = built(source, f"{programs}{os.pathsep}{os.environ['PATH']}")
    assert SCHEMA in names
    assert "cannot be validated" not in said
