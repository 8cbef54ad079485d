"""What a contract says that its specification does not know, and references that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.model.contract import Unknown
from catalog.model.node import Node
from catalog.model.source import Json, SourceProblem
from catalog.reading.closure import Ways, ways_to_references
from catalog.reading.grammar.shapes import Form, Grammar, Shape, one
from catalog.reading.specification import grammar_of
from catalog.reading.view import View
from catalog.reading.walk import Standing, members, walk

MOST_BROKEN = 100
OBJECTS = (Form.ONE, Form.ONE_OR_LIST)


def read_unknown(view: View) -> Iterator[Unknown]:
    """Members that the specification does not name, and values of a type it does not allow."""
    grammar = grammar_of(view.specification)
    for place in walk(grammar, view.root.value):
        if place.standing is Standing.UNKNOWN:
            yield Unknown(place.pointer, f"{grammar.name} does not name {place.pointer[-1]!r} here")
        elif place.expected:
            yield Unknown(place.pointer, f"{grammar.name} expects {place.expected} here")


def read_problems(view: View) -> Iterator[SourceProblem]:
    """What reading the text found, then the references that lead nowhere: at most `MOST_BROKEN` of them."""
    yield from view.root.document.problems
    for number, problem in enumerate(_broken(view)):
        if number == MOST_BROKEN:
            message = f"more references lead nowhere; the first {MOST_BROKEN} are listed"
            yield SourceProblem(problem.rule, message, problem.pointer)
            return
        yield problem


def _broken(view: View) -> Iterator[SourceProblem]:
    grammar = grammar_of(view.specification)
    for node, shape in _leading(grammar, view.root):
        if is_reference(grammar, shape, node.value):
            broken = view.follow.broken(node)
            if broken is not None:
                yield SourceProblem("reference-unresolvable", broken.message, node.pointer, hint=broken.hint)


def _leading(grammar: Grammar, root: Node) -> Iterator[tuple[Node, Shape]]:
    """Every place on the way to a reference, with its shape; parents before children, in the order written."""
    waiting: list[tuple[Node, Shape, Ways]] = [(root, one(grammar.root), ways_to_references(root.value))]
    while waiting:
        node, shape, ways = waiting.pop()
        yield node, shape
        below = [
            (Node(node.document, (*node.pointer, member.token), member.value), member.shape, ways[member.token])
            for member in members(grammar, shape, node.value, ways)
        ]
        waiting.extend(reversed(below))


def is_reference(grammar: Grammar, shape: Shape, value: Json) -> bool:
    """Whether a reference may stand where this shape does, and `value` may be one."""
    if shape.form not in OBJECTS or not isinstance(value, dict):
        return False
    return grammar.kinds[shape.kind].referable
