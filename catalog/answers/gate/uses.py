"""Uses that the pull request adds or changes: do their places exist?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from catalog.answers.consumptions import unknown_in
from catalog.answers.gate.sides import Sides
from catalog.answers.gate.subjects import Subjects
from catalog.answers.gate.touched import Reading, read
from catalog.frozen import dataclass
from catalog.model.consumption import Consumption
from catalog.model.service import ContractEntry
from catalog.repository.joined import grouped
from catalog.repository.snapshot import Snapshot
from governance.findings import Finding

Findings = tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Uses:
    """What one service says of one contract, on both sides."""

    contract: str
    before: tuple[Consumption, ...]
    now: tuple[Consumption, ...]


def unknown_uses(sides: Sides, subjects: Subjects) -> Iterator[tuple[ContractEntry, Findings, Findings]]:
    """For each contract that is used otherwise: the places that its changed uses name in vain, before and now."""
    for uses in _changed(sides, subjects):
        entry = next((e for s in (sides.head, sides.base) if (e := s.contracts.get(uses.contract)) is not None), None)
        if entry is None:
            continue
        before, now = Findings(), Findings()
        if uses.contract not in subjects.contracts:  # else all uses of it are looked at
            before = tuple(_unknown(sides.base, _reading(sides.base, uses.contract), uses.before))
            now = tuple(_unknown(sides.head, _reading(sides.head, uses.contract), uses.now))
        yield entry, before, now


def _changed(sides: Sides, subjects: Subjects) -> Iterator[Uses]:
    for service in sorted(name for kind, name in subjects.using if kind == "service"):
        before, now = (
            grouped((use.contract, use) for use in side.consumptions_by(service)) for side in (sides.base, sides.head)
        )
        for contract in sorted(before.keys() | now.keys()):
            old, new = before.get(contract, ()), now.get(contract, ())
            if _said(old) != _said(new):
                yield Uses(contract, old, new)


def _said(uses: Iterable[Consumption]) -> set[str]:
    return {use.address for each in uses for use in each.uses}


def _reading(side: Snapshot, contract: str) -> Reading | None:
    return read(side, side.contracts.get(contract))


def _unknown(side: Snapshot, reading: Reading | None, uses: Iterable[Consumption]) -> Iterator[Finding]:
    """Where a document cannot be read, that is told of the document."""
    if reading is not None and reading.contract is not None:
        for each in uses:
            yield from unknown_in(side, reading.contract, each)
