"""Rows about objects: members taken away, added, demanded; open and closed objects, map values."""

from __future__ import annotations

from catalog.model.http import Direction
from tests.builders.mutations.change import FRESH, Mutation, Tree, Values, here, without
from tests.builders.mutations.sites import Site, listed, shown

IN, OUT = Direction.INBOUND, Direction.OUTBOUND
OPENNESS = "additionalProperties"
TEXT = {"type": "string"}


def with_member(schema: Tree, name: str, value: Tree) -> Tree:
    """The object schema with one more property."""
    return {**schema, "properties": {**schema["properties"], name: value}}


def without_member(schema: Tree, name: str) -> Tree:
    """The object schema without a property, nor a demand for it."""
    made = {**schema, "properties": without(schema["properties"], name)}
    return {**made, "required": [other for other in listed(schema) if other != name]} if "required" in schema else made


def demanding(schema: Tree, *names: str) -> Tree:
    """The object schema with more required members."""
    return {**schema, "required": [*listed(schema), *names]}


def _remove(required: bool) -> Values:
    def values(site: Site) -> tuple[None, Tree] | None:
        names = shown(site, required=required)
        is_fit = names and len(site.value["properties"]) > 1 and OPENNESS not in site.value
        return (None, without_member(site.value, names[0])) if is_fit else None

    return values


def _remove_closed(site: Site) -> tuple[Tree, Tree]:
    base = {**site.value, OPENNESS: False}
    return with_member(base, FRESH, TEXT), base


def _make_optional(site: Site) -> tuple[None, Tree] | None:
    names = shown(site, required=True)
    kept = [name for name in listed(site.value) if name != names[0]] if names else []
    return (None, {**site.value, "required": kept}) if names else None


def _make_required(site: Site) -> tuple[None, Tree] | None:
    names = [name for name in shown(site, required=False) if "default" not in site.value["properties"][name]]
    return (None, demanding(site.value, names[0])) if names else None


def _make_required_despite_default(site: Site) -> tuple[Tree, Tree]:
    base = with_member(site.value, FRESH, {**TEXT, "default": "a"})
    return base, demanding(base, FRESH)


def _add(value: Tree, *, required: bool = False) -> Values:
    def values(site: Site) -> tuple[None, Tree] | None:
        if OPENNESS in site.value and not required:
            return None
        revision = with_member(site.value, FRESH, value)
        return None, demanding(revision, FRESH) if required else revision

    return values


def _openness(before: object, after: object) -> Values:
    """One openness instead of another, where none is written; None is silence."""

    def values(site: Site) -> tuple[Tree, Tree] | None:
        if OPENNESS in site.value:
            return None
        made = [site.value if each is None else {**site.value, OPENNESS: each} for each in (before, after)]
        return made[0], made[1]

    return values


def _add_where(openness: object, value: Tree) -> Values:
    """A new property in an object whose other members were said to be so."""

    def values(site: Site) -> tuple[Tree, Tree]:
        base = {**site.value, OPENNESS: openness}
        return base, with_member(base, FRESH, value)

    return values


def _families(site: Site, schema: Tree) -> Tree | None:
    is_known = site.version >= "3.1" or "asyncapi" in site.root
    is_free = not any(name.startswith("zz") for name in site.value["properties"])
    return {**site.value, "patternProperties": {"^zz": schema}} if is_known and is_free else None


def _drop_family(site: Site) -> tuple[Tree, Tree] | None:
    base = _families(site, TEXT)
    return (base, site.value) if base is not None else None


def _add_in_family(site: Site) -> tuple[Tree, Tree] | None:
    base = _families(site, TEXT)
    return (base, with_member(base, FRESH, {**TEXT, "maxLength": 3})) if base is not None else None


def _row(row: str, rule: str, effect: str, direction: Direction, values: Values, shown: bool = False) -> Mutation:
    return Mutation(row, "object", rule, effect, here(values), direction, shown)


_REMOVED = "response property removed, optional or required; declared map values or a `patternProperties` family"
_LOOSER = "response property required → optional; the schema of map values loosened"
_CLOSED = "new response property where the base object is closed; a closed response opened"
_DEMANDED = "request property: new and required, or optional → required"
_IGNORED = "request property removed"
_NEW = "new optional request property, new response property"
_CLOSING = "an open request object closed"

PAYLOADS: tuple[Mutation, ...] = (
    _row(_REMOVED, "outbound-property-removed", "breaks", OUT, _remove(required=False)),
    _row(_REMOVED, "outbound-property-removed", "breaks", OUT, _remove(required=True), shown=True),
    _row(_REMOVED, "outbound-map-values-removed", "breaks", OUT, _openness({"type": "integer"}, None)),
    _row(_REMOVED, "outbound-map-values-removed", "breaks", OUT, _openness({"type": "integer"}, False)),
    _row(_REMOVED, "outbound-pattern-family-removed", "breaks", OUT, _drop_family),
    _row(_LOOSER, "outbound-required-widened", "breaks", OUT, _make_optional, shown=True),
    _row(_LOOSER, "outbound-type-widened", "breaks", OUT, _openness({"type": "integer"}, {"type": "number"}),
         shown=True),
    _row(_LOOSER, "outbound-bound-widened", "breaks", OUT, _openness({**TEXT, "maxLength": 2}, TEXT), shown=True),
    _row(_CLOSED, "outbound-property-added-to-closed-object", "may-break", OUT, _add_where(False, TEXT)),
    _row(_CLOSED, "outbound-object-opened", "may-break", OUT, _openness(False, None)),
    _row(_CLOSED, "outbound-object-opened", "may-break", OUT, _openness(False, True)),
    _row(_DEMANDED, "inbound-required-narrowed", "breaks", IN, _add(TEXT, required=True), shown=True),
    _row(_DEMANDED, "inbound-required-narrowed", "breaks", IN, _add({**TEXT, "default": "a"}, required=True),
         shown=True),
    _row(_DEMANDED, "inbound-required-narrowed", "breaks", IN, _make_required, shown=True),
    _row(_DEMANDED, "inbound-required-narrowed", "breaks", IN, _make_required_despite_default, shown=True),
    _row(_IGNORED, "inbound-property-removed", "may-break", IN, _remove(required=False)),
    _row(_IGNORED, "inbound-property-removed", "may-break", IN, _remove(required=True)),
    _row(_IGNORED, "inbound-openness-narrowed", "breaks", IN, _remove_closed, shown=True),
    _row(_NEW, "inbound-property-added", "safe", IN, _add(TEXT)),
    _row(_NEW, "outbound-property-added", "safe", OUT, _add(TEXT)),
    _row(_NEW, "inbound-openness-narrowed", "breaks", IN, _add_where(TEXT, {**TEXT, "maxLength": 3}), shown=True),
    _row(_NEW, "inbound-openness-narrowed", "breaks", IN, _add_in_family, shown=True),
    _row(_NEW, "inbound-property-added-to-open-map", "may-break", IN, _add_where(True, TEXT)),
    _row(_NEW, "inbound-property-added-to-open-map", "may-break", IN, _add_where({}, TEXT)),
    _row(_NEW, "outbound-openness-widened", "breaks", OUT, _add_where(TEXT, {"type": "integer"}), shown=True),
    _row(_CLOSING, "inbound-object-closed", "may-break", IN, _openness(None, False)),
    _row(_CLOSING, "inbound-openness-narrowed", "breaks", IN, _openness(True, False), shown=True),
    _row(_CLOSING, "inbound-openness-narrowed", "breaks", IN, _openness({}, False), shown=True),
)  # fmt: skip
