"""What the search page shows."""

from __future__ import annotations

from catalog.answers.catalog import Revision
from catalog.answers.search import Found, search_catalog
from catalog.repository.snapshot import Snapshot
from catalog.search.index import Indexes


def search_page(indexes: Indexes, snapshot: Snapshot, revision: Revision, query: str, kind: str) -> Found:
    """The answer itself; an empty query finds nothing."""
    return search_catalog(indexes, snapshot, revision.digest, query, kind)
