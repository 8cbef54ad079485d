"""What is wrong in the files that a contract refers to, told by file: contracts that share one tell it alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from catalog.frozen import replace
from catalog.model.contract import Contract
from catalog.model.source import Json, SourceDocument
from catalog.model.specification import Family, Specification
from catalog.reading.positions import Positions
from governance.findings import Finding
from governance.validation.inlined import inlined
from governance.validation.official import is_known
from governance.validation.places import finding_at, pointer_text
from governance.validation.self_defined import circles, violation_of
from governance.validation.structure import structure_violations
from governance.validation.violation import Violation, source_violation

JSON_SCHEMAS = Specification(Family.OPENAPI, "3.1.1", "3.1")


def findings_elsewhere(contract: Contract) -> tuple[Finding, ...]:
    """Problems of their text, references that lead nowhere, and departures from the official schema.

    Only what the contract reaches of a file is held to the schema, as what it stands for in the contract.
    """
    if len(contract.references.documents) == 1:
        return ()
    in_use = tuple(_in_use(contract))  # may reach further documents
    others = {document.name: document for document in contract.references.documents[1:]}
    found = dict.fromkeys((*_in_text(others.values()), *_by_own_dialect(others.values()), *in_use))
    positions = {name: Positions(others[name]) for name in {name for name, _ in found}}
    return tuple(finding_at(each, f"{name}#{pointer_text(each.pointer)}", positions[name]) for name, each in found)


def _in_text(documents: Iterable[SourceDocument]) -> Iterator[tuple[str, Violation]]:
    for document in documents:
        yield from ((document.name, source_violation(problem)) for problem in document.problems)


def _in_use(contract: Contract) -> Iterator[tuple[str, Violation]]:
    whole = inlined(contract)
    for node, error in whole.broken:
        yield node.document.name, Violation("reference-unresolvable", node.pointer, error.message, error.hint)
    for circle in circles(contract):
        if all(name != contract.document.name for name, _ in circle):
            yield circle[0][0], violation_of(circle, circle[0][1])
    for violation in (
        structure_violations(whole.tree, contract.specification) if is_known(contract.specification) else ()
    ):
        document, pointer = whole.origin(violation.pointer) or (contract.document, ())
        if document is not contract.document and dialect_said(document) is None:
            yield document.name, replace(violation, pointer=pointer)


def _by_own_dialect(documents: Iterable[SourceDocument]) -> Iterator[tuple[str, Violation]]:
    """Files that are one JSON Schema and say which dialect it is in are held to that, whoever refers to them."""
    for document in documents:
        dialect = dialect_said(document)
        if dialect is not None:
            for violation in structure_violations(holding(document.tree, dialect), JSON_SCHEMAS):
                yield document.name, replace(violation, pointer=violation.pointer[3:])


def holding(schema: Json, dialect: str) -> Json:
    """An OpenAPI document whose one component, at `/components/schemas/it`, is a schema of this dialect."""
    return {
        "openapi": JSON_SCHEMAS.version,
        "jsonSchemaDialect": dialect,
        "info": {"title": "it", "version": "1.0.0"},
        "components": {"schemas": {"it": schema}},
    }


def dialect_said(document: SourceDocument) -> str | None:
    """The dialect that a file says it is written in."""
    said = document.tree.get("$schema") if isinstance(document.tree, dict) else None
    return said if isinstance(said, str) else None
