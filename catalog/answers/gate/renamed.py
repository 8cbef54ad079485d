"""A service under another name: what was wrong with it before is nothing new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from catalog.answers.catalog import blob_id
from catalog.answers.gate.sides import Sides
from catalog.frozen import replace
from catalog.reading.descriptors.kinds import kind_at
from catalog.repository.snapshot import Snapshot
from governance.findings import Status
from governance.gate.verdict import JudgedFinding

TELLING = ("service", "consumes")
"""Kinds of files of which one must be the same."""


def followed(sides: Sides, told: Iterable[JudgedFinding]) -> Iterator[JudgedFinding]:
    """The findings; what a renamed service brings along from its old name is existing, and not fixed there."""
    names = _renamed(sides)
    if not names:
        yield from told
        return
    every = tuple(told)
    fixed = {(f.finding.rule, f.finding.address) for f in every if f.finding.status is Status.FIXED}
    pairs = {key: each for each in every if (key := _before(each, names)) in fixed}
    for each in every:
        finding = each.finding
        if _before(each, names) in pairs:
            yield replace(each, finding=replace(finding, status=Status.EXISTING), blocks=False)
        elif finding.status is not Status.FIXED or (finding.rule, finding.address) not in pairs:
            yield each


def _before(told: JudgedFinding, names: Mapping[str, str]) -> tuple[str, str] | None:
    """Rule and address under the old name of what is new."""
    name, space, rest = told.finding.address.partition(" ")
    if told.finding.status is not Status.NEW or name not in names:
        return None
    return told.finding.rule, f"{names[name]}{space}{rest}"


def _renamed(sides: Sides) -> dict[str, str]:
    """New name → old name of services of which a descriptor is the same as before."""
    old, new = (_only(sides, *pair) for pair in ((sides.base, sides.head), (sides.head, sides.base)))
    return {name: old[content] for content, name in new.items() if content in old}


def _only(sides: Sides, here: Snapshot, there: Snapshot) -> dict[tuple[str, str], str]:
    """(kind, content) → service, of the changed descriptors of services that stand on one side only."""
    found: dict[tuple[str, str], str] = {}
    root = f"{here.root}/" if here.root else ""
    for path in sorted(path for path in sides.changed if path.startswith(root)):
        kind, name = kind_at(path, here.root), path.split("/")[-2] if "/" in path else ""
        if kind in TELLING and name in here.services and name not in there.services:
            found.setdefault((kind, blob_id(here, path)), name)
    return found
