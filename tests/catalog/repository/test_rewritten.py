"""What a branch has forgotten: former tips that the clone saw, and tags that nothing else leads to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from catalog.repository import rewritten
from catalog.repository.git import find_repository
from catalog.repository.process import run_git
from catalog.repository.rewritten import forgotten_commits, forgotten_tips
from tests.builders.git import AUTHOR, GitRepository, git_repository


def tips(repository: GitRepository, branch: str) -> tuple[str, ...]:
    return forgotten_tips(find_repository(repository.path), branch, repository.git("rev-parse", branch))


def annotated(repository: GitRepository, tag: str) -> None:
    name, email = AUTHOR
    repository.git("tag", "-a", "-m", "x", tag, GIT_COMMITTER_NAME=name, GIT_COMMITTER_EMAIL=email)


def test_a_branch_that_went_forward_forgot_nothing(tmp_path: Path) -> None:
    repository = git_repository(tmp_path / "one", {"a": "1"}, {"a": "2"})
    repository.git("tag", "v1", "HEAD~1")
    annotated(repository, "v2")
    assert tips(repository, "main") == ()
    assert tips(repository, "HEAD~1") == ()


def test_a_branch_that_was_set_back(tmp_path: Path) -> None:
    repository = git_repository(tmp_path / "one", {"a": "1"}, {"a": "2"}, {"b": "1"})
    repository.git("reset", "--quiet", "--hard", "HEAD~2")
    first, second, third = repository.commits
    assert tips(repository, "main") == (third, second)
    assert tips(repository, first) == (), "a commit has no former tips"
    found = find_repository(repository.path)
    assert forgotten_commits(found, third, first, "a") == (second,)
    assert forgotten_commits(found, third, first, "b") == (third,)


def test_a_tracking_branch_that_was_forced(tmp_path: Path) -> None:
    origin = git_repository(tmp_path / "one", {"a": "1"}, {"a": "2"})
    clone = origin.clone(tmp_path / "two")
    origin.git("reset", "--quiet", "--hard", "HEAD~1")
    origin.commit({"a": "3"})
    clone.git("fetch", "--quiet")
    assert tips(clone, "origin/main") == (origin.commits[1],)
    clone.git("reset", "--quiet", "--hard", "origin/main")
    clone.commit({"a": "4"})
    clone.git("reset", "--quiet", "--hard", "HEAD~1")
    assert tips(clone, "main") == (origin.commits[1],), "only what the upstream forgot was published"


def test_a_tag_is_remembered_unless_a_branch_has_it(tmp_path: Path) -> None:
    repository = git_repository(tmp_path / "one", {"a": "1"})
    repository.git("checkout", "--quiet", "-b", "side")
    tagged = repository.commit({"a": "2"})
    annotated(repository, "v2")
    blob = repository.git("rev-parse", "HEAD:a")
    repository.git("tag", "content", blob)
    repository.git("checkout", "--quiet", "main")
    assert tips(repository, "main") == ()
    repository.git("branch", "--quiet", "-D", "side")
    assert tips(repository, "main") == (tagged,)


def test_a_former_tip_that_is_no_longer_stored_is_left_out(tmp_path: Path) -> None:
    repository = git_repository(tmp_path / "one", {"a": "1"}, {"a": "2"})
    repository.git("reset", "--quiet", "--hard", "HEAD~1")
    lost = repository.commits[1]
    (repository.path / ".git/objects" / lost[:2] / lost[2:]).unlink()
    assert tips(repository, "main") == ()


def test_git_is_asked_as_often_for_many_tags_and_former_tips_as_for_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def counted(folder: Path, *arguments: str, **more: Any) -> bytes:
        asked.append(arguments[0])
        return run_git(folder, *arguments, **more)

    monkeypatch.setattr(rewritten, "run_git", counted)
    repository = git_repository(tmp_path / "one", {"a": "0"})
    counts = []
    for rounds in (1, 5):
        for _ in range(rounds):
            repository.git("tag", f"v{len(repository.commits)}", repository.commit({"a": str(len(repository.commits))}))
            repository.git("reset", "--quiet", "--hard", "HEAD~1")
        asked.clear()
        assert tips(repository, "main") == tuple(reversed(repository.commits[1:]))
        counts.append(len(asked))
    assert counts[0] == counts[1]
