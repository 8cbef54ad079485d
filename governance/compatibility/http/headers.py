"""Headers of responses, and of the parts in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from catalog.model.http import Direction, Header
from governance.compatibility.change import Change, Where, facts
from governance.compatibility.http.serialisation import compare_serialisation, compare_values
from governance.compatibility.matching import Pair, match
from governance.compatibility.sides import Sides
from governance.compatibility.unresolved import node_of, undecided


def compare_headers(
    sides: Sides, base: Sequence[Header], revision: Sequence[Header], where: Where, direction: Direction
) -> Iterator[Change]:
    """Headers added, taken away, demanded, and what they may say."""
    for pair in matched(base, revision):
        inside = where.inside(f"header.{pair.either.name}")
        unknown = undecided(sides.sameness, node_of(pair.base), node_of(pair.revision), inside, direction)
        if unknown is not None:
            yield unknown
        elif pair.base is not None and pair.revision is not None:
            yield from _compare_header(sides, pair.base, pair.revision, inside, direction)
        elif pair.base is not None:
            kind = "required-response-header-removed" if pair.base.required else "optional-response-header-removed"
            yield Change(kind, inside, pair.base.node, None, direction, facts(header=pair.base.name))
        elif pair.revision is not None:
            is_demanded = pair.revision.required and direction is Direction.INBOUND
            kind = "response-header-became-required" if is_demanded else "response-header-added"
            yield Change(kind, inside, None, pair.revision.node, direction, facts(header=pair.revision.name))


def matched(base: Sequence[Header], revision: Sequence[Header]) -> Iterator[Pair[Header]]:
    """Names are compared without case; Content-Type is said by the media type."""
    before, after = ([h for h in headers if h.name.lower() != "content-type"] for headers in (base, revision))
    yield from match(before, after, [lambda h: h.name.lower()])


def _compare_header(
    sides: Sides, base: Header, revision: Header, where: Where, direction: Direction
) -> Iterator[Change]:
    if base.required and not revision.required:
        named = facts(header=base.name)
        yield Change("response-header-became-optional", where, base.node, revision.node, direction, named)
    elif revision.required and not base.required:
        named = facts(header=base.name)
        yield Change("response-header-became-required", where, base.node, revision.node, direction, named)
    yield from compare_serialisation(sides, base, revision, where, direction)
    yield from compare_values(sides, base, revision, direction, where)
