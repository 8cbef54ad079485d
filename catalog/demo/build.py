"""`treaty demo DIR`: the reference estate as a Git repository with its dated past."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from catalog.demo.steps import Step, read_steps
from catalog.demo.undo import undo
from catalog.errors import UsageError
from catalog.repository.create import NewCommit, write_repository

PACKAGE = Path(__file__).resolve().parent
HISTORY = PACKAGE / "history"
BRANCH = "main"


@dataclass(frozen=True, slots=True)
class Demo:
    """What was made: where, with how many commits and files at the head."""

    directory: Path
    commits: int
    files: int


def build_demo(directory: Path, *, contracts: Path | None = None, history: Path = HISTORY) -> Demo:
    """Makes `directory`, new or empty, a repository whose head is `contracts`; it appears complete or not at all.

    The same data give the same commit ids everywhere. UsageError when the directory is not empty.
    """
    target = directory.absolute()
    _refuse_occupied(target)
    head = read_head(contracts or estate())
    commits = tuple(new_commits(read_steps(history), head))
    target.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as scratch:
        made = Path(scratch) / "repository"
        made.mkdir()
        write_repository(made, commits, BRANCH)
        _place(made, target)
    return Demo(directory, len(commits), len(head))


def estate() -> Path:
    """The folder `contracts/`: inside the package in a wheel, at the top of the repository in a source checkout."""
    for folder in (PACKAGE / "contracts", PACKAGE.parents[1] / "contracts"):
        if folder.is_dir():
            return folder
    raise UsageError("the reference estate is not in this installation", hint="install the treaty wheel again")


def read_head(contracts: Path) -> dict[str, bytes]:
    """Every file of the estate, by its path in the repository to be made."""
    files = sorted(path for path in contracts.rglob("*") if path.is_file())
    return {f"contracts/{path.relative_to(contracts).as_posix()}": path.read_bytes() for path in files}


def new_commits(steps: tuple[Step, ...], head: Mapping[str, bytes]) -> Iterator[NewCommit]:
    """One commit per step, oldest first; the first holds every file that no later step added."""
    trees = [dict(head)]
    for step in reversed(steps[1:]):
        trees.append(undo(step, trees[-1]))
    trees.append({})
    trees.reverse()
    for step, before, after in zip(steps, trees, trees[1:], strict=False):
        yield NewCommit(step.date, step.author, step.email, step.message, _changes(before, after), step.tag)


def _changes(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> dict[str, bytes | None]:
    changed: dict[str, bytes | None] = {path: data for path, data in after.items() if before.get(path) != data}
    return changed | {path: None for path in before if path not in after}


def _refuse_occupied(target: Path) -> None:
    if target.exists() and not target.is_dir():
        raise UsageError("is a file", place=str(target), hint="name a new folder")
    if target.is_dir() and any(target.iterdir()):
        raise UsageError("is not empty", place=str(target), hint="name a new or empty folder: nothing is overwritten")


def _place(made: Path, target: Path) -> None:
    if target.is_dir():
        target.rmdir()
    shutil.move(made, target)
