"""The page "the gate on your pull requests", followed by a newcomer: its commands run in order, its files are ours."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from catalog.cli.gate_reports import FORMATS
from catalog.reading.read import read_source
from tests.builders.git import GitRepository, git_repository

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "catalog/docs/gate.md").read_text()
TOUR = re.compile(r"^```sh ([\w-]+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
SCRIPTS = TOUR.findall(PAGE)
ACTION = ".github/actions/gate"
SERVICE, LABELS = "contracts/services/dispatch/service.yaml", "contracts/services/dispatch/labels/openapi.yaml"
LABELS_TEXT = "openapi: 3.1.0\ninfo: {title: Labels, version: 1.0.0}\npaths: {}\n"
HOOKS: Any = read_source((ROOT / ".pre-commit-hooks.yaml").read_bytes(), "hooks.yaml").tree


def environment(home: Path) -> dict[str, str]:
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith(("GIT", "TREATY"))},
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "HOME": str(home), "GIT_CONFIG_GLOBAL": os.devnull, "COLUMNS": "110",
        "GIT_AUTHOR_NAME": "Reader", "GIT_AUTHOR_EMAIL": "reader@example.com",
        "GIT_COMMITTER_NAME": "Reader", "GIT_COMMITTER_EMAIL": "reader@example.com",
    }  # fmt: skip


def run(script: str, folder: Path) -> str:
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=folder, env=environment(folder), capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder after the tour, and what it printed."""
    folder = tmp_path_factory.mktemp("newcomer")
    return folder, run("\n".join(script for name, script in SCRIPTS if name == "two-vendors"), folder)


def test_every_block_of_commands_is_run() -> None:
    assert PAGE.count("```sh") == len(SCRIPTS)
    assert {name for name, _ in SCRIPTS} == {"two-vendors", "elsewhere"}


def test_the_tour_shows_whom_the_change_hits(followed: tuple[Path, str]) -> None:
    folder, printed = followed
    assert printed.count("BLOCKED  ") == 4
    assert "hits dispatch (team order-team): uses GET /parcels/{} response.200.body state" in printed
    assert {"gate.md", "gate.sarif", "gate.xml", "verdict.json"} <= set(os.listdir(folder / "our-contracts"))


def test_elsewhere(followed: tuple[Path, str]) -> None:
    script = next(script for name, script in SCRIPTS if name == "elsewhere")
    assert "BLOCKED  " in run(script, followed[0])


def test_every_format_is_explained() -> None:
    assert set(re.findall(r"^\| `(\w+)` \| ", PAGE, re.MULTILINE)) == set(FORMATS)


def blocks(mark: str) -> list[Any]:
    found = re.findall(rf"^```yaml {mark}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    return [read_source(text.encode(), "block.yaml").tree for text in found]


def test_the_workflows_give_inputs_that_the_action_has() -> None:
    action: Any = read_source((ROOT / ACTION / "action.yml").read_bytes(), "action.yml").tree
    workflows = blocks("workflow")
    assert len(workflows) == 2
    ours: Any = read_source((ROOT / ".github/workflows/gate.yml").read_bytes(), "gate.yml").tree
    for workflow in (*workflows, ours):
        steps = workflow["jobs"]["gate"]["steps"]
        (gate,) = [step for step in steps if ACTION in step["uses"]]
        assert set(gate.get("with") or {}) <= set(action["inputs"])
        assert steps[0]["with"]["fetch-depth"] == 0
        assert workflow["permissions"] == {"contents": "read", "pull-requests": "write"}
    for name in re.findall(r"`([\w-]+): \"(?:true|false)\"`", PAGE):
        assert name in action["inputs"]


def test_the_hooks_are_ours() -> None:
    (config,) = blocks("hooks")
    assert [each["id"] for each in config["repos"][0]["hooks"]] == [hook["id"] for hook in HOOKS]


def hook(name: str, repository: GitRepository, changed: list[str]) -> subprocess.CompletedProcess[str]:
    """The hook as pre-commit starts it for the files that changed."""
    given = next(each for each in HOOKS if each["id"] == name)
    left_out = given.get("exclude", "^$")
    files = [path for path in changed if re.search(given["files"], path) and not re.search(left_out, path)]
    if not files:
        return subprocess.CompletedProcess([], 0, "skipped", "")
    words = [*shlex.split(given["entry"]), *(files if given.get("pass_filenames", True) else [])]
    return subprocess.run(words, cwd=repository.path, env=environment(repository.path), capture_output=True, text=True)


@pytest.fixture
def own(followed: tuple[Path, str], tmp_path: Path) -> tuple[GitRepository, list[str]]:
    """The catalog of the page before its first commit, and its files."""
    made = git_repository(tmp_path / "own")
    source = GitRepository(followed[0] / "our-contracts")
    paths = source.git("ls-tree", "-r", "--name-only", "main").splitlines()
    made.write({path: source.git("show", f"main:{path}") + "\n" for path in paths})
    made.write({SERVICE: (made.path / SERVICE).read_text() + "contracts: [labels]\n", LABELS: LABELS_TEXT})
    return made, [*paths, LABELS]


def test_hooks_let_a_sound_first_commit_pass(own: tuple[GitRepository, list[str]]) -> None:
    repository, paths = own
    for given in HOOKS:
        done = hook(given["id"], repository, paths)
        assert done.returncode == 0, done.stdout + done.stderr
        assert done.stdout != "skipped"


def test_hooks_stop_what_breaks(own: tuple[GitRepository, list[str]]) -> None:
    repository, _ = own
    repository.commit()
    path = "contracts/vendors/shipfast/parcels/openapi.yaml"
    text = (repository.path / path).read_text()
    repository.write({path: text.replace("state: {type: string}", "state: {type: integer}")})
    gate = hook("treaty-gate", repository, [path])
    assert gate.returncode == 1
    assert "hits dispatch" in gate.stdout
    assert hook("treaty-check", repository, [LABELS]).returncode == 0
    repository.write({LABELS: LABELS_TEXT.replace("title:", "titel:")})
    assert hook("treaty-check", repository, [LABELS]).returncode == 1


def test_a_vendor_s_document_is_left_to_the_gate(own: tuple[GitRepository, list[str]]) -> None:
    repository, _ = own
    repository.commit()
    path = "contracts/vendors/shipfast/parcels/openapi.yaml"
    text = (repository.path / path).read_text()
    repository.write({path: text.replace("operationId:", "operationid:")})
    assert hook("treaty-check", repository, [path]).stdout == "skipped"
    gate = hook("treaty-gate", repository, [path])
    assert gate.returncode == 0
    assert "[unknown-field] (new, warning)" in gate.stdout


@pytest.mark.parametrize("path", ["docker-compose.yaml", "src/app.py", "docs/openapi.md"])
def test_hooks_leave_other_files_alone(path: str, own: tuple[GitRepository, list[str]]) -> None:
    assert all(hook(each["id"], own[0], [path]).stdout == "skipped" for each in HOOKS)
