"""`treaty init`: a catalog's first files, with comments; nothing is ever overwritten."""

from __future__ import annotations

import argparse
from pathlib import Path

from catalog.cli.options import add_format, examples

CATALOG = """\
# What this catalog is. Every field: the page "descriptors" of the handbook (treaty serve, then /docs/descriptors).
name: {name}
# branch: main                # releases are made along its first-parent line
# as_of: 2026-11-25           # "today" for answers that depend on a date; without it, the clock
# layers:                     # these are the usual three
#   experience: {{uses: [process], profile: experience}}
#   process: {{uses: [process, system], profile: process}}
#   system: {{uses: [], profile: system}}
"""
TEAMS = """\
# Who answers for services and contracts. `owner: order-team` in a service.yaml names one of these.
teams:
  order-team:
    title: Order team
    contact: {email: order-team@example.com}
    escalation: {email: order-duty@example.com}
"""
DOMAIN = """\
# A business domain; the file's name is the domain's name.
title: Order
description: From the quote to the delivered goods.
owner: order-team
"""
TERM = """\
# A word of the glossary, in one meaning.
term: order
definition: A customer's binding request for goods or services.
domain: order
"""
SERVICES = """\
One folder a service:

    services/<name>/service.yaml              layer, domain, owner, lifecycle, contracts
    services/<name>/consumes.yaml             what it uses of other contracts
    services/<name>/<contract>/openapi.yaml   or asyncapi.yaml

The smallest service.yaml:

    layer: process
    domain: order
    owner: order-team
    lifecycle: draft
    contracts:
      - id: orders

`treaty check` says what is missing, with file and line.
"""
VENDORS = """\
One folder a vendor:

    vendors/<name>/vendor.yaml                          product, live label, releases with their dates
    vendors/<name>/<contract>/openapi.yaml              the release that is live
    vendors/<name>/<contract>/upcoming/<label>/...      a release that is announced
"""
FILES = {
    "catalog.yaml": CATALOG,
    "teams.yaml": TEAMS,
    "domains/order.yaml": DOMAIN,
    "terms/order.yaml": TERM,
    "services/README.md": SERVICES,
    "vendors/README.md": VENDORS,
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments and examples."""
    parser.add_argument(
        "directory", nargs="?", type=Path, default=Path(), metavar="DIR", help="the repository (default: here)"
    )
    parser.add_argument("--name", help="the catalog's name (default: the folder's)")
    add_format(parser)
    examples(parser, "treaty init", "treaty init --name 'Our contracts'")


def run(args: argparse.Namespace) -> int:
    """Write what is not there yet, and say so."""
    from catalog.answers.envelope import envelope
    from catalog.cli.output import print_json

    folder = args.directory / "contracts"
    written, kept = write_skeleton(folder, args.name or args.directory.resolve().name)
    if args.format == "json":
        print_json({**envelope([]), "written": list(map(str, written)), "kept": list(map(str, kept))})
        return 0
    for path in written:
        print(f"wrote {path}")
    for path in kept:
        print(f"kept  {path}")
    print(f"next: {folder / 'services' / 'README.md'} says what a service needs; treaty check, treaty serve")
    return 0


def write_skeleton(folder: Path, name: str) -> tuple[list[Path], list[Path]]:
    """Files written, and files that were there and stay as they are.

    Raises:
        UsageError: the folder cannot be written to.
    """
    from catalog.errors import UsageError

    written, kept = [], []
    for relative, text in FILES.items():
        path = folder / relative
        content = text.format(name=quoted(name)) if relative == "catalog.yaml" else text
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8") as file:
                file.write(content)
        except FileExistsError:
            kept.append(path)
        except OSError as error:
            raise UsageError(f"cannot be written: {error.strerror}", place=str(path)) from None
        else:
            written.append(path)
    return written, kept


def quoted(name: str) -> str:
    """A name as a YAML scalar that is text whatever it holds."""
    import json

    return json.dumps(name, ensure_ascii=False)
