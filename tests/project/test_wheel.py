"""The built wheel, in an empty environment, serves the same page as the source checkout."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ASSETS = ROOT / "catalog" / "portal" / "static" / "vendor"


def scrubbed() -> dict[str, str]:
    """The environment without what points at this checkout."""
    hidden = ("PYTHONPATH", "VIRTUAL_ENV", "PYTHONHOME")
    return {name: value for name, value in os.environ.items() if name not in hidden and not name.startswith("GIT_")}


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=scrubbed(), capture_output=True, text=True, timeout=420
    )
    assert done.returncode == 0, f"{command}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
    return done.stdout


@contextmanager
def served(treaty: Path, catalog: Path, cwd: Path) -> Iterator[str]:
    """The portal on a free port; yields its address."""
    command = [str(treaty), "serve", "--catalog", str(catalog), "--port", "0"]
    with subprocess.Popen(command, cwd=cwd, env=scrubbed(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as server:
        try:
            yield _announced(server)
        finally:
            server.terminate()
            server.wait(timeout=20)


def _announced(server: subprocess.Popen[bytes]) -> str:
    assert server.stdout is not None
    said = b""
    for line in server.stdout:
        said += line
        if found := re.search(rb"http://127\.0\.0\.1:\d+", line):
            return found[0].decode()
    raise AssertionError(f"the portal did not start: {said.decode()}")


def page(address: str, path: str) -> str:
    for attempt in range(20):
        try:
            with urllib.request.urlopen(address + path, timeout=20) as answer:
                return str(answer.read().decode())
        except ConnectionError:
            time.sleep(0.1 * attempt)
    raise AssertionError(f"no answer from {address}{path}")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment that holds the wheel with its portal, and nothing of this checkout."""
    if not ASSETS.is_dir():
        pytest.skip("`make assets` has not run")
    place = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", place, cwd=ROOT)
    (wheel,) = place.glob("treaty-*.whl")
    run(sys.executable, "-m", "venv", place / "env", cwd=place)
    pip = [place / "env" / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run(*pip, "-c", ROOT / "constraints.txt", f"{wheel}[portal]", cwd=place)
    return place


def test_the_wheel_serves_the_same_page(installed: Path) -> None:
    treaty, catalog = installed / "env" / "bin" / "treaty", installed / "estate"
    run(treaty, "demo", catalog, cwd=installed)
    here = Path(sys.executable).with_name("treaty")
    with served(treaty, catalog, installed) as built, served(here, catalog, ROOT) as source:
        for path in ("/", "/main/services/quote-to-order"):
            assert page(built, path) == page(source, path)
        assert "quote-to-order" in page(built, "/")


def test_the_wheel_validates_every_contract_of_the_estate(installed: Path) -> None:
    treaty, catalog = installed / "env" / "bin" / "treaty", installed / "checked"
    run(treaty, "demo", catalog, cwd=installed)
    assert " 0 findings" in run(treaty, "check", "--validity-only", "--catalog", catalog, cwd=installed)
