"""Whether what is taken away had been announced to go, and its day has come (SEMANTICS §3: that is for the gate)."""

from __future__ import annotations

from datetime import date

from catalog.model.contract import Contract
from catalog.model.pointer import parse_pointer
from catalog.model.service import ContractEntry
from governance.findings import Effect, Finding
from governance.lifecycle.elements import sunsets_on_way


def sunset_passed(base: Contract | None, finding: Finding, entry: ContractEntry, today: date) -> date | None:
    """The sunset that passed before `today`: of the place itself, of what it stands in, or of the contract."""
    past = [day for day in _announced(base, finding, entry) if day < today]
    return min(past) if past else None


def sunset_ahead(base: Contract | None, finding: Finding, entry: ContractEntry, today: date) -> date | None:
    """The sunset until which what is taken away was promised: the first to come, where none has passed."""
    days = _announced(base, finding, entry)
    return min(days) if days and min(days) >= today else None


def _announced(base: Contract | None, finding: Finding, entry: ContractEntry) -> tuple[date, ...]:
    if finding.effect is not Effect.BREAKS or finding.pointers.revision is not None:
        return ()
    own = (entry.lifecycle.sunset,) if entry.lifecycle.sunset is not None else ()
    pointer = finding.pointers.base or ""
    if base is None or "#" in pointer:
        return own
    return (*own, *sunsets_on_way(base.document.tree, parse_pointer(pointer)))
