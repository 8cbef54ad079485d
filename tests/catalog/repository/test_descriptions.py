"""Who made commits and what for, and how two texts differ."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalog.repository.descriptions import changed_lines, commits_of
from catalog.repository.git import find_repository
from tests.builders.git import GitRepository, git_repository


@pytest.fixture
def two(tmp_path: Path) -> GitRepository:
    return git_repository(tmp_path / "two", {"a": "1"}, {"a": "2"})


def test_commits_are_described_by_their_ids(two: GitRepository) -> None:
    described = commits_of(find_repository(two.path), two.commits)
    assert [(each.id, each.subject) for each in described] == list(
        zip(two.commits, ("commit 1", "commit 2"), strict=True)
    )
    assert commits_of(find_repository(two.path), ()) == ()


def test_two_blobs_are_compared_line_by_line(two: GitRepository) -> None:
    two.commit({"x": "a\nb\n"})
    two.commit({"x": "a\nc\n"})
    ids = [two.git("rev-parse", f"{commit}:x") for commit in two.commits[-2:]]
    lines = changed_lines(find_repository(two.path), ids[0], ids[1], 1).decode().split("\n")
    assert lines[-5:] == ["@@ -1,2 +1,2 @@", " a", "-b", "+c", ""]
