"""`treaty explain RULE|KEYWORD`: a rule's page, or how a schema keyword is judged."""

from __future__ import annotations

import argparse

from catalog.cli.options import add_format, examples


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments and examples."""
    parser.add_argument(
        "name",
        metavar="RULE|KEYWORD",
        help="a rule of treaty diff, gate or check, or a keyword of JSON Schema or OpenAPI's schemas",
    )
    add_format(parser)
    examples(
        parser,
        "treaty explain outbound-property-removed",
        "treaty explain maxLength",
        "treaty explain format --format json",
    )


def run(args: argparse.Namespace) -> int:
    """Print the rule's page, else the keyword's rows of the table."""
    from catalog.answers.envelope import envelope
    from catalog.answers.gate.pages import page_names, page_of
    from catalog.cli.output import print_json
    from governance.compatibility.schema.keywords import KEYWORDS

    found = page_of(args.name)
    page = found.markdown if found is not None else None
    rows = [row for row in KEYWORDS if row.name == args.name]
    if page is None and not rows:
        raise _unknown(args.name, [*page_names(), *(row.name for row in KEYWORDS)])
    if args.format == "json":
        told = [{"dialects": list(row.dialects), "judged": row.judged, "note": row.note} for row in rows]
        named = {"rule": args.name, "page": page} if page is not None else {"keyword": args.name, "rows": told}
        print_json({**envelope([]), **named})
        return 0
    if page is not None:
        print(page.rstrip())
    for row in rows:
        _print_row({"keyword": row.name, "judged": row.judged, "dialects": ", ".join(row.dialects), "note": row.note})
    return 0


def _print_row(facts: dict[str, str]) -> None:
    from catalog.cli.output import print_table

    print_table([fact for fact in facts.items() if fact[1]])


def _unknown(name: str, known: list[str]) -> Exception:
    from difflib import get_close_matches

    from catalog.errors import UnknownName

    near = get_close_matches(name, known, n=3)
    hint = f"did you mean {', '.join(near)}?" if near else "treaty diff names the rules; known keywords: JSON Schema's"
    return UnknownName(f"there is no rule and no schema keyword {name!r}", hint=hint)
