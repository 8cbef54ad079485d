"""The index of facts: the same answers wherever its anchor stands, and whoever else moves it."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalog.repository import index as module
from catalog.repository.file_facts import DECLARES, REFERS, USES
from catalog.repository.git import resolve
from catalog.repository.index import Index, View
from catalog.repository.tree import TreeSource, open_source
from tests.builders.git import GitRepository, git_repository

SERVICE = "contracts: [{name}/api]\n"
USER = "consumes: [{{contract: {name}/api, uses: []}}]\n"


def files(name: str, user: str) -> dict[str | bytes, str]:
    return {
        f"services/{name}/service.yaml": SERVICE.format(name=name),
        f"services/{user}/consumes.yaml": USER.format(name=name),
        f"services/{name}/api/openapi.yaml": "a: {$ref: '../../../schemas/x/v1.yaml'}\n",
    }


@pytest.fixture
def repository(tmp_path: Path) -> GitRepository:
    """Three commits: each adds a service and somebody who uses it."""
    start: dict[str | bytes, str] = {"catalog.yaml": "name: Test\n", "schemas/x/v1.yaml": "{}\n"}
    return git_repository(tmp_path / "r", start | files("one", "a"), files("two", "b"), files("three", "c"))  # type: ignore[arg-type]


@pytest.fixture
def source(repository: GitRepository) -> TreeSource:
    return open_source(repository.path)


@pytest.fixture(autouse=True)
def anchor_moves_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "NEAR", 0)


def move(index: Index, source: TreeSource, commit: str) -> None:
    assert source.repository
    assert source.objects
    index.anchored(source.repository, source.objects, commit, "")


def view(index: Index, source: TreeSource, commit: str) -> View:
    assert source.repository
    assert source.objects
    return index.view(source.repository, source.objects, commit, "")


def told(seen: View) -> list[frozenset[str]]:
    names = ("one", "two", "three")
    answers = [seen.paths(kind, f"{name}/api") for name in names for kind in (DECLARES, USES)]
    return [*answers, seen.targets(DECLARES), seen.reaching(REFERS, ("schemas/x/v1.yaml",))]


def test_every_anchor_gives_the_same_answers(repository: GitRepository, source: TreeSource, tmp_path: Path) -> None:
    plain = Index(None)
    index = Index(tmp_path / "i.sqlite")
    for anchor in repository.commits:
        move(index, source, anchor)
        for commit in repository.commits:
            assert told(view(index, source, commit)) == told(view(plain, source, commit))
    assert view(index, source, repository.commits[1]).paths(USES, "two/api") == {"services/b/consumes.yaml"}
    assert view(index, source, repository.commits[0]).paths(USES, "two/api") == set()


def test_another_process_may_move_the_anchor_while_a_view_is_read(
    repository: GitRepository, source: TreeSource, tmp_path: Path
) -> None:
    first, _, last = repository.commits
    reader, mover = Index(tmp_path / "i.sqlite"), Index(tmp_path / "i.sqlite")
    move(reader, source, first)
    seen = view(reader, source, first)
    before = told(seen)
    move(mover, source, last)
    assert mover.note == ""
    assert told(seen) == before
    assert told(view(reader, source, last)) == told(view(mover, source, last))


def test_a_move_starts_from_where_another_process_left_the_anchor(
    repository: GitRepository, source: TreeSource, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, last = repository.commits
    mover, other = Index(tmp_path / "i.sqlite"), Index(tmp_path / "i.sqlite")
    move(mover, source, first)
    changes, asked = module._changes, []

    def overtaken(*arguments: object) -> module.Changes:
        if not asked:
            asked.append(True)
            move(other, source, last)
        return changes(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "_changes", overtaken)
    move(mover, source, second)
    assert told(view(mover, source, second)) == told(view(Index(None), source, second))


def test_an_anchor_whose_commit_is_gone_is_built_again(
    repository: GitRepository, source: TreeSource, tmp_path: Path
) -> None:
    last = resolve(source.repository, "HEAD")  # type: ignore[arg-type]
    index = Index(tmp_path / "i.sqlite")
    move(index, source, last)
    index._connection.rollback()
    index._connection.execute("UPDATE anchor SET commit_id = ?", ("0" * 40,))
    index._connection.execute("INSERT INTO fact VALUES (?, ?, ?)", (USES, "one/api", "stale.yaml"))
    move(index, source, last)
    assert told(view(index, source, last)) == told(view(Index(None), source, last))


def test_a_damaged_file_is_built_again_and_said(repository: GitRepository, source: TreeSource, tmp_path: Path) -> None:
    file = tmp_path / "i.sqlite"
    file.write_bytes(b"SQLite format 3\0" + b"rubbish" * 500)
    index = Index(file)
    move(index, source, repository.commits[-1])
    assert "damaged" in index.note
    assert told(view(index, source, repository.commits[-1])) == told(view(Index(None), source, repository.commits[-1]))
