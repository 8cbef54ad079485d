"""The commits that a pull request is about, asked of Git once."""

from __future__ import annotations

from collections.abc import Mapping

from catalog.frozen import dataclass
from catalog.repository.git import Repository, merge_base, resolve
from catalog.repository.rewritten import forgotten_tips

WORKTREE = "worktree"  # as catalog.repository.tree has it, which costs more to import than most runs need


@dataclass(frozen=True, slots=True)
class Ends:
    """The tip of the target, the head (HEAD for what lies on disk), and where they went apart.

    `lost` are the commits that the target led to once, newest first: its history was rewritten. `files` are those that
    differ on disk from HEAD (None for one that is gone), where somebody looked and could tell.
    """

    tip: str
    head: str
    common: str
    lost: tuple[str, ...]
    files: Mapping[str, bytes | None] | None = None


def ends_of(repository: Repository, base: str, head: str) -> Ends:
    """From `head` into `base`.

    Raises:
        UnknownRevision: no such commit.
        RepositoryError: no common ancestor, for instance in a shallow clone; the hint says what to do.
    """
    tip = resolve(repository, base)
    commit = resolve(repository, "HEAD" if head == WORKTREE else head)
    return Ends(tip, commit, merge_base(repository, tip, commit), forgotten_tips(repository, base, tip))
