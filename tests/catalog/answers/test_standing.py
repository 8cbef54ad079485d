"""What is shown of a branch while it moves."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalog.answers import catalog as module
from catalog.answers import standing
from catalog.answers.catalog import open_catalog
from catalog.answers.standing import Standings
from catalog.errors import CatalogError, UnknownRevision
from catalog.search.library import open_library
from tests.builders.catalog import SOUND
from tests.builders.git import GitRepository, git_repository


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GitRepository:
    monkeypatch.setattr(module, "STALE_AFTER", 0.0)
    monkeypatch.setattr(standing, "PATIENCE", 60.0)
    monkeypatch.setattr(standing, "FIRST", 60.0)
    return git_repository(tmp_path / "r", dict(SOUND))


def standings(repository: GitRepository, cache: Path) -> Standings:
    catalog = open_catalog(f"{repository.path}@main", None, cache)
    return Standings(catalog, open_library(catalog.source, cache))


def test_a_new_commit_is_shown_when_it_has_been_read(repository: GitRepository, tmp_path: Path) -> None:
    shown = standings(repository, tmp_path / "cache")
    assert shown.of("main").revision.commit == repository.commits[0]
    second = repository.commit(
        {"services/orders/service.yaml": f"{SOUND['services/orders/service.yaml']}title: Other\n"}
    )
    found = shown.of("main")
    assert (found.revision.commit, found.behind) == (second, None)


SERVICE = "services/orders/service.yaml"


@pytest.mark.parametrize(
    "broken",
    [
        {"catalog.yaml": None},
        {"catalog.yaml": "name: [1, 2\n"},
        {"catalog.yaml": "- a\n"},
        {"catalog.yaml": ""},
        {SERVICE: "name: [1, 2\n"},
        {SERVICE: "hello\n"},
        {"services/new/service.yaml": "- a\n"},
        {"teams.yaml": "teams: [\n"},
    ],
)
def test_before_a_broken_commit_the_last_good_one_stands(
    broken: dict[str | bytes, str | None], repository: GitRepository, tmp_path: Path
) -> None:
    shown = standings(repository, tmp_path / "cache")
    shown.of("main")
    commit = repository.commit(dict(broken))
    found = shown.of("main")
    assert found.revision.commit == repository.commits[0]
    assert found.revision.name == "main"
    assert found.behind is not None
    assert (found.behind.commit, found.behind.broken) == (commit, True)
    assert next(iter(broken)) in found.behind.reason
    again = standings(repository, tmp_path / "cache").of("main")
    assert again == found, "also after a start"
    mended = repository.commit({file: SOUND.get(str(file)) for file in broken})
    found = shown.of("main")
    assert (found.revision.commit, found.behind) == (mended, None)


def test_what_could_never_be_read_is_told_by_the_pages(repository: GitRepository, tmp_path: Path) -> None:
    first = repository.commit({SERVICE: "hello\n"})
    shown = standings(repository, tmp_path / "cache")
    assert shown.of("main").revision.commit == first
    second = repository.commit({"README.md": "As broken as before."})
    found = shown.of("main")
    assert (found.revision.commit, found.behind) == (second, None)


def test_the_served_branch_stands_when_it_is_gone_or_has_lost_its_catalog(
    repository: GitRepository, tmp_path: Path
) -> None:
    shown = standings(repository, tmp_path / "cache")
    before, catalog = shown.of("main"), shown._catalog
    releases = catalog.releases()
    assert releases
    repository.git("checkout", "--orphan", "elsewhere")
    repository.git("rm", "-rf", "--quiet", ".")
    repository.commit({"README.md": "Nothing else."})
    repository.git("branch", "-M", "elsewhere", "main")
    found = shown.of()
    assert found.revision == before.revision
    assert found.behind is not None
    assert found.behind.broken
    assert catalog.releases() == releases
    repository.git("branch", "-m", "main", "other")
    found = shown.of("main")
    assert found.revision == before.revision
    assert found.behind is not None
    assert (found.behind.commit, found.behind.broken) == ("", True)
    assert catalog.releases() == releases


def test_another_branch_that_is_gone_is_unknown(repository: GitRepository, tmp_path: Path) -> None:
    shown = standings(repository, tmp_path / "cache")
    repository.git("branch", "feature")
    shown.of("feature")
    repository.git("branch", "-D", "feature")
    with pytest.raises(UnknownRevision):
        shown.of("feature")


def test_without_one_before_the_error_is_told(repository: GitRepository, tmp_path: Path) -> None:
    repository.commit({"catalog.yaml": None})
    with pytest.raises(CatalogError, match=r"no catalog\.yaml"):
        standings(repository, tmp_path / "cache").of("main")


def test_while_it_is_read_the_one_before_stands(
    repository: GitRepository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = standings(repository, tmp_path / "cache")
    shown.of("main")
    monkeypatch.setattr(standing, "PATIENCE", 0.0)
    second = repository.commit(
        {"services/orders/service.yaml": f"{SOUND['services/orders/service.yaml']}title: Other\n"}
    )
    with shown._reading:
        found = shown.of("main")
        assert found.revision.commit == repository.commits[0]
        assert found.behind is not None
        assert (found.behind.commit, found.behind.broken) == (second, False)
    monkeypatch.setattr(standing, "PATIENCE", 60.0)
    assert shown.of("main").revision.commit == second


def test_commits_by_their_id_are_shown_as_they_are(repository: GitRepository, tmp_path: Path) -> None:
    shown = standings(repository, tmp_path / "cache")
    broken = repository.commit({"catalog.yaml": None})
    assert shown.of(broken).revision.commit == broken
    assert shown.of("main~1").revision.commit == repository.commits[0]
