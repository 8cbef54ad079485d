"""What a formula is made of: beside, asked about the same value, and inside, asked about its parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from governance.compatibility.schema.formulas import Formula, Formulas


def needs_itself(arena: Formulas, reference: Formula, formula: Formula) -> bool:
    """Whether a definition asks about the very value that it defines, without end."""
    return any(current == reference for current in _reached(arena, formula, deep=False))


def opaque_labels(arena: Formulas, formula: Formula, *, contested: bool = False) -> list[str]:
    """What the opaque parts of a formula are, however deep; only the contested ones where asked."""
    nodes = (arena.nodes[current] for current in _reached(arena, formula, deep=True))
    return sorted({node[1] for node in nodes if node[0] == "opaque" and (node[4] or not contested)})


def patterns(arena: Formulas, formula: Formula) -> list[str]:
    """The patterns that a formula asks for, however deep."""
    nodes = (arena.nodes[current] for current in _reached(arena, formula, deep=True))
    return sorted({node[1] for node in nodes if node[0] == "pattern"})


def _reached(arena: Formulas, formula: Formula, *, deep: bool) -> Iterator[Formula]:
    seen, waiting = set[Formula](), [abs(formula)]
    while waiting:
        current = waiting.pop()
        if current not in seen:
            seen.add(current)
            yield current
            waiting.extend(map(abs, _beside(arena, current)))
            waiting.extend(map(abs, _inside(arena, current) if deep else ()))


def _beside(arena: Formulas, formula: Formula) -> Iterable[Formula]:
    node = arena.nodes[formula]
    match node[0]:
        case "and" | "one":
            return tuple(node[1])
        case "reference":
            return (arena.definitions[formula],) if formula in arena.definitions else ()
        case "otherwise" | "part":
            return (node[1],)
        case "unevaluated":
            return tuple(held for held, _ in node[2])
    return ()


def _inside(arena: Formulas, formula: Formula) -> Iterable[Formula]:
    node = arena.nodes[formula]
    match node[0]:
        case "item" | "items" | "contains":
            return (node[2],)
        case "keys":
            return node[1:]
        case "unevaluated":
            return (node[3],)
    return ()
