"""`treaty impact PLACE`: who is hit."""

from __future__ import annotations

import argparse

from catalog.cli.options import add_catalog, add_format, add_today, examples


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments and examples."""
    parser.add_argument(
        "place",
        metavar="PLACE",
        nargs="+",
        help="service, contract, contract and address, canonical entity or its field, workflow, team, vendor, or "
        "vendor and release",
    )
    parser.add_argument("--kind", help="what PLACE is, where several things have the name")
    parser.add_argument(
        "--depth", type=_depth, metavar="N", help="follow the effect through N services at most (default: all the way)"
    )
    parser.add_argument("--paths", action="store_true", help="print every path from its beginning, with its evidence")
    add_catalog(parser)
    add_today(parser)
    add_format(parser)
    examples(
        parser,
        "treaty impact salesforce 68.0",
        "treaty impact quote-to-order --depth 2",
        "treaty impact orders/v2 --rev main~5",
        "treaty impact 'orders/v2 GET /orders/{} response.200.body totals.gross'",
        "treaty impact customer/v1 customerId",
        "treaty impact team/order-domain --format json",
    )


def run(args: argparse.Namespace) -> int:
    """Print the answer."""
    from catalog.answers.impact.remembered import question
    from catalog.cli.opening import cache_folder
    from catalog.cli.output import print_bytes, terminal_width
    from catalog.repository.kept import Kept

    asked = (args.place, args.kind, args.depth, args.paths, args.format, terminal_width())
    key, kept = question(args.catalog, args.rev, args.today, *asked), Kept(cache_folder() / "impact")
    known = kept.get(key) if key else None
    if known is None:
        known, lasting = _answer(args)
        if key and lasting and question(args.catalog, args.rev, args.today, *asked) == key:
            kept.put(key, known)
    if args.format == "json":
        print_bytes(known)
    else:
        print(known.decode("utf-8", "surrogatepass"), end="")
    return 0


def _answer(args: argparse.Namespace) -> tuple[bytes, bool]:
    """The answer as it is printed, and whether it would be the same tomorrow: not so where the network is asked."""
    from catalog.answers.catalog import today_of
    from catalog.answers.envelope import envelope
    from catalog.answers.impact.answer import impact
    from catalog.answers.impact.places import KINDS
    from catalog.answers.plain import plain
    from catalog.cli.impact_text import impact_text
    from catalog.cli.opening import open_asked
    from catalog.cli.output import json_bytes
    from catalog.cli.waiting import waiting
    from catalog.errors import UsageError

    if args.kind and args.kind not in KINDS:
        raise UsageError(f"there is no kind {args.kind!r}", place="--kind", hint=f"one of {', '.join(KINDS)}")
    catalog, revision, snapshot = open_asked(args)
    day = today_of(snapshot, args.today)
    with waiting() as say:
        place = " ".join(args.place)
        found = impact(catalog, snapshot, place, today=day, kind=args.kind, farthest=args.depth, say=say)
    lasting = not snapshot.catalog.allowed_references
    if args.format == "text":
        return impact_text(found, revision.short, whole=args.paths).encode("utf-8", "surrogatepass"), lasting
    members = plain(found)
    assert isinstance(members, dict)
    return json_bytes({**envelope([(revision.name, revision.digest)]), **members}), lasting


def _depth(text: str) -> int:
    if text.isdigit() and int(text) > 0:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 up")
