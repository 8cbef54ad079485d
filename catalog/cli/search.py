"""`treaty search WORDS`: where a word occurs."""

from __future__ import annotations

import argparse

from catalog.cli.options import add_catalog, add_format, examples


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments and examples."""
    parser.add_argument(
        "words", nargs="+", metavar="WORD", help="all must occur; billToParty and 'bill to' both find it"
    )
    parser.add_argument(
        "--kind", default="", help="service, vendor, contract, operation, channel, message, schema, field …"
    )
    add_catalog(parser)
    add_format(parser)
    examples(
        parser, "treaty search billToParty", "treaty search tax code --kind field", "treaty search order --format json"
    )


def run(args: argparse.Namespace) -> int:
    """Print the hits; finding nothing is no error."""
    from catalog.answers.envelope import envelope
    from catalog.answers.plain import plain
    from catalog.answers.search import search_catalog
    from catalog.cli.opening import open_asked
    from catalog.cli.output import print_json, print_table
    from catalog.search.index import Indexes

    _, revision, snapshot = open_asked(args)
    found = search_catalog(Indexes(), snapshot, revision.digest, " ".join(args.words), args.kind)
    if args.format == "json":
        answer = plain(found)
        print_json({**envelope([(revision.name, revision.digest)]), **(answer if isinstance(answer, dict) else {})})
        return 0
    rows = [
        (hit.entry.kind, hit.entry.name, hit.entry.contract or hit.entry.owner, hit.entry.place) for hit in found.hits
    ]
    print_table(rows)
    if found.total > len(found.hits):
        print(f"the first {len(found.hits)} of {found.total}; --kind narrows them down")
    elif not found.total:
        print("nothing found")
    return 0
