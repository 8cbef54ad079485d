"""From a violation to a finding: address, place in the file, fingerprint."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import field

from catalog.frozen import dataclass
from catalog.model.address import Address
from catalog.model.consumption import Consumption
from catalog.model.contract import Contract
from catalog.model.domain import Domain
from catalog.model.node import Located
from catalog.model.pointer import print_pointer
from catalog.model.policy import Policy, Waiver
from catalog.model.service import ContractEntry, Service
from catalog.model.source import Pointer, SourceDocument
from catalog.model.vendor import Vendor
from catalog.model.workflow import Workflow
from catalog.reading.addresses.lookup import address_of, addresses_of
from catalog.reading.positions import Positions
from governance.findings import Finding, Kind, Location, Pointers, Severity, fingerprint
from governance.rules.engine.rule import Context, Rule, Violation

SHARED = ("components", "definitions", "parameters", "responses")
"""Members of a document below which parts stand that several operations may use."""


@dataclass(frozen=True, slots=True)
class Unnamed:
    """A violation of a rule at a node, before anybody has asked for its address and its line."""

    rule: Rule
    severity: Severity
    node: object
    violation: Violation

    @property
    def file(self) -> str:
        """The document that `violation.pointer` leads into."""
        document = self.violation.document or getattr(self.node, "document", None)
        return document.name if isinstance(document, SourceDocument) else file_of(self.node)


@dataclass(slots=True)
class Namer:
    """Makes findings; remembers line positions per document for as long as it is kept."""

    context: Context
    _positions: dict[str, Positions] = field(default_factory=dict)

    def findings(self, found: Collection[Unnamed]) -> Iterator[Finding]:
        """What was found, as everybody else sees it."""
        here = (u for u in found if isinstance(u.node, Located | Contract))
        documents = [_document(unnamed.node, unnamed.violation) for unnamed in here]  # type: ignore[arg-type]
        for name, document in {each.name: each for each in documents}.items():
            self._of(document).expect(sum(each.name == name for each in documents))
        yield from map(self.finding, found)

    def finding(self, unnamed: Unnamed) -> Finding:
        """A violation, as everybody else sees it."""
        rule, node, violation = unnamed.rule, unnamed.node, unnamed.violation
        if isinstance(node, Located | Contract):
            address, affects = self._in_contract(node, violation)
        else:
            address, affects = name_of(node), ()
        return Finding(
            rule=rule.id,
            kind=Kind.POLICY,
            severity=unnamed.severity,
            address=address,
            message=violation.message,
            fingerprint=fingerprint(rule.id, address, violation.facet),
            hint=violation.hint,
            locations=(self._location(node, violation),),
            pointers=Pointers(revision=print_pointer(violation.pointer)),
            affects=affects,
        )

    def _in_contract(self, node: Located | Contract, violation: Violation) -> tuple[str, tuple[str, ...]]:
        contract = self.context.contract
        assert contract is not None
        document = _document(node, violation)
        address = address_text(contract, violation.pointer, document.name)
        shared = document is not contract.document or (violation.pointer[:1] and violation.pointer[0] in SHARED)
        return address, tuple(_affected(contract, violation.pointer, document.name)) if shared else ()

    def _location(self, node: object, violation: Violation) -> Location:
        if isinstance(node, Located | Contract):
            document: SourceDocument | None = _document(node, violation)
        else:
            document = violation.document or self.context.around.source(file_of(node))
        if document is None:
            return Location(file_of(node))
        mark = self._of(document).start(violation.pointer)
        return Location(document.name, mark.line, mark.column)

    def _of(self, document: SourceDocument) -> Positions:
        if document.name not in self._positions:
            self._positions[document.name] = Positions(document)
        return self._positions[document.name]


def _document(node: Located | Contract, violation: Violation) -> SourceDocument:
    return violation.document or node.document


def address_text(contract: Contract, pointer: Pointer, document: str) -> str:
    """The address of a place; where a broken document leaves it without one, the nearest place above that has one."""
    for length in range(len(pointer), -1, -1):
        try:
            address = str(address_of(contract, pointer[:length], document))
        except LookupError:
            continue
        rest = print_pointer(pointer[length:])
        return f"{address} {rest}" if rest else address
    return contract.id


def _affected(contract: Contract, pointer: Pointer, document: str) -> Iterator[str]:
    """The operations that reach a shared part, sorted."""
    try:
        addresses: list[Address] = list(addresses_of(contract, pointer, document))
    except LookupError:
        return
    subjects = {" ".join(address.subject) for address in addresses if address.subject[:1] != ("schema",)}
    yield from sorted(subjects - {""})


def name_of(node: object) -> str:
    """The address of something that a descriptor says."""
    match node:
        case Service() | Vendor():
            return node.name
        case ContractEntry():
            return node.id
        case Consumption():
            return f"{node.service} consumes {node.contract}"
        case Workflow() | Waiver():
            return f"{type(node).__name__.lower()}/{node.id}"
        case Domain():
            return f"domain/{node.name}"
        case Policy():
            return "policy"
    raise TypeError(f"{type(node).__name__} has no address")


def file_of(node: object) -> str:
    """The descriptor that says it."""
    return str(node.origin.file)  # type: ignore[attr-defined]
