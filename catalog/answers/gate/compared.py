"""The changes of a contract between two of its readings, with places in the files of the head."""

from __future__ import annotations

from dataclasses import dataclass, field

from catalog.errors import CatalogError
from catalog.frozen import replace
from catalog.model.pointer import parse_pointer, split_pointer, step
from catalog.model.policy import Policy
from catalog.model.service import ContractEntry
from catalog.model.source import Json, Pointer
from catalog.reading.positions import Positions
from catalog.repository.snapshot import Snapshot
from governance.compatibility.outcome import Options
from governance.compatibility.tolerances import Tolerances
from governance.findings import Effect, Finding, Location
from governance.gate.severities import tolerated


def options_of(entry: ContractEntry, policy: Policy, profile: str | None) -> Options:
    """How the contract is compared: from which side it is written, what is tolerated, which paths hold a version."""
    known = set(Tolerances.names())
    switched = {name: on for name, on in tolerated(policy, profile).items() if name in known}
    versions = (entry.path_version,) if entry.path_version else ()
    return Options(Tolerances().switched(switched), entry.perspective, versions)


@dataclass(slots=True)
class Placing:
    """Files, lines and columns of findings: where the head has the place, else at the nearest that the head kept."""

    side: Snapshot
    file: str
    _positions: dict[str, Positions] = field(default_factory=dict)

    def placed(self, finding: Finding) -> Finding:
        """The finding with its location; safe ones are not looked up."""
        if finding.effect is Effect.SAFE:
            return replace(finding, locations=(Location(self.file, 1, 1),))
        text = finding.pointers.revision or finding.pointers.base or ""
        name, pointer = split_pointer(text)
        return replace(finding, locations=(self._location(name, parse_pointer(pointer)),))

    def _location(self, name: str, pointer: Pointer) -> Location:
        file = name or self.file
        try:
            positions = self._of(file)
            mark = positions.start(_kept(positions.document.tree, pointer))
        except CatalogError:
            return Location(self.file, 1, 1)
        return Location(file, mark.line, mark.column)

    def _of(self, file: str) -> Positions:
        if file not in self._positions:
            self._positions[file] = Positions(self.side.document(file))
        return self._positions[file]


def _kept(tree: Json, pointer: Pointer) -> Pointer:
    """As much of the pointer as the tree has."""
    node, kept = tree, list[str | int]()
    for token in pointer:
        found = step(node, token)
        if found is None:
            break
        kept.append(found[0])
        node = found[1]
    return tuple(kept)
