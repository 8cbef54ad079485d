"""Security: alternatives of conjunctions, compared by what a scheme is, not by what it is called."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence

from catalog.frozen import dataclass, field
from catalog.model.contract import Contract
from catalog.model.http import Direction, Operation, SecurityRequirement, SecurityScheme
from catalog.model.node import Node
from catalog.model.source import Json
from governance.compatibility.change import Change, Where, facts
from governance.compatibility.sides import Sides

ADDRESSES = ("authorizationUrl", "tokenUrl", "refreshUrl", "deviceAuthorizationUrl", "openIdConnectUrl")
PROSE = ("description", "deprecated", "scopes", "oauth2MetadataUrl", "availableScopes")


@dataclass(frozen=True, slots=True)
class Demand:
    """One scheme of an alternative: what it is, the scopes that are wanted, the flows that lead there.

    `told` is what it is as people read it: header names as they are written, and with flows.
    """

    definition: str
    scopes: frozenset[str]
    flows: frozenset[str] = frozenset()
    told: str = field(default="", compare=False)


Alternative = frozenset[Demand]


def compare_security(
    sides: Sides, base: Operation, revision: Operation, where: Where, direction: Direction
) -> Iterator[Change]:
    """An alternative taken away, or more demanded, breaks; more offered is safe."""
    before, after = _known(sides, sides.base, base), _known(sides, sides.revision, revision)
    if before == after:
        return
    yield from compare_alternatives(before, after, where.inside("security"), (base.node, revision.node), direction)


def _known(sides: Sides, contract: Contract, operation: Operation) -> list[Alternative]:
    """What a caller of the operation may present; most operations of a contract say the same of it."""
    key = (contract is sides.revision, tuple(requirement.schemes for requirement in operation.security))
    known: dict[Hashable, list[Alternative]] = sides.known
    if key not in known:
        known[key] = alternatives(contract, operation.security)
    return known[key]


def compare_alternatives(
    before: Sequence[Alternative],
    after: Sequence[Alternative],
    inside: Where,
    nodes: tuple[Node, Node],
    direction: Direction | None,
) -> Iterator[Change]:
    """Whether who had what the base wants still has what the revision wants."""
    lost = [held for held in before if _is_usable(held) and not any(_satisfied_by(offer, held) for offer in after)]
    if lost:
        named = facts(lost=_told(lost), offered=_told(after))
        yield Change("security-tightened", inside, *nodes, direction, named)
        return
    had, has = (list(filter(_is_usable, offers)) for offers in (before, after))
    if any(not any(_satisfied_by(was, offer) for was in had) for offer in has) or len(has) != len(had):
        yield Change("security-loosened", inside, *nodes, direction)


def alternatives(contract: Contract, requirements: Sequence[SecurityRequirement]) -> list[Alternative]:
    """What a caller may present. Nothing required is one empty alternative."""
    schemes = {scheme.name: scheme for scheme in contract.security_schemes}
    found = [
        frozenset(_demand(contract, name, scopes, schemes) for name, scopes in requirement.schemes)
        for requirement in requirements
    ]
    return found or [frozenset()]


def _demand(contract: Contract, name: str, scopes: tuple[str, ...], schemes: dict[str, SecurityScheme]) -> Demand:
    scheme = schemes.get(name)
    return demand_of(scheme, scopes) if scheme is not None else undefined(contract, name)


def demand_of(scheme: SecurityScheme, scopes: Iterable[str]) -> Demand:
    """A defined scheme, with the scopes that are wanted."""
    kind, flows = _kind(scheme), frozenset(_flows(_members(scheme)))
    return Demand(_normal(scheme, kind), frozenset(scopes), flows, " ".join((kind, *sorted(flows))))


def undefined(contract: Contract, name: str) -> Demand:
    """What a document demands without saying what it is equals nothing, not even itself elsewhere."""
    called = f"{UNDEFINED}{name} of {contract.document.digest or contract.document.name}"
    return Demand(called, frozenset(), told=called)


UNDEFINED = "undefined "


def _is_usable(alternative: Alternative) -> bool:
    """Nobody could ever present what the document does not define."""
    return not any(demand.definition.startswith(UNDEFINED) for demand in alternative)


def _satisfied_by(offer: Alternative, presented: Alternative) -> bool:
    """Whether who presents `presented` satisfies `offer`."""
    return all(any(_accepts(demand, has) for has in presented) for demand in offer)


def _accepts(demand: Demand, has: Demand) -> bool:
    """The same scheme, no more scopes, and every flow that led there still does."""
    return demand.definition == has.definition and demand.scopes <= has.scopes and has.flows <= demand.flows


def _kind(scheme: SecurityScheme) -> str:
    """Type, scheme, place and name; addresses, scopes' prose and bearer hints are left out."""
    value = _members(scheme)
    parts = [scheme.type, *(str(value.get(key, "")).lower() for key in ("scheme", "in")), str(value.get("name", ""))]
    if scheme.type == "http" and not value.get("scheme"):
        parts[1] = "basic"
    return " ".join(part for part in parts if part)


def _normal(scheme: SecurityScheme, kind: str) -> str:
    """Header names are the same in other letters (RFC 9110 §5.1)."""
    return kind.lower() if str(_members(scheme).get("in", "")).lower() == "header" else kind


def _members(scheme: SecurityScheme) -> dict[str, Json]:
    return scheme.definition if isinstance(scheme.definition, dict) else {}


FLOW_NAMES = {"application": "clientCredentials", "accessCode": "authorizationCode"}


def _flows(value: dict[str, Json]) -> Iterator[str]:
    flow = value.get("flow")
    if isinstance(flow, str):
        yield FLOW_NAMES.get(flow, flow)
    flows = value.get("flows")
    if isinstance(flows, dict):
        yield from (name for name in flows if not name.startswith("x-"))


def _told(offers: Sequence[Alternative]) -> str:
    def one(offer: Alternative) -> str:
        return " and ".join(sorted(" ".join([d.told, *sorted(d.scopes)]) for d in offer)) or "nothing"

    return "; or ".join(sorted(map(one, offers)))


def compare_schemes(sides: Sides) -> Iterator[Change]:
    """Addresses of schemes that both releases define."""
    after = {scheme.name: scheme for scheme in sides.revision.security_schemes}
    for scheme in sides.base.security_schemes:
        twin = after.get(scheme.name)
        if twin is not None and _is_elsewhere(scheme, twin):
            where = Where("SecurityScheme", scheme.name)
            yield Change("security-address-changed", where, scheme.node, twin.node, None, facts(scheme=scheme.name))


def _is_elsewhere(base: SecurityScheme, revision: SecurityScheme) -> bool:
    """Whether an address of the same scheme changed; those of a flow that is new are no change."""
    one, other = demand_of(base, ()), demand_of(revision, ())
    before, after = (sorted(_addresses(scheme.definition)) for scheme in (base, revision))
    if one == other:
        return before != after
    return _accepts(other, one) and not {*before} <= {*after}


def _addresses(value: Json) -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            if key in ADDRESSES:
                yield f"{key} {item}"
            elif isinstance(item, dict):
                yield from _addresses(item)
