"""The README's commands run verbatim, in order, in an empty folder."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text()
BLOCK = re.compile(r"^<!-- tour: (?P<name>[\w-]+) -->\n```sh\n(?P<script>.*?)^```", re.MULTILINE | re.DOTALL)
TOURS = {match["name"]: match["script"] for match in BLOCK.finditer(README)}
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#]+)")


def test_there_is_a_tour_and_a_first_contract() -> None:
    assert {"tour", "first-contract"} <= set(TOURS)


@pytest.mark.parametrize("name", TOURS)
def test_the_commands_run(name: str, tmp_path: Path) -> None:
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith("GIT_")},
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "HOME": str(tmp_path),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_AUTHOR_NAME": "Reader", "GIT_AUTHOR_EMAIL": "reader@example.com",
        "GIT_COMMITTER_NAME": "Reader", "GIT_COMMITTER_EMAIL": "reader@example.com",
    }  # fmt: skip
    workplace = tmp_path / "work"
    workplace.mkdir()
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", TOURS[name]],
        cwd=workplace, env=environment, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"


def test_a_first_contract_takes_under_ten_commands() -> None:
    script = re.sub(r"<<'EOF'.*?^EOF$", "", TOURS["first-contract"], flags=re.MULTILINE | re.DOTALL)
    commands = [line for line in script.splitlines() if line.strip() and not line.startswith("#")]
    assert len(commands) < 10


def test_every_link_leads_to_a_file() -> None:
    missing = [target for target in LINK.findall(README) if not (ROOT / target).exists()]
    assert not missing


def test_the_two_commands_exist() -> None:
    makefile = (ROOT / "Makefile").read_text()
    for target in re.findall(r"^make (\w+)", README, flags=re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, flags=re.MULTILINE), target
