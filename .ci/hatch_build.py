"""Brings npm's packages into a build from source, where npm is there; where it is not, the build goes on without
(decision 0004)."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parents[1]
COPY = (sys.executable, "catalog/portal/assets.py")
INSTALL = ("ci", "--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund", "--loglevel=error", "--fetch-retries=1")
PATIENCE = 300
LACKS = "AsyncAPI documents cannot be validated and the portal has no styles: npm could not bring their files"


class Assets(BuildHookInterface):  # type: ignore[type-arg]
    """Official schemas and front-end files, as `make assets` copies them."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Before files are collected. An editable install is a developer's, who has `make assets`."""
        if version == "editable" or any((ROOT / "governance/validation/official").glob("asyncapi-*.json")):
            return
        if not (self._run(*COPY) or (self._npm() and self._run(*COPY))):
            self.app.display_warning(LACKS)

    def _npm(self) -> bool:
        npm = shutil.which("npm")
        return npm is not None and self._run(npm, *INSTALL)

    def _run(self, *command: str) -> bool:
        """Whether it went well. Nothing that npm does may fail a build that can do without."""
        try:
            return not subprocess.run(command, cwd=ROOT, capture_output=True, timeout=PATIENCE).returncode
        except (OSError, subprocess.TimeoutExpired):
            return False
