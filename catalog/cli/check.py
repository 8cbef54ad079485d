"""`treaty check`: is it valid, and is it good."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from catalog.cli.options import add_catalog, add_format, add_today, examples

if TYPE_CHECKING:
    from catalog.answers.check import Checked


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments and examples."""
    parser.add_argument(
        "what", nargs="*", metavar="PATH|NAME", help="documents, or services, vendors and contracts (default: all)"
    )
    parser.add_argument("--validity-only", action="store_true", help="is it valid, without rules of policy")
    parser.add_argument(
        "--second-opinion", action="store_true", help="ask openapi-spec-validator and jsonschema as well"
    )
    add_catalog(parser)
    add_today(parser)
    add_format(parser)
    examples(
        parser,
        "treaty check",
        "treaty check quote-to-order orders/v2",
        "treaty check openapi.yaml --second-opinion",
        "treaty check --rev HEAD --format json",
    )


def run(args: argparse.Namespace) -> int:
    """1 when there is an error among the findings, else 0."""
    from catalog.cli.output import print_json
    from governance.findings import finding_json

    checked = _check(args)
    if args.format == "json":
        print_json(
            {**_envelope(checked), "findings": [finding_json(each) for each in checked.findings], **_opinions(checked)}
        )
    else:
        print_text(checked)
    return 1 if checked.errors else 0


def print_text(checked: Checked) -> None:
    """`file:line:column: severity: message [rule]`, the hint below, a sum at the end."""
    for finding in checked.findings:
        place = finding.locations[0] if finding.locations else finding.address
        weight = "waived" if finding.status else finding.severity.value
        print(f"{place}: {weight}: {finding.message} [{finding.rule}]")
        if finding.hint:
            print(f"    {finding.hint}")
    for opinion in checked.opinions:
        words = {None: "does not know this specification", True: "agrees", False: "DISAGREES"}[opinion.agrees]
        verdict = {None: "", True: ": valid", False: ": not valid"}[opinion.valid]
        print(f"{opinion.document}: {opinion.validator} {words}{verdict}")
        for message in opinion.errors:
            print(f"    {message}")
    documents, findings = len(checked.documents), len(checked.findings)
    print(f"{documents} document{'s' * (documents != 1)}, {findings} finding{'s' * (findings != 1)}")


def _check(args: argparse.Namespace) -> Checked:
    from datetime import date

    from catalog.answers.catalog import today_of
    from catalog.answers.check import check_catalog, check_file, check_names, joined
    from catalog.answers.rule_book import RuleBook
    from catalog.cli.opening import open_asked

    paths = [Path(name) for name in args.what if _is_path(name)]
    names = [name for name in args.what if not _is_path(name)]
    today = None if args.validity_only else args.today or date.today()
    parts = [check_file(path, second_opinion=args.second_opinion, today=today) for path in paths]
    if names or not args.what:
        _, _, snapshot = open_asked(args)
        book = None if args.validity_only else RuleBook(snapshot, today_of(snapshot, args.today))
        if names:
            parts.append(check_names(snapshot, names, second_opinion=args.second_opinion, book=book))
        else:
            parts.append(check_catalog(snapshot, second_opinion=args.second_opinion, book=book))
    return joined(parts)


def _is_path(name: str) -> bool:
    """A file that exists, or what can only be meant as one."""
    return Path(name).is_file() or name.endswith((".yaml", ".yml", ".json")) or name.startswith(("/", "./", "../"))


def _envelope(checked: Checked) -> dict[str, object]:
    from catalog.answers.envelope import envelope

    return dict(envelope([(document.name, document.digest) for document in checked.documents]))


def _opinions(checked: Checked) -> dict[str, object]:
    from catalog.answers.plain import plain

    return {"opinions": plain(checked.opinions)} if checked.opinions else {}
