"""The names that a composition declares (SEMANTICS §4)."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.frozen import replace
from catalog.model.node import Node
from catalog.model.source import Json
from governance.compatibility.payloads.children import members
from governance.compatibility.payloads.flat import UNIONS, Flat, flatten
from governance.compatibility.payloads.judge import Flow, Judge
from governance.compatibility.payloads.sources import Sources
from governance.compatibility.payloads.words import says_nothing


def declared(flat: Flat, side: str, sources: Sources, *, branches: bool = True, depth: int = 4) -> dict[str, Node]:
    """Properties by name over the whole composition, branches of unions and conditions included (SEMANTICS §4)."""
    members = dict(flat.properties)
    for branch in _branches(flat, branches) if depth else ():
        inner = declared(flatten(branch, side, sources), side, sources, depth=depth - 1)
        members = {**inner, **members}
    return members


def _branches(flat: Flat, unions: bool) -> Iterator[Node]:
    for part in flat.parts:
        value = part.value if isinstance(part.value, dict) else {}
        for word in UNIONS if unions else ():
            held = value.get(word)
            for index, item in enumerate(held if isinstance(held, list) else []):
                yield Node(part.document, (*part.pointer, word, index), item)
        for word in ("then", "else"):
            if word in value:
                yield Node(part.document, (*part.pointer, word), value[word])
        dependent = value.get("dependentSchemas")
        for name, item in dependent.items() if isinstance(dependent, dict) else ():
            yield Node(part.document, (*part.pointer, "dependentSchemas", name), item)


def is_patterned(name: str, flat: Flat, judge: Judge, flow: Flow) -> bool:
    """Whether a pattern of the composition matches a name; yes where no validator can say."""
    patterns = [pattern for part in flat.parts for pattern, _ in members(part, "patternProperties")]
    never: Json = {"patternProperties": dict.fromkeys(patterns, False)}
    return bool(patterns) and judge.accepted({name: "any"}, never, flat.node, flow) is not True


def with_demanded(flat: Flat, other: Flat, side: str, sources: Sources) -> Flat:
    """A schema with what it only names in `required`, and the other release describes: that is declared as well, with
    the values that members may have of which nothing is said."""
    names = flat.required & other.properties.keys()
    names = names - declared(flat, side, sources).keys() if names - flat.properties.keys() else frozenset()
    if not names or any(flat.keyword(word) is not None for word in ("patternProperties", "unevaluatedProperties")):
        return flat
    explicit = flat.keyword("additionalProperties")
    if flat.values is None and explicit is not None and not says_nothing(explicit):
        return flat
    return replace(flat, properties={**flat.properties, **{name: flat.values or _named(flat, name) for name in names}})


def _named(flat: Flat, name: str) -> Node:
    """Anything, where a member is named in `required`."""
    for part in flat.parts:
        listed = part.value.get("required") if isinstance(part.value, dict) else None
        if isinstance(listed, list) and name in listed:
            return Node(part.document, (*part.pointer, "required", listed.index(name)), {})
    return Node(flat.node.document, (*flat.node.pointer, "required"), {})
