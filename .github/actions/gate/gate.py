"""The gate as a step on GitHub Actions: reads the event, fetches history, judges, reports.

Everything comes from the environment: GitHub's variables, and the action's inputs as TREATY_… (`action.yml`). The exit
code is that of `treaty gate`: 0 pass, 1 blocked, 2 wrong use, 3 our fault. What only reports never fails the step.
"""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from comments import Api, Refused, Unreachable
from event import Plan, UnknownEvent, plan_of

MARKER = "<!-- treaty gate -->"
REPORTS = {"json": "gate.json", "sarif": "gate.sarif", "markdown": "gate.md", "junit": "gate.xml", "text": "gate.txt",
           "github": "gate.annotations"}  # fmt: skip
OPTIONS = {"catalog": "CATALOG", "contracts-in": "CONTRACTS_IN", "today": "TODAY", "rule-pages": "RULE_PAGES"}
VERDICTS = {0: "pass", 1: "blocked"}
WHOLE = 2_147_483_647
"""The depth that Git takes for all of a history, in a shallow clone and in others."""
DEEPEN = "This checkout is shallow, and its history could not be fetched: give actions/checkout fetch-depth: 0"
Environment = Mapping[str, str]


def main(environment: Environment) -> int:
    """Judge, and tell in every way that the step may."""
    try:
        plan = plan_of(
            environment.get("GITHUB_EVENT_NAME", ""), _event(environment),
            environment.get("TREATY_BASE", ""), environment.get("TREATY_HEAD", ""),
        )  # fmt: skip
        folder = _emptied(Path(environment.get("TREATY_REPORTS") or "treaty-gate"))
        fetch(plan, environment)
        done = subprocess.run(
            _command(_present(plan, environment), folder, environment),
            capture_output=True,
            env=_without_token(environment),
        )
    except (UnknownEvent, OSError, ValueError, KeyError, TypeError) as problem:
        return _failed(f"{type(problem).__name__}: {problem}", environment)
    print_inert(done.stdout + done.stderr)
    _tell(folder, done.returncode, environment)
    if done.returncode not in VERDICTS:
        said = done.stderr.decode(errors="replace").strip() or "treaty gate failed and said nothing"
        return _failed(said, environment, done.returncode if done.returncode > 0 else 3)
    if plan.pull_request is not None and environment.get("TREATY_COMMENT", "true") == "true":
        _comment(plan, folder, environment)
    return done.returncode


def _without_token(environment: Environment) -> dict[str, str]:
    """Only what writes the comment needs the token."""
    return {name: value for name, value in environment.items() if name != "TREATY_TOKEN"}


def _event(environment: Environment) -> dict[str, object]:
    """What happened; nothing where the action runs elsewhere. Raises OSError or ValueError."""
    path = environment.get("GITHUB_EVENT_PATH")
    event = json.loads(Path(path).read_text(encoding="utf-8")) if path else {}
    if not isinstance(event, dict):
        raise ValueError(f"{path} holds no event")
    return event


def _emptied(folder: Path) -> Path:
    """The folder for reports, without those of an earlier run."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in REPORTS.values():
        (folder / name).unlink(missing_ok=True)
    return folder


def _repository(environment: Environment) -> str:
    """The folder of the repository that changes."""
    catalog = environment.get("TREATY_CATALOG") or "."
    return environment.get("TREATY_CONTRACTS_IN") or (catalog if Path(catalog).is_dir() else ".")


def git(environment: Environment, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Git in the checkout; never asks for a password."""
    return subprocess.run(
        ["git", "-C", _repository(environment), *arguments], capture_output=True, text=True, errors="replace",
        env={**_without_token(environment), "GIT_TERMINAL_PROMPT": "0"},
    )  # fmt: skip


def fetch(plan: Plan, environment: Environment) -> None:
    """The whole history of both sides. Where it cannot be fetched, what is there may do; a shallow clone is named."""
    shallow = git(environment, "rev-parse", "--is-shallow-repository").stdout.strip() == "true"
    deepen = ("--unshallow",) if shallow else ()
    wanted = ("fetch", "--quiet", "--no-tags", "--no-recurse-submodules")
    if not (plan.refs or shallow) or not git(environment, *wanted, *deepen, "origin", *plan.refs).returncode:
        return
    for ref in plan.refs:  # one that is gone must not keep the others away
        git(environment, *wanted, f"--depth={WHOLE}", "origin", ref)
    if shallow and git(environment, "rev-parse", "--is-shallow-repository").stdout.strip() == "true":
        notice("warning", DEEPEN)


def _present(plan: Plan, environment: Environment) -> Plan:
    """With the fallback as base where the base is in no history that we have."""
    if plan.fallback and git(environment, "cat-file", "-e", f"{plan.base}^{{commit}}").returncode:
        notice("warning", f"{plan.base} is not there: compared with {plan.fallback}")
        return Plan(plan.fallback, plan.head, plan.refs, plan.pull_request, plan.fork)
    return plan


def _command(plan: Plan, folder: Path, environment: Environment) -> list[str]:
    treaty = environment.get("TREATY_COMMAND") or f"{environment.get('RUNNER_TEMP', '/tmp')}/treaty/bin/treaty"
    words = [treaty, "gate", f"--base={plan.base}", f"--head={plan.head}"]
    for option, name in OPTIONS.items():
        value = environment.get(f"TREATY_{name}") or ""
        words += [f"--{option}={value}"] if value else []
    words += [f"--report={form}={(folder / name).resolve()}" for form, name in REPORTS.items()]
    return [*words, "--step-summary"] if environment.get("GITHUB_STEP_SUMMARY") else words


def print_inert(output: bytes) -> None:
    """To the log, with GitHub's commands switched off: contracts must not speak to the runner."""
    token = secrets.token_hex(16)
    sys.stdout.flush()
    for part in (f"::stop-commands::{token}\n".encode(), output, f"\n::{token}::\n".encode()):
        sys.stdout.buffer.write(part)
    sys.stdout.buffer.flush()


def _tell(folder: Path, code: int, environment: Environment) -> None:
    """Annotations, and the step's outputs."""
    annotations = folder / REPORTS["github"]
    if annotations.exists():
        print(annotations.read_text(encoding="utf-8"), end="", flush=True)
        annotations.unlink()
    sarif = folder / REPORTS["sarif"]
    outputs = {"verdict": VERDICTS.get(code, "error"), "reports": folder, "sarif": sarif if sarif.exists() else ""}
    if environment.get("GITHUB_OUTPUT"):
        with open(environment["GITHUB_OUTPUT"], "a", encoding="utf-8") as file:
            file.writelines(f"{name}={value}\n" for name, value in outputs.items())


def _comment(plan: Plan, folder: Path, environment: Environment) -> None:
    """The comment, where the token may write one. Not writing it never fails the step: a fork's token only reads."""
    body, marker = (folder / REPORTS["markdown"]).read_text(encoding="utf-8"), MARKER
    if environment.get("TREATY_COMMENT_ID"):
        marker = f"<!-- treaty gate {environment['TREATY_COMMENT_ID'].replace('--', '')} -->"
        body = body.replace(MARKER, marker, 1)
    verdict = json.loads((folder / REPORTS["json"]).read_text(encoding="utf-8"))
    quiet = verdict["verdict"] == "pass" and not verdict["contracts"] and not verdict["findings"]
    assert plan.pull_request is not None
    api = Api(
        environment.get("GITHUB_API_URL") or "https://api.github.com", environment.get("GITHUB_REPOSITORY", ""),
        environment.get("TREATY_TOKEN", ""), plan.pull_request, float(environment.get("TREATY_PAUSE") or 1),
    )  # fmt: skip
    try:
        print(f"treaty gate: {api.keep(body, marker, quiet=quiet)}")
    except Refused:
        why = (
            "a pull request from a fork has a token that only reads"
            if plan.fork
            else "give the job pull-requests: write"
        )
        notice("notice", f"No comment was written: {why}. The verdict is in the summary of the run")
    except Unreachable as problem:
        notice("warning", f"No comment was written: {problem}")


def notice(level: str, text: str) -> None:
    """An annotation of ours."""
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    print(f"::{level} title=treaty gate::{escaped}", flush=True)


def _failed(why: str, environment: Environment, code: int = 2) -> int:
    """Nothing could be judged: say so where people look, and fail."""
    notice("error", why)
    if environment.get("GITHUB_STEP_SUMMARY"):
        with open(environment["GITHUB_STEP_SUMMARY"], "a", encoding="utf-8") as file:
            quoted = "\n".join(f"    {line}" for line in why.splitlines())
            file.write(f"## Treaty gate: ⚠️ could not judge\n\n{quoted}\n")
    return code


if __name__ == "__main__":
    sys.exit(main(os.environ))
