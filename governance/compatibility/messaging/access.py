"""Security of event contracts: what servers want of who connects, and what operations want besides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from catalog.model.address import name_text
from catalog.model.contract import Contract
from catalog.model.http import Direction, SecurityRequirement, SecurityScheme, Server
from catalog.model.messaging import EventOperation
from governance.compatibility.change import Change, Where
from governance.compatibility.http.security import (
    Alternative,
    Demand,
    alternatives,
    compare_alternatives,
    demand_of,
    undefined,
)
from governance.compatibility.matching import Key, match
from governance.compatibility.messaging.bindings import address_of
from governance.compatibility.sides import Sides


def compare_operation_security(
    sides: Sides, base: EventOperation, revision: EventOperation, where: Where, direction: Direction
) -> Iterator[Change]:
    """What the operation itself wants."""
    before, after = _wanted(sides.base, base.security), _wanted(sides.revision, revision.security)
    yield from compare_alternatives(before, after, where.inside("security"), (base.node, revision.node), direction)


def compare_server_security(sides: Sides) -> Iterator[Change]:
    """What each server wants that both releases have, by address, else by name."""
    keys: list[Key[Server]] = [
        lambda s: (s.name, address_of(s), s.protocol),
        lambda s: (address_of(s), s.protocol),
        lambda s: s.name,
    ]
    for pair in match(sides.base.servers, sides.revision.servers, keys):
        base, revision = pair.base, pair.revision
        if base is not None and revision is not None:
            where = Where(f"@servers.{name_text(base.name)}", label=f"server {base.name}")
            before, after = _wanted(sides.base, base.security), _wanted(sides.revision, revision.security)
            yield from compare_alternatives(before, after, where, (base.node, revision.node), None)


def _wanted(contract: Contract, requirements: Sequence[SecurityRequirement]) -> list[Alternative]:
    """AsyncAPI 2 names schemes as OpenAPI does; in AsyncAPI 3 a requirement is the scheme, of which one is enough."""
    if contract.specification.line.startswith("2."):
        return alternatives(contract, requirements)
    return [frozenset([_demand(contract, requirement)]) for requirement in requirements] or [frozenset()]


def _demand(contract: Contract, requirement: SecurityRequirement) -> Demand:
    (name, scopes), value = requirement.schemes[0], requirement.node.value
    kind = value.get("type") if isinstance(value, dict) else None
    if not isinstance(kind, str):
        return undefined(contract, name)
    return demand_of(SecurityScheme(requirement.node, name, kind, value), scopes)
