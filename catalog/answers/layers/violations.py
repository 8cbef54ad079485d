"""What `layer-skip` finds in descriptors and `vendor-leak` in documents: the rules judge, nothing here does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from catalog.answers.judged import Judged
from catalog.answers.kept import once
from catalog.answers.rule_book import RuleBook
from catalog.errors import CatalogError
from catalog.model.consumption import Consumption
from catalog.repository.snapshot import Snapshot
from governance.findings import Finding
from governance.rules.engine.rule import Context
from governance.rules.judge import layer_profile, severity_in, switched_on

SKIP, LEAK = "layer-skip", "vendor-leak"


@dataclass(frozen=True, slots=True)
class Violation:
    """A finding: whose, where, and whether a waiver (by id) excuses it."""

    rule: str
    severity: str
    service: str
    contract: str
    address: str
    message: str
    hint: str
    file: str
    line: int
    waiver: str


def faults(snapshot: Snapshot, today: date) -> tuple[tuple[str, str], ...]:
    """The uses, as service and contract, that `layer-skip` finds fault with; their lines are not looked up."""
    return once(snapshot, (SKIP, today), lambda: tuple(_faults(snapshot, RuleBook(snapshot, today))), stays=True)


def _faults(snapshot: Snapshot, book: RuleBook) -> Iterator[tuple[str, str]]:
    context = Context(book.around, book.policy)
    for service in snapshot.services.values():
        uses = snapshot.consumptions_by(service.name)
        on = switched_on(layer_profile(service, book.around), book.policy, frozenset((Consumption,))) if uses else ()
        for rule in (rule for rule, _ in on if rule.id == SKIP):
            yield from ((use.service, use.contract) for use in uses if any(rule.check(use, context)))


def skips(snapshot: Snapshot, pairs: Iterable[tuple[str, str]], today: date) -> Iterator[Violation]:
    """What `layer-skip` says of these uses, in full."""
    book = RuleBook(snapshot, today)
    for name, contract in pairs:
        found = book.of_uses(snapshot.services[name], frozenset((contract,)))
        for finding, waiver in book.excused(each for each in found if each.rule == SKIP):
            yield _violation(finding, name, contract, waiver.id if waiver else "")


def judged(snapshot: Snapshot, today: date) -> tuple[str, ...]:
    """The ids of services' contracts for which `vendor-leak` is on."""
    return once(
        snapshot, ("leak-candidates", today), lambda: tuple(_judged(snapshot, RuleBook(snapshot, today))), stays=True
    )


def _judged(snapshot: Snapshot, book: RuleBook) -> Iterator[str]:
    for name, entry in sorted(snapshot.contracts.items()):
        own = bool(entry.path) and entry.owner_kind == "service"
        if own and severity_in(LEAK, entry, book.around, book.policy) is not None:
            yield name


def leaks(snapshot: Snapshot, contracts: Iterable[str], today: date, before: Judged) -> tuple[Violation, ...]:
    """All that `vendor-leak` finds in these contracts; each that was not judged before is judged once."""
    book = RuleBook(snapshot, today)
    found = (once(snapshot, (LEAK, today, name), partial(_leaks, snapshot, name, book, before)) for name in contracts)
    return tuple(each for group in found for each in group)


def _leaks(snapshot: Snapshot, name: str, book: RuleBook, before: Judged) -> tuple[Violation, ...]:
    """None of a document that cannot be read; the contract's own page says that it cannot."""
    entry = snapshot.contracts[name]
    try:
        known = before.known(snapshot, entry, book)
        found = known[1] if known else _leaking(snapshot, name, book)
    except CatalogError:
        return ()
    judged = book.excused(each for each in found if each.rule == LEAK)
    return tuple(_violation(each, entry.owner, name, waiver.id if waiver else "") for each, waiver in judged)


def _leaking(snapshot: Snapshot, name: str, book: RuleBook) -> tuple[Finding, ...]:
    """What the rule finds in a document. Other rules' findings are not put into words."""
    told = book.violations(snapshot.contract(name), snapshot.contracts[name])
    return told.findings({at for at, each in enumerate(told.found) if each.rule.id == LEAK})


def _violation(finding: Finding, service: str, contract: str, waiver: str) -> Violation:
    place = next(iter(finding.locations), None)
    return Violation(
        finding.rule,
        finding.severity.value,
        service,
        contract,
        finding.address,
        finding.message,
        finding.hint or "",
        place.file if place else "",
        place.line or 0 if place else 0,
        waiver,
    )
