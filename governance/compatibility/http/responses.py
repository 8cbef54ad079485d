"""Responses: statuses with ranges and `default`, their content and their headers."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.frozen import replace
from catalog.model.http import Direction, Operation, Response
from governance.compatibility.change import Change, Where, facts
from governance.compatibility.http.bodies import compare_content
from governance.compatibility.http.equal import same_defaults, says_the_same
from governance.compatibility.matching import Pair, match
from governance.compatibility.sides import Sides
from governance.compatibility.unresolved import undecided


def compare_responses(sides: Sides, pair: Pair[Operation], where: Where, direction: Direction) -> Iterator[Change]:
    """Responses taken away or added, and what changed inside those that both have."""
    assert pair.base is not None
    assert pair.revision is not None
    before, after = list(pair.base.responses), list(pair.revision.responses)
    for found in match(before, after, [lambda r: r.status.upper()]):
        known = before if found.base is not None else after
        inside = replace(
            where.inside(f"response.{found.either.status}"), error=not is_success(found.either.status, known)
        )
        base, revision = found.base, found.revision
        if base is not None and revision is not None:
            yield from compare_response(sides, base, revision, inside, direction)
        elif base is not None:
            yield from _gone(sides, base, before, after, inside, direction)
        elif revision is not None:
            yield from _come(sides, revision, before, after, inside, direction)


def _gone(
    sides: Sides, base: Response, before: list[Response], after: list[Response], where: Where, direction: Direction
) -> Iterator[Change]:
    """What the base lists and the revision does not; a range or `default` may stand for it from now on."""
    heir = covering(base.status, after)
    if heir is not None and (_is_new(heir, before) or says_the_same(sides, *_of_one_status(base, heir), direction)):
        yield from _compare_covered(sides, base, heir, where, direction)
        return
    kind = "success-response-removed" if is_success(base.status, before) else "error-response-removed"
    yield Change(kind, where, base.node, None, direction, facts(status=base.status))
    if heir is not None and where.error:
        yield from _compare_covered(sides, base, heir, where, direction)


def _is_new(response: Response, before: list[Response]) -> bool:
    return response.status.upper() not in {other.status.upper() for other in before}


def _come(
    sides: Sides, revision: Response, before: list[Response], after: list[Response], where: Where, direction: Direction
) -> Iterator[Change]:
    """What only the revision lists; a range or `default` may have stood for it until now."""
    ancestor = _announcing(revision.status, before)
    if ancestor is not None:
        yield from _compare_covered(sides, ancestor, revision, where, direction)
        return
    kind = "success-response-added" if is_success(revision.status, after) else "error-response-added"
    yield Change(kind, where, None, revision.node, direction, facts(status=revision.status))


def _announcing(status: str, before: list[Response]) -> Response | None:
    """What stood for a status; a `default` that stands for errors announces no success."""
    found = covering(status, before)
    if found is not None and is_success(status, before) and not is_success(found.status, before):
        return None
    return found


WITHOUT_CONTENT = ("204", "205", "304")
"""Statuses that never have content (RFC 9110 §15), whatever a range says."""


def _compare_covered(
    sides: Sides, base: Response, revision: Response, where: Where, direction: Direction
) -> Iterator[Change]:
    """A status that one side lists, and what stands for it on the other."""
    yield from compare_response(sides, *_of_one_status(base, revision), where, direction)


def _of_one_status(base: Response, revision: Response) -> tuple[Response, Response]:
    if not {base.status, revision.status}.isdisjoint(WITHOUT_CONTENT):
        return replace(base, content=()), replace(revision, content=())
    return base, revision


def covering(status: str, responses: list[Response]) -> Response | None:
    """The range, else the `default`, among `responses` that stands for a status that is not listed itself."""
    named = {response.status.upper(): response for response in responses}
    if status.lower() == "default":
        return None
    return named.get(f"{status[:1]}XX") or named.get("DEFAULT")


def is_success(status: str, among: list[Response]) -> bool:
    """2xx and 3xx; `default` where no 2xx or 3xx is listed."""
    if status.lower() != "default":
        return status[:1] in ("2", "3")
    return not any(response.status[:1] in ("2", "3") for response in among)


def compare_response(
    sides: Sides, base: Response, revision: Response, where: Where, direction: Direction
) -> Iterator[Change]:
    """Headers and content of one response."""
    if same_defaults(sides) and sides.sameness.same(base.node, revision.node):
        return
    unknown = undecided(sides.sameness, base.node, revision.node, where, direction)
    if unknown is not None:
        yield unknown
        return
    if not sides.sameness.same_member(base.node, revision.node, "headers"):
        from governance.compatibility.http.headers import compare_headers  # most responses have none

        yield from compare_headers(sides, base.headers, revision.headers, where, direction)
    yield from compare_content(sides, base.content, revision.content, where.inside("body"), direction)
    if not sides.sameness.same_member(base.node, revision.node, "links"):
        from governance.compatibility.http.links import compare_links  # as for headers

        yield from compare_links(sides, base, revision, where, direction)
    if base.description != revision.description:
        yield Change("description-changed", where, base.node, revision.node, direction)
