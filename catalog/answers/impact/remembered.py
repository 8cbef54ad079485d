"""Answers of `treaty impact` that were given before: the same commit, question, day and Treaty say nothing else."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from catalog.answers.gate.ends import WORKTREE
from catalog.answers.gate.remembered import repository_at, treaty, uncommitted
from catalog.repository.elsewhere import parse_location
from catalog.repository.git import borders, resolve


def question(where: str, revision: str | None, today: date | None, *asked: object) -> str:
    """Equal for equal answers about the catalog that `open_catalog` finds; empty where nothing may be remembered:
    behind an address, without a history, or where Git cannot tell what differs on disk.

    Raises:
        UnknownRevision, RepositoryError, UsageError: as `open_catalog` and `Catalog.revision`.
    """
    location = parse_location(where)
    repository = None if location.url else repository_at(location.folder)
    if repository is None:
        return ""
    wanted = revision or location.revision or ("HEAD" if repository.bare else WORKTREE)
    commit = resolve(repository, "HEAD" if wanted == WORKTREE else wanted)
    on_disk = uncommitted(repository) if wanted == WORKTREE else "committed"
    if not on_disk:
        return ""
    day = today.isoformat() if today else f"clock {date.today().isoformat()}"
    about = (repository.prefix, wanted, commit, on_disk, day, *sorted(borders(repository)), treaty(), *asked)
    return sha256("\0".join(map(repr, about)).encode("utf-8", "surrogatepass")).hexdigest()
