"""Pull requests, played on a real repository: `pull_requests.yaml` is the table, and each row a test."""

from __future__ import annotations

from atexit import register
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from catalog.answers.catalog import open_catalog
from catalog.answers.gate.answer import judge
from catalog.answers.gate.sides import open_sides
from catalog.answers.gate.values import read_back, written
from catalog.reading.read import read_source
from catalog.repository.index import Index
from catalog.repository.indexed import Indexed
from governance.findings import Kind, Severity, Status
from governance.gate.verdict import JudgedFinding, Verdict
from tests.builders.git import Content, GitRepository, Link, git_repository

HERE = Path(__file__).parent
TABLE: list[dict[str, Any]] = read_source((HERE / "pull_requests.yaml").read_bytes(), "pull_requests.yaml").tree  # type: ignore[assignment]
BASE = {
    str(file.relative_to(HERE / "base")): file.read_text()
    for file in sorted((HERE / "base").rglob("*"))
    if file.is_file()
}


@pytest.fixture(scope="module")
def judged_before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache for all rows: what one of them was judged to be must be nothing to another."""
    return tmp_path_factory.mktemp("judged")


@pytest.mark.parametrize("row", TABLE, ids=[row["pull request"] for row in TABLE])
def test_the_verdict_is_the_one_of_the_table(row: dict[str, Any], tmp_path: Path, judged_before: Path) -> None:
    repository = play(row, tmp_path / "origin")
    if row.get("clone") == "shallow":
        repository = repository.clone(tmp_path / "clone", "--depth=2", "--no-single-branch", "--branch=change")
    catalog = open_catalog(str(repository.path), None, tmp_path / "cache")
    target = "origin/main" if row.get("clone") else "main"
    head = "HEAD" if row.get("clone") else "change"
    assert told(judge(open_sides(catalog, target, head), _today(row))) == row["expect"].strip().splitlines()
    index = Index(tmp_path / "index.sqlite")
    for run in ("cold", "warm"):
        sides = open_sides(catalog, target, head, index=index, cache=judged_before)
        verdict = judge(sides, _today(row))
        assert told(verdict) == row["expect"].strip().splitlines(), f"with a {run} index and cache"
        assert read_back(written(verdict)) == verdict, "kept for the next run"
    sides = replace(sides, cache=judged_before / "short")
    for run in ("cold", "warm"):
        assert_short_is_the_same(judge(sides, _today(row), everything=False), verdict, run)
    if "clone" not in row:
        assert_uncommitted_it_is_the_same(row, repository, index, judged_before)
    index.close()


def assert_uncommitted_it_is_the_same(
    row: Mapping[str, Any], repository: GitRepository, index: Index, judged_before: Path
) -> None:
    """With the commits of the pull request taken back, and what they made left on disk."""
    repository.git("reset", "--quiet", repository.git("merge-base", "main", "change"))
    catalog = open_catalog(str(repository.path), None, repository.path.parent / "cache")
    for found in (index, None):
        sides = open_sides(catalog, "main", None, index=found, cache=judged_before)
        assert isinstance(sides.head, Indexed) is (found is not None and not row.get("links"))
        assert told(judge(sides, _today(row))) == row["expect"].strip().splitlines(), "not committed"


def assert_short_is_the_same(short: Verdict, whole: Verdict, run: str) -> None:
    """What stood before may be counted instead of told; all else is the same."""
    before = [[each.finding.status is Status.EXISTING for each in told.findings] for told in (short, whole)]
    others = [[each for each in told.findings if each.finding.status is not Status.EXISTING] for told in (short, whole)]
    assert (short.blocked, others[0]) == (whole.blocked, others[1]), f"{run}, counting what stood before"
    assert sum(before[0]) + short.known == sum(before[1])


def play(row: Mapping[str, Any], folder: Path) -> GitRepository:
    """The base on `main`, the edits of the pull request on `change`, those of others on `main` after it. `forgets` are
    the last commits that `main` loses before the pull request begins."""
    repository = _base().copy(folder)
    for step in row.get("history", ()):
        repository.commit(edited(repository, step))
    if "forgets" in row:
        repository.git("reset", "--quiet", "--hard", f"HEAD~{row['forgets']}")
    repository.git("checkout", "--quiet", "-b", "change")
    if "target" in row:
        repository.git("checkout", "--quiet", "main")
        repository.commit(edited(repository, row["target"]))
        repository.git("checkout", "--quiet", "change")
    for step in row["edits"] if isinstance(row["edits"], list) else [row["edits"]]:
        repository.commit(edited(repository, step))
    for acceptance in row.get("accept", ()):
        repository.commit(accepted(repository, acceptance))
    for step in row.get("then", ()):
        repository.commit(edited(repository, step))
    if row.get("merge"):
        repository.merge("main")
    return repository


@cache
def _base() -> GitRepository:
    """The catalog of all rows, in its first commit; made once, and copied."""
    folder = TemporaryDirectory(prefix="pull-requests-")
    made = git_repository(Path(folder.name) / "base", BASE, options=("--template=",))  # type: ignore[arg-type]
    made.git("gc", "--quiet")  # few files to copy
    register(folder.cleanup)
    return made


def accepted(repository: GitRepository, acceptance: Mapping[str, Any]) -> dict[str | bytes, Content]:
    """An acceptance of the change as the pull request makes it so far, with the digests that the gate prints."""
    catalog = open_catalog(str(repository.path), None, repository.path / "cache")
    findings = [told.finding for told in judge(open_sides(catalog, "main", "change")).findings]
    meant = next(f for f in findings if (f.rule, f.address) == (acceptance["rule"], acceptance["address"]))
    before, after = meant.digests or ("", "")
    names = ", ".join(acceptance["by"])
    text = (
        f"rule: {meant.rule}\naddress: {meant.address}\nbefore: {before}\nafter: {after}\naccepted_by: [{names}]\n"
        f"reason: {acceptance.get('reason', 'Agreed with everybody who reads it.')}\ncreated: 2026-11-20\n"
    )
    return {f"policy/acceptances/{acceptance['id']}.yaml": text}


def edited(repository: GitRepository, edits: Mapping[str, Any]) -> dict[str | bytes, Content]:
    """Path → text: as given, or the present text with replacements made; `a -> b` moves a file, None deletes it,
    `{link: target}` is a symbolic link."""
    found: dict[str | bytes, Content] = {}
    for name, change in edits.items():
        path, _, to = name.partition(" -> ")
        if change is None and not to:
            found[path] = None
            continue
        if isinstance(change, Mapping):
            found[path] = Link(change["link"])
            continue
        text = change if isinstance(change, str) else replaced((repository.path / path).read_text(), change or [])
        if to:
            found[path] = None
        found[to or path] = text
    return found


def replaced(text: str, changes: list[list[str]]) -> str:
    for old, new in changes:
        assert old in text, f"{old!r} is not in the file"
        text = text.replace(old, new)
    return text


def told(verdict: Verdict) -> list[str]:
    """The verdict in lines: what blocks, what warns, what is excepted or fixed; contracts with their versions."""
    return [
        "blocked" if verdict.blocked else "pass",
        *sorted(map(_line, filter(_is_told, verdict.findings))),
        *_rest(verdict),
    ]


def _is_told(judged: JudgedFinding) -> bool:
    finding = judged.finding
    return judged.blocks or finding.severity is not Severity.INFO or finding.kind is Kind.POLICY


def _line(judged: JudgedFinding) -> str:
    finding = judged.finding
    status = finding.status.value if finding.status else ""
    words = ["BLOCKS" if judged.blocks else "-", status, finding.severity.value, finding.rule, finding.address]
    if not finding.decided:
        words.append("(undecided)")
    if judged.upcoming:
        words.append(f"@{judged.upcoming}")
    if judged.consumers:
        words.append(f"hits {', '.join(judged.consumers)}")
    if judged.exception and finding.status in (Status.ACCEPTED, Status.WAIVED):
        added = (
            f", added here, review by {', '.join(judged.exception.reviewers)}" if judged.exception.added_here else ""
        )
        words.append(f"by {judged.exception.id}{added}")
    if judged.because:
        words.append(f"({judged.because})")
    return " ".join(words)


def _rest(verdict: Verdict) -> Iterator[str]:
    for contract in verdict.contracts:
        versions = f"{contract.from_version or 'none'} -> {contract.to_version or 'none'}"
        yield f"{contract.name}: {versions}, {contract.required_bump}"
    yield from verdict.notes


def _today(row: Mapping[str, Any]) -> date | None:
    return date.fromisoformat(str(row["today"])) if "today" in row else None
