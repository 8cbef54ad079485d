"""What is known of a contract, gathered once for each revision and day."""

from __future__ import annotations

from datetime import date

from catalog.answers.catalog import Catalog, Revision
from catalog.answers.check import Checked, check_names
from catalog.answers.judged import Judged
from catalog.answers.lately import Lately
from catalog.answers.marks.mapped import mapped_fields
from catalog.answers.marks.part import Known
from catalog.answers.marks.used import UsedFields
from catalog.answers.rule_book import RuleBook
from catalog.model.contract import Contract


def book_of(catalog: Catalog, revision: Revision, today: date, lately: Lately) -> RuleBook:
    """The rules of a revision on a day."""
    return lately.get(("book", revision.digest, today), lambda: RuleBook(catalog.snapshot(revision), today))


def checked(catalog: Catalog, revision: Revision, name: str, today: date, lately: Lately) -> Checked:
    """What `treaty check NAME` finds in a contract, a service or a vendor.

    Raises:
        UnknownName: nothing has this name.
    """
    book = book_of(catalog, revision, today, lately)
    judged = Judged(lately.lasting)
    return lately.get(
        ("checked", revision.digest, name, today),
        lambda: check_names(catalog.snapshot(revision), [name], book=book, judged=judged),
    )


def contract_at(catalog: Catalog, revision: Revision, contract_id: str, label: str | None, lately: Lately) -> Contract:
    """The contract of a revision, read once. Raises as `Snapshot.contract` does."""
    key = ("contract", revision.digest, contract_id, label)
    return lately.get(key, lambda: catalog.snapshot(revision).contract(contract_id, label))


def known_of(
    catalog: Catalog, revision: Revision, contract_id: str, label: str | None, today: date, lately: Lately
) -> Known:
    """The contract with its uses, mappings and findings; of an announced release as it is announced.

    Raises:
        UnknownName: no such contract or label. UnreadableDocument: the document cannot be read.
    """
    snapshot = catalog.snapshot(revision)

    def make() -> Known:
        contract = contract_at(catalog, revision, contract_id, label, lately)
        found = checked(catalog, revision, contract_id, today, lately).findings
        used = UsedFields(contract, snapshot.consumptions_of(contract_id))
        return Known(contract, used, mapped_fields(snapshot, contract), found)

    return lately.get(("known", revision.digest, contract_id, label, today), make)
