"""What may not be taken away although no payload shows it, and what readers should know: by structure."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.model.http import Direction
from catalog.model.node import Node
from catalog.model.schema import OPENAPI_20, OPENAPI_30
from catalog.model.source import Json
from governance.compatibility.payloads.declared import declared, is_patterned
from governance.compatibility.payloads.discriminated import discriminated
from governance.compatibility.payloads.flat import Flat, end_of, travel
from governance.compatibility.payloads.judge import Flow, Judge
from governance.compatibility.payloads.local import Step
from governance.compatibility.payloads.pairs import Both, Local
from governance.compatibility.payloads.sources import BASE, REVISION
from governance.compatibility.payloads.words import is_never, says_nothing
from governance.compatibility.schema import Contained


def structure(both: Both, judge: Judge, flow: Flow) -> Iterator[Local]:
    """Every structural change of a pair."""
    yield from _properties(both, judge, flow)
    yield from _families(both, judge, flow)
    yield from discriminated(both, judge, flow)
    yield from _defaults(both, flow)
    yield from _formats(both, judge, flow)
    yield from _openness(both, flow)


def _properties(both: Both, judge: Judge, flow: Flow) -> Iterator[Local]:
    """Members that one release declares in this direction and the other does not."""
    inside = not both.matched.union
    before = declared(both.base, BASE, judge.sources, branches=inside)
    after = declared(both.revision, REVISION, judge.sources, branches=inside)
    known_before = before if inside else {**before, **declared(both.base, BASE, judge.sources)}
    known_after = after if inside else {**after, **declared(both.revision, REVISION, judge.sources)}
    still = _travelling(known_after, REVISION, judge, flow) - _never(both.revision, flow)
    for name in sorted(_travelling(before, BASE, judge, flow) - _never(both.base, flow) - still):
        if flow.direction is Direction.INBOUND and is_patterned(name, both.revision, judge, flow):
            continue
        named = (("property", name),)
        yield Local(f"{flow.direction.value}-property-removed", (Step("property", name),), before[name], None, named)
    for name in sorted(_travelling(after, REVISION, judge, flow) - _travelling(known_before, BASE, judge, flow)):
        kind = _added(both, flow, is_free=not known_before and _is_free(both.base))
        yield Local(kind, (Step("property", name),), None, after[name], (("property", name),))


def _travelling(members: dict[str, Node], side: str, judge: Judge, flow: Flow) -> set[str]:
    """Those that travel this way: what is readOnly does not come in, what is writeOnly does not go out."""
    away = "readOnly" if flow.direction is Direction.INBOUND else "writeOnly"
    return {name for name, node in members.items() if away not in travel(node, side, judge.sources)}


def _never(flat: Flat, flow: Flow) -> set[str]:
    """Those that are named, and never sent; that they are refused where they come in, the payload law tells."""
    if flow.direction is Direction.INBOUND:
        return set()
    return {name for name, node in flat.properties.items() if is_never(node.value)}


def _added(both: Both, flow: Flow, *, is_free: bool) -> str:
    if flow.direction is Direction.OUTBOUND and _is_closed(both.base):
        return "outbound-property-added-to-closed-object"
    explicit = both.base.keyword("additionalProperties")
    if flow.direction is Direction.INBOUND and (is_free or (explicit is not None and says_nothing(explicit))):
        return "inbound-property-added-to-open-map"
    return f"{flow.direction.value}-property-added"


DECLARING = ("required", "additionalProperties", "patternProperties", "unevaluatedProperties")


def _is_free(flat: Flat) -> bool:
    """Whether an object may come of which nothing is said: one without properties is free-form then."""
    kinds = flat.keyword("type")
    may_come = kinds is None or "object" in (kinds if isinstance(kinds, list) else [kinds])
    return may_come and all(flat.keyword(word) is None for word in DECLARING)


def _is_closed(flat: Flat) -> bool:
    return any(
        isinstance(part.value, dict)
        and (part.value.get("additionalProperties") is False or part.value.get("unevaluatedProperties") is False)
        for part in flat.parts
    )


def _families(both: Both, judge: Judge, flow: Flow) -> Iterator[Local]:
    """Families of members that were declared by pattern or as map values, and may not be withdrawn."""
    if flow.direction is Direction.INBOUND:
        return
    for pattern in sorted(_patterns(both.base) - _patterns(both.revision)):
        if _is_covered(pattern, both, judge, flow):
            continue
        told = (("pattern", pattern),)
        yield Local("outbound-pattern-family-removed", (), both.base.node, both.revision.node, told)
    if _says_values(both.base, BASE, judge) and not _says_values(both.revision, REVISION, judge):
        yield Local("outbound-map-values-removed", (), both.base.node, both.revision.node)


def _patterns(flat: Flat) -> set[str]:
    return {pattern for pattern, node in flat.families.items() if not is_never(node.value)}


def _is_covered(pattern: str, both: Both, judge: Judge, flow: Flow) -> bool:
    """Whether another pattern matches all the names, and says the same of their values."""
    family, (sent, received) = both.base.families[pattern], (both.side(flow.sender), both.side(flow.receiver))
    alike = [other for other, node in both.revision.families.items() if judge.sameness.same(family, node)]
    names: list[Json] = [{"type": "string", "pattern": each} for each in (pattern, *alike)]
    return any(
        isinstance(judge.contained(names[0], sent.node, other, received.node, flow), Contained) for other in names[1:]
    )


def _says_values(flat: Flat, side: str, judge: Judge) -> bool:
    """Whether a schema says something about values of members that no name declares."""
    for part in flat.parts:
        for word in ("additionalProperties", "unevaluatedProperties"):
            held = part.value.get(word) if isinstance(part.value, dict) else None
            if isinstance(held, dict):
                child = Node(part.document, (*part.pointer, word), held)
                if not says_nothing(end_of(child, side, judge.sources).value):
                    return True
    return False


def _defaults(both: Both, flow: Flow) -> Iterator[Local]:
    before, after = both.base.default, both.revision.default
    if before != after:
        told = (("base", str(before)), ("revision", str(after)))
        kind = f"{flow.direction.value}-default-changed"
        yield Local(kind, (), both.base.node, both.revision.node, told)


def _formats(both: Both, judge: Judge, flow: Flow) -> Iterator[Local]:
    """Formats that nothing asserts, and what a text is said to hold; the other formats are judged by containment."""
    kind = f"{flow.direction.value}-format-changed"
    before, after = both.base.keyword("format"), both.revision.keyword("format")
    if before != after and both.matched.format:
        told = (("base", str(before or "none")), ("revision", str(after or "none")))
        yield Local(kind, (), both.base.node, both.revision.node, told)
    held = [content(both.side(side), judge.dialect(side)) for side in (BASE, REVISION)]
    if held[0] != held[1] and (inner := _inner_changed(judge, flow, held)):
        yield Local(kind, (), both.base.node, both.revision.node, inner)


def content(flat: Flat, dialect: str) -> tuple[str | None, Node | None]:
    """The media type and the schema of what a text holds, where the dialect has words for them."""
    knows = dialect not in (OPENAPI_20, OPENAPI_30)
    kinds = flat.keyword("type")
    if not knows or (kinds is not None and "string" not in (kinds if isinstance(kinds, list) else [kinds])):
        return None, None
    named = flat.keyword("contentMediaType")
    return named if isinstance(named, str) else None, flat.child("contentSchema")


Content = tuple[str | None, Node | None]


def _inner_changed(judge: Judge, flow: Flow, held: list[Content]) -> tuple[tuple[str, str], ...]:
    """What is told of a text that holds something else than before; nothing where it allows the same."""
    (before, old), (after, new) = held
    if before != after:
        return (("base", f"content {before or 'none'}"), ("revision", f"content {after or 'none'}"))
    if (old is None) != (new is None) or (old is not None and new is not None and not judge.equal(old, new, flow)):
        return (("base", "the schema of its content"), ("revision", "another"))
    return ()


def _openness(both: Both, flow: Flow) -> Iterator[Local]:
    was, now = _is_closed(both.base), _is_closed(both.revision)
    if was == now or not (both.base.properties or both.revision.properties):
        return
    if flow.direction is Direction.INBOUND and now:
        yield Local("inbound-object-closed", (), both.base.node, both.revision.node)
    if flow.direction is Direction.OUTBOUND and was:
        yield Local("outbound-object-opened", (), both.base.node, both.revision.node)
