"""undeclared-dependency."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.model.contract import Contract
from catalog.model.service import Service
from governance.findings import Severity
from governance.rules.engine.rule import Context, Violation, rule


@rule("undeclared-dependency", severity=Severity.ERROR, on=Service | Contract, among_others=True)
def undeclared_dependency(node: Service | Contract, context: Context) -> Iterator[Violation]:
    """A service depends on a contract that its consumes.yaml does not name.

    The gate can warn only those whom it knows. A reference into another service's document, or a mapping of a
    vendor's fields, is a use like any other, and belongs into consumes.yaml.
    """
    yield from _by_mapping(node, context) if isinstance(node, Service) else _by_reference(node, context)


def _by_mapping(service: Service, context: Context) -> Iterator[Violation]:
    declared = {use.contract for use in context.around.consumptions_by(service.name)}
    for position, mapping in enumerate(service.mapping):
        if mapping.contract not in declared and context.around.entry(mapping.contract) is not None:
            message = f"{service.name} maps fields of {mapping.contract}, but does not say that it uses it"
            pointer = (*service.origin.pointer, "mapping", position, "contract")
            yield Violation(message, pointer, "Add it to consumes.yaml.", facet=mapping.contract)


def _by_reference(contract: Contract, context: Context) -> Iterator[Violation]:
    entry = context.entry
    if entry is None or entry.owner_kind == "vendor":
        return
    declared = {use.contract for use in context.around.consumptions_by(entry.owner)}
    for path in context.around.reached_from(entry.id):
        other = context.around.contract_at(path)
        if other is not None and other.owner != entry.owner and other.id not in declared:
            message = f"{contract.id} refers to {other.id}, but {entry.owner} does not say that it uses it"
            yield Violation(message, (), "Add it to consumes.yaml, or move what is shared to schemas/.", facet=other.id)
