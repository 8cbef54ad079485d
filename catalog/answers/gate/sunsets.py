"""Whether what is taken away had been announced to go, and its day has come (SEMANTICS §3: that is for the gate)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from catalog.model.contract import Contract
from catalog.model.pointer import parse_pointer, step
from catalog.model.service import ContractEntry
from catalog.model.source import Json
from governance.findings import Effect, Finding


def sunset_passed(base: Contract | None, finding: Finding, entry: ContractEntry, today: date) -> date | None:
    """The sunset that passed before `today`: of the place itself, of what it stands in, or of the contract."""
    if base is None or finding.effect is not Effect.BREAKS or finding.pointers.revision is not None:
        return None
    days = [day for day in (entry.lifecycle.sunset, *_days(base, finding.pointers.base or "")) if day is not None]
    past = [day for day in days if day < today]
    return min(past) if past else None


def _days(base: Contract, pointer: str) -> Iterator[date | None]:
    """`x-sunset` of everything deprecated on the way to a place."""
    node: Json = base.document.tree
    if "#" in pointer:
        return
    for token in parse_pointer(pointer):
        found = step(node, token)
        if found is None:
            return
        node = found[1]
        if isinstance(node, dict) and node.get("deprecated") is True:
            yield _day(node.get("x-sunset"))


def _day(value: Json) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None
