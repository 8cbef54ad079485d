"""What the gate must know and cannot read, although the pull request does not touch it: that never passes."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from catalog.answers.gate.sides import Sides
from catalog.answers.problems import unreadable
from catalog.errors import CatalogError
from catalog.frozen import replace
from catalog.reading.descriptors.kinds import kind_at
from catalog.repository.snapshot import Snapshot
from governance.findings import Finding, Status
from governance.gate.verdict import JudgedFinding

RULING = ("catalog", "teams", "policy")
"""Kinds of files that say by what is judged, and by whom exceptions are approved."""
OWNERS = ("service", "vendor")
DEFAULTS = "it says by what is judged, and cannot be read on the target: the defaults may be less than it asks"
ALONE = "it cannot be read on the target, and what it says matters to what else changes here: mend it alone, first"
UNKNOWN = "which contracts it declares cannot be read, and a document of theirs changes"


def unread_files(sides: Sides, *, contracts: bool) -> Iterator[JudgedFinding]:
    """A finding for each such file; what the pull request mends passes, unless it changes `contracts` as well."""
    for kind in RULING:
        yield from _ruling(sides, kind, contracts=contracts)
    for kind in OWNERS:
        yield from (_owner(sides, file) for file in sides.base.unread_owners(kind))
    for file in sides.head.unread_consumptions:
        found = None if file in sides.changed else _failure(sides.head, file)
        yield from (JudgedFinding(found),) if found else ()


def _ruling(sides: Sides, kind: str, *, contracts: bool) -> Iterator[JudgedFinding]:
    file = next(iter(sides.ruling.files.get(kind, ())), "")
    found = _failure(sides.ruling, file) if file else None
    if found is None:
        return
    mended = sides.elsewhere is None and sides.head.documents.readable(file) is not None
    if contracts or not mended:
        yield JudgedFinding(found, blocks=True, because=ALONE if mended else DEFAULTS)


def _owner(sides: Sides, file: str) -> JudgedFinding:
    """A contract that only the head declares would look new, and one that nobody declares is not looked at."""
    found, held = _failure(sides.base, file), _holds_changed(sides, posixpath.dirname(file))
    assert found is not None
    mended = sides.head.documents.readable(file) is not None
    if mended and not held:
        return JudgedFinding(replace(found, status=Status.FIXED))
    return JudgedFinding(found, blocks=held, because=(ALONE if mended else UNKNOWN) if held else "")


def _failure(side: Snapshot, file: str) -> Finding | None:
    """As the file stood before, and stays."""
    try:
        side.document(file)
    except CatalogError as error:
        return replace(unreadable(file, error), status=Status.EXISTING)
    return None


def _holds_changed(sides: Sides, folder: str) -> bool:
    """Whether a document below the folder changes, or one that it refers to, on either side."""
    below = {path for side in (sides.base, sides.head) for path in _documents(side, folder)}
    if not below.isdisjoint(sides.changed):
        return True
    return any(not _reached(sides.head, path).isdisjoint(sides.changed) for path in sorted(below))


def _documents(side: Snapshot, folder: str) -> Iterator[str]:
    yield from (path for path in side.documents.below(folder) if kind_at(path, side.root) is None)


def _reached(side: Snapshot, path: str) -> frozenset[str]:
    try:
        return side.closure(path).paths
    except CatalogError:
        return frozenset((path,))
