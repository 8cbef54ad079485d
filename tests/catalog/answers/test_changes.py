"""The past of a catalog, read once: what a commit changed, and what stands above it, as Git itself would say."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalog.answers.catalog import open_catalog
from catalog.answers.changes import changes_of, steps_at
from catalog.repository.tree import WORKTREE
from tests.builders.git import GitRepository
from tests.builders.landscape import LANDSCAPE, landscape, opened

USES, TEAMS = "services/portal/consumes.yaml", "teams.yaml"
PATHS = ("", "services", "services/portal", USES, TEAMS, "services/nowhere")


def repository_of(folder: Path) -> GitRepository:
    """Uses that change, vanish and come back, with a change elsewhere and a merge between."""
    repository = landscape(folder / "r")
    before = str(LANDSCAPE[USES])
    repository.commit({USES: before + "# more\n"})
    repository.git("checkout", "-q", "-b", "side")
    repository.commit({TEAMS: str(LANDSCAPE[TEAMS]) + "# more\n"})
    repository.git("checkout", "-q", "main")
    repository.merge("side")
    repository.commit({USES: None})
    repository.commit({USES: before})
    return repository


def test_versions_are_told_newest_first_with_what_each_left(tmp_path: Path) -> None:
    repository = repository_of(tmp_path)
    catalog = opened(repository)
    versions = changes_of(catalog, catalog.snapshot(catalog.revision("main")))[USES]
    assert [blob is not None for _, blob in versions] == [True, False, True, True]
    assert versions[0][1] == versions[3][1]
    line = repository.git("log", "--first-parent", "--format=%H", "main", "--", USES).split()
    assert [commit.id for commit, _ in versions] == line


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("limit", [1, 3, 50])
def test_what_is_known_says_the_same_as_git(path: str, limit: int, tmp_path: Path) -> None:
    catalog = opened(repository_of(tmp_path))
    revision = catalog.revision("main")
    asked = catalog.steps(path, limit, revision)
    assert steps_at(catalog, revision, path, limit) == asked  # nothing is known yet
    changes_of(catalog, catalog.snapshot(revision))
    assert steps_at(catalog, revision, path, limit) == asked


def test_a_shallow_clone_does_not_tell_its_border_as_a_change(tmp_path: Path) -> None:
    repository = repository_of(tmp_path)
    repository.clone(tmp_path / "shallow", "--depth", "2")
    catalog = open_catalog(str(tmp_path / "shallow"), None, tmp_path / "cache")
    revision = catalog.revision("main")
    asked = catalog.steps(USES, 50, revision)
    changes_of(catalog, catalog.snapshot(revision))
    assert steps_at(catalog, revision, USES, 50) == asked
    assert len(asked) == 1


def test_uncommitted_work_is_asked_of_git(tmp_path: Path) -> None:
    repository = repository_of(tmp_path)
    repository.write({USES: "consumes: []\n"})
    catalog = opened(repository)
    revision = catalog.revision(None)
    assert revision.commit == WORKTREE
    changes_of(catalog, catalog.snapshot(revision))
    assert steps_at(catalog, revision, USES, 9) == catalog.steps(USES, 9, revision)


def test_a_folder_without_history_has_no_changes(tmp_path: Path) -> None:
    for name, text in LANDSCAPE.items():
        path = tmp_path / "plain" / str(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(str(text))
    catalog = open_catalog(str(tmp_path / "plain"), None, tmp_path / "cache")
    assert not changes_of(catalog, catalog.snapshot(catalog.revision(None)))
