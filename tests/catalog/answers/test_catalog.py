"""One catalog at many revisions."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalog.answers import catalog as module
from catalog.answers.catalog import Catalog, open_catalog
from catalog.errors import RepositoryError, UnknownRevision, UsageError
from tests.builders.catalog import SOUND
from tests.builders.git import git_repository


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    return git_repository(tmp_path / "r", dict(SOUND)).path


def opened(path: Path, revision: str | None = None) -> Catalog:
    return open_catalog(str(path), revision, path / "cache")


def test_uncommitted_work_is_the_default(repository: Path) -> None:
    catalog = opened(repository)
    (repository / "teams.yaml").write_text("teams: {}\n")
    assert catalog.revision().commit == "worktree"
    assert not catalog.snapshot(catalog.revision()).teams
    assert catalog.snapshot(catalog.revision("HEAD")).teams


def test_a_branch_moves_and_a_commit_does_not(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "STALE_AFTER", 0.0)
    catalog = opened(repository)
    first = catalog.revision("main")
    assert not first.fixed
    assert catalog.revision(first.commit).fixed
    (repository / "teams.yaml").write_text("teams: {}\n")
    import subprocess

    subprocess.run(
        ["git", "-C", repository, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qam", "x"], check=True
    )
    assert catalog.revision("main").commit != first.commit
    assert catalog.snapshot(catalog.revision(first.commit)).teams


def test_the_digest_of_uncommitted_work_follows_its_content(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "STALE_AFTER", 0.0)
    catalog = opened(repository)
    before = catalog.revision().digest
    assert catalog.revision().digest == before
    (repository / "terms" / "order.yaml").write_text("term: order\ndefinition: Another.\n")
    assert catalog.revision().digest != before


@pytest.mark.parametrize("name", ["nope", "--help", "-n", "main:teams.yaml", "../..", "@{9999}", "\0", "a\nb"])
def test_names_that_are_no_commit(repository: Path, name: str) -> None:
    with pytest.raises((UnknownRevision, RepositoryError)):
        opened(repository).revision(name)


def test_a_folder_without_git_has_its_files_only(tmp_path: Path) -> None:
    (tmp_path / "catalog.yaml").write_text("name: x\n")
    catalog = opened(tmp_path)
    assert catalog.snapshot(catalog.revision()).catalog.name == "x"
    assert catalog.releases() == ()
    assert catalog.steps("catalog.yaml") == ()
    with pytest.raises(UnknownRevision):
        catalog.revision("main")


def test_no_catalog_says_how_to_start_one(tmp_path: Path) -> None:
    catalog = opened(tmp_path)
    with pytest.raises(UsageError) as caught:
        catalog.revision()
    assert "treaty init" in (caught.value.hint or "")


def test_revisions_and_releases_are_named(repository: Path) -> None:
    catalog = opened(repository)
    assert [(each.name, each.kind) for each in catalog.named_revisions()] == [
        ("worktree", "worktree"),
        ("main", "branch"),
    ]
    assert {release.contract for release in catalog.releases()} == {"acme/things", "orders/v1"}


def test_snapshots_are_kept(repository: Path) -> None:
    catalog = opened(repository)
    assert catalog.snapshot(catalog.revision("main")) is catalog.snapshot(catalog.revision("HEAD"))
