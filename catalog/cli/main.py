"""The `treaty` command: finds the sub-command, imports it alone, runs it, and turns errors into exit codes.

Exit codes: 0 pass, 1 findings, 2 wrong use, configuration or an unreadable argument, 3 our fault; 130 after Ctrl-C,
141 when whoever read the output went away.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from importlib import import_module

from catalog.cli.harmless import harmless
from catalog.errors import CatalogError, UsageError

TYPE_CHECKING = False  # `typing` and `dataclasses` cost a third of the time that `treaty --help` may take
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn, Protocol

    class CommandModule(Protocol):
        """What a module of `catalog.cli` offers."""

        def configure(self, parser: argparse.ArgumentParser) -> None:
            """Add arguments and examples."""

        def run(self, args: argparse.Namespace) -> int:
            """Do it; the exit code."""


OUR_FAULT = 3
INTERRUPTED = 130
NOBODY_READS = 141

# (name, one line of help, module); the module is imported only when its command is called.
COMMANDS = (
    ("init", "start a catalog in this repository (never overwrites)", "catalog.cli.init"),
    ("demo", "make a Git repository of the reference estate, with history", "catalog.cli.demo"),
    ("serve", "the portal, on this machine", "catalog.cli.serve"),
    ("list", "what exists: services, vendors, contracts", "catalog.cli.list"),
    ("show", "one service, vendor, contract, team, domain or term", "catalog.cli.show"),
    ("search", "services, operations, channels, fields, terms", "catalog.cli.search"),
    ("index", "build or refresh what search and the portal keep", "catalog.cli.index"),
    ("check", "is it a valid contract or descriptor", "catalog.cli.check"),
    ("diff", "two documents: is it breaking, proved by a message", "catalog.cli.diff"),
    ("schema-diff", "does one JSON Schema accept all that another accepts", "catalog.cli.schema_diff"),
    ("gate", "may this pull request ship, whom does it hit", "catalog.cli.gate"),
    ("impact", "who is hit by a service, contract, address, team or vendor release", "catalog.cli.impact"),
    ("explain", "the page of a rule, or how a schema keyword is judged", "catalog.cli.explain"),
)


def entry() -> NoReturn:
    """The console script."""
    sys.stdout, sys.stderr = harmless(sys.stdout), harmless(sys.stderr)
    is_large = bool(sys.argv[1:2]) and sys.argv[1] in LARGE
    if is_large:
        gc.disable()  # what is read lives to the end, and looking through it again and again costs a tenth of the time
    code = main(sys.argv[1:])
    if is_large:
        _leave(code)
    sys.exit(code)


LARGE = ("diff", "gate", "impact")
"""Sub-commands that hold large documents at the end, and have closed whatever they wrote."""


def _leave(code: int) -> None:
    """End at once: taking large documents apart piece by piece is a tenth of a verdict."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        return
    os._exit(code)


def main(argv: Sequence[str]) -> int:
    """Run `argv` (without the program's name); the exit code."""
    try:
        code = dispatch(argv)
        sys.stdout.flush()
    except CatalogError as error:
        print_error(error)
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NOBODY_READS
    except OSError as error:
        print_error(UsageError(error.strerror or str(error), place=error.filename and str(error.filename)))
        return UsageError.exit_code
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 0
    except Exception as error:
        report_fault(error, argv)
        return OUR_FAULT
    return code


def dispatch(argv: Sequence[str]) -> int:
    """Hand over to the sub-command that `argv` names."""
    row = next((row for row in COMMANDS if argv and row[0] == argv[0]), None)
    if row is None:
        return without_command(argv)
    name, summary, path = row
    module: CommandModule = import_module(path)
    parser = argparse.ArgumentParser(
        prog=f"treaty {name}",
        description=f"{summary[0].upper()}{summary[1:]}.",
        formatter_class=_Help,
        allow_abbrev=False,
    )
    module.configure(parser)
    return module.run(parser.parse_args(argv[1:]))


class _Help(argparse.RawDescriptionHelpFormatter):
    """As wide as the terminal. The standard one asks `shutil`, with its compressors, for every argument added."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_columns() - 2)


def _columns() -> int:
    said = os.environ.get("COLUMNS", "")
    if said.isdigit() and int(said):
        return int(said)
    try:
        return os.get_terminal_size().columns or 80
    except OSError:
        return 80


def without_command(argv: Sequence[str]) -> int:
    """`treaty`, `treaty --help`, `treaty --version`, and names that are no command."""
    parser = argparse.ArgumentParser(
        prog="treaty",
        usage="treaty COMMAND [options]",
        description="Keeps API and event contracts in Git, and answers from there.",
        epilog=_command_list(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="store_true", help="print the version and exit")
    if argv and not argv[0].startswith("-"):
        parser.error(_unknown(argv[0]))
    if parser.parse_args(argv).version:
        from catalog.answers.envelope import tool_version

        print(f"treaty {tool_version()}")
    else:
        parser.print_help()
    return 0


def print_error(error: CatalogError) -> None:
    """`treaty: place: message`, and below it what to do."""
    where = f"{error.place}: " if error.place else ""
    print(f"treaty: {where}{error.message}", file=sys.stderr)
    if error.hint:
        print(f"  hint: {error.hint}", file=sys.stderr)


def report_fault(error: Exception, argv: Sequence[str]) -> None:
    """A short report of an error that we did not foresee."""
    import platform
    import traceback

    from catalog.answers.envelope import tool_version

    frames = traceback.extract_tb(error.__traceback__)[-4:]
    print(f"treaty: internal error: {type(error).__name__}: {error}", file=sys.stderr)
    for frame in frames:
        print(f"  at {frame.filename}:{frame.lineno} in {frame.name}", file=sys.stderr)
    versions = f"treaty {tool_version()}, Python {platform.python_version()}, {sys.platform}"
    print(f"  {versions}; called as: treaty {' '.join(argv)}", file=sys.stderr)
    print("  hint: this is a fault of treaty's, please report it with the lines above", file=sys.stderr)


def _command_list() -> str:
    width = max(len(name) for name, _, _ in COMMANDS) + 2
    lines = [f"  {name:<{width}}{summary}" for name, summary, _ in COMMANDS]
    return "\n".join(["commands:", *lines, "", "treaty COMMAND --help shows a command's options and examples."])


def _unknown(name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, [row[0] for row in COMMANDS], n=1)
    advice = f"; did you mean {near[0]!r}?" if near else "; treaty --help lists the commands"
    return f"there is no command {name!r}{advice}"


if __name__ == "__main__":
    entry()
