"""How Git is started: a scrubbed environment, no hooks, no pager, no network, and errors that say what to do."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from catalog.errors import CatalogError, RepositoryError, UsageError

KEPT = frozenset({"GIT_EXEC_PATH", "GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM"})
SETTINGS = (
    "core.fsmonitor=false",  # would start a program that the repository names
    "core.hooksPath=/dev/null",
    "log.showSignature=false",  # would start gpg
    "log.showRoot=true",
    "protocol.allow=never",  # a partial clone would fetch what is missing
    "safe.bareRepository=all",
)
GIT = (
    "git", "--no-pager", "--no-replace-objects", "--literal-pathspecs",
    *(word for setting in SETTINGS for word in ("-c", setting)),
)  # fmt: skip


def scrubbed_environment(environment: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment without what would change an answer: GIT_* (a hook sets GIT_DIR), language, prompts, locks."""
    given = os.environ if environment is None else environment
    kept = {name: value for name, value in given.items() if not name.startswith("GIT_") or name in KEPT}
    kept.pop("LANGUAGE", None)
    return kept | {
        "LC_ALL": "C",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_TERMINAL_PROMPT": "0",
    }


def run_git(folder: Path, *arguments: str, given: bytes = b"", allowed: tuple[int, ...] = (0,)) -> bytes:
    """Output of one Git command run in `folder`; exit codes outside `allowed` raise what `explain` makes of them."""
    try:
        done = subprocess.run(
            (*GIT, "-C", os.fspath(folder), *arguments), input=given, capture_output=True, env=scrubbed_environment()
        )
    except FileNotFoundError:
        raise git_missing() from None
    if done.returncode not in allowed:
        raise explain(done.stderr.decode(errors="backslashreplace"), folder, command=arguments[0])
    return done.stdout


def git_missing() -> RepositoryError:
    return RepositoryError("the command git was not found", hint="install Git 2.31 or newer and put it on PATH")


def explain(stderr: str, folder: Path, *, command: str) -> CatalogError:
    """What Git's complaint means to the person who asked."""
    place = printable(os.fspath(folder))
    for phrase, message, hint in COMPLAINTS:
        if phrase in stderr:
            kind = UsageError if phrase == "cannot change to" else RepositoryError
            return kind(message, place=place, hint=hint.format(place=place))
    first = next((line for line in stderr.splitlines() if line.strip()), "no reason given")
    return RepositoryError(f"git {command} failed: {first}", place=place, hint="git fsck checks the repository")


COMPLAINTS = (
    ("dubious ownership", "the repository belongs to another user, so Git refuses to read it",
     "if you trust it: git config --global --add safe.directory '{place}'"),
    ("not a git repository", "not a Git repository", "run git init there, or name the catalog with --catalog"),
    ("cannot change to", "no such folder, or no right to enter it", "name an existing folder with --catalog"),
    ("promisor remote", "a partial clone: objects are missing here, and Treaty never uses the network for reading",
     "git fetch --refetch --no-filter origin, or clone without --filter"),
    ("shallow file has changed", "the shallow clone changed while it was read", "try again"),
    ("detected object format", "the repository's format is not known to this Git", "install a newer Git"),
    ("unknown repository extension", "the repository's format is not known to this Git", "install a newer Git"),
    ("Expected git repo version", "the repository's format is not known to this Git", "install a newer Git"),
)  # fmt: skip


def printable(name: str) -> str:
    """A file name as it may be shown: bytes that are not UTF-8 as \\xNN, control characters escaped."""
    shown = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return shown if shown.isprintable() else "".join(c if c.isprintable() else ascii(c)[1:-1] for c in shown)
