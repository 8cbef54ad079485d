"""What people read of history: who made commits and what for, and how two texts differ."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from catalog.repository.git import Commit, Repository
from catalog.repository.process import run_git


def commits_of(repository: Repository, ids: Sequence[str]) -> tuple[Commit, ...]:
    """Who made each of these commits, when, and what for; what they changed is left out."""
    question = ("log", "--no-walk=unsorted", "-z", "--no-decorate", "--no-show-signature", "--encoding=UTF-8")
    layout = "--format=%H%x00%ct%x00%an%x00%ae%x00%s"
    if not ids:
        return ()
    output = run_git(repository.folder, *question, layout, "--end-of-options", *ids, "--")
    tokens = output.decode("utf-8", "surrogateescape").removesuffix("\0").split("\0")
    records = (tokens[at : at + 5] for at in range(0, len(tokens), 5))
    return tuple(
        Commit(commit, datetime.fromtimestamp(int(seconds), UTC), author, email, subject, ())
        for commit, seconds, author, email, subject in records
    )


def changed_lines(repository: Repository, old: str, new: str, context: int) -> bytes:
    """Two blobs compared line by line, as a unified diff with this many lines around each change."""
    question = ("diff", "--no-color", "--no-ext-diff", "--no-textconv", "--text", "--no-prefix", f"--unified={context}")
    return run_git(repository.folder, *question, "--end-of-options", old, new)


def ancestors(repository: Repository, commit: str) -> frozenset[str]:
    """The commit and all that it came from; one process."""
    return frozenset(run_git(repository.folder, "rev-list", "--end-of-options", commit).decode("ascii").split())
