"""A word of the glossary, and where the catalog uses it."""

from __future__ import annotations

from dataclasses import dataclass

from catalog.model.term import Term
from catalog.repository.named import known
from catalog.repository.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class TermSheet:
    """A term; `confused_with` are terms that warn of it, `same_word` those with the same word and another meaning;
    `domains` list it; `values_of` are the vendors that have values of their own for its values, by name."""

    term: Term
    confused_with: tuple[str, ...]
    same_word: tuple[str, ...]
    domains: tuple[str, ...]
    values_of: tuple[str, ...]


def show_term(snapshot: Snapshot, name: str) -> TermSheet:
    """The sheet of a term.

    Raises:
        UnknownName: there is no such term; the hint names the nearest.
    """
    term = known(snapshot.terms, name, "term")
    others = [each for each in snapshot.terms.values() if each.name != name]
    vendors = {vendor for value in term.values for vendor, _ in value.vendor_values}
    return TermSheet(
        term,
        tuple(each.name for each in others if name in each.not_to_confuse),
        tuple(each.name for each in others if each.term.lower() == term.term.lower()),
        tuple(domain.name for domain in snapshot.domains.values() if name in domain.terms),
        tuple(sorted(vendors)),
    )
