"""Do the places that services say they use exist?"""

from __future__ import annotations

from collections.abc import Iterator

from catalog.errors import CatalogError
from catalog.graph.hits import UsedPlaces
from catalog.model.address_text import parse_address
from catalog.model.consumption import Consumption, Use
from catalog.model.contract import Contract
from catalog.reading.addresses.lookup import resolve
from catalog.reading.positions import Positions
from catalog.repository.snapshot import Snapshot
from governance.findings import Finding, Kind, Pointers, Severity, fingerprint
from governance.validation.places import location_of, pointer_text

RULE = "consumed-place-unknown"


def unknown_places(snapshot: Snapshot, contract: Contract) -> Iterator[Finding]:
    """A finding for each place of the contract that a service uses and the contract does not have, and for each pattern
    that fits none. What reads `consumes.yaml` itself tells contracts that do not exist."""
    for consumption in snapshot.consumptions_of(contract.id):
        yield from unknown_in(snapshot, contract, consumption)


def unknown_in(snapshot: Snapshot, contract: Contract, consumption: Consumption) -> Iterator[Finding]:
    """The same for what one service says in a `consumes.yaml` of the snapshot."""
    positions = Positions(snapshot.document(consumption.origin.file))
    for use in consumption.uses:
        reason = _why_not(contract, use)
        if reason is not None:
            address = f"{contract.id} {use.address}"
            yield Finding(
                RULE,
                Kind.VALIDITY,
                Severity.ERROR,
                address,
                f"{consumption.service} uses {use.address} of {contract.id}: {reason}",
                fingerprint(RULE, consumption.service, address),
                _nearest(contract, use.address),
                (location_of(positions, use.origin.pointer),),
                Pointers(revision=pointer_text(use.origin.pointer)),
            )


def _why_not(contract: Contract, use: Use) -> str | None:
    if "*" in use.address:
        return None if UsedPlaces(contract).pattern(use).names_something() else "it fits no place"
    try:
        found = resolve(contract, parse_address(f"{contract.id} {use.address}"))
    except CatalogError as error:
        return error.message
    return None if found is not None else "there is no such place"


def _nearest(contract: Contract, address: str) -> str | None:
    """The nearest operation, where the address does not begin with one of the contract's."""
    from difflib import get_close_matches

    from catalog.answers.places import event_rows, operation_rows  # most uses are known

    known = [*(row.at for row in operation_rows(contract)), *(row.at for row in event_rows(contract))]
    if any(address == at or address.startswith(f"{at} ") for at in known):
        return f"treaty show {contract.id} --at shows what is there."
    near = get_close_matches(address, known, n=1, cutoff=0.4)
    return f"Did you mean {near[0]!r}?" if near else None
