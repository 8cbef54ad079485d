"""Options that several commands share, spelled once."""

from __future__ import annotations

import argparse
from datetime import date


def add_catalog(parser: argparse.ArgumentParser) -> None:
    """`--catalog` and `--rev`."""
    parser.add_argument(
        "--catalog",
        metavar="WHERE[@REV]",
        default=".",
        help="folder or Git URL of the catalog (default: here, or contracts/ here or above)",
    )
    parser.add_argument(
        "--rev", metavar="REV", help="Git revision to read, or worktree (the default: what lies in the folder)"
    )


def add_format(parser: argparse.ArgumentParser) -> None:
    """`--format text|json`."""
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to print the answer")


def add_today(parser: argparse.ArgumentParser) -> None:
    """`--today`, for answers that depend on a date."""
    parser.add_argument(
        "--today",
        type=_day,
        metavar="YYYY-MM-DD",
        help="the day to answer for (default: as_of of catalog.yaml, else the clock)",
    )


def examples(parser: argparse.ArgumentParser, *lines: str) -> None:
    """Examples at the end of `--help`."""
    parser.epilog = "\n".join(["examples:", *(f"  {line}" for line in lines)])


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date such as 2026-11-25") from None
