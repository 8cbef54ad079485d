"""Is it valid: contracts and descriptors of a catalog, or documents that belong to none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from catalog.answers.canonical import canonical_findings
from catalog.answers.consumptions import unknown_places
from catalog.answers.judged import Judged
from catalog.answers.lasting import Lasting
from catalog.answers.local import LocalFiles
from catalog.answers.problems import problem_finding, told_once, unreadable
from catalog.answers.rule_book import RuleBook, document_findings
from catalog.answers.steps import unknown_steps
from catalog.errors import CatalogError, UnknownName, UnreadableDocument
from catalog.frozen import replace
from catalog.model.contract import Contract
from catalog.model.problem import Problem
from catalog.model.service import ContractEntry, Service
from catalog.model.vendor import Vendor
from catalog.reading.contract import read_contract
from catalog.reading.references import Resolver
from catalog.repository.snapshot import Snapshot
from governance.findings import Finding, Location, Severity, Status, ordered
from governance.validation.document import validity_findings
from governance.validation.second_opinion import Fetch, Opinion, second_opinions

ANEW = Judged(Lasting(None, 0))
"""Knows nothing that was found before."""


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
        """How many findings are errors that nobody has waived."""
        open_ones = (finding for finding in self.findings if finding.status is not Status.WAIVED)
        return sum(1 for finding in open_ones if finding.severity is Severity.ERROR)


def check_catalog(snapshot: Snapshot, *, second_opinion: bool = False, book: RuleBook | None = None) -> Checked:
    """Every declared contract, announced releases included, and every descriptor; without `book` no rules of policy."""
    targets = [target for entry in snapshot.contracts.values() for target in _targets(entry)]
    parts = [_check_entry(snapshot, entry, label, second_opinion, book) for entry, label in targets]
    parts.append(Checked((), (*canonical_findings(snapshot), *unknown_steps(snapshot))))
    if book is None:
        return joined([*parts, Checked((), _of_descriptors(snapshot.problems))])
    owners: tuple[Service | Vendor, ...] = (*snapshot.services.values(), *snapshot.vendors.values())
    by_rules = (*(found for owner in owners for found in book.of_owner(owner)), *book.of_the_rest())
    once = told_once(_of_descriptors(snapshot.problems), by_rules)
    whole = _waived(joined([*parts, *(Checked((), found) for found in once)]), book)
    return joined([whole, Checked((), tuple(book.idle_waivers(whole.findings)))])


def check_names(
    snapshot: Snapshot,
    names: Iterable[str],
    *,
    second_opinion: bool = False,
    book: RuleBook | None = None,
    judged: Judged = ANEW,
) -> Checked:
    """The contracts of these services, vendors or contract ids, and their descriptors; `judged` knows what was found in
    documents before.

    Raises:
        UnknownName: nothing has this name.
    """
    return _waived(joined([_check_name(snapshot, name, second_opinion, book, judged) for name in names]), book)


def check_file(path: Path, *, second_opinion: bool = False, today: date | None = None) -> Checked:
    """A document that need not belong to a catalog; its references are read beside it, below its own repository.
    Rules that need no catalog are asked as of `today`, none without it.

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
    checked = _checked(contract, validity_findings(contract), files.fetch, second_opinion)
    found = () if today is None else document_findings(contract, today)
    return _shown_as(str(path), replace(checked, findings=ordered((*checked.findings, *found))))


def joined(parts: Iterable[Checked]) -> Checked:
    """Several answers as one; what several parts tell of one place of a file is told once."""
    all_parts = list(parts)
    findings = {(each.fingerprint, each.locations): each for part in reversed(all_parts) for each in part.findings}
    return Checked(
        tuple(document for part in all_parts for document in part.documents),
        ordered(list(findings.values())),
        tuple(opinion for part in all_parts for opinion in part.opinions),
    )


def _of_descriptors(problems: Iterable[Problem]) -> tuple[Finding, ...]:
    return tuple(map(problem_finding, problems))


def _waived(checked: Checked, book: RuleBook | None) -> Checked:
    return checked if book is None else replace(checked, findings=book.waived(checked.findings))


def _check_name(snapshot: Snapshot, name: str, second_opinion: bool, book: RuleBook | None, judged: Judged) -> Checked:
    owner = snapshot.services.get(name) or snapshot.vendors.get(name)
    if owner is None:
        entry = _entry(snapshot, name)
        missing = () if entry.path else _beside(snapshot, entry.origin.file, (), book)
        parts = [_check_entry(snapshot, entry, label, second_opinion, book, judged) for _, label in _targets(entry)]
        return joined([Checked((), missing), *parts])
    of_owner = _beside(snapshot, owner.origin.file, book.of_owner(owner) if book else (), book)
    targets = [target for entry in owner.contracts for target in _targets(entry)]
    return joined(
        [Checked((), of_owner), *(_check_entry(snapshot, *target, second_opinion, book, judged) for target in targets)]
    )


def _beside(
    snapshot: Snapshot, descriptor: str, by_rules: tuple[Finding, ...], book: RuleBook | None
) -> tuple[Finding, ...]:
    """The problems of a descriptor and of all files in its folder, with what rules say of them."""
    folder = descriptor.rpartition("/")[0]
    by_file = snapshot.joined.problems_by_file.items()
    found = _of_descriptors(each for file, told in by_file if file.startswith(f"{folder}/") for each in told)
    if book is None:
        return found
    problems, ruled = told_once(found, by_rules)
    return (*problems, *ruled)


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


def _check_entry(
    snapshot: Snapshot,
    entry: ContractEntry,
    label: str | None,
    second_opinion: bool,
    book: RuleBook | None,
    judged: Judged = ANEW,
) -> Checked:
    path = snapshot.document_path(entry.id, label)
    try:
        contract = snapshot.contract(entry.id, label)
    except CatalogError as error:
        return Checked((CheckedDocument(path, entry.id, "", ""),), (unreadable(path, error),))
    if label or book is None:
        checked = _checked(contract, validity_findings(contract), snapshot.documents.fetch, second_opinion)
        unknown = () if label else tuple(unknown_places(snapshot, contract))
        return replace(checked, findings=(*checked.findings, *unknown))
    validity, alone = judged.of(snapshot, contract, entry, book)
    checked = _checked(contract, validity, snapshot.documents.fetch, second_opinion)
    among_others = book.of_contract_among_others(contract, entry)
    return replace(checked, findings=(*validity, *unknown_places(snapshot, contract), *alone, *among_others))


def _checked(contract: Contract, findings: tuple[Finding, ...], fetch: Fetch, second_opinion: bool) -> Checked:
    document = contract.document
    broken = frozenset(finding.rule for finding in findings if finding.severity is Severity.ERROR)
    opinions = second_opinions(contract, fetch, broken) if second_opinion else ()
    looked_at = CheckedDocument(document.name, contract.id, str(contract.specification), document.digest)
    return Checked((looked_at,), findings, opinions)


def _shown_as(path: str, checked: Checked) -> Checked:
    """The same with the one document named as the caller named it; what it refers to keeps its name."""
    own = {document.name for document in checked.documents}

    def named(place: Location) -> Location:
        return replace(place, file=path) if place.file in own else place

    findings = (
        replace(finding, locations=tuple(named(place) for place in finding.locations)) for finding in checked.findings
    )
    documents = (replace(document, name=path) for document in checked.documents)
    opinions = (replace(opinion, document=path) for opinion in checked.opinions)
    return Checked(tuple(documents), tuple(findings), tuple(opinions))
