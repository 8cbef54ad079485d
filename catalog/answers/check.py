"""Is it valid: contracts and descriptors of a catalog, or documents that belong to none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from catalog.answers.consumptions import unknown_places
from catalog.answers.local import LocalFiles
from catalog.errors import CatalogError, UnknownName, UnreadableDocument
from catalog.model.contract import Contract
from catalog.model.problem import Problem
from catalog.model.service import ContractEntry
from catalog.reading.contract import read_contract
from catalog.reading.references import Resolver
from catalog.repository.snapshot import Snapshot
from governance.findings import Finding, Location, Severity, ordered
from governance.validation.document import file_finding, validity_findings
from governance.validation.places import pointer_text
from governance.validation.second_opinion import Fetch, Opinion, second_opinions


@dataclass(frozen=True, slots=True)
class CheckedDocument:
    """A document that was looked at; `digest` is its Git blob id or content hash."""

    name: str
    contract: str
    specification: str
    digest: str


@dataclass(frozen=True, slots=True)
class Checked:
    """The answer: what was looked at, what was found, worst first, and what others say."""

    documents: tuple[CheckedDocument, ...]
    findings: tuple[Finding, ...]
    opinions: tuple[Opinion, ...] = ()

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return sum(1 for finding in self.findings if finding.severity is Severity.ERROR)


PLACE = re.compile(r":(?P<line>\d+):(?P<column>\d+)$")


def check_catalog(snapshot: Snapshot, *, second_opinion: bool = False) -> Checked:
    """Every declared contract, announced releases included, and every descriptor."""
    targets = [target for entry in snapshot.contracts.values() for target in _targets(entry)]
    parts = [_check_entry(snapshot, entry, label, second_opinion) for entry, label in targets]
    return joined([Checked((), tuple(map(problem_finding, snapshot.problems))), *parts])


def check_names(snapshot: Snapshot, names: Iterable[str], *, second_opinion: bool = False) -> Checked:
    """The contracts of these services, vendors or contract ids, and their descriptors.

    Raises:
        UnknownName: nothing has this name.
    """
    return joined([_check_name(snapshot, name, second_opinion) for name in names])


def check_file(path: Path, *, second_opinion: bool = False) -> Checked:
    """A document that need not belong to a catalog; its references are read beside it, below its own repository.

    Raises:
        UsageError: there is no such file.
    """
    files = LocalFiles.around(path)
    try:
        document = files.fetch(files.name)
    except UnreadableDocument as error:
        return _shown_as(
            str(path), Checked((CheckedDocument(files.name, "", "", ""),), (unreadable(files.name, error),))
        )
    contract = read_contract(document, contract_id=path.stem, resolver=Resolver(files.fetch, document))
    return _shown_as(str(path), _checked(contract, files.fetch, second_opinion))


def joined(parts: Iterable[Checked]) -> Checked:
    """Several answers as one; a descriptor's finding that several parts tell is told once."""
    all_parts = list(parts)
    findings = dict.fromkeys(finding for part in all_parts for finding in part.findings)
    return Checked(
        tuple(document for part in all_parts for document in part.documents),
        ordered(list(findings)),
        tuple(opinion for part in all_parts for opinion in part.opinions),
    )


def problem_finding(problem: Problem) -> Finding:
    """A descriptor's problem as a finding."""
    start = problem.span.start if problem.span else None
    place = Location(problem.file, start.line if start else None, start.column if start else None)
    pointer = pointer_text(problem.pointer)
    found = file_finding(problem.file, problem.rule, problem.message, problem.hint, place)
    named = replace(found, address=f"{problem.file}#{pointer}" if pointer else problem.file)
    return replace(named, pointers=replace(found.pointers, revision=pointer))


def _check_name(snapshot: Snapshot, name: str, second_opinion: bool) -> Checked:
    owner = snapshot.services.get(name) or snapshot.vendors.get(name)
    if owner is None:
        entry = _entry(snapshot, name)
        return joined([_check_entry(snapshot, entry, label, second_opinion) for _, label in _targets(entry)])
    folder = owner.origin.file.rpartition("/")[0]
    problems = tuple(problem_finding(found) for found in snapshot.problems if found.file.startswith(f"{folder}/"))
    targets = [target for entry in owner.contracts for target in _targets(entry)]
    return joined([Checked((), problems), *(_check_entry(snapshot, *target, second_opinion) for target in targets)])


def _entry(snapshot: Snapshot, name: str) -> ContractEntry:
    try:
        return snapshot.entry(name)
    except UnknownName as error:
        message = f"there is no service, vendor, contract or file {name!r}"
        raise UnknownName(message, hint=error.hint or "treaty list names what there is") from None


def _targets(entry: ContractEntry) -> Iterator[tuple[ContractEntry, str | None]]:
    if entry.path:
        yield entry, None
    for upcoming in entry.upcoming:
        yield entry, upcoming.label


def _check_entry(snapshot: Snapshot, entry: ContractEntry, label: str | None, second_opinion: bool) -> Checked:
    path = snapshot.document_path(entry.id, label)
    try:
        contract = snapshot.contract(entry.id, label)
    except CatalogError as error:
        return Checked((CheckedDocument(path, entry.id, "", ""),), (unreadable(path, error),))
    checked = _checked(contract, snapshot.documents.fetch, second_opinion)
    unknown = () if label else tuple(unknown_places(snapshot, contract))
    return replace(checked, findings=(*checked.findings, *unknown))


def _checked(contract: Contract, fetch: Fetch, second_opinion: bool) -> Checked:
    document = contract.document
    findings = validity_findings(contract)
    broken = frozenset(finding.rule for finding in findings if finding.severity is Severity.ERROR)
    opinions = second_opinions(contract, fetch, broken) if second_opinion else ()
    looked_at = CheckedDocument(document.name, contract.id, str(contract.specification), document.digest)
    return Checked((looked_at,), findings, opinions)


def unreadable(path: str, error: CatalogError) -> Finding:
    """The finding of a file that cannot be read; the error's place ends in line and column where it knows them."""
    known = PLACE.search(error.place or "")
    place = Location(path, int(known["line"]), int(known["column"])) if known else Location(path)
    return file_finding(path, "document-unreadable", error.message, error.hint, place)


def _shown_as(path: str, checked: Checked) -> Checked:
    """The same with the one document named as the caller named it."""
    findings = (
        replace(finding, locations=tuple(replace(place, file=path) for place in finding.locations))
        for finding in checked.findings
    )
    documents = (replace(document, name=path) for document in checked.documents)
    opinions = (replace(opinion, document=path) for opinion in checked.opinions)
    return Checked(tuple(documents), tuple(findings), tuple(opinions))
