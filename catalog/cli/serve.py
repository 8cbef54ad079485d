"""`treaty serve`: the portal."""

from __future__ import annotations

import argparse
import sys

from catalog.cli.options import add_catalog, add_today, examples

LAST_PORT = 65535


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments and examples."""
    parser.add_argument(
        "--port", type=port, default=8000, metavar="N", help="port to listen at (default 8000; 0: a free one)"
    )
    parser.add_argument(
        "--host", default="127.0.0.1", metavar="ADDRESS", help="address to listen at (default: this machine)"
    )
    add_catalog(parser)
    add_today(parser)
    examples(parser, "treaty serve", "treaty serve --catalog halden --port 8080", "treaty serve --rev main")


def port(text: str) -> int:
    """A number that a port may have."""
    number = int(text)
    if not 0 <= number <= LAST_PORT:
        raise argparse.ArgumentTypeError(f"ports are from 0 to {LAST_PORT}")
    return number


def run(args: argparse.Namespace) -> int:
    """Serve until interrupted."""
    from catalog.cli.opening import open_asked
    from catalog.errors import UsageError

    try:
        from catalog.portal.server import serve
    except ModuleNotFoundError as missing:
        message = f"the portal needs {missing.name}, which is not installed"
        raise UsageError(message, hint="pip install 'treaty[portal]'") from None
    try:
        catalog, revision, snapshot = open_asked(args)
    except UsageError as error:
        hint = "treaty demo halden && treaty serve --catalog halden shows an example; treaty init starts a catalog here"
        raise UsageError(error.message, place=error.place, hint=hint) from None
    from catalog.cli.opening import cache_folder
    from catalog.search.library import open_library

    name = snapshot.catalog.name or "the catalog"
    served = f"serving {name} at {revision.name}"
    library = open_library(catalog.source, cache_folder())
    library.store.check()
    if library.store.note:
        tell(f"treaty: {library.store.note}")
    serve(catalog, library, args.host, args.port, args.today, lambda url: tell(f"{served} on {url}"), tell)
    return 0


def tell(words: str) -> None:
    """A line for whoever started the server."""
    print(words, file=sys.stderr, flush=True)
