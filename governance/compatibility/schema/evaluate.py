"""Does a value satisfy a formula: yes, no, or not known because something in it is not modelled."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

from catalog.model.source import Json
from catalog.samples.languages.algebra import Languages
from catalog.samples.languages.patterns import pattern_language
from catalog.samples.languages.syntax import UnsupportedPattern
from catalog.samples.texts import other_readings
from catalog.samples.values import equality_key, exact, written
from governance.compatibility.schema.formulas import (
    FALSE,
    INTEGER,
    LITERAL_TYPES,
    SPELLED,
    TRUE,
    Formula,
    Formulas,
    Node,
    bits_of,
)

Held = bool | None


class Evaluation:
    """Formulas of an arena against values. `judge` says whether a text has a format (None: nobody knows)."""

    def __init__(self, formulas: Formulas, languages: Languages, judge: Callable[[str, str], Held]) -> None:
        self.formulas = formulas
        self.languages = languages
        self.judge = judge
        self._names: dict[tuple[Formula, str], Held] = {}
        self._patterns: dict[str, int | None] = {}
        self._culprits: dict[Formula, Formula] = {}
        self._held: dict[tuple[Formula, int], tuple[Json, Held]] = {}
        self._sizes: dict[Formula, int] = {}

    def language(self, pattern: str) -> int | None:
        """The language of a pattern; None where it is not regular or not ECMA-262."""
        if pattern not in self._patterns:
            try:
                self._patterns[pattern] = pattern_language(self.languages, pattern)
            except UnsupportedPattern:
                self._patterns[pattern] = None
        return self._patterns[pattern]

    def matches(self, pattern: str, name: str) -> bool:
        """Whether a pattern matches; yes where it is not modelled."""
        language = self.language(pattern)
        return language is None or self.languages.accepts(language, name)

    def name(self, formula: Formula, name: str) -> Held:
        """A property name against a formula, remembered."""
        if formula in (TRUE, FALSE):
            return formula == TRUE
        if (formula, name) not in self._names:
            self._names[formula, name] = self.holds(formula, name)
        return self._names[formula, name]

    def holds(self, formula: Formula, value: Json) -> Held:
        """Three-valued: None where the answer turns on something that is not modelled."""
        if formula < 0:
            held = self.holds(-formula, value)
            return None if held is None else not held
        node = self.formulas.nodes[formula]
        kind = node[0]
        match kind:
            case "true":
                return True
            case "types":
                return bool(_spelling(value) & node[1])
            case "in":
                return self._is_listed(formula, value)
            case "and":
                return self._every(formula, node[1], value)
            case "one":
                return _one([self.holds(member, value) for member in node[1]])
            case "reference":
                return self.holds(self.formulas.definition(formula), value)
            case "part":
                return self.holds(node[1], value)
            case "unevaluated":
                return self._unevaluated(node, value)
            case "otherwise":
                return _any(self.holds(node[1], reading) for reading in other_readings(value))
            case "opaque":
                return None if bits_of(value) & node[3] else True
        if not LITERAL_TYPES[kind] & bits_of(value):
            return True
        self.languages.budget.spend()
        return _LITERALS[kind](self, node, value)

    def _is_listed(self, formula: Formula, value: Json) -> bool:
        if not self.formulas.mask(formula) & bits_of(value):
            return False
        if isinstance(value, (list, dict)):
            size = written(value)
            if size > self._longest(formula):
                return False
            self.languages.budget.spend(size // 8)
        return equality_key(value) in self.formulas.nodes[formula][1]

    def _longest(self, formula: Formula) -> int:
        """The parts of the largest value that a formula lists."""
        if formula not in self._sizes:
            self._sizes[formula] = max(map(written, self.formulas.values_of(formula)))
        return self._sizes[formula]

    def _every(self, formula: Formula, members: Iterable[Formula], value: Json) -> Held:
        """All members, remembered for values with parts, which may be shared by many."""
        if not isinstance(value, (list, dict)):
            return self._all_of(formula, members, value)
        key = (formula, id(value))
        if key not in self._held:
            self._held[key] = (value, self._all_of(formula, members, value))
        return self._held[key][1]

    def forget(self) -> None:
        """Drop what was remembered of values."""
        self._held.clear()

    def _all_of(self, formula: Formula, members: Iterable[Formula], value: Json) -> Held:
        """All members; the one that failed last is asked first."""
        culprit = self._culprits.get(formula, TRUE)
        if self.holds(culprit, value) is False:
            return False
        known: Held = True
        for member in members:
            held = self.holds(member, value)
            if held is False:
                self._culprits[formula] = member
                return False
            known = None if held is None else known
        return known

    def _unevaluated(self, node: Node, value: Json) -> Held:
        _, kind, seen, formula = node
        wanted = dict if kind == "properties" else list
        if not isinstance(value, wanted):
            return True
        self.languages.budget.spend(len(seen))
        held = [(self.holds(condition, value), extent) for condition, extent in seen]
        parts: list[tuple[str | int, Json]] = list(value.items() if isinstance(value, dict) else enumerate(value))
        return _all(_any((self._looked_at(kind, held, at, part), self.holds(formula, part))) for at, part in parts)

    def _looked_at(self, kind: str, held: list[tuple[Held, Any]], at: str | int, part: Json) -> Held:
        return _any(_all((state, self._covers(kind, extent, at, part))) for state, extent in held)

    def _covers(self, kind: str, extent: Any, at: str | int, part: Json) -> Held:
        if kind == "properties":
            return self.name(extent, str(at))
        start, formula = extent
        return _any((isinstance(at, int) and at < start, self.holds(formula, part)))


def _spelling(value: Json) -> int:
    """The type of a value as it is written: 1 and 1.0 differ here, and only draft 4 minds."""
    bits = bits_of(value)
    if bits == INTEGER | SPELLED:
        return INTEGER if isinstance(value, int) else SPELLED
    return bits


def _all(held: Iterable[Held]) -> Held:
    known: Held = True
    for one in held:
        if one is False:
            return False
        known = None if one is None else known
    return known


def _any(held: Iterable[Held]) -> Held:
    known: Held = False
    for one in held:
        if one is True:
            return True
        known = None if one is None else known
    return known


def _one(held: list[Held]) -> Held:
    if held.count(True) > 1:
        return False
    return None if None in held else held.count(True) == 1


def _pattern(evaluation: Evaluation, node: Node, value: Any) -> Held:
    language = evaluation.language(node[1])
    return None if language is None else evaluation.languages.accepts(language, value)


def _contains(evaluation: Evaluation, node: Node, value: Any) -> Held:
    held = [evaluation.holds(node[2], item) for item in value]
    if held.count(True) >= node[1]:
        return True
    return None if held.count(True) + held.count(None) >= node[1] else False


def _unique(evaluation: Evaluation, _node: Node, value: Any) -> Held:
    evaluation.languages.budget.spend(written(value) // 8)
    return len({equality_key(item) for item in value}) == len(value)


def _keys(evaluation: Evaluation, node: Node, value: Any) -> Held:
    names = evaluation.formulas.nodes[node[1]] if node[1] > 0 else ("",)
    if names[0] == "in":
        return _all(evaluation.holds(node[2], value[name]) for name in names[1] if name in value)
    return _all(
        _any((_not(evaluation.name(node[1], name)), evaluation.holds(node[2], member)))
        for name, member in value.items()
    )


def _different(items: list[Json]) -> Iterable[Json]:
    """Without repetitions of the very same object, which long arrays found by a search are made of."""
    return {id(item): item for item in items}.values() if len(items) > 8 else items


def _not(held: Held) -> Held:
    return None if held is None else not held


_LITERALS: dict[str, Callable[[Evaluation, Node, Any], Held]] = {
    "minimum": lambda _, n, v: exact(v) > n[1] if n[2] else exact(v) >= n[1],
    "maximum": lambda _, n, v: exact(v) < n[1] if n[2] else exact(v) <= n[1],
    "multipleOf": lambda _, n, v: (Fraction(exact(v)) / n[1]).denominator == 1,
    "minLength": lambda _, n, v: len(v) >= n[1],
    "maxLength": lambda _, n, v: len(v) <= n[1],
    "pattern": _pattern,
    "format": lambda e, n, v: e.judge(n[1], v),
    "item": lambda e, n, v: len(v) <= n[1] or e.holds(n[2], v[n[1]]),
    "items": lambda e, n, v: _all(e.holds(n[2], item) for item in _different(v[n[1] :])),
    "contains": _contains,
    "minItems": lambda _, n, v: len(v) >= n[1],
    "maxItems": lambda _, n, v: len(v) <= n[1],
    "uniqueItems": _unique,
    "required": lambda _, n, v: n[1] in v,
    "keys": _keys,
    "minProperties": lambda _, n, v: len(v) >= n[1],
    "maxProperties": lambda _, n, v: len(v) <= n[1],
}
