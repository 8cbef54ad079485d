"""Schemas as hash-consed boolean formulas over typed literals.

A formula is a signed index: −f is the negation of f, TRUE is 1, FALSE is −1. A literal about one JSON type holds for
every value of the others; its negation holds for values of that type alone. Equal formulas have equal indices, so
what two schemas share costs nothing to compare, even where nobody understands it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import pairwise
from typing import Any, TypeAlias

from catalog.model.source import Json
from catalog.samples.values import equality_key
from governance.compatibility.schema.disjoint import Tags, told_apart, union_of

Formula: TypeAlias = int
Node: TypeAlias = "tuple[Any, ...]"

TRUE: Formula = 1
FALSE: Formula = -1

NULL, BOOLEAN, INTEGER, SPELLED, FRACTION, STRING, ARRAY, OBJECT = (1 << bit for bit in range(8))
"""Types of values, as bits. SPELLED is an integer written with a fraction (1.0), which draft 4 tells apart."""
NUMBER = INTEGER | SPELLED | FRACTION
ANYTHING = 255
FAMILIES = (STRING, OBJECT, NUMBER, ARRAY, BOOLEAN, NULL)
"""The types that are searched one by one, in the order in which a witness is preferred."""

LITERAL_TYPES = {
    "minimum": NUMBER,  # (bound, strictly)
    "maximum": NUMBER,  # (bound, strictly)
    "multipleOf": NUMBER,  # (step,)
    "minLength": STRING,
    "maxLength": STRING,
    "pattern": STRING,
    "format": STRING,
    "item": ARRAY,  # (position, formula): the item there, if any
    "items": ARRAY,  # (start, formula): all items from there on
    "contains": ARRAY,  # (count, formula): at least so many items
    "minItems": ARRAY,
    "maxItems": ARRAY,
    "uniqueItems": ARRAY,
    "required": OBJECT,
    "keys": OBJECT,  # (names, formula): values of all properties whose name satisfies `names`
    "minProperties": OBJECT,
    "maxProperties": OBJECT,
}


def bits_of(value: Json) -> int:
    """The type of a value; an integer has both spellings."""
    if value is None:
        return NULL
    if isinstance(value, bool):
        return BOOLEAN
    if isinstance(value, (int, float)):
        return INTEGER | SPELLED if isinstance(value, int) or value.is_integer() else FRACTION
    if isinstance(value, str):
        return STRING
    return ARRAY if isinstance(value, list) else OBJECT


class Formulas:
    """The arena in which formulas of both sides of a comparison live."""

    def __init__(self) -> None:
        self.nodes: list[Node] = [("unused",), ("true",)]
        self._ids: dict[Node, Formula] = {}
        self._masks: list[tuple[int, int]] = [(0, 0), (ANYTHING, 0)]
        self.known_values: dict[Hashable, Json] = {}
        self._order: dict[Hashable, int] = {}
        self.definitions: dict[Formula, Formula] = {}
        self._awaited: dict[Formula, Callable[[], Formula]] = {}
        self.tells_spellings = False
        self.known_tags: dict[Formula, Tags] = {}
        self._named: dict[str, Formula] = {}
        self._joined: dict[frozenset[Formula], Formula] = {}
        self.rivals: dict[Formula, set[Formula]] = {}
        """What cannot hold beside a formula, known without a look at either."""

    def _intern(self, node: Node, holds: int, fails: int) -> Formula:
        found = self._ids.get(node)
        if found is None:
            found = self._ids[node] = len(self.nodes)
            self.nodes.append(node)
            self._masks.append((holds, fails))
        return found

    def mask(self, formula: Formula) -> int:
        """The types of which a value may satisfy the formula (an upper bound)."""
        return self._masks[formula][0] if formula > 0 else self._masks[-formula][1]

    def literal(self, kind: str, *arguments: Any) -> Formula:
        """A literal of `LITERAL_TYPES`."""
        return self._intern((kind, *arguments), ANYTHING, LITERAL_TYPES[kind])

    def opaque(self, label: str, subject: Hashable, types: int = ANYTHING, *, contested: bool = False) -> Formula:
        """Something that nobody here understands about values of `types`, equal only to itself.

        `contested`: validators differ about it or there is nothing to understand, so their word does not count.
        """
        return self._intern(("opaque", label, subject, types, contested), ANYTHING, types)

    def types(self, bits: int) -> Formula:
        """The value has one of these types."""
        if bits in (0, ANYTHING):
            return TRUE if bits else FALSE
        if bits & NULL:
            return -self.types(ANYTHING ^ bits)
        return self._intern(("types", bits), bits, ANYTHING ^ bits)

    def one_of_values(self, values: Iterable[Json]) -> Formula:
        """The value equals one of these. Raises NotJson."""
        keys = []
        for value in values:
            key = equality_key(value)
            self.known_values.setdefault(key, value)
            self._order.setdefault(key, len(self._order))
            keys.append(key)
        return self._values(frozenset(keys))

    def named(self, name: str) -> Formula:
        """The value is this text, of which there are many: names of properties."""
        known = self._named.get(name)
        if known is None:
            known = self._named[name] = self.one_of_values((name,))
        return known

    def _values(self, keys: frozenset[Hashable]) -> Formula:
        if not keys:
            return FALSE
        bits = 0
        for key in keys:
            bits |= bits_of(self.known_values[key])
        complete = (NULL if None in keys else 0) | (BOOLEAN if keys >= _BOOLEANS else 0)
        return self._intern(("in", keys), bits, ANYTHING ^ complete)

    def reference(self, key: Hashable) -> Formula:
        """A formula that `define` gives a meaning later: how recursion closes."""
        return self._intern(("reference", key), ANYTHING, ANYTHING)

    def later(self, key: Hashable, define: Callable[[], Formula]) -> Formula:
        """A reference that `define` gives a meaning when somebody asks for it."""
        reference = self.reference(key)
        self._awaited.setdefault(reference, define)
        return reference

    def part(self, reference: Formula, family: int) -> Formula:
        """What a reference leads to, for values whose type is among the bits of `family`."""
        return self._intern(("part", reference, family), family, ANYTHING)

    def referenced(self, key: Hashable) -> Formula | None:
        """The reference of a key, where it was asked for."""
        return self._ids.get(("reference", key))

    def definition(self, formula: Formula) -> Formula:
        """What a reference, positive or negative, stands for."""
        reference = abs(formula)
        if reference not in self.definitions:
            self.definitions[reference] = self._awaited[reference]()
        return self.definitions[reference] if formula > 0 else -self.definitions[reference]

    def every(self, formulas: Iterable[Formula]) -> Formula:
        """All of them."""
        asked = frozenset(formulas)
        known = self._joined.get(asked)
        if known is None:
            known = self._joined[asked] = self._join(asked)
        return known

    def any(self, formulas: Iterable[Formula]) -> Formula:
        """At least one of them."""
        return -self.every([-formula for formula in formulas])

    def _join(self, formulas: frozenset[Formula]) -> Formula:
        members: set[Formula] = set()
        for formula in formulas:
            if formula == FALSE:
                return FALSE
            members.update(self.conjuncts(formula))
        bits, members = self._merge_values(members)
        members.discard(TRUE)
        if bits == 0 or FALSE in members or any(-member in members for member in members):
            return FALSE
        if self.rivals and self._are_rivals(members):
            return FALSE
        for member in members:
            bits &= self.mask(member)
        if bits == 0:
            return FALSE
        if len(members) < 2:
            return members.pop() if members else TRUE
        fails = 0
        for member in members:
            fails |= self.mask(-member)
        return self._intern(("and", frozenset(members)), bits, fails)

    def _are_rivals(self, members: set[Formula]) -> bool:
        return any(not self.rivals[member].isdisjoint(members) for member in members & self.rivals.keys())

    def conjuncts(self, formula: Formula) -> Iterable[Formula]:
        """The members of a conjunction, else the formula alone; in the order in which they were made."""
        node = self.nodes[abs(formula)]
        return sorted(node[1], key=abs) if formula > 0 and node[0] == "and" else (formula,)

    def _merge_values(self, members: set[Formula]) -> tuple[int, set[Formula]]:
        """One type set and one set of values instead of several."""
        bits, only, rest = ANYTHING, None, set[Formula]()
        excluded: list[frozenset[Hashable]] = []
        for member in members:
            node = self.nodes[abs(member)]
            if node[0] == "types":
                bits &= node[1] if member > 0 else ANYTHING ^ node[1]
            elif node[0] != "in":
                rest.add(member)
            elif member > 0:
                only = node[1] if only is None else only & node[1]
            else:
                excluded.append(node[1])
        never = frozenset[Hashable]().union(*excluded)
        if only is not None:
            only = frozenset(key for key in only - never if bits & bits_of(self.known_values[key]))
            values = self._values(only)
            covered = bits & self.mask(values) == self.mask(values)
            return bits, rest | {values} if covered else rest | {values, self.types(bits)}
        if never:
            never = frozenset(key for key in never if bits & bits_of(self.known_values[key]))
            rest.add(-self._values(never))
        return bits, rest | {self.types(bits)}

    def exactly_one(self, formulas: Iterable[Formula]) -> Formula:
        """One of them, and no other."""
        listed = sorted(formula for formula in formulas if formula != FALSE)
        twice = {a for a, b in pairwise(listed) if a == b}
        single = [formula for formula in listed if formula not in twice]
        if twice:
            return self.every([self.exactly_one(single), *(-formula for formula in twice)])
        if TRUE in single:
            return self.every(-formula for formula in single if formula != TRUE)
        if len(single) < 2 or told_apart(self, single, OBJECT):
            return self.any(single)
        return self._intern(("one", tuple(single)), union_of(map(self.mask, single)), ANYTHING)

    def unevaluated(self, kind: str, seen: Iterable[tuple[Formula, Any]], formula: Formula) -> Formula:
        """What no schema that holds has looked at satisfies `formula`.

        `kind` is `properties` or `items`; `seen`: (formula on the whole value, what is looked at where it holds).
        """
        told = tuple(dict.fromkeys(entry for entry in seen if entry[0] != FALSE))
        return self._intern(("unevaluated", kind, told, formula), ANYTHING, _UNEVALUATED[kind])

    def otherwise(self, formula: Formula, family: int = 0) -> Formula:
        """Another reading of the text of a value satisfies the formula; `family`: asked about values of it alone."""
        texts = STRING | NUMBER | BOOLEAN | ARRAY
        return self._intern(("otherwise", formula, family), family or texts, family or ANYTHING)

    def values_of(self, formula: Formula) -> Iterator[Json]:
        """The values of a positive `in`, in the order in which they were first met."""
        return (self.known_values[key] for key in sorted(self.nodes[formula][1], key=self._order.__getitem__))

    def listed(self, formulas: Iterable[Formula]) -> list[Json] | None:
        """The values that one of the formulas lists, in every spelling that counts; None where none lists values."""
        found = next((f for f in formulas if f > 0 and self.nodes[f][0] == "in"), None)
        if found is None:
            return None
        values = self.values_of(found)
        return [v for value in values for v in _spellings(value)] if self.tells_spellings else list(values)


_BOOLEANS: frozenset[Hashable] = frozenset({("boolean", True), ("boolean", False)})
_UNEVALUATED = {"properties": OBJECT, "items": ARRAY}


def _spellings(value: Json) -> tuple[Json, ...]:
    """1 and 1.0 are equal, but draft 4 types tell them apart."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or abs(value) >= 2**53:
        return (value,)
    if isinstance(value, int):
        return value, float(value)
    return (int(value), value) if value.is_integer() else (value,)
