from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from catalog.errors import UnknownName, UnknownRevision, UsageError
from catalog.repository.git import Repository, find_repository
from catalog.repository.history import Author, authors, blame_line
from tests.builders.git import DAY, FIRST_DATE, GitRepository, git_repository

INES = ("Ines Moreau", "ines@halden.example")
JON = ("Jón Ármann", "jon@halden.example")


def _day(number: int) -> datetime:
    return datetime.fromtimestamp(FIRST_DATE + number * DAY, UTC)


@pytest.fixture
def written(tmp_path: Path) -> GitRepository:
    made = git_repository(tmp_path / "written")
    text = "".join(f"line {number}\n" for number in range(20))
    made.commit({"old.yaml": text}, author=INES)
    made.commit({"old.yaml": text.replace("line 3\n", "three\n")}, author=JON, message="Say three")
    made.commit({"old.yaml": None, "new.yaml": text.replace("line 3\n", "three\n")}, author=INES)
    made.commit({"other.yaml": "1"}, author=JON)
    return made


@pytest.fixture
def repository(written: GitRepository) -> Repository:
    return find_repository(written.path)


def test_authors_are_counted_through_renames(repository: Repository) -> None:
    assert authors(repository, "new.yaml") == (
        Author(*INES, commits=2, first=_day(0), last=_day(2)),
        Author(*JON, commits=1, first=_day(1), last=_day(1)),
    )


def test_authors_up_to_a_revision(repository: Repository) -> None:
    assert [author.name for author in authors(repository, "old.yaml", "HEAD~3")] == [INES[0]]


def test_blame_names_the_commit_that_wrote_a_line(written: GitRepository, repository: Repository) -> None:
    blame = blame_line(repository, "new.yaml", 4)
    assert (blame.commit, blame.name, blame.email, blame.subject) == (written.commits[1], *JON, "Say three")
    assert blame.date == _day(1)
    assert blame_line(repository, "new.yaml", 5).name == INES[0]
    assert blame_line(repository, "old.yaml", 4, "HEAD~3").name == INES[0]


def test_history_is_asked_in_bare_and_linked_repositories_despite_a_hooks_environment(
    written: GitRepository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = find_repository(written.clone(tmp_path / "bare.git", "--bare").path)
    written.git("worktree", "add", "--quiet", "--detach", str(tmp_path / "linked"))
    (tmp_path / "linked" / "sub").mkdir()
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    assert authors(find_repository(tmp_path / "linked" / "sub"), "new.yaml")[0].name == INES[0]
    assert authors(bare, "new.yaml")[0].name == INES[0]
    assert blame_line(bare, "new.yaml", 4).name == JON[0]


@pytest.mark.parametrize("path", ["missing.yaml", "--output=pwned", "-h", "../written/new.yaml"])
def test_a_path_that_no_commit_touches_is_unknown(repository: Repository, path: str) -> None:
    with pytest.raises(UnknownName):
        authors(repository, path)
    with pytest.raises(UnknownName):
        blame_line(repository, path, 1)
    assert not (repository.folder / "pwned").exists()


@pytest.mark.parametrize("line", [0, 21, -1])
def test_a_line_that_is_not_there_is_unknown(repository: Repository, line: int) -> None:
    with pytest.raises(UnknownName, match="no such file or line"):
        blame_line(repository, "new.yaml", line)


def test_an_option_like_revision_is_unknown(repository: Repository) -> None:
    with pytest.raises(UnknownRevision):
        authors(repository, "new.yaml", "--output=pwned")


def test_without_gitpython_the_error_says_what_to_install(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "git", None)
    with pytest.raises(UsageError, match=r"treaty\[portal\]"):
        authors(repository, "new.yaml")


def test_reading_trees_never_imports_gitpython() -> None:
    program = "import sys, catalog.repository.tree, catalog.repository.history; sys.exit('git' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program]).returncode == 0
