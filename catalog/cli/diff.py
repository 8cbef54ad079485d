"""`treaty diff`: what changed between two documents, does it break the wire, for which operations, proved by what."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from catalog.cli.options import examples

if TYPE_CHECKING:
    from catalog.answers.comparison.answer import DiffAnswer


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments and examples."""
    parser.add_argument("base", metavar="BASE", help="the released document: a file, or REV:PATH")
    parser.add_argument("revision", metavar="REVISION", help="the document that wants to be released")
    parser.add_argument(
        "--perspective", choices=("provider", "client"), default="provider",
        help="the side that the documents are written from (default: provider)",
    )  # fmt: skip
    parser.add_argument(
        "--tolerate", action="append", default=[], metavar="NAME", help="switch a tolerance on; with no-NAME, off"
    )
    parser.add_argument(
        "--profile", default="default", metavar="NAME", help="tolerances by name: default|strict|lenient"
    )
    parser.add_argument(
        "--path-version", action="append", default=[], metavar="PATTERN", dest="path_versions",
        help="a part of paths that holds the version, such as /services/data/v{label}/",
    )  # fmt: skip
    parser.add_argument("--explain", action="store_true", help="the chain of reasoning of each finding")
    parser.add_argument("--all", action="store_true", help="the safe changes as well, and every operation by name")
    parser.add_argument(
        "--format", choices=("text", "json", "markdown"), default="text", help="how to print the answer"
    )
    examples(
        parser,
        "treaty diff v1/openapi.yaml v2/openapi.yaml",
        "treaty diff main:contracts/services/pricing/prices/openapi.yaml prices.yaml --explain",
        "treaty diff old.json new.json --tolerate no-open-enums --format json",
    )


FEW = 50
"""Findings of a short answer."""


def run(args: argparse.Namespace) -> int:
    """0 compatible, 1 breaking or undecided."""
    from catalog.answers.comparison.answer import compare_documents

    answer = compare_documents(
        args.base, args.revision, perspective=args.perspective, tolerate=args.tolerate, profile=args.profile,
        path_versions=args.path_versions, brief=not args.all and args.format != "json",
    )  # fmt: skip
    _warn(answer)
    if args.format != "text" or args.explain or args.all:
        from catalog.answers.comparison.places import located

        answer = located(answer, safe=args.all)
    _print(answer, args)
    return 0 if answer.comparison.breaking is False else 1


def _warn(answer: DiffAnswer) -> None:
    from catalog.answers.comparison.misread import misreadings

    for line in misreadings(answer.base, answer.revision):
        print(f"treaty: warning: {line}", file=sys.stderr)


def _print(answer: DiffAnswer, args: argparse.Namespace) -> None:
    if args.format == "json":
        from catalog.answers.comparison.answer import comparison_json
        from catalog.cli.output import print_json

        print_json(comparison_json(answer), is_short=len(answer.findings) <= FEW)
    elif args.format == "markdown":
        from catalog.answers.comparison.markdown import comparison_markdown

        print(comparison_markdown(answer, everything=args.all, explain=args.explain))
    else:
        from catalog.answers.comparison.text import comparison_text
        from catalog.cli.output import terminal_width

        print(comparison_text(answer, width=terminal_width(), everything=args.all, explain=args.explain))
