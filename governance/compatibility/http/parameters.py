"""Parameters: path parameters by position, the others by location and name; compared after decoding."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.frozen import replace
from catalog.model.contract import Contract
from catalog.model.http import Direction, Operation, Origin, Parameter
from catalog.model.node import Node
from governance.compatibility.change import Change, Where, facts
from governance.compatibility.http.serialisation import compare_serialisation, compare_values
from governance.compatibility.matching import Key, Pair, match
from governance.compatibility.payloads.roots import ABSENT
from governance.compatibility.sides import Sides
from governance.compatibility.unresolved import alone, lost_items, undecided


def compare_parameters(sides: Sides, pair: Pair[Operation], where: Where, direction: Direction) -> Iterator[Change]:
    """Parameters added, taken away, moved, demanded, written otherwise."""
    assert pair.base is not None
    assert pair.revision is not None
    unknown = list(_unknown(sides, pair.base, pair.revision, where.inside("request"), direction))
    yield from unknown
    for found in _matched(pair.base, pair.revision):
        inside = where.inside(place(found.either))
        if found.base is not None and found.revision is not None:
            yield from _compare(sides, pair, found.base, found.revision, inside, direction)
        elif unknown:
            continue  # it may be what nobody can read
        elif found.base is not None:
            named = facts(parameter=found.base.name, location=found.base.location)
            yield Change("request-parameter-removed", inside, found.base.node, None, direction, named)
        elif found.revision is not None and found.revision.position is not None:
            yield from compare_values(sides, _any_text(found.revision), found.revision, direction, inside)
        elif found.revision is not None:
            yield _added(found.revision, inside, direction)


def _any_text(other: Parameter) -> Parameter:
    """What stands for a parameter in the base, whose path has the template and nothing is said of it."""
    if other.schema is None:
        return other
    node = Node(other.document, (*other.pointer, ABSENT), {"type": "string"})
    return replace(other, schema=replace(other.schema, node=node), media_type=None)


def _matched(base: Operation, revision: Operation) -> Iterator[Pair[Parameter]]:
    keys: list[Key[Parameter]] = [_by_place, _by_name, _by_name_alone, _by_name_without_case]
    for found in match(_meant(base), _meant(revision), keys):
        one, other = found.base, found.revision
        if one is None or other is None or is_called_alike(one, other):
            yield found
        else:
            yield Pair(one, None)
            yield Pair(None, other)


def is_called_alike(one: Parameter, other: Parameter) -> bool:
    """Only header names are the same in other letters (RFC 9110 §5.1); path parameters are known by their position, and
    a whole query string has no name on the wire."""
    if one.name == other.name or one.location == other.location in ("path", "querystring"):
        return True
    return "header" in (one.location, other.location) and one.name.lower() == other.name.lower()


def _unknown(
    sides: Sides, base: Operation, revision: Operation, where: Where, direction: Direction
) -> Iterator[Change]:
    """Parameters that are references without an end, in one release alone."""
    before = [*_lost(sides.base, base)]
    after = [*_lost(sides.revision, revision)]
    for one, other in alone(sides.sameness, before, after):
        change = undecided(sides.sameness, one, other, where, direction)
        if change is not None:
            yield change


def _lost(contract: Contract, operation: Operation) -> Iterator[Node]:
    for holder in (operation.node, path_item(operation)):
        yield from lost_items(contract, holder, "parameters")


def path_item(operation: Operation) -> Node:
    """What an operation stands in."""
    node = Node(operation.document, (), operation.document.tree)
    return node.child(*operation.pointer[:-1])


def place(parameter: Parameter) -> str:
    """`request.path[0]` by position, else `request.query.limit`."""
    if parameter.location == "path" and parameter.position is not None:
        return f"request.path[{parameter.position}]"
    return f"request.{parameter.location}.{parameter.name}"


IGNORED_HEADERS = ("accept", "content-type", "authorization")


def _meant(operation: Operation) -> list[Parameter]:
    """OpenAPI ignores header parameters of these names (§4.8.12.2.1); a path without a template has no place for it."""
    return [parameter for parameter in operation.parameters if _travels(parameter, operation)]


def _travels(parameter: Parameter, operation: Operation) -> bool:
    if parameter.location == "path" and operation.origin is Origin.PATH:
        return parameter.position is not None
    return not (parameter.location == "header" and parameter.name.lower() in IGNORED_HEADERS)


def _by_place(parameter: Parameter) -> tuple[str, object]:
    """Those in a path by their position, all others by location and name."""
    return ("path", parameter.position) if parameter.position is not None else _by_name(parameter)


def _by_name(parameter: Parameter) -> tuple[str, str]:
    if parameter.location == "querystring":
        return parameter.location, ""
    return parameter.location, parameter.name.lower() if parameter.location == "header" else parameter.name


def _by_name_alone(parameter: Parameter) -> str | None:
    """A parameter that moved to another place keeps its name; one in the path moves with its path."""
    return parameter.name if parameter.location != "path" else None


def _by_name_without_case(parameter: Parameter) -> str | None:
    return parameter.name.lower() if parameter.location != "path" else None


def _added(parameter: Parameter, where: Where, direction: Direction) -> Change:
    kind = "required-request-parameter-added" if parameter.required else "optional-request-parameter-added"
    named = facts(parameter=parameter.name, location=parameter.location)
    return Change(kind, where, None, parameter.node, direction, named)


def _compare(
    sides: Sides, pair: Pair[Operation], base: Parameter, revision: Parameter, where: Where, direction: Direction
) -> Iterator[Change]:
    if sides.sameness.same(base.node, revision.node):
        return
    if base.location != revision.location:
        moved = facts(parameter=base.name, base=base.location, revision=revision.location)
        yield Change("parameter-location-changed", where, base.node, revision.node, direction, moved)
        if revision.required and not base.required:
            named = facts(parameter=revision.name, location=revision.location)
            yield Change("request-parameter-became-required", where, base.node, revision.node, direction, named)
        return
    named = facts(parameter=base.name, location=base.location)
    if base.required != revision.required and base.location != "path":
        kind = f"request-parameter-became-{'required' if revision.required else 'optional'}"
        yield Change(kind, where, base.node, revision.node, direction, named)
    if base.location == "path" and base.name != revision.name:
        renamed = facts(parameter=base.name, revision=revision.name)
        yield Change("path-parameter-renamed", where, base.node, revision.node, direction, renamed)
    yield from _flags(base, revision, where, direction)
    yield from compare_serialisation(sides, base, revision, where, direction)
    yield from compare_values(sides, base, revision, direction, where, _elsewhere(sides, pair, base, revision))
    if base.deprecated != revision.deprecated:
        kind = "parameter-deprecated" if revision.deprecated else "parameter-no-longer-deprecated"
        yield Change(kind, where, base.node, revision.node, direction, named)


def _elsewhere(sides: Sides, pair: Pair[Operation], base: Parameter, revision: Parameter) -> frozenset[str]:
    """The texts that lead to another operation, in either release; nobody asks where the same may be said."""
    if base.location != "path" or _say_the_same(sides, base, revision):
        return frozenset()
    routes = sides.operations.routes
    ends = (pair.base, base), (pair.revision, revision)
    found = (routes.elsewhere(operation, parameter) for operation, parameter in ends if operation is not None)
    return frozenset[str]().union(*found)


def _say_the_same(sides: Sides, base: Parameter, revision: Parameter) -> bool:
    if base.schema is None or revision.schema is None:
        return base.schema is revision.schema
    return sides.sameness.same(base.schema.node, revision.schema.node)


def _flags(base: Parameter, revision: Parameter, where: Where, direction: Direction) -> Iterator[Change]:
    named = facts(parameter=base.name)
    is_query = base.location == "query"  # of others it says nothing (OpenAPI §4.8.12.2)
    if is_query and _flag(base, "allowEmptyValue") and not _flag(revision, "allowEmptyValue"):
        yield Change("allow-empty-value-removed", where, base.node, revision.node, direction, named)
    if _flag(base, "allowReserved") and not _flag(revision, "allowReserved"):
        yield Change("allow-reserved-removed", where, base.node, revision.node, direction, named)


def _flag(parameter: Parameter, name: str) -> bool:
    return isinstance(parameter.node.value, dict) and parameter.node.value.get(name) is True
