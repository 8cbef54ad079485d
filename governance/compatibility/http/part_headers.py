"""Headers of the parts of multipart bodies: in a response as its headers, in a request as parameters."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.model.address import name_text
from catalog.model.http import Direction, Header
from governance.compatibility.change import Change, Where, facts
from governance.compatibility.http.fields import Field
from governance.compatibility.http.headers import compare_headers, matched
from governance.compatibility.http.serialisation import compare_serialisation, compare_values
from governance.compatibility.matching import Pair
from governance.compatibility.sides import Sides
from governance.compatibility.unresolved import node_of, undecided


def place_of(part: str, header: str) -> str:
    """Where a header of a part stands within its body."""
    return f"{name_text(f'part({part})')}.header.{header}"


def compare_part_headers(
    sides: Sides, base: Field, revision: Field, where: Where, direction: Direction
) -> Iterator[Change]:
    """Headers added, taken away, demanded, and what they may say."""
    if "response" in where.part.split("."):
        inside = where.inside(name_text(f"part({base.name})"))
        yield from compare_headers(sides, base.headers, revision.headers, inside, direction)
        return
    for pair in matched(base.headers, revision.headers):
        inside = where.inside(place_of(base.name, pair.either.name))
        unknown = undecided(sides.sameness, node_of(pair.base), node_of(pair.revision), inside, direction)
        if unknown is not None:
            yield unknown
        elif pair.base is not None and pair.revision is not None:
            yield from _compare(sides, base, pair.base, pair.revision, inside, direction)
        else:
            yield _alone(base, pair, inside, direction)


def _compare(
    sides: Sides, part: Field, base: Header, revision: Header, where: Where, direction: Direction
) -> Iterator[Change]:
    if base.required != revision.required:
        kind = f"request-parameter-became-{'required' if revision.required else 'optional'}"
        yield Change(kind, where, base.node, revision.node, direction, _named(part, base))
    yield from compare_serialisation(sides, base, revision, where, direction)
    yield from compare_values(sides, base, revision, direction, where)


def _alone(part: Field, pair: Pair[Header], where: Where, direction: Direction) -> Change:
    header, kind = pair.either, "request-parameter-removed"
    if pair.base is None:
        kind = f"{'required' if header.required else 'optional'}-request-parameter-added"
    return Change(kind, where, node_of(pair.base), node_of(pair.revision), direction, _named(part, header))


def _named(part: Field, header: Header) -> tuple[tuple[str, str], ...]:
    return facts(parameter=header.name, location=f"header of the part {part.name}")
