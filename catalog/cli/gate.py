"""`treaty gate`: may this pull request ship."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from catalog.cli.gate_reports import FORMATS
from catalog.cli.options import add_today, examples

if TYPE_CHECKING:
    from catalog.answers.catalog import Catalog
    from catalog.answers.gate.ends import Ends
    from catalog.answers.gate.sides import Sides
    from catalog.repository.index import Index
    from governance.gate.verdict import Verdict


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments and examples."""
    parser.add_argument("--base", required=True, metavar="REV", help="the branch that the pull request goes into")
    parser.add_argument("--head", metavar="REV", help="what wants to go in (default: what lies in the work tree)")
    parser.add_argument(
        "--catalog", metavar="WHERE[@REV]", default=".",
        help="folder or Git URL of the catalog (default: here, or contracts/ here or above)",
    )  # fmt: skip
    parser.add_argument(
        "--contracts-in", metavar="DIR",
        help="the repository that changes, where it is not the catalog's: --catalog then names who consumes, and rules",
    )  # fmt: skip
    add_today(parser)
    parser.add_argument("--format", choices=FORMATS, default="text", help="how to print the verdict (default: text)")
    parser.add_argument(
        "--report", action="append", default=[], metavar="FORMAT=FILE",
        help="write a file as well, in any of the formats; may be given several times",
    )  # fmt: skip
    parser.add_argument(
        "--step-summary", action="store_true", help="append the verdict to the summary of a step on GitHub Actions"
    )
    parser.add_argument(
        "--rule-pages", metavar="URL", help="where Treaty's source tree can be read, for links to rules in SARIF"
    )
    parser.add_argument("--all", action="store_true", help="what is known, fixed or merely good to know as well")
    parser.add_argument("--no-cache", action="store_true", help="read everything, and keep nothing for the next run")
    examples(
        parser,
        "treaty gate --base origin/main",
        "treaty gate --base origin/main --head HEAD --today 2026-11-25",
        "treaty gate --base origin/main --report sarif=gate.sarif --report markdown=gate.md",
        "treaty gate --base main --contracts-in . --catalog https://git.example.org/catalog.git@main",
    )


def run(args: argparse.Namespace) -> int:
    """0 pass, 1 blocked."""
    from catalog.cli.gate_reports import COMPLETE, Manner, append_summary, rendered, reports, show, summary_file, write
    from catalog.cli.output import terminal_width

    wanted = reports(args.report)
    summary = summary_file() if args.step_summary else None
    manner = Manner(args.all, args.rule_pages, terminal_width())
    everything = args.all or any(name in COMPLETE for name in (args.format, *(each.format for each in wanted)))
    verdict = _verdict(args, everything)
    write(verdict, wanted, manner)
    if summary is not None:
        append_summary(verdict, summary, manner)
    show(rendered(verdict, args.format, manner))
    return 1 if verdict.blocked else 0


def _verdict(args: argparse.Namespace, everything: bool) -> Verdict:
    """The verdict that was given before, if nothing that it depends on is another."""
    from catalog.answers.gate.remembered import Verdicts, question_of
    from catalog.cli.opening import cache_folder

    here = args.catalog if args.contracts_in is None else args.contracts_in
    question = None
    if not args.no_cache:
        question = question_of(here, args.base, args.head, args.today, args.catalog if args.contracts_in else None)
    verdicts = Verdicts(cache_folder() / "gate" / "verdicts")
    ends = question.ends() if question else None
    key = question.key(ends) if question and ends else ""
    known = verdicts.recall(key, everything) if key else None
    if known is not None:
        return known
    from catalog.cli.waiting import waiting

    with waiting() as say:
        say("reading both sides")
        sides = _sides(args, ends)
        from catalog.answers.gate.answer import judge

        verdict = judge(sides, args.today, everything=everything, say=say)
    if key and question and ends and question.still(key, ends):
        verdicts.keep(key, sides, verdict, everything)
    return verdict


def _sides(args: argparse.Namespace, ends: Ends | None) -> Sides:
    from catalog.answers.catalog import open_catalog
    from catalog.answers.gate.sides import open_sides
    from catalog.cli.opening import cache_folder

    catalog = open_catalog(args.catalog, None, cache_folder())
    cache = None if args.no_cache else cache_folder() / "gate" / "judgements"
    if args.contracts_in is None:
        return open_sides(catalog, args.base, args.head, None, _index(args, catalog), cache, ends)
    here = open_catalog(args.contracts_in, None, cache_folder())
    elsewhere = catalog.snapshot(catalog.revision())
    return open_sides(here, args.base, args.head, elsewhere, _index(args, here), cache, ends)


def _index(args: argparse.Namespace, catalog: Catalog) -> Index | None:
    """One for each repository, in the cache folder."""
    from catalog.cli.opening import cache_folder
    from catalog.repository.index import Index

    repository = catalog.source.repository
    if args.no_cache or repository is None:
        return None
    from hashlib import sha256

    name = sha256(f"{repository.git_dir.resolve()}\0{repository.prefix}".encode()).hexdigest()[:16]
    return Index(cache_folder() / "gate" / f"{name}.sqlite")
