"""`treaty diff`: what changed between two documents, does it break the wire, for which operations, proved by what."""

from __future__ import annotations

import argparse

from catalog.cli.options import add_format, examples


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments and examples."""
    parser.add_argument("base", metavar="BASE", help="the released document: a file, or REV:PATH")
    parser.add_argument("revision", metavar="REVISION", help="the document that wants to be released")
    parser.add_argument(
        "--perspective", choices=("provider", "client"), default="provider", help="who the documents are written for"
    )
    parser.add_argument(
        "--tolerate", action="append", default=[], metavar="NAME", help="switch a tolerance on; with no-NAME, off"
    )
    add_format(parser)
    examples(
        parser,
        "treaty diff v1/openapi.yaml v2/openapi.yaml",
        "treaty diff main:contracts/services/pricing/prices/openapi.yaml prices.yaml",
        "treaty diff old.json new.json --tolerate no-open-enums --format json",
    )


def run(args: argparse.Namespace) -> int:
    """0 compatible, 1 breaking or undecided."""
    from catalog.answers.comparison import comparison_json, comparison_text, compare_files
    from catalog.cli.output import print_json

    answer = compare_files(args.base, args.revision, args.perspective, args.tolerate)
    if args.format == "json":
        print_json(comparison_json(answer))
    else:
        print(comparison_text(answer))
    return 0 if answer.comparison.breaking is False else 1
