"""What people ask of history: who wrote this, who touched this line; and catalogs that live elsewhere.

GitPython answers here; it is imported at the first question and belongs to the extra `portal`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from types import ModuleType
from typing import Any

from catalog.errors import RepositoryError, UnknownName, UsageError
from catalog.repository.git import Repository, resolve
from catalog.repository.process import printable, scrubbed_environment


@dataclass(frozen=True, slots=True)
class Author:
    """One person's part in a file; names as `.mailmap` corrects them, dates of authoring."""

    name: str
    email: str
    commits: int
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class Blame:
    """The commit that gave a line its present text."""

    commit: str
    name: str
    email: str
    date: datetime
    subject: str


def authors(repository: Repository, path: str, revision: str = "HEAD") -> tuple[Author, ...]:
    """Everybody who changed a file up to `revision`, most commits first; renames are followed.

    UnknownName when no commit touches the path; UsageError when GitPython is not installed.
    """
    question = ("--follow", "--encoding=UTF-8", "--format=%aN%x00%aE%x00%at", "--", path)
    found: dict[tuple[str, str], list[datetime]] = {}
    for line in filter(None, _asked(repository, revision, path, "log", *question).split("\n")):
        name, email, seconds = line.split("\0")
        found.setdefault((name, email), []).append(datetime.fromtimestamp(int(seconds), UTC))
    if not found:
        raise UnknownName(f"no commit up to {printable(revision)} has it", place=printable(path))
    people = (Author(*who, len(dates), min(dates), max(dates)) for who, dates in found.items())
    return tuple(sorted(people, key=lambda author: (-author.commits, author.name, author.email)))


def blame_line(repository: Repository, path: str, line: int, revision: str = "HEAD") -> Blame:
    """Who last changed a line, counted from 1, of a file at `revision`. UnknownName for a file or line not there."""
    question = (f"-L{line},{line}", "--porcelain", "--encoding=UTF-8", "--", path)
    text = _asked(repository, revision, f"{path}:{line}", "blame", *question)
    first, *rest = text.split("\n")
    fields = dict(entry.partition(" ")[::2] for entry in rest if not entry.startswith("\t"))
    date = datetime.fromtimestamp(int(fields["author-time"]), UTC)
    email = fields["author-mail"].removeprefix("<").removesuffix(">")
    return Blame(first.split(" ")[0], fields["author"], email, date, fields["summary"])


def _asked(repository: Repository, revision: str, place: str, command: str, *arguments: str) -> str:
    """Output of `git <command> <commit> <arguments>`; UnknownName for a path or line that is not there."""
    commit = resolve(repository, revision)
    gitpython = import_gitpython()
    with _opened(repository, gitpython) as git:
        try:
            return str(getattr(git, command)(commit, *arguments))
        except gitpython.GitCommandError:
            message = f"no such file or line at revision {printable(revision)}"
            raise UnknownName(message, place=printable(place)) from None


@contextmanager
def _opened(repository: Repository, gitpython: ModuleType) -> Iterator[Any]:
    with gitpython.Repo(repository.git_dir, odbt=gitpython.GitCmdObjectDB) as opened:
        # A Git hook sets GIT_DIR and GIT_WORK_TREE; what is set here wins over them.
        work_tree = repository.git_dir if repository.bare else repository.folder
        opened.git.update_environment(GIT_DIR=str(repository.git_dir), GIT_WORK_TREE=str(work_tree), **quiet())
        opened.git.update_environment(GIT_LITERAL_PATHSPECS="1")
        yield opened.git


def quiet() -> dict[str, str]:
    """The settings of `scrubbed_environment` that GitPython, which copies the environment, must be told."""
    return {name: value for name, value in scrubbed_environment({}).items() if value}


def import_gitpython() -> ModuleType:
    """GitPython; UsageError with what to install where it is missing, RepositoryError where Git itself is."""
    try:
        import git
    except ModuleNotFoundError:
        hint = "pip install 'treaty[portal]'"
        raise UsageError("questions about authors and remote catalogs need GitPython", hint=hint) from None
    except ImportError:
        raise RepositoryError("the command git was not found", hint="install Git and put it on PATH") from None
    module: ModuleType = git
    return module
