"""Places where something of another kind stands than the specification has there: what it means, nobody can tell.

What both releases say alike is no difference, and null is nothing at all. Schemas and bindings are looked at by those
who compare them, what is said to people alone by nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from catalog.frozen import dataclass
from catalog.model.contract import Contract
from catalog.model.http import Operation
from catalog.model.node import Node
from catalog.model.source import Json, Pointer
from catalog.model.templates import template_key
from catalog.reading.grammar.shapes import Form, Shape, one
from catalog.reading.specification import grammar_of
from catalog.reading.walk import members, unexpected
from governance.compatibility.change import Change, Where, facts
from governance.compatibility.sides import Sides

Found: TypeAlias = "dict[Pointer, tuple[str, Json]]"
"""What should stand at a place, and what does."""
Waiting: TypeAlias = "tuple[Pointer, Shape, Json, Json]"
"""A place, and what stands there in the other release."""

UNHEEDED = frozenset(("Contact", "Example", "ExternalDocs", "Info", "License", "Link", "MessageExample", "Tag", "XML"))
CLOSED = frozenset((
    "AnySchema", "ChannelBindings", "Items", "MessageBindings", "MultiFormatSchema", "OperationBindings", "Schema",
    "ServerBindings",
))  # fmt: skip
"""What is not looked into here."""
Expected: TypeAlias = "tuple[tuple[type, ...], str]"
BOOLEAN: Expected = ((bool,), "a boolean")
TEXT: Expected = ((str,), "a string")
LIST: Expected = ((list,), "a list")
NAME: Expected = ((str, int, float), "a string")
"""What YAML takes for a number or a boolean is still a name."""
CARRIED = {
    **dict.fromkeys(("required", "explode", "allowReserved", "allowEmptyValue"), BOOLEAN),
    **dict.fromkeys(("in", "style", "collectionFormat"), TEXT),
    "name": NAME,
}
LISTS = dict.fromkeys(("consumes", "produces", "schemes"), LIST)
MESSAGE = {"contentType": TEXT, "schemaFormat": TEXT, "name": NAME}
PLAIN: Mapping[str, Mapping[str, Expected]] = {
    "Document": {"host": TEXT, "basePath": TEXT, "defaultContentType": TEXT, **LISTS},
    "Operation": {"action": TEXT, **LISTS},
    "Channel": {"address": TEXT, "servers": LIST},
    "Parameter": CARRIED,
    "Header": CARRIED,
    "Encoding": {"contentType": TEXT, "style": TEXT, "explode": BOOLEAN},
    "RequestBody": {"required": BOOLEAN},
    **dict.fromkeys(("Message", "MessageOrChoice", "MessageTrait"), MESSAGE),
    "CorrelationId": {"location": TEXT},
    "ReplyAddress": {"location": TEXT},
    "SecurityScheme": {**dict.fromkeys(("type", "in", "scheme"), TEXT), "name": NAME},
    "Server": dict.fromkeys(("url", "host", "protocol"), TEXT),
}
"""What values that are not looked into must be, where it matters."""


def compare_kinds(sides: Sides) -> Iterator[Change]:
    """That it cannot be told what changed, of each place where one release alone has something of a wrong kind."""
    base, revision, pairs = sides.base, sides.revision, sides.operations.pairs
    before = Search(base, revision, _alone([(pair.base, pair.revision) for pair in pairs])).run()
    after = Search(revision, base, _alone([(pair.revision, pair.base) for pair in pairs])).run()
    alike = {pointer for pointer in before.keys() & after.keys() if before[pointer] == after[pointer]}
    for pointer in sorted((before.keys() | after.keys()) - alike, key=str):
        expected, value = after.get(pointer) or before[pointer]
        told = facts(reason=f"{_name(pointer)} expects {expected}, not {value!r:.60}")
        nodes = _node(base, pointer, before), _node(revision, pointer, after)
        yield Change("schema-undecided", _where(pointer), *nodes, None, told)


def _node(contract: Contract, pointer: Pointer, found: Found) -> Node | None:
    return Node(contract.document, pointer, found[pointer][1]) if pointer in found else None


def _name(pointer: Pointer) -> str:
    names = [token for token in pointer if isinstance(token, str)]
    return names[-1] if isinstance(pointer[-1], str) else f"an item of {names[-1]}"


def _where(pointer: Pointer) -> Where:
    """`GET /orders @parameters[0]`, else `@components.parameters.limit`."""
    if pointer[0] != "paths" or len(pointer) < 4:
        return Where(f"@{_steps(pointer)}", label=str(pointer[0]))
    path, method = str(pointer[1]), str(pointer[2]).upper()
    return Where(f"{method} {template_key(path)}", f"@{_steps(pointer[3:])}", label=f"{method} {path}")


def _steps(pointer: Pointer) -> str:
    from catalog.model.address import name_text  # mostly there is nothing to name

    steps = (f"[{token}]" if isinstance(token, int) else f".{name_text(token)}" for token in pointer)
    return "".join(steps)[1:]


def _alone(pairs: Sequence[tuple[Operation | None, Operation | None]]) -> set[str]:
    """Paths that are gone or new as a whole, so that nothing in them is compared."""
    there = {one.path for one, other in pairs if one is not None and other is not None}
    return {one.path for one, _ in pairs if one is not None} - there


NO_PLACES = (Form.VALUE, Form.VALUES)


@dataclass(frozen=True, slots=True)
class Plan:
    """Of the members of a kind of object: what stands in those that are looked into, what the others must be."""

    inner: Mapping[str, Shape]
    plain: Mapping[str, Expected]


class Search:
    """Looks through one release for what is of a wrong kind and is not written alike in the other."""

    def __init__(self, contract: Contract, other: Contract, alone: set[str]) -> None:
        self._grammar = grammar_of(contract.specification)
        self._plans: dict[str, Plan] = {}
        self._alone = alone
        self._waiting: list[Waiting] = [((), one(self._grammar.root), contract.document.tree, other.document.tree)]
        self.found: Found = {}

    def run(self) -> Found:
        while self._waiting:
            pointer, shape, value, other = self._waiting.pop()
            expected = unexpected(self._grammar, shape, value)
            if expected and pointer:  # a document that is none at all has no operations, which is told
                self.found[pointer] = expected, value
            elif not expected and shape.kind not in CLOSED:
                self._look(pointer, shape, value, other)
        return self.found

    def _look(self, pointer: Pointer, shape: Shape, value: Json, other: Json) -> None:
        plan = self._plan(shape, value) if shape.form is Form.ONE and isinstance(value, dict) else None
        if plan is not None and isinstance(value, dict):
            self._look_at_members(plan, pointer, value, other if isinstance(other, dict) else {})
            return
        for token, held, inner, _ in members(self._grammar, shape, value):
            if shape.kind == "Paths" and token in self._alone:
                continue
            if shape.kind == "SecurityRequirement" and isinstance(token, str) and not isinstance(held, list | None):
                self.found[*pointer, token] = "a list", held
            elif isinstance(other, list):
                self._wait(pointer, token, inner, held, held if held in other else None)
            else:
                self._wait(pointer, token, inner, held, other.get(str(token)) if isinstance(other, dict) else None)

    def _plan(self, shape: Shape, value: Json) -> Plan | None:
        """None where the members of an object have names of their own."""
        name, kind = self._grammar.kind(shape.kind, value)
        if kind.patterns:
            return None
        if name not in self._plans:
            inner = {word: field for word, field in kind.fields.items() if field.form not in NO_PLACES}
            self._plans[name] = Plan(inner, PLAIN.get(name, {}))
        return self._plans[name]

    def _look_at_members(self, plan: Plan, pointer: Pointer, value: dict[str, Json], other: dict[str, Json]) -> None:
        for name in plan.inner.keys() & value.keys():
            inner = plan.inner[name]
            self._wait(pointer, name, inner.choose(value) if inner.choose else inner, value[name], other.get(name))
        for name in plan.plain.keys() & value.keys():
            types, expected = plan.plain[name]
            if value[name] is not None and not isinstance(value[name], types):
                self.found[*pointer, name] = expected, value[name]

    def _wait(self, pointer: Pointer, token: str | int, inner: Shape, held: Json, there: Json) -> None:
        """Look there later, unless both releases have it alike or others look into it."""
        is_closed = inner.kind in UNHEEDED or (inner.kind in CLOSED and isinstance(held, dict))
        if held is not None and not is_closed and held != there:
            self._waiting.append(((*pointer, token), inner, held, there))
