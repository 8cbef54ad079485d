"""HTTP operations, webhooks and callbacks: which are gone, which are new, and what changed in the others."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from catalog.model.contract import Contract
from catalog.model.http import Callback, Operation, Origin
from catalog.model.templates import template_names
from governance.compatibility.change import Change, Where, facts
from governance.compatibility.http.bodies import compare_request_body
from governance.compatibility.http.equal import same_defaults
from governance.compatibility.http.parameters import compare_parameters, path_item
from governance.compatibility.http.responses import compare_responses
from governance.compatibility.http.security import compare_schemes, compare_security
from governance.compatibility.http.servers import compare_own_servers, compare_servers
from governance.compatibility.http.unread import Unread, unread
from governance.compatibility.matching import Pair, comparable, match_callbacks, match_operations
from governance.compatibility.sides import Sides
from governance.compatibility.unresolved import top, undecided

MAPS = {Origin.PATH: ("path", "paths"), Origin.WEBHOOK: ("webhook", "webhooks")}
"""What an item of each map of path items is called, and the map."""
NOUNS = {Origin.PATH: "operation", Origin.WEBHOOK: "webhook", Origin.CALLBACK: "callback"}


def compare_http(sides: Sides) -> Iterator[Change]:
    """Every difference between the HTTP operations of two releases."""
    pairs = sides.operations.pairs
    hidden: dict[Origin, Unread] = {}
    for origin, (noun, name) in MAPS.items():
        hidden[origin] = unread(sides, top(sides.base, name), top(sides.revision, name), origin)
        yield from hidden[origin].changes(sides, partial(_item, noun))
    for pair in pairs:
        if not hidden[pair.either.origin].hides(pair):
            yield from compare_operation(sides, pair, Where(subject(pair.either), label=pair.either.label))
    if any(pair.base is not None and pair.revision is not None for pair in pairs):
        yield from compare_servers(sides, pairs)
    yield from compare_schemes(sides)


def _item(noun: str, key: str) -> Where:
    return Where(f"{noun} {key}", label=key)


def subject(operation: Operation) -> str:
    """`POST /orders/{}`; a webhook by its name."""
    noun = "webhook " if operation.origin is Origin.WEBHOOK else ""
    return f"{noun}{operation.method} {operation.path_key}"


def compare_operation(sides: Sides, pair: Pair[Operation], where: Where) -> Iterator[Change]:
    """One operation of either release or both."""
    noun = NOUNS[pair.either.origin]
    base, revision = pair.base, pair.revision
    if revision is None and base is not None:
        named = facts(operation=base.label)
        yield Change(f"{noun}-removed", where, base.node, None, sides.direction(base.request_direction), named)
    elif base is None and revision is not None:
        named = facts(operation=revision.label)
        yield Change(f"{noun}-added", where, None, revision.node, sides.direction(revision.request_direction), named)
    elif base is not None and revision is not None:
        yield from _compare_both(sides, pair, base, revision, where)


def _compare_both(
    sides: Sides, pair: Pair[Operation], base: Operation, revision: Operation, where: Where
) -> Iterator[Change]:
    requests, answers = sides.direction(base.request_direction), sides.direction(base.response_direction)
    yield from compare_security(sides, base, revision, where, requests)
    yield from _compare_path(base, revision, where)
    yield from compare_own_servers(sides, base, revision, where)
    if _same(sides, base, revision):
        return
    yield from _compare_words(base, revision, where)
    if not _same_parameters(sides, base, revision):
        yield from compare_parameters(sides, pair, where, requests)
    yield from compare_request_body(sides, base.request_body, revision.request_body, where, requests)
    yield from compare_responses(sides, pair, where, answers)
    if not sides.sameness.same_member(base.node, revision.node, "callbacks"):
        yield from _compare_callbacks(sides, base, revision, where)


def _same_parameters(sides: Sides, base: Operation, revision: Operation) -> bool:
    """Whether neither the operations nor the path items above them say anything else of parameters."""
    items = path_item(base), path_item(revision)
    stay = _stands_at_path(base, sides.base) and _stands_at_path(revision, sides.revision)
    if base.path != revision.path or not stay:
        return False
    same = sides.sameness.same_member
    return same(base.node, revision.node, "parameters") and same(*items, "parameters")


def _stands_at_path(operation: Operation, contract: Contract) -> bool:
    """Whether it is written at its path; beside a reference to where else it may be there are other parameters."""
    return operation.pointer[:2] == ("paths", operation.path) and operation.document is contract.document


def _same(sides: Sides, base: Operation, revision: Operation) -> bool:
    """Equal operations, with equal parameters of their path items, at paths that name these in the same order."""
    if not same_defaults(sides) or not sides.sameness.same(base.node, revision.node):
        return False
    if base.path != revision.path and template_names(base.path) != template_names(revision.path):
        return False
    before, after = list(base.parameters), list(revision.parameters)
    return len(before) == len(after) and all(
        sides.sameness.same(one.node, other.node) for one, other in zip(before, after, strict=True)
    )


def _compare_path(base: Operation, revision: Operation, where: Where) -> Iterator[Change]:
    before, after = base.path_key, revision.path_key
    if before.endswith("/") != after.endswith("/") and comparable(before) == comparable(after):
        yield Change("trailing-slash-changed", where, base.node, revision.node, None, facts(path=revision.path))


def _compare_words(base: Operation, revision: Operation, where: Where) -> Iterator[Change]:
    if base.operation_id != revision.operation_id:
        told = facts(base=base.operation_id or "none", revision=revision.operation_id or "none")
        yield Change("operation-id-changed", where, base.node, revision.node, None, told)
    if base.deprecated != revision.deprecated:
        kind = "operation-deprecated" if revision.deprecated else "operation-no-longer-deprecated"
        yield Change(kind, where, base.node, revision.node)
    if (base.summary, base.description, {*base.tags}) != (revision.summary, revision.description, {*revision.tags}):
        yield Change("description-changed", where, base.node, revision.node)


def _compare_callbacks(sides: Sides, base: Operation, revision: Operation, where: Where) -> Iterator[Change]:
    same = sides.sameness.same
    for pair in match_callbacks(base.callbacks, revision.callbacks, lambda one, other: same(one.node, other.node)):
        if pair.revision is None and pair.base is not None:
            named = facts(operation=pair.base.name)
            yield Change(
                "callback-removed", where.inside(f"callback.{pair.base.name}"), pair.base.node, None, None, named
            )
        elif pair.base is None and pair.revision is not None:
            inside = where.inside(f"callback.{pair.revision.name}")
            yield Change("callback-added", inside, None, pair.revision.node, None, facts(operation=pair.revision.name))
        elif pair.base is not None and pair.revision is not None:
            yield from _compare_callback(sides, pair.base, pair.revision, where)


def _compare_callback(sides: Sides, base: Callback, revision: Callback, where: Where) -> Iterator[Change]:
    inside = where.inside(f"callback.{base.name}")
    if base.name != revision.name:
        named = facts(operation=base.name, revision=revision.name)
        yield Change("callback-renamed", inside, base.node, revision.node, None, named)
    unknown = undecided(sides.sameness, base.node, revision.node, inside)
    if unknown is not None:
        yield unknown
        return
    hidden = unread(sides, base.node, revision.node, Origin.CALLBACK)
    yield from hidden.changes(sides, lambda _: inside)
    for pair in match_operations(base.operations, revision.operations):
        if not hidden.hides(pair):
            yield from compare_operation(sides, pair, inside.inside(pair.either.method))
