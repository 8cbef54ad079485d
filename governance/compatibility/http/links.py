"""Links of responses: by name, with the operation that each leads to, whichever way it is named."""

from __future__ import annotations

import re
from collections.abc import Iterator

from catalog.model.contract import Contract
from catalog.model.http import Direction, Link, Operation, Response
from catalog.model.node import Node
from catalog.model.source import Json
from catalog.model.templates import template_names
from governance.compatibility.change import Change, Where, facts
from governance.compatibility.matching import match
from governance.compatibility.sides import Sides
from governance.compatibility.unresolved import node_of, undecided

WORDS = ("description", "operationId", "operationRef", "parameters")
LOCATED = re.compile(r"^(?:path|query|header|cookie)\.")


def compare_links(
    sides: Sides, base: Response, revision: Response, where: Where, direction: Direction
) -> Iterator[Change]:
    """Links taken away or added, and those that lead elsewhere or there with something else."""
    for pair in match(base.links, revision.links, [lambda link: link.name]):
        inside, named = where.inside(f"link.{pair.either.name}"), facts(link=pair.either.name)
        nodes = node_of(pair.base), node_of(pair.revision)
        unknown = undecided(sides.sameness, *nodes, inside, direction)
        if unknown is not None:
            yield unknown
        elif pair.base is None or pair.revision is None:
            yield Change("link-removed" if pair.revision is None else "link-added", inside, *nodes, direction, named)
        elif not _is_same(sides, pair.base, pair.revision):
            yield Change("link-changed", inside, *nodes, direction, named)


def _is_same(sides: Sides, base: Link, revision: Link) -> bool:
    if sides.sameness.same(base.node, revision.node):
        return True
    before, after = _target(sides.base, base), _target(sides.revision, revision)
    return _leads_alike(sides, before, after) and _said(base, before) == _said(revision, after)


def _leads_alike(sides: Sides, before: Operation | str, after: Operation | str) -> bool:
    if isinstance(before, str) or isinstance(after, str):
        return before == after
    pairs = sides.operations.pairs
    return any(pair.base is before and pair.revision is after for pair in pairs)


def _target(contract: Contract, link: Link) -> Operation | str:
    """The operation; what names it where this document has none of that name."""
    if link.operation_ref is None:
        named = link.operation_id or ""
        return next((found for found in contract.operations if found.operation_id == named), named)
    end = contract.references.target(Node(link.document, (), {"$ref": link.operation_ref})).pointer
    return next((found for found in contract.operations if found.pointer == end), link.operation_ref)


def _said(link: Link, target: Operation | str) -> dict[str, Json]:
    """What is sent along; parameters of the path by their place, for there their names say nothing."""
    held = link.node.value if isinstance(link.node.value, dict) else {}
    names = [] if isinstance(target, str) else template_names(target.path)
    given = held.get("parameters")
    plain = {LOCATED.sub("", name): value for name, value in given.items()} if isinstance(given, dict) else {}
    placed: Json = {str(names.index(name)) if name in names else name: value for name, value in plain.items()}
    rest = {word: value for word, value in held.items() if word not in WORDS and not word.startswith("x-")}
    return {**rest, "parameters": placed}
