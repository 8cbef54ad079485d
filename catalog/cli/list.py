"""`treaty list`: what exists."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from catalog.cli.options import add_catalog, add_format, examples

if TYPE_CHECKING:
    from catalog.answers.listing import Listing


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments and examples."""
    add_catalog(parser)
    add_format(parser)
    examples(parser, "treaty list", "treaty list --rev main~20", "treaty list --catalog ../contracts --format json")


def run(args: argparse.Namespace) -> int:
    """Print the listing."""
    from catalog.answers.envelope import envelope
    from catalog.answers.listing import list_catalog
    from catalog.answers.plain import plain
    from catalog.cli.opening import open_asked
    from catalog.cli.output import print_json

    _, revision, snapshot = open_asked(args)
    listing = list_catalog(snapshot)
    if args.format == "json":
        print_json({**envelope([(revision.name, revision.digest)]), **_members(plain(listing))})
    else:
        print_text(listing, revision.short)
    return 0


def print_text(listing: Listing, revision: str) -> None:
    """Services by layer, vendors, and how much else there is."""
    from catalog.cli.output import print_table

    print(f"{listing.catalog} at {revision}\n")
    print("services")
    services = [
        (row.name, row.layer, row.domain, row.stage, ", ".join(row.contracts) or "no contract")
        for row in listing.services
    ]
    print_table(services or [("none yet: treaty init, then contracts/services/<name>/service.yaml",)], indent="  ")
    if listing.vendors:
        print("\nvendors")
        print_table([(row.name, f"live {row.live}", ", ".join(row.contracts)) for row in listing.vendors], indent="  ")
    unreadable = [row for row in listing.contracts if row.problem]
    if unreadable:
        print("\ncontracts that cannot be read")
        print_table([(row.id, row.problem or "") for row in unreadable], indent="  ")
    print(f"\n{_counts(listing)}")


def _counts(listing: Listing) -> str:
    counted = {
        "contracts": len(listing.contracts),
        "canonical entities": len(listing.entities),
        "terms": len(listing.terms),
        "workflows": len(listing.workflows),
    }
    words = ", ".join(f"{count} {noun}" for noun, count in counted.items())
    advice = f"; {listing.problems} problems in descriptors: treaty check" if listing.problems else ""
    return words + advice


def _members(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {"items": value}
