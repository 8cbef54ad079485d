"""Two editions of a contract side by side as text: changed lines with some around them, in the document and in the
files that it refers to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import unified_diff
from itertools import zip_longest

from catalog.answers.editions.past import Edition, Past
from catalog.answers.lately import Lately
from catalog.errors import CatalogError, UnknownName
from catalog.repository.closures import read_closure
from catalog.repository.descriptions import changed_lines
from catalog.repository.tree import Tree

CONTEXT = 3
PAGE = 300
"""Rows of one page; a hunk is cut where it does not fit."""
LONGEST = 400
"""Characters of a line that are shown."""
MOST_LINES = 20_000
"""Of a text that Git does not hold; comparing more takes too long."""
HUNK = re.compile(r"@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@")


@dataclass(frozen=True, slots=True)
class TextRow:
    """A line of both texts, or of one: numbers are None where a side has none. `kind` is same, changed, removed, added
    or gap (lines between hunks that are left out)."""

    kind: str
    old: int | None
    before: str
    new: int | None
    after: str


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file of the contract that reads differently; empty names where one side has none."""

    file: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class TextDiff:
    """One file's changed lines, `PAGE` rows of `total`; `files` are all that differ, the document first. `note` says
    why nothing is shown."""

    file: str
    files: tuple[FileChange, ...]
    rows: tuple[TextRow, ...]
    total: int
    added: int
    removed: int
    note: str = ""


def text_diff(past: Past, base: Edition, revision: Edition, file: str, start: int, lately: Lately) -> TextDiff:
    """The changed lines of a file from the `start`-th row on; without `file` of the first that differs.

    Raises:
        UnknownName: this file does not differ, or is none of the contract's.
    """
    files = lately.get(("files", base, revision), lambda: _files(past, base, revision))
    if not files:
        return TextDiff("", (), (), 0, 0, 0, "Not one character differs.")
    chosen = next((each for each in files if file in ("", each.file)), None)
    if chosen is None:
        raise UnknownName(f"{file!r} reads the same in both, or is none of the contract's files", hint=files[0].file)
    try:
        rows = lately.get(
            ("lines", base, revision, chosen), lambda: tuple(_rows(_unified(past, base, revision, chosen)))
        )
    except CatalogError as error:
        return TextDiff(chosen.file, files, (), 0, 0, 0, str(error))
    added = sum(row.kind in ("added", "changed") for row in rows)
    removed = sum(row.kind in ("removed", "changed") for row in rows)
    return TextDiff(chosen.file, files, rows[start : start + PAGE], len(rows), added, removed)


def _files(past: Past, base: Edition, revision: Edition) -> tuple[FileChange, ...]:
    """The document, then the others by name; those with the same content are left out."""
    old, new = (dict(_blobs(past.tree(side), side.path)) for side in (base, revision))
    document = FileChange(revision.path, base.path, revision.path)
    differing = [document] if old.get(base.path) != new.get(revision.path) else []
    others = sorted((old.keys() | new.keys()) - {base.path, revision.path})
    referred = (
        FileChange(name, name if name in old else "", name if name in new else "")
        for name in others
        if old.get(name) != new.get(name)
    )
    return (*differing, *referred)


def _blobs(tree: Tree, path: str) -> Iterator[tuple[str, str]]:
    for name in read_closure(tree, path).paths:
        try:
            yield name, tree.blob_id(name)
        except CatalogError:
            continue  # a reference that leads nowhere has no text


def _unified(past: Past, base: Edition, revision: Edition, change: FileChange) -> list[str]:
    """Lines of a unified diff."""
    sides = ((past.tree(base), change.before), (past.tree(revision), change.after))
    repository = past.catalog.source.repository
    if repository is not None and change.before and change.after:
        try:
            ids = [tree.blob_id(name) for tree, name in sides]
            return changed_lines(repository, ids[0], ids[1], CONTEXT).decode("utf-8", "replace").split("\n")
        except CatalogError:
            pass  # uncommitted work: Git does not hold it yet
    texts = [tree.read(name).data.decode("utf-8", "replace").split("\n") if name else [] for tree, name in sides]
    if max(map(len, texts)) > MOST_LINES:
        raise UnknownName(f"more than {MOST_LINES} lines", hint="git diff shows them")
    return list(unified_diff(texts[0], texts[1], n=CONTEXT, lineterm=""))


def _rows(lines: list[str]) -> Iterator[TextRow]:
    """Hunks as rows: what goes and what comes in its stead stand beside each other."""
    old = new = 0
    gone: list[str] = []
    come: list[str] = []
    for line in lines:
        hunk = HUNK.match(line)
        if hunk is None and not old and not new:
            continue  # the header
        if line.startswith("-") and not hunk:
            gone.append(line[1:])
            continue
        if line.startswith("+") and not hunk:
            come.append(line[1:])
            continue
        yield from _beside(gone, come, old, new)
        old, new = old + len(gone), new + len(come)
        gone, come = [], []
        if hunk is not None:
            old, new = max(int(hunk[1]), 1), max(int(hunk[2]), 1)
            yield TextRow("gap", old, "", new, "")
        elif line.startswith(" "):
            yield TextRow("same", old, _cut(line[1:]), new, _cut(line[1:]))
            old, new = old + 1, new + 1
    yield from _beside(gone, come, old, new)


def _beside(gone: list[str], come: list[str], old: int, new: int) -> Iterator[TextRow]:
    for place, (before, after) in enumerate(zip_longest(gone, come)):
        if before is None:
            yield TextRow("added", None, "", new + place, _cut(after))
        elif after is None:
            yield TextRow("removed", old + place, _cut(before), None, "")
        else:
            yield TextRow("changed", old + place, _cut(before), new + place, _cut(after))


def _cut(line: str) -> str:
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"
