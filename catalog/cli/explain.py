"""`treaty explain KEYWORD`: how a schema keyword is judged."""

from __future__ import annotations

import argparse

from catalog.cli.options import add_format, examples


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments and examples."""
    parser.add_argument("keyword", metavar="KEYWORD", help="a keyword of JSON Schema or of OpenAPI's Schema Object")
    add_format(parser)
    examples(parser, "treaty explain maxLength", "treaty explain format --format json")


def run(args: argparse.Namespace) -> int:
    """Print the keyword's rows of the table."""
    from catalog.answers.envelope import envelope
    from catalog.cli.output import print_json, print_table
    from governance.compatibility.schema.keywords import KEYWORDS

    rows = [row for row in KEYWORDS if row.name == args.keyword]
    if not rows:
        raise _unknown(args.keyword, [row.name for row in KEYWORDS])
    if args.format == "json":
        answer = [{"dialects": list(row.dialects), "judged": row.judged, "note": row.note} for row in rows]
        print_json({**envelope([]), "keyword": args.keyword, "rows": answer})
        return 0
    for row in rows:
        facts = (
            ("keyword", row.name),
            ("judged", row.judged),
            ("dialects", ", ".join(row.dialects)),
            ("note", row.note),
        )
        print_table([fact for fact in facts if fact[1]])
    return 0


def _unknown(name: str, known: list[str]) -> Exception:
    from difflib import get_close_matches

    from catalog.errors import UnknownName

    near = get_close_matches(name, known, n=3)
    hint = f"did you mean {', '.join(near)}?" if near else f"known: {', '.join(dict.fromkeys(known))}"
    return UnknownName(f"there is no schema keyword {name!r}", hint=hint)
