"""The action's script in a checkout as GitHub makes it, against a stand-in for GitHub's API of comments."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.builders.git import GitRepository
from tests.catalog.answers.gate.test_pull_requests import TABLE, play

ROOT = Path(__file__).resolve().parents[2]
ACTION = ROOT / ".github/actions/gate"
MARKER = "<!-- treaty gate -->"
READS, DOCS = (
    next(row for row in TABLE if row["pull request"] == name)
    for name in ("a field that billing reads is removed", "docs only")
)
Comment = dict[str, Any]


@dataclass
class GitHub:
    """Comments of pull request 7; `status` answers writes instead, `failures` how many reads fail first."""

    url: str = ""
    comments: list[Comment] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    status: int = 0
    failures: int = 0

    def answer(self, method: str, path: str, body: dict[str, str] | None) -> tuple[int, object]:
        self.asked.append(method)
        split = urlsplit(path)
        if method == "GET":
            if self.failures:
                self.failures -= 1
                return 502, {}
            query = {name: int(values[0]) for name, values in parse_qs(split.query).items()}
            start = (query["page"] - 1) * query["per_page"]
            return 200, self.comments[start : start + query["per_page"]]
        if self.status:
            return self.status, {"message": "Resource not accessible by integration"}
        assert body is not None
        if method == "POST" and split.path == "/repos/o/r/issues/7/comments":
            self.comments.append(comment(len(self.comments) + 1, body["body"]))
            return 201, self.comments[-1]
        found = re.fullmatch(r"/repos/o/r/issues/comments/(\d+)", split.path)
        assert found, path
        mine = next(each for each in self.comments if each["id"] == int(found[1]))
        mine["body"] = body["body"]
        return 200, mine


def comment(number: int, body: str, kind: str = "Bot") -> Comment:
    return {"id": number, "body": body, "user": {"type": kind, "login": "someone"}}


@pytest.fixture
def github() -> Iterator[GitHub]:
    state = GitHub()

    class Handler(BaseHTTPRequestHandler):
        def _do(self) -> None:
            assert self.headers["Authorization"] == "Bearer secret"
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length)) if length else None
            status, answer = state.answer(self.command, self.path, body)
            self.send_response(status)
            self.end_headers()
            self.wfile.write(json.dumps(answer).encode())

        do_GET = do_POST = do_PATCH = _do  # noqa: N815

        def log_message(self, *arguments: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        state.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield state
        server.shutdown()
        thread.join()


@dataclass
class Job:
    """A job with a shallow checkout of `origin`, as actions/checkout leaves it."""

    origin: GitRepository
    folder: Path
    github: GitHub

    def __post_init__(self) -> None:
        self.workspace = self.folder / "workspace"
        head = self.origin.git("rev-parse", "change")
        self.origin.git("update-ref", "refs/pull/7/head", head)
        self.origin.clone(self.workspace, "--depth=1", "--branch=main")

    def event(self, fork: bool = False, **changes: Any) -> dict[str, Any]:
        sides = {"base": ("main", "o/r"), "head": ("change", "stranger/r" if fork else "o/r")}
        said = {
            side: {"ref": name, "sha": self.origin.git("rev-parse", name), "repo": {"full_name": where}}
            for side, (name, where) in sides.items()
        }
        return {"pull_request": {"number": 7, **said}, "repository": {"default_branch": "main"}, **changes}

    def run(
        self, event: object = None, name: str = "pull_request", **environment: str
    ) -> subprocess.CompletedProcess[str]:
        """The action's script, as action.yml starts it."""
        (self.folder / "event.json").write_text(json.dumps(self.event() if event is None else event))
        (self.folder / "output").write_text("")
        (self.folder / "summary").write_text("")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT", "TREATY"))}
        given = {
            "GITHUB_EVENT_NAME": name, "GITHUB_EVENT_PATH": str(self.folder / "event.json"),
            "GITHUB_WORKSPACE": str(self.workspace), "GITHUB_REPOSITORY": "o/r", "GITHUB_API_URL": self.github.url,
            "GITHUB_OUTPUT": str(self.folder / "output"), "GITHUB_STEP_SUMMARY": str(self.folder / "summary"),
            "TREATY_COMMAND": str(Path(sys.executable).with_name("treaty")), "TREATY_TOKEN": "secret",
            "TREATY_PAUSE": "0.01", "TREATY_CATALOG": ".", "TREATY_CACHE": str(self.folder / "cache"),
            "GIT_CONFIG_GLOBAL": os.devnull, "TREATY_TODAY": "2026-11-25",
        }  # fmt: skip
        return subprocess.run(
            [sys.executable, str(ACTION / "gate.py")], cwd=self.workspace, capture_output=True, text=True, timeout=120,
            env={**kept, **given, **environment},
        )  # fmt: skip

    @property
    def outputs(self) -> dict[str, str]:
        return dict(line.split("=", 1) for line in (self.folder / "output").read_text().splitlines())

    @property
    def summary(self) -> str:
        return (self.folder / "summary").read_text()


@pytest.fixture(scope="module")
def origins(tmp_path_factory: pytest.TempPathFactory) -> dict[str, GitRepository]:
    folder = tmp_path_factory.mktemp("origins")
    return {"breaks": play(READS, folder / "breaks"), "docs": play(DOCS, folder / "docs")}


@pytest.fixture
def breaks(origins: dict[str, GitRepository], tmp_path: Path, github: GitHub) -> Job:
    return Job(origins["breaks"], tmp_path, github)


@pytest.fixture
def docs(origins: dict[str, GitRepository], tmp_path: Path, github: GitHub) -> Job:
    return Job(origins["docs"], tmp_path, github)


def test_a_break_is_told_everywhere(breaks: Job) -> None:
    done = breaks.run()
    assert done.returncode == 1, done.stdout + done.stderr
    assert breaks.outputs["verdict"] == "blocked"
    assert json.loads((breaks.workspace / breaks.outputs["sarif"]).read_text())["runs"][0]["results"]
    assert sorted(os.listdir(breaks.workspace / "treaty-gate")) == [
        "gate.json", "gate.md", "gate.sarif", "gate.txt", "gate.xml",
    ]  # fmt: skip
    assert "::error file=services/orders/v1/openapi.yaml,line=" in done.stdout
    assert "## Treaty gate: ⛔ blocked" in breaks.summary
    (written,) = breaks.github.comments
    assert written["body"].startswith(MARKER)
    assert "hits billing" in written["body"]


def test_the_comment_is_one_and_kept_up_to_date(breaks: Job) -> None:
    breaks.github.comments += [comment(number, "talk") for number in range(1, 251)]
    breaks.github.comments.append(comment(251, f"{MARKER}\nold"))
    assert "updated the comment" in breaks.run().stdout
    assert "hits billing" in breaks.github.comments[250]["body"]
    assert "says it already" in breaks.run().stdout
    assert breaks.github.asked == ["GET", "GET", "GET", "PATCH", "GET", "GET", "GET"]
    assert len(breaks.github.comments) == 251


def test_nobody_s_own_comment_is_written_over(breaks: Job) -> None:
    theirs = comment(1, f"{MARKER}\nmine!", "User")
    breaks.github.comments.append(theirs)
    breaks.run()
    assert theirs["body"] == f"{MARKER}\nmine!"
    assert len(breaks.github.comments) == 2


def test_several_gates_have_a_comment_each(breaks: Job) -> None:
    breaks.run()
    breaks.run(TREATY_COMMENT_ID="partners")
    assert [each["body"].splitlines()[0] for each in breaks.github.comments] == [
        MARKER, "<!-- treaty gate partners -->",
    ]  # fmt: skip


def test_nothing_to_say_is_not_said(breaks: Job) -> None:
    main = breaks.origin.git("rev-parse", "main")
    event = breaks.event()
    event["pull_request"]["head"]["sha"] = main
    done = breaks.run(event)
    assert done.returncode == 0, done.stdout + done.stderr
    assert breaks.github.comments == []
    assert breaks.outputs["verdict"] == "pass"


def test_a_target_that_has_another_name_now(breaks: Job) -> None:
    event = breaks.event()
    event["pull_request"]["base"]["ref"] = "trunk"
    done = breaks.run(event)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "refs/remotes/origin/trunk is not there: compared with" in done.stdout
    assert "fetch-depth" not in done.stdout
    assert "hits billing" in breaks.summary


@pytest.mark.parametrize("status", [401, 403, 404])
def test_a_fork_never_fails_for_missing_rights(status: int, docs: Job) -> None:
    docs.github.status = status
    done = docs.run(docs.event(fork=True))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "::notice title=treaty gate::No comment was written: a pull request from a fork" in done.stdout
    assert "## Treaty gate: ✅ pass" in docs.summary


def test_missing_rights_do_not_hide_a_break(breaks: Job) -> None:
    breaks.github.status = 403
    done = breaks.run()
    assert done.returncode == 1
    assert "No comment was written: give the job pull-requests: write" in done.stdout


def test_an_api_that_stumbles_is_asked_again_and_one_that_fails_fails_nothing(docs: Job) -> None:
    docs.github.failures = 2
    assert docs.run().returncode == 0
    assert len(docs.github.comments) == 1
    docs.github.status = 500
    docs.github.comments[0]["body"] = f"{MARKER}\nold"
    done = docs.run()
    assert done.returncode == 0
    assert "::warning title=treaty gate::No comment was written: PATCH" in done.stdout
    assert docs.github.asked.count("PATCH") == 1


def test_an_api_that_is_not_there(docs: Job) -> None:
    done = docs.run(GITHUB_API_URL="http://127.0.0.1:9")
    assert done.returncode == 0
    assert "::warning title=treaty gate::No comment was written" in done.stdout


def test_no_comment_when_none_is_wanted(breaks: Job) -> None:
    assert breaks.run(TREATY_COMMENT="false").returncode == 1
    assert breaks.github.asked == []


def test_a_push_is_compared_with_what_was_there(breaks: Job) -> None:
    before, after = (breaks.origin.git("rev-parse", name) for name in ("main", "change"))
    breaks.origin.git("update-ref", "refs/heads/main", after)
    try:
        event = {"before": before, "after": after, "repository": {"default_branch": "main"}}
        assert breaks.run(event, "push").returncode == 1
        lost = {**event, "before": "1" * 40}
        assert breaks.run(lost, "push").returncode == 0, "after a rewrite, the default branch is compared with"
    finally:
        breaks.origin.git("update-ref", "refs/heads/main", before)
    assert breaks.github.asked == []


def test_a_new_branch_is_compared_with_the_default_branch(breaks: Job) -> None:
    after = breaks.origin.git("rev-parse", "change")
    event = {"before": "0" * 40, "after": after, "created": True, "repository": {"default_branch": "main"}}
    breaks.origin.git("config", "uploadpack.allowAnySHA1InWant", "true")
    subprocess.run(
        ["git", "-C", str(breaks.workspace), "fetch", "-q", "origin", after], check=True, capture_output=True
    )
    assert breaks.run(event, "push").returncode == 1


def test_a_merge_queue(breaks: Job) -> None:
    base, head = (breaks.origin.git("rev-parse", name) for name in ("main", "change"))
    subprocess.run(["git", "-C", str(breaks.workspace), "fetch", "-q", "--unshallow", "origin", "change"], check=True)
    assert breaks.run({"merge_group": {"base_sha": base, "head_sha": head}}, "merge_group").returncode == 1


def test_a_shallow_clone_that_cannot_be_deepened_says_what_to_do(breaks: Job) -> None:
    subprocess.run(["git", "-C", str(breaks.workspace), "remote", "remove", "origin"], check=True)
    done = breaks.run()
    assert done.returncode == 2
    assert "fetch-depth: 0" in done.stdout
    assert breaks.outputs["verdict"] == "error"
    assert "could not judge" in breaks.summary
    assert breaks.github.asked == []


@pytest.mark.parametrize(("event", "name"), [({}, "schedule"), ([], "push"), ({"pull_request": {}}, "pull_request")])
def test_an_event_that_says_nothing(event: object, name: str, breaks: Job) -> None:
    done = breaks.run(event, name)
    assert done.returncode == 2
    assert "::error title=treaty gate::" in done.stdout
    assert "Traceback" not in done.stderr


def test_base_and_head_can_be_given(breaks: Job) -> None:
    base, head = (breaks.origin.git("rev-parse", name) for name in ("main", "change"))
    subprocess.run(["git", "-C", str(breaks.workspace), "fetch", "-q", "--unshallow", "origin", "change"], check=True)
    event = {"repository": {"default_branch": "main"}}
    assert breaks.run(event, "schedule", TREATY_BASE=base, TREATY_HEAD=head).returncode == 1


def test_wrong_inputs_are_wrong_use(breaks: Job) -> None:
    done = breaks.run(TREATY_TODAY="tomorrow")
    assert done.returncode == 2
    assert "::error title=treaty gate::" in done.stdout
    assert "tomorrow" in breaks.summary


def test_the_log_gives_no_commands(breaks: Job) -> None:
    done = breaks.run(TREATY_TODAY="::add-mask::x")
    first, *_, last = done.stdout[: done.stdout.index("::error")].strip().splitlines()
    token = first.removeprefix("::stop-commands::")
    assert len(token) == 32
    assert last == f"::{token}::"


def test_every_input_of_the_action_reaches_the_script() -> None:
    from catalog.reading.read import read_source

    action: Any = read_source((ACTION / "action.yml").read_bytes(), "action.yml").tree
    script = (ACTION / "gate.py").read_text()
    judge = next(step for step in action["runs"]["steps"] if step.get("id") == "gate")
    wired = {value for value in judge["env"].values() if "inputs." in str(value)}
    assert {f"${{{{ inputs.{name} }}}}" for name in action["inputs"]} - wired == {"${{ inputs.upload-sarif }}"}
    for name in judge["env"]:
        assert name.removeprefix("TREATY_") in script, name
    for output in action["outputs"].values():
        assert re.search(r"steps\.gate\.outputs\.(\w+)", output["value"])


def test_it_installs_from_its_own_checkout(tmp_path: Path) -> None:
    """Without the network: what Treaty depends on is here, so that pip only builds Treaty itself."""
    packages = next(path for path in sys.path if path.endswith("site-packages"))
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    offline = {"PIP_NO_DEPS": "1", "PIP_NO_BUILD_ISOLATION": "0", "PIP_NO_INDEX": "1", "PYTHONPATH": packages}
    environment = {**os.environ, **offline, "RUNNER_TEMP": str(tmp_path), "PATH": path}
    done = subprocess.run(
        [str(ACTION / "install.sh")], env=environment, cwd=tmp_path, capture_output=True, text=True, timeout=240
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.strip().splitlines()[-1].startswith("treaty ")
    helped = subprocess.run(
        [str(tmp_path / "treaty/bin/treaty"), "gate", "--help"], env=environment, capture_output=True, text=True
    )
    assert "--step-summary" in helped.stdout
