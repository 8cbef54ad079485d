"""A target that has no catalog yet: the pull request that brings it is compared with nothing."""

from __future__ import annotations

import posixpath

from catalog.answers.catalog import Catalog
from catalog.errors import UsageError
from catalog.repository.git import list_tree
from catalog.repository.overlaid import OverlaidTree
from catalog.repository.snapshot import Snapshot
from catalog.repository.sparse import SparseTree

BEGUN = "the target has no catalog yet: all contracts are new, and none could be compared"
NAMES = ("catalog.yaml", "catalog.yml")


def has_catalog(catalog: Catalog, commit: str) -> bool:
    """Whether there is one where it is looked for; True without Git."""
    repository, objects = catalog.source.repository, catalog.source.objects
    if repository is None or objects is None:
        return True
    try:
        SparseTree(repository, objects, commit).catalog_root  # noqa: B018
    except UsageError:
        return False
    return True


def bare(head: Snapshot, catalog: Catalog, commit: str) -> Snapshot:
    """The commit with nothing of a catalog but what the head says that a catalog is.

    Raises:
        UsageError: there is a catalog, but elsewhere: a change that moves it must not escape comparison.
    """
    repository, objects = catalog.source.repository, catalog.source.objects
    assert repository is not None
    assert objects is not None
    moved = next((path for path in list_tree(repository, commit) if posixpath.basename(path) in NAMES), None)
    if moved is not None:
        message = f"the target has its catalog elsewhere: {moved}"
        raise UsageError(message, hint="name the folder with --catalog; a catalog that moves cannot be compared")
    file = next(path for name in NAMES if (path := posixpath.join(head.root, name)) in head.files.get("catalog", ()))
    files = {file: head.tree.read(file).data}
    return Snapshot(OverlaidTree(repository, objects, commit, files), catalog.parsed)
