"""`treaty search WORDS`: where a word occurs."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from catalog.cli.options import add_catalog, add_format, examples

if TYPE_CHECKING:
    from catalog.answers.search import Found

FACETS = ("layer", "domain", "vendor", "pattern", "stage", "owner", "spec")  # as catalog.search.members has them


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments and examples."""
    parser.add_argument(
        "words", nargs="+", metavar="WORD", help="all must occur; billToParty and 'bill to' both find it"
    )
    parser.add_argument(
        "--kind", default="", help="service, vendor, contract, operation, channel, message, schema, field …"
    )
    for name in FACETS:
        parser.add_argument(f"--{name}", default="", metavar="VALUE", help=f"only what has this {name}")
    parser.add_argument("--limit", type=_count, default=50, metavar="N", help="hits to show (default 50)")
    add_catalog(parser)
    add_format(parser)
    examples(
        parser, "treaty search billToParty", "treaty search tax code --kind field --layer system",
        "treaty search order --format json",
    )  # fmt: skip


def _count(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 10_000:
        raise argparse.ArgumentTypeError("give a number from 1 to 10000")
    return number


def run(args: argparse.Namespace) -> int:
    """Print the hits; finding nothing is no error."""
    from catalog.answers.envelope import envelope
    from catalog.answers.plain import plain
    from catalog.answers.search import Question, search_catalog
    from catalog.cli.opening import cache_folder, open_asked
    from catalog.cli.output import print_json
    from catalog.search.library import open_library

    catalog, revision, snapshot = open_asked(args)
    library = open_library(catalog.source, cache_folder())
    filters = {"kind": args.kind, **{name: getattr(args, name) for name in FACETS}}
    question = Question(" ".join(args.words), filters, args.limit)
    found = search_catalog(library, lambda: snapshot, revision.digest, question)
    if args.format == "json":
        answer = plain(found)
        print_json({**envelope([(revision.name, revision.digest)]), **(answer if isinstance(answer, dict) else {})})
    else:
        print_text(found)
    return 0


def print_text(found: Found) -> None:
    """A line for each hit."""
    from catalog.cli.output import print_table

    for each in found.read_as:
        print(f"{each.word} is read as {each.taken_for}")
    entries = [hit.entry for hit in found.hits]
    print_table([(entry.kind, entry.name, entry.contract or entry.owner, entry.place) for entry in entries])
    if found.total > len(found.hits):
        print(f"the first {len(found.hits)} of {found.total}; --kind narrows them down, --limit shows more")
    elif not found.total:
        print("nothing found")
