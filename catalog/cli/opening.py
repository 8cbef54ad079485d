"""From `--catalog` and `--rev` to a snapshot."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from catalog.answers.catalog import Catalog, Revision
    from catalog.repository.snapshot import Snapshot


def cache_folder() -> Path:
    """Where mirrors of catalogs elsewhere are kept: TREATY_CACHE, else the user's cache folder."""
    own = os.environ.get("TREATY_CACHE")
    if own:
        return Path(own)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "treaty"


def open_asked(args: argparse.Namespace) -> tuple[Catalog, Revision, Snapshot]:
    """The catalog, revision and snapshot that the arguments name.

    Raises:
        UsageError: no catalog there; UnknownRevision: no such commit.
    """
    from catalog.answers.catalog import open_catalog

    catalog = open_catalog(args.catalog, args.rev, cache_folder())
    revision = catalog.revision()
    return catalog, revision, catalog.snapshot(revision)
