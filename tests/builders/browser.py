"""Headless Chromium over `treaty serve`: what is walked, and what happened on the way."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.builders.estate import estate

ROOT = Path(__file__).resolve().parents[2]
SCREENSHOTS = ROOT / "tests/browser/screenshots"
CHROMIUM = os.environ.get("TREATY_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
NODE = shutil.which("node") or shutil.which("node", path=str(Path(sys.executable).parent))
LACKING = "Chromium, Node or the npm packages are not on this machine"
IS_COMPLETE = CHROMIUM is not None and NODE is not None and (ROOT / "node_modules" / "playwright-core").is_dir()
SECONDS = 30
"""For one step, on a machine that does other things as well."""


@contextmanager
def serving(catalog: Path | None = None) -> Iterator[str]:
    """The address of `treaty serve` over the reference estate or another catalog; it tells its progress, before
    and after."""
    command = [sys.executable, "-m", "catalog.cli.main", "serve", "--catalog", str(catalog or estate()), "--port", "0"]
    environment = {**os.environ, "TREATY_LOG_REQUESTS": "0"}
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, env=environment)
    assert process.stderr is not None
    reader = None
    try:
        announced = (re.search(r"http://\S+/", line) for line in process.stderr)
        address = next(found.group() for found in announced if found)
        reader = threading.Thread(target=process.stderr.read, daemon=True)
        reader.start()
        yield address.rstrip("/")
    finally:
        process.kill()
        process.wait(timeout=10)
        if reader is not None:
            reader.join(timeout=10)
        process.stderr.close()


def walk(steps: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """What happened on each step, by its name; screenshots are kept."""
    assert IS_COMPLETE, LACKING
    SCREENSHOTS.mkdir(exist_ok=True)
    plan = json.dumps({"chromium": CHROMIUM, "out": str(SCREENSHOTS), "steps": steps})
    command = [str(NODE), "tests/browser/journey.mjs", plan]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60 + SECONDS * len(steps))
    assert done.returncode == 0, done.stderr[-3000:]
    return {result["name"]: result for result in json.loads(done.stdout)}
