"""Which contracts a pull request touches: those whose document, or anything it refers to, reads differently."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.answers.gate.sides import Sides
from catalog.errors import CatalogError
from catalog.frozen import dataclass
from catalog.model.contract import Contract
from catalog.model.service import ContractEntry
from catalog.repository.git import first_parent_log, parent_of
from catalog.repository.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Reading:
    """A contract on one side. `contract` is None where the document cannot be read, and `error` then says why."""

    entry: ContractEntry
    contract: Contract | None
    error: CatalogError | None = None
    digest: str = ""

    @property
    def version(self) -> str:
        """The label of the descriptor, else `info.version`."""
        return self.entry.label or (self.contract.version if self.contract else "")


@dataclass(frozen=True, slots=True)
class Touched:
    """A contract on both sides; None where it is not declared. `document` says that what it reads has changed.

    `earlier` is the newest reading before the base, where the base's cannot be read.
    """

    name: str
    base: Reading | None
    head: Reading | None
    document: bool
    earlier: Reading | None = None

    @property
    def entry(self) -> ContractEntry:
        """As the base declares it; a new contract as the head does."""
        known = self.base or self.head
        assert known is not None
        return known.entry

    @property
    def released(self) -> Reading | None:
        """What the head is compared with."""
        return self.earlier or self.base


def touched(sides: Sides) -> Iterator[Touched]:
    """The contracts that the pull request touches, by name."""
    if sides.base.root == sides.head.root:
        names = sides.base.touched_by(sides.changed) | sides.head.touched_by(sides.changed)
    else:  # files that did not change may be no part of the catalog any more
        names = frozenset((*sides.base.contracts, *sides.head.contracts))
    for name in sorted(names):
        old, new = sides.base.contracts.get(name), sides.head.contracts.get(name)
        if old == new and old is not None and not _reaches(sides, old):
            continue
        before, after = (read(side, entry) for side, entry in ((sides.base, old), (sides.head, new)))
        unreadable = before is not None and before.contract is None
        earlier = _earlier(sides, before.entry) if before and unreadable else None
        yield Touched(name, before, after, _differs(before, after), earlier)


def _earlier(sides: Sides, entry: ContractEntry) -> Reading | None:
    """The newest commit before the base, on its first-parent line, at which the document can be read."""
    repository = sides.base.tree.repository
    if repository is None or not entry.path:
        return None
    for commit in first_parent_log(repository, sides.compared.base, entry.path):
        parent = parent_of(repository, commit.id)
        if parent is None:
            return None
        side = sides.at(parent)
        reading = read(side, side.contracts.get(entry.id, entry))
        if reading is not None and reading.contract is not None:
            return reading
    return None


def _reaches(sides: Sides, entry: ContractEntry) -> bool:
    """Whether a changed file is the document, or one that its references lead to, on either side."""
    if entry.path in sides.changed:
        return True
    return any(not _paths(side, entry.path).isdisjoint(sides.changed) for side in (sides.base, sides.head))


def _paths(side: Snapshot, path: str) -> frozenset[str]:
    try:
        return side.closure(path).paths
    except CatalogError:
        return frozenset((path,))


def read(side: Snapshot, entry: ContractEntry | None) -> Reading | None:
    """A contract on one side; None where the side does not declare it."""
    if entry is None:
        return None
    try:
        contract = side.contract(entry.id)
        return Reading(entry, contract, digest=side.closure(entry.path).digest)
    except CatalogError as error:
        return Reading(entry, None, error)


def _differs(before: Reading | None, after: Reading | None) -> bool:
    if before is None or after is None:
        return True
    return before.contract is None or after.contract is None or before.digest != after.digest
