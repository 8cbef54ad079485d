"""What is found in a contract's document by itself, kept from run to run: the same wherever these are the same."""

from __future__ import annotations

from dataclasses import dataclass

from catalog.answers.lasting import Lasting
from catalog.answers.rule_book import RuleBook
from catalog.errors import CatalogError
from catalog.model.contract import Contract
from catalog.model.service import ContractEntry
from catalog.repository.snapshot import Snapshot
from governance.findings import Finding
from governance.validation.document import validity_findings

Pair = tuple[tuple[Finding, ...], tuple[Finding, ...]]


@dataclass(frozen=True, slots=True)
class Judged:
    """Findings of documents, kept in `lasting`."""

    lasting: Lasting

    def of(self, snapshot: Snapshot, contract: Contract, entry: ContractEntry, book: RuleBook) -> Pair:
        """How valid a live document is, and what rules say of it that ask about nothing else."""
        key = self._key(snapshot, entry, book)
        known = self._recalled(key)
        if known:
            return known
        found = validity_findings(contract), book.of_document(contract, entry)
        if key:
            self.lasting.keep(key, found)
        return found

    def known(self, snapshot: Snapshot, entry: ContractEntry, book: RuleBook) -> Pair | None:
        """What `of` told of a document before; None where it is not kept."""
        return self._recalled(self._key(snapshot, entry, book))

    def prepare(self, snapshot: Snapshot, entry: ContractEntry, book: RuleBook) -> None:
        """Judge a document now, if nobody has, for those who ask later.

        Raises:
            CatalogError: it cannot be read.
        """
        key = self._key(snapshot, entry, book)
        if key and not self.lasting.has(key):
            self.of(snapshot, snapshot.contract(entry.id), entry, book)

    def _recalled(self, key: str) -> Pair | None:
        found = self.lasting.recall(key) if key else None
        return (found[0], found[1]) if found else None

    def _key(self, snapshot: Snapshot, entry: ContractEntry, book: RuleBook) -> str:
        """A digest and the path fix a document and the files that it refers to; where those may come from elsewhere,
        nothing does."""
        if not self.lasting.keeps or not entry.path or snapshot.catalog.allowed_references:
            return ""
        try:
            digest = snapshot.closure(entry.path).digest
        except CatalogError:
            return ""
        return self.lasting.name_of("judged", entry, digest, book.profile_of(entry), book.policy)
