"""Is it a valid OpenAPI or AsyncAPI document: every finding, with its address and place."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import TypeAlias

from catalog.model.contract import Contract
from catalog.model.source import Pointer
from catalog.model.specification import Family
from catalog.reading.addresses.lookup import address_of
from catalog.reading.positions import Positions
from governance.findings import Finding, Kind, Location, Severity, fingerprint
from governance.validation.elsewhere import findings_elsewhere
from governance.validation.meaning import meaning_violations
from governance.validation.official import LINES, is_known
from governance.validation.places import finding_at, pointer_text
from governance.validation.structure import structure_violations
from governance.validation.violation import Violation, source_violation

Step: TypeAlias = "Callable[[Contract], Iterator[Violation]]"


def validity_findings(contract: Contract) -> tuple[Finding, ...]:
    """Everything that is wrong with the contract's own document, in the order of STEPS, then with what it refers to.

    Raises:
        MissingOfficialSchema: the official schema of its version is not installed.
    """
    found = dict.fromkeys(violation for step in STEPS for violation in step(contract))
    return (*_located(contract, found), *findings_elsewhere(contract))


def _located(contract: Contract, violations: Collection[Violation]) -> Iterator[Finding]:
    if violations:
        positions = Positions(contract.document)
        yield from (finding_of(contract, violation, positions) for violation in violations)


def specification_violations(contract: Contract) -> Iterator[Violation]:
    """The document follows no specification that we know."""
    specification = contract.specification
    if specification.family is Family.UNKNOWN:
        message = "the document does not say which specification it follows"
        hint = "Begin it with openapi: 3.1.1, swagger: '2.0' or asyncapi: 3.0.0."
        yield Violation("unknown-specification", (), message, hint)
    elif not is_known(specification) or not specification.version.startswith(specification.line):
        member = "asyncapi" if specification.family is Family.ASYNCAPI else "openapi"
        known = ", ".join(LINES[specification.family])
        message = f"{specification} is not a version that we know; it was read as {specification.line}"
        yield Violation("unknown-specification", (member,), message, f"Known: {known}.")


def source_violations(contract: Contract) -> Iterator[Violation]:
    """What reading got over: duplicate keys, odd scalars; and references that lead nowhere."""
    return (source_violation(problem) for problem in contract.problems)


def official_violations(contract: Contract) -> Iterator[Violation]:
    """Departures from the official schema."""
    if is_known(contract.specification):
        yield from structure_violations(contract.document.tree, contract.specification)


STEPS: tuple[Step, ...] = (specification_violations, source_violations, official_violations, meaning_violations)


def finding_of(contract: Contract, violation: Violation, positions: Positions) -> Finding:
    """The violation where people look for it: by address, and by file, line and column."""
    return finding_at(violation, address_text(contract, violation.pointer), positions)


def address_text(contract: Contract, pointer: Pointer) -> str:
    """The address of a place; where a broken document leaves it without one, the nearest place above that has one."""
    for length in range(len(pointer), -1, -1):
        try:
            address = str(address_of(contract, pointer[:length]))
        except LookupError:
            continue
        rest = pointer[length:]
        return f"{address} {pointer_text(rest)}" if rest else address
    return contract.id


def file_finding(path: str, rule: str, message: str, hint: str | None, place: Location) -> Finding:
    """A finding about a file as a whole, such as one that cannot be read."""
    return Finding(rule, Kind.VALIDITY, Severity.ERROR, path, message, fingerprint(rule, path), hint, (place,))
