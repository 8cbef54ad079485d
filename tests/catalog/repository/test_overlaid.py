"""Uncommitted work read as a commit and what differs says what reading the folder says."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from catalog.repository.git import find_repository, resolve
from catalog.repository.objects import ObjectReader
from catalog.repository.overlaid import OverlaidTree, uncommitted_files
from catalog.repository.tree import open_source
from catalog.repository.uncommitted import work_tree
from tests.builders.git import GitRepository, git_repository

FILES: dict[str | bytes, str] = {
    "catalog.yaml": "name: Test\n", "a/b/one": "1\n", "a/b/two": "2\n", "a/c": "3\n", "d": "4\n",
    ".gitignore": "*.tmp\n",
}  # fmt: skip


def hidden(repository: GitRepository) -> None:
    """Git is told not to look at a file that changes, and at one that is gone."""
    repository.git("update-index", "--assume-unchanged", "d")
    repository.git("update-index", "--skip-worktree", "a/c")
    repository.write({"d": "other\n", "a/c": None})


def staged(repository: GitRepository) -> None:
    """A file is staged, and then changed again; another is staged and gone."""
    repository.write({"new": "1\n", "d": "5\n"})
    repository.git("add", "new", "d")
    repository.write({"new": None, "d": "6\n"})


CHANGES: dict[str, Callable[[GitRepository], object]] = {
    "nothing": lambda _: None,
    "changed, gone and new": lambda repository: repository.write({"a/b/one": "x\n", "d": None, "e/f/g": "new\n"}),
    "a folder is gone": lambda repository: repository.write({"a/b/one": None, "a/b/two": None}),
    "a file where a folder was": lambda repository: (
        repository.write({"a/b/one": None, "a/b/two": None}), (repository.path / "a" / "b").rmdir(),
        repository.write({"a/b": "file\n"}),
    ),
    "ignored": lambda repository: repository.write({"x.tmp": "1\n"}),
    "the same content under a new time": lambda repository: os.utime(repository.path / "d", (1, 1)),
    "hidden from Git": hidden,
    "staged": staged,
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_it_is_the_folder(change: Callable[[GitRepository], object], tmp_path: Path) -> None:
    made = git_repository(tmp_path / "r", FILES)
    change(made)
    source = open_source(made.path)
    assert source.repository
    assert source.objects
    files = uncommitted_files(source.repository)
    assert files is not None
    found = OverlaidTree(source.repository, source.objects, resolve(source.repository, "HEAD"), files)
    expected = work_tree(source.repository)
    everything = expected.paths()
    for folder in {"", "a", "a/b", "d", "e"} - set(everything):
        assert found.paths(folder) == expected.paths(folder)
    assert [found.read(path) for path in everything] == [expected.read(path) for path in everything]
    assert list(found.read_many(everything)) == list(expected.read_many(everything))
    assert [found.blob_id(path) for path in everything] == [expected.blob_id(path) for path in everything]
    assert all(found.has(path) for path in everything)
    assert not any(found.has(path) for path in set(map(str, FILES)) - set(everything))


def test_what_is_no_file_is_left_to_whoever_reads_everything(tmp_path: Path) -> None:
    for name in ("link", "folder"):
        made = git_repository(tmp_path / name, FILES)
        made.write({"d": None})
        made.write({"d/x": "1\n"}) if name == "folder" else (made.path / "d").symlink_to("a/c")
        repository = open_source(made.path).repository
        assert repository
        assert uncommitted_files(repository) is None


def test_what_is_not_asked_about_is_not_listed(tmp_path: Path) -> None:
    made = git_repository(tmp_path / "r", {"catalog.yaml": "name: Test\n", "a/b": "1", "c/d": "1"})
    repository = find_repository(made.path)
    with ObjectReader(repository.git_dir) as objects:
        tree = OverlaidTree(repository, objects, made.commits[0], {"a/b": b"2"})
        assert tree.read("a/b").data == b"2"
        assert tree.sparse._everything is None
        assert "c" not in tree.sparse._folders
