"""What the rules of policy are asked about: whatever the change touches, and whatever has what it touches as input."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from catalog.answers.gate.sides import Sides
from catalog.answers.gate.touched import Touched
from catalog.model.consumption import Consumption
from catalog.model.domain import Domain
from catalog.model.policy import Waiver
from catalog.model.service import ContractEntry, Service
from catalog.model.vendor import Vendor
from catalog.model.workflow import Workflow
from catalog.reading.descriptors.glossary import stem
from catalog.reading.descriptors.kinds import kind_at
from catalog.repository.snapshot import Snapshot
from governance.gate.waivers import named
from governance.rules.judge import is_about_descriptors

CYCLE = "dependency-cycle"
Owner = Service | Vendor
OwnerName = tuple[str, str]
"""(`service` or `vendor`, name)"""


@dataclass(frozen=True)
class Subjects:
    """Names of what is judged, equal for both sides. Contracts are judged with their documents, owners with all that
    their descriptors say; of other services only what they say of contracts that changed for them."""

    sides: Sides
    changes: tuple[Touched, ...]

    @cached_property
    def contracts(self) -> frozenset[str]:
        """Those that changed, whose service uses something else now, or whose waivers changed."""
        own = (entry.id for name in self.using for side in self._both for entry in _contracts_of(side, name))
        declared = {name for name in map(named, self._changed_waivers) if self._declares(name)}
        return frozenset((*(change.name for change in self.changes), *own, *declared))

    @cached_property
    def owners(self) -> frozenset[OwnerName]:
        """Services and vendors whose descriptors changed, or what these are measured by."""
        return frozenset((*self._described, *self.using, *self._moved, *self._waived))

    def unasked(self, owner: OwnerName) -> frozenset[str]:
        """Rules that can find nothing else on the head: a service that uses what it used closes no circle of calls, and
        opens none. To find one, much of the catalog is read."""
        if owner[0] != "service" or owner in self._moved:
            return frozenset()
        before, now = ({(use.contract, use.pattern) for use in side.consumptions_by(owner[1])} for side in self._both)
        waived = any(waiver.rule == CYCLE for side in self._both for waiver in self.waivers(side.waivers.values()))
        return frozenset() if now != before or waived else frozenset((CYCLE,))

    @cached_property
    def owned(self) -> frozenset[OwnerName]:
        """The others, where it may have changed who answers for them."""
        if "teams" in self._files or any(path.rpartition("/")[2] == "CODEOWNERS" for path in self.sides.changed):
            return frozenset(each for side in self._both for each in _everybody(side)) - self.owners
        return frozenset()

    @cached_property
    def uses(self) -> dict[str, frozenset[str]]:
        """Service → the contracts that it uses and that are declared, versioned or layered otherwise now."""
        found: dict[str, set[str]] = {}
        for contract in self._declared_anew:
            for use in self._uses_of(contract):
                found.setdefault(use.service, set()).add(contract)
        judged = {name for kind, name in self.owners if kind == "service"}
        return {service: frozenset(found[service]) for service in sorted(found.keys() - judged)}

    @cached_property
    def domains(self) -> frozenset[str]:
        """Domains that changed, or that have an entity whose schema or master did."""
        own = {stem(path) for path in self._files.get("domain", ())} | self._waived_as("domain")
        entities = {path.split("/")[-2] for path in self._files.get("entity", ())} | self._masters
        return frozenset(own | {d.name for side in self._both for d in _domains_with(side, entities)})

    def workflows(self, side: Snapshot) -> tuple[Workflow, ...]:
        """Workflows whose file changed, and those over documents that moved, came or went; by id."""
        moved = frozenset(path for change in self.changes for path in _places(change))
        found = {each.id: each for each in side.workflows_over(moved)} if moved else {}
        if "workflow" in self._files or "teams" in self._files or self._waived_as("workflow"):
            wanted = self._waived_as("workflow")
            for each in side.workflows.values():
                if each.origin.file in self.sides.changed or "teams" in self._files or each.id in wanted:
                    found[each.id] = each
        return tuple(found[name] for name in sorted(found))

    @property
    def policy(self) -> bool:
        """Whether the policy itself is judged."""
        return "policy" in self._files or "policy" in set(map(named, self._changed_waivers))

    def waivers(self, known: Iterable[Waiver]) -> tuple[Waiver, ...]:
        """Of a register those that changed, or are about something that is judged."""
        names = {name for _, name in self.owners}
        return tuple(w for w in known if w.origin.file in self.sides.changed or named(w) in self.contracts | names)

    @property
    def _both(self) -> tuple[Snapshot, Snapshot]:
        return self.sides.base, self.sides.head

    @cached_property
    def _files(self) -> dict[str, tuple[str, ...]]:
        """Kind of descriptor → its files that changed."""
        found: dict[str, list[str]] = {}
        root = self.sides.base.root
        for path in sorted(self.sides.changed):
            kind = kind_at(path, root) if not root or path.startswith(f"{root}/") else None
            if kind is not None:
                found.setdefault(kind, []).append(path)
        return {kind: tuple(paths) for kind, paths in found.items()}

    @cached_property
    def _described(self) -> frozenset[OwnerName]:
        return frozenset((k, path.split("/")[-2]) for k in ("service", "vendor") for path in self._files.get(k, ()))

    @cached_property
    def using(self) -> frozenset[OwnerName]:
        """Services whose consumes.yaml changed."""
        return frozenset(("service", path.split("/")[-2]) for path in self._files.get("consumes", ()))

    @cached_property
    def _moved(self) -> frozenset[OwnerName]:
        """Services that use a contract which has another owner now: their calls lead elsewhere."""
        moved = (change.name for change in self.changes if len({_owner(e) for e in _entries(change)}) > 1)
        return frozenset(("service", use.service) for contract in moved for use in self._uses_of(contract))

    @cached_property
    def _masters(self) -> frozenset[str]:
        """Entities of which somebody else is master now."""
        named = [name for kind, name in self._described if kind == "service"]
        before, now = ({(n, e) for n in named for e in _masters_of(side, n)} for side in self._both)
        return frozenset(entity for _, entity in before ^ now)

    @cached_property
    def _declared_anew(self) -> tuple[str, ...]:
        """Contracts of which users' descriptors may say something else now."""
        own = {entry.id for name in self._described for side in self._both for entry in _contracts_of(side, name)}
        anew = {change.name for change in self.changes if _version(change.base) != _version(change.head)}
        return tuple(sorted(own | anew))

    def _uses_of(self, contract: str) -> Iterator[Consumption]:
        yield from (use for side in self._both for use in side.consumptions_of(contract))

    def _declares(self, contract: str) -> bool:
        return any(contract in side.contracts for side in self._both)

    @cached_property
    def _changed_waivers(self) -> tuple[Waiver, ...]:
        if "waiver" not in self._files:
            return ()
        return tuple(w for side in self._both for w in side.waivers.values() if w.origin.file in self.sides.changed)

    @cached_property
    def _waived(self) -> frozenset[OwnerName]:
        """Owners of what changed waivers excuse, or of a judged contract with a waiver for what descriptors say."""
        found = set()
        for side in self._both:
            for waiver in side.waivers.values():
                new, name = waiver.origin.file in self.sides.changed, named(waiver)
                entry = side.contracts.get(name)
                if entry and (new or name in self.contracts) and is_about_descriptors(waiver.rule):
                    found.add(_owner(entry))
                found.update(_named(side, name) if new else ())
        return frozenset(found)

    def _waived_as(self, kind: str) -> set[str]:
        """Names of domains or workflows that changed waivers are about."""
        return {name.partition("/")[2] for name in map(named, self._changed_waivers) if name.startswith(f"{kind}/")}


def owner_at(side: Snapshot, owner: OwnerName) -> Owner | None:
    """The service or vendor on one side."""
    kind, name = owner
    return side.vendors.get(name) if kind == "vendor" else side.services.get(name)


def _owner(entry: ContractEntry) -> OwnerName:
    return entry.owner_kind, entry.owner


def _named(side: Snapshot, name: str) -> Iterator[OwnerName]:
    yield from ((kind, name) for kind in ("service", "vendor") if owner_at(side, (kind, name)) is not None)


def _everybody(side: Snapshot) -> Iterator[OwnerName]:
    yield from (("service", name) for name in side.services)
    yield from (("vendor", name) for name in side.vendors)


def _contracts_of(side: Snapshot, owner: OwnerName) -> tuple[ContractEntry, ...]:
    found = owner_at(side, owner)
    return found.contracts if found else ()


def _masters_of(side: Snapshot, service: str) -> tuple[str, ...]:
    found = side.services.get(service)
    return found.masters if found else ()


def _domains_with(side: Snapshot, entities: set[str]) -> Iterator[Domain]:
    for domain in side.domains.values() if entities else ():
        if not entities.isdisjoint(name.partition("/")[0] for name in domain.entities):
            yield domain


def _entries(change: Touched) -> tuple[ContractEntry, ...]:
    return tuple(reading.entry for reading in (change.base, change.head) if reading is not None)


def _places(change: Touched) -> set[str]:
    """The paths at which a contract stands on one side only."""
    before, now = ({r.entry.path} if r is not None and r.entry.path else set() for r in (change.base, change.head))
    return before ^ now


def _version(reading: object) -> object:
    return getattr(reading, "version", None)
