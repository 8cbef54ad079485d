"""Text on the wire: a receiver reads a text as whatever its schema allows (SEMANTICS §3, parameters and forms)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalog.model.source import Json
from catalog.samples.outcome import EMPTY, Empty, Found, Outcome, Unknown
from catalog.samples.texts import INTEGER_TEXT, NUMBER_TEXT
from governance.compatibility.schema.formulas import (
    ARRAY,
    BOOLEAN,
    FALSE,
    FRACTION,
    INTEGER,
    NUMBER,
    SPELLED,
    STRING,
    TRUE,
    Formula,
)

if TYPE_CHECKING:
    from governance.compatibility.schema.leaves import Context
    from governance.compatibility.schema.search import ValueSearch

_TRIES = 40
_SIZES = (2, 4, 8, 16, 64, 256)


def read_otherwise(search: ValueSearch, formula: Formula, family: int) -> Formula:
    """What `otherwise(formula)` says about values of one type, as far as it can be said with other literals.

    What cannot stays a literal `otherwise` that values are checked against.
    """
    says = {STRING: _string, NUMBER: _number, ARRAY: _array}[family](search, formula)
    return says if says is not None else search.formulas.otherwise(formula, family)


def _none(search: ValueSearch | Context, *formulas: Formula) -> bool:
    return isinstance(search.value(formulas), Empty)


def _string(search: ValueSearch, formula: Formula) -> Formula | None:
    """A text read as a list of texts, a number or a boolean."""
    arena = search.formulas
    texts = arena.literal("items", 0, arena.types(STRING))
    lists = arena.every((arena.types(ARRAY), arena.literal("minItems", 1), texts))
    if _none(search, lists, -formula):
        return TRUE
    if not _none(search, lists, formula):
        return None
    booleans: list[Json] = [v for v in (True, False) if search.evaluation.holds(formula, v)]
    said = [arena.one_of_values(["true" if value else "false" for value in booleans])]
    if _none(search, arena.types(NUMBER), -formula):
        said.append(arena.literal("pattern", NUMBER_TEXT))
    elif _none(search, arena.types(INTEGER | SPELLED), -formula) and _none(search, arena.types(FRACTION), formula):
        said.append(arena.literal("pattern", INTEGER_TEXT))
    elif not _none(search, arena.types(NUMBER), formula):
        return None
    return arena.any(said)


def _number(search: ValueSearch, formula: Formula) -> Formula | None:
    """A number read as its text, or as a list of that text."""
    arena = search.formulas
    for bits, pattern in ((NUMBER, NUMBER_TEXT), (INTEGER | SPELLED, INTEGER_TEXT)):
        text = arena.every((arena.types(STRING), arena.literal("pattern", pattern)))
        one = arena.every((
            arena.types(ARRAY), arena.literal("minItems", 1), arena.literal("maxItems", 1),
            arena.literal("items", 0, text),
        ))  # fmt: skip
        if _none(search, text, -formula) or _none(search, one, -formula):
            return arena.types(bits)
        if _none(search, text, formula) and _none(search, one, formula):
            return FALSE
    return None


def _array(search: ValueSearch, formula: Formula) -> Formula | None:
    """A list of scalars read as one text."""
    text = search.formulas.types(STRING)
    if _none(search, text, formula) and not search.formulas.mask(formula) & (NUMBER | BOOLEAN):
        return FALSE
    scalars = search.formulas.types(STRING | NUMBER)
    if _none(search, text, -formula):
        return search.formulas.every((
            search.formulas.literal("minItems", 1), search.formulas.literal("items", 0, scalars)
        ))  # fmt: skip
    return None


def by_text(search: Context, literals: tuple[Formula, ...], family: int) -> Outcome:
    """Values of the other literals whose text reads as the literals `otherwise` want.

    That is only known of single values, so some are tried, of many sizes.
    """
    nodes = search.formulas.nodes
    rest = tuple(literal for literal in literals if nodes[abs(literal)][0] != "otherwise")
    unread = [-nodes[-literal][1] for literal in literals if literal < 0 and nodes[-literal][0] == "otherwise"]
    if family == NUMBER and unread and _none(search, *_integer_texts(search, rest), *unread):
        return EMPTY
    one = search.value((search.formulas.types(family), *rest))
    if isinstance(one, Found) and _all_hold(search, literals, one):
        return one
    values, ending = search.distinct((search.formulas.types(family), *rest), _TRIES)
    for size in _SIZES:
        sized = search.value((search.formulas.types(family), *rest, *_sized(search, family, size)))
        values = [*values, sized] if isinstance(sized, Found) else values
    for found in values:
        if _all_hold(search, literals, found):
            return found
    return EMPTY if ending == EMPTY else Unknown("no value was found whose text reads as wanted")


def _all_hold(search: Context, literals: tuple[Formula, ...], found: Found) -> bool:
    return all(search.evaluation.holds(literal, found.value) for literal in literals)


def _sized(search: Context, family: int, size: int) -> list[Formula]:
    if family == STRING:
        return [search.formulas.literal("minLength", size)]
    if family == ARRAY:
        return [search.formulas.literal("minItems", size)]
    return [search.formulas.literal("minimum", 10**size, False)] if family == NUMBER else []


def _integer_texts(search: Context, literals: tuple[Formula, ...]) -> tuple[Formula, ...]:
    """At least the texts of the integers that satisfy literals; all texts, where they are not integers."""
    arena = search.formulas
    signed = [(arena.nodes[abs(literal)], literal > 0) for literal in literals]
    whole = any(node[0] == "types" and positive and not node[1] & FRACTION for node, positive in signed)
    if not whole:
        return (arena.types(STRING),)
    lower = [node[1] for node, positive in signed if positive and node[0] == "minimum"]
    upper = [node[1] for node, positive in signed if positive and node[0] == "maximum"]
    sign = "" if lower and max(lower) >= 0 else "-?"
    bounded = bool(lower and upper)
    digits = len(str(int(max(abs(bound) for bound in (max(lower), min(upper)))))) if bounded else None
    more = "*" if digits is None else f"{{0,{digits - 1}}}"
    return arena.types(STRING), arena.literal("pattern", f"^{sign}(0|[1-9][0-9]{more})$")
