"""What the specifications demand and JSON Schema cannot say: names that must be unique, declared or resolvable."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import TypeAlias

from catalog.model.contract import Contract
from catalog.model.http import Operation, Origin, SecurityRequirement
from catalog.model.specification import Family
from governance.validation.self_defined import self_defined_schemas
from governance.validation.spelling import did_you_mean, listed
from governance.validation.violation import Violation

Check: TypeAlias = "Callable[[Contract], Iterator[Violation]]"
TEMPLATE = re.compile(r"\{([^{}]+)\}")


def meaning_violations(contract: Contract) -> Iterator[Violation]:
    """Everything that the checks below find in the contract's own document."""
    for check in CHECKS:
        yield from check(contract)


def duplicate_operation_ids(contract: Contract) -> Iterator[Violation]:
    """Two operations have the same operationId; generated clients would have one method for both."""
    seen: dict[str, str] = {}
    for operation in _operations(contract):
        name = operation.operation_id
        if name is None or operation.document is not contract.document:
            continue
        if name in seen and seen[name] != operation.label:
            message = f"operationId {name!r} is also that of {seen[name]}"
            pointer = (*operation.pointer, "operationId")
            yield Violation("duplicate-operation-id", pointer, message, "Give each operation its own.", facet=name)
        seen.setdefault(name, operation.label)


def undeclared_path_parameters(contract: Contract) -> Iterator[Violation]:
    """A path has a template without a parameter, or a path parameter that its path does not have."""
    for operation in contract.operations:
        if operation.origin is not Origin.PATH or operation.document is not contract.document:
            continue
        templates = set(TEMPLATE.findall(operation.path))
        declared = {parameter.name for parameter in operation.parameters if parameter.location == "path"}
        for name in sorted(templates - declared):
            hint = did_you_mean(name, declared - templates) or "Add it with in: path, required: true and a schema."
            message = f"{operation.label} declares no path parameter {name!r}"
            yield Violation("undeclared-path-parameter", operation.pointer, message, hint, facet=name)
        for name in sorted(declared - templates):
            hint = did_you_mean(name, templates - declared) or f"Write {{{name}}} in the path, or remove the parameter."
            message = f"path parameter {name!r} does not occur in {operation.path}"
            yield Violation("unused-path-parameter", operation.pointer, message, hint, facet=name)


def duplicate_parameters(contract: Contract) -> Iterator[Violation]:
    """An operation has two parameters of one name and location."""
    for operation in contract.operations:
        if operation.document is not contract.document:
            continue
        counted = Counter((parameter.location, parameter.name) for parameter in operation.parameters)
        for (location, name), times in counted.items():
            if times > 1:
                message = f"{operation.label} has {times} {location} parameters {name!r}"
                yield Violation("duplicate-parameter", operation.pointer, message, "Keep one.", facet=name)


def ambiguous_paths(contract: Contract) -> Iterator[Violation]:
    """Two paths differ in the names of their templates only, so that nobody can tell which is meant."""
    first: dict[str, str] = {}
    for operation in contract.operations:
        if operation.origin is not Origin.PATH or operation.document is not contract.document:
            continue
        path = first.setdefault(operation.path_key, operation.path)
        if path != operation.path:
            message = f"{operation.path} and {path} mean the same requests"
            yield Violation("ambiguous-path", operation.pointer[:2], message, "Join the two path items.")


def undefined_security_schemes(contract: Contract) -> Iterator[Violation]:
    """A security requirement names a scheme that the document does not define."""
    known = {scheme.name for scheme in contract.security_schemes}
    for requirement in _requirements(contract):
        if requirement.document is not contract.document:
            continue
        for name, _ in requirement.schemes:
            if name not in known and "/" not in name:
                message = f"security scheme {name!r} is not defined"
                hint = did_you_mean(name, known) or _defined(known)
                yield Violation("undefined-security-scheme", requirement.pointer, message, hint, facet=name)


def undeclared_channel_parameters(contract: Contract) -> Iterator[Violation]:
    """A channel's address has a template without a parameter."""
    for channel in contract.channels:
        if channel.address is None or channel.document is not contract.document:
            continue
        declared = {parameter.name for parameter in channel.parameters}
        for name in sorted(set(TEMPLATE.findall(channel.address)) - declared):
            message = f"channel {channel.address} declares no parameter {name!r}"
            hint = did_you_mean(name, declared) or "Add it under parameters."
            yield Violation("undeclared-channel-parameter", channel.pointer, message, hint, facet=name)


CHECKS: tuple[Check, ...] = (
    duplicate_operation_ids,
    undeclared_path_parameters,
    duplicate_parameters,
    ambiguous_paths,
    undefined_security_schemes,
    undeclared_channel_parameters,
    self_defined_schemas,
)


def _operations(contract: Contract) -> Iterator[Operation]:
    for operation in contract.operations:
        yield operation
        for callback in operation.callbacks:
            yield from callback.operations


def _requirements(contract: Contract) -> Iterator[SecurityRequirement]:
    if contract.specification.family is Family.ASYNCAPI:
        return
    seen: set[tuple[str | int, ...]] = set()
    own = (requirement for operation in contract.operations for requirement in operation.security)
    for requirement in (*contract.security, *own):
        if requirement.pointer not in seen:
            seen.add(requirement.pointer)
            yield requirement


def _defined(known: set[str]) -> str:
    return f"Defined: {listed(sorted(known))}." if known else "The document defines none."
