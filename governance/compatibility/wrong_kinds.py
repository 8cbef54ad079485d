"""Places where something of another kind stands than the specification has there: what it means, nobody can tell.

What both releases say alike is no difference, and null is nothing at all. Schemas and bindings are looked at by those
who compare them, what is said to people alone by nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from catalog.model.address import name_text
from catalog.model.contract import Contract
from catalog.model.node import Node
from catalog.model.source import Json, Pointer
from catalog.model.templates import template_key
from catalog.reading.grammar.shapes import Form, Grammar, Shape, one
from catalog.reading.specification import grammar_of
from catalog.reading.walk import members, unexpected
from governance.compatibility.change import Change, Where, facts

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


def compare_kinds(base: Contract, revision: Contract) -> Iterator[Change]:
    """That it cannot be told what changed, of each place where one release alone has something of a wrong kind."""
    before, after = _found(base, revision), _found(revision, base)
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
    steps = (f"[{token}]" if isinstance(token, int) else f".{name_text(token)}" for token in pointer)
    return "".join(steps)[1:]


def _found(contract: Contract, other: Contract) -> Found:
    """What is of a wrong kind in one release and is not written alike in the other."""
    grammar = grammar_of(contract.specification)
    found: Found = {}
    waiting: list[Waiting] = [((), one(grammar.root), contract.document.tree, other.document.tree)]
    while waiting:
        place = waiting.pop()
        pointer, shape, value, _ = place
        expected = unexpected(grammar, shape, value)
        if expected:
            found[pointer] = expected, value
        elif shape.kind not in CLOSED:
            found |= _plain(grammar, pointer, shape, value)
            waiting.extend(_below(grammar, *place))
    return found


def _below(grammar: Grammar, pointer: Pointer, shape: Shape, value: Json, other: Json) -> Iterator[Waiting]:
    """The places that both releases do not have alike."""
    for token, held, inner, _ in members(grammar, shape, value):
        if held is None or inner.kind in UNHEEDED:
            continue
        if isinstance(other, list):
            if held not in other:
                yield (*pointer, token), inner, held, None
        else:
            there = other.get(str(token)) if isinstance(other, dict) else None
            if held != there:
                yield (*pointer, token), inner, held, there


def _plain(grammar: Grammar, pointer: Pointer, shape: Shape, value: Json) -> Found:
    """Members that are not looked into."""
    if shape.form is not Form.ONE or not isinstance(value, dict):
        return {}
    name = grammar.kind(shape.kind, value)[0]
    kinds = dict.fromkeys(value, LIST) if name == "SecurityRequirement" else PLAIN.get(name, {})
    return {
        (*pointer, name): (expected, value[name])
        for name, (types, expected) in kinds.items()
        if value.get(name) is not None and not isinstance(value[name], types)
    }
