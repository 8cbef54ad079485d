"""Which services wait for which others."""

from __future__ import annotations

from catalog.model.consumption import Consumption
from catalog.model.service import ContractEntry
from governance.rules.engine.surroundings import Surroundings


def called_by(service: str, around: Surroundings) -> tuple[str, ...]:
    """The other services whose answers a service waits for, each once."""
    used = ((use, around.entry(use.contract)) for use in around.consumptions_by(service))
    return tuple(
        dict.fromkeys(
            entry.owner
            for use, entry in used
            if entry is not None
            and entry.owner_kind == "service"
            and entry.owner != service
            and _is_call(use, entry, around)
        )
    )


def _is_call(use: Consumption, entry: ContractEntry, around: Surroundings) -> bool:
    """Not where the document is an event contract."""
    file = entry.path.rpartition("/")[2]
    if file.startswith(("openapi.", "asyncapi.")):
        return file.startswith("openapi.")
    document = around.source(entry.path) if entry.path else None
    if document is not None and isinstance(document.tree, dict):
        return "asyncapi" not in document.tree
    return "event" not in (use.pattern, *entry.qualities.pattern)
