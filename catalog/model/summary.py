"""What a list shows of a contract's document."""

from __future__ import annotations

from dataclasses import dataclass

from catalog.model.contract import Contract


@dataclass(frozen=True, slots=True)
class Summary:
    """Title, version and counts of a document; counts are None, and `problem` says why, where it cannot be read."""

    title: str = ""
    version: str = ""
    specification: str = ""
    operations: int | None = None
    channels: int | None = None
    problem: str | None = None


def summary_of(contract: Contract) -> Summary:
    """The summary of a document that can be read."""
    return Summary(
        contract.title,
        contract.version,
        str(contract.specification),
        len(contract.operations) + len(contract.event_operations),
        len(contract.channels),
    )
