"""`treaty show NAME`: everything about one thing."""

from __future__ import annotations

import argparse

from catalog.cli.options import add_catalog, add_format, add_today, examples


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments and examples."""
    parser.add_argument(
        "name", metavar="NAME", help="service, vendor, contract, domain, team, entity, term or workflow"
    )
    parser.add_argument("--kind", help="what NAME is, where several things have it")
    parser.add_argument("--at", metavar="ADDRESS", help="one operation, message or schema of contract NAME")
    parser.add_argument("--label", metavar="LABEL", help="an announced release of vendor contract NAME")
    add_catalog(parser)
    add_today(parser)
    add_format(parser)
    examples(
        parser,
        "treaty show quote-to-order",
        "treaty show orders/v2 --rev main~5",
        "treaty show orders/v2 --at 'POST /orders'",
        "treaty show salesforce/sobjects --label 68.0 --format json",
    )


def run(args: argparse.Namespace) -> int:
    """Print the sheet."""
    from catalog.answers.catalog import today_of
    from catalog.answers.envelope import envelope
    from catalog.answers.named import KINDS, show
    from catalog.answers.plain import plain
    from catalog.cli.opening import open_asked
    from catalog.cli.output import print_json
    from catalog.cli.sheets import print_sheet
    from catalog.errors import UsageError

    if args.kind and args.kind not in KINDS:
        raise UsageError(f"there is no kind {args.kind!r}", place="--kind", hint=f"one of {', '.join(KINDS)}")
    _, revision, snapshot = open_asked(args)
    day = today_of(snapshot, args.today)
    shown = show(snapshot, args.name, today=day, kind=args.kind, label=args.label, at=args.at)
    if args.format == "json":
        print_json({**envelope([(revision.name, revision.digest)]), "kind": shown.kind, shown.kind: plain(shown.sheet)})
    else:
        print_sheet(shown, revision.short)
    return 0
