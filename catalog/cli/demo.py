"""`treaty demo DIR`: the reference estate as a Git repository."""

from __future__ import annotations

import argparse
from pathlib import Path

from catalog.cli.options import add_format, examples


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments and examples."""
    parser.add_argument("directory", metavar="DIR", type=Path, help="a new or empty folder")
    add_format(parser)
    examples(parser, "treaty demo halden", "treaty demo halden && treaty serve --catalog halden")


def run(args: argparse.Namespace) -> int:
    """Make it, and say what to do with it."""
    from catalog.answers.envelope import envelope
    from catalog.cli.output import print_json
    from catalog.demo.build import build_demo

    made = build_demo(args.directory)
    if args.format == "json":
        demo = {"directory": str(made.directory), "commits": made.commits, "files": made.files}
        print_json({**envelope([]), "demo": demo})
    else:
        print(f"{made.directory}: {made.commits} commits, {made.files} files")
        print(f"next: treaty serve --catalog {made.directory}")
    return 0
