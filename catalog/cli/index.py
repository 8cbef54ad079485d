"""`treaty index`: build or refresh the derived index."""

from __future__ import annotations

import argparse
import sys

from catalog.cli.options import add_catalog, examples


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments and examples."""
    add_catalog(parser)
    examples(parser, "treaty index", "treaty index --rev main", "treaty index --catalog ../contracts --rev v2.1")


def run(args: argparse.Namespace) -> int:
    """Read what the index does not know yet of a revision, and say what it holds."""
    from catalog.answers.progress import Tenths
    from catalog.answers.standing import Standings
    from catalog.cli.opening import cache_folder, open_asked
    from catalog.search.library import open_library

    catalog, revision, _ = open_asked(args)
    library = open_library(catalog.source, cache_folder())
    library.store.check()
    snapshot = Standings(catalog, library).prepare(revision, Tenths(tell))
    if library.store.note:
        tell(f"treaty: {library.store.note}")
    print(f"{len(snapshot.services)} services and {len(snapshot.contracts)} contracts at {revision.short} are indexed")
    return 0


def tell(words: str) -> None:
    """A line beside the answer."""
    print(f"  {words}", file=sys.stderr, flush=True)
